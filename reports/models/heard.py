"""Nội dung được tiếp: what the matters of table 01/TCD are counted from, a view of the database."""

from __future__ import annotations

import uuid

from django.db import models

from agencies.models import Agency
from complaints.enums import Secrecy
from complaints.models import Matter
from complaints.querysets import MatterScoped
from reception.models import Visit


class Desk(models.IntegerChoices):
    """Who received. The lowest wins where a matter was received by several: the circular counts a
    matter once, under the head (Thông tư 06/2025/TT-TTCP, biểu 01/TCD)."""

    HEAD = 1, "Thủ trưởng tiếp"
    DELEGATE = 2, "Ủy quyền tiếp"
    STANDING = 3, "Tiếp thường xuyên"


class Heard(models.Model):
    """One matter told at one visit: its own or a further one. Void visits are not in it.

    A view over visits and their further matters, so that the cell and the list behind it count the
    same rows; read only.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.DO_NOTHING, related_name="+")
    matter = models.ForeignKey(Matter, on_delete=models.DO_NOTHING, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.DO_NOTHING, related_name="+")
    scope_path = models.CharField(max_length=200)
    secrecy = models.PositiveSmallIntegerField(choices=Secrecy.choices)
    arrived_at = models.DateTimeField()
    is_first_time = models.BooleanField()
    desk = models.PositiveSmallIntegerField(choices=Desk.choices)
    is_own = models.BooleanField(help_text="vụ việc của chính lượt tiếp, không phải nội dung khác")

    objects = MatterScoped.as_manager()

    class Meta:
        managed = False
        db_table = "reports_heard"

    def __str__(self) -> str:
        return f"{self.matter_id} {self.arrived_at:%d/%m/%Y}"
