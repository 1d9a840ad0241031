"""The end of a unit (kết thúc hoạt động, sắp xếp đơn vị): by which document, and to whom all goes."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from agencies.kept import Kept


class EndState(models.TextChoices):
    """Tình trạng bàn giao."""

    PLANNED = "planned", "Chưa đến ngày"
    RUNNING = "running", "Đang bàn giao"
    DONE = "done", "Đã bàn giao"


class UnitEnd(Kept):
    """Kết thúc đơn vị. Its successors are rows of `Succession`.

    `keeper`: takes what no rule decides and keeps the closed files; empty leaves both to people.
    `before`, `moved`: {line: {code of successor: count}}, of what common pages count alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.OneToOneField(
        "agencies.Agency", on_delete=models.PROTECT, related_name="ending"
    )
    last_day = models.DateField()
    document = models.CharField(max_length=200)
    keeper = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=EndState.choices, default=EndState.PLANNED)
    before = models.JSONField(default=dict)
    moved = models.JSONField(default=dict)
    made_by = models.ForeignKey("agencies.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-last_day", "-made_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(document=""), name="unit_end_has_a_document"),
            models.CheckConstraint(
                condition=Q(keeper__isnull=True) | ~Q(keeper=F("agency")),
                name="unit_end_is_kept_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state="done", finished_at__isnull=False)
                | (~Q(state="done") & Q(finished_at__isnull=True)),
                name="unit_end_done_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Kết thúc {self.agency}"

    @property
    def ledger_label(self) -> str:
        return f"Kết thúc đơn vị: {self.agency}"

    @property
    def starts_on(self) -> date:
        """The first day of the successors."""
        return self.last_day + timedelta(days=1)
