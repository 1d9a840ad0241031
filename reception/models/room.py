"""The room: who waits, in which order, received where. A ticket knows no name and no matter."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from agencies.kept import Kept
from agencies.models import Agency, User
from agencies.querysets import ScopedQuerySet
from reception.enums import TicketState


class QueueDay(Kept):
    """Ngày tiếp tại phòng: its last ticket number and when the day was closed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    on_date = models.DateField()
    last = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=500, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "on_date"], name="queue_day_is_one"),
        ]

    def __str__(self) -> str:
        return f"Ngày tiếp {self.on_date:%d/%m/%Y}"


class QueueTicket(Kept):
    """Phiếu chờ. `is_priority` is a yes or no that is deleted at the end of the day (design.md 2)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    on_date = models.DateField()
    number = models.PositiveIntegerField()
    head_count = models.PositiveIntegerField(default=1)
    is_priority = models.BooleanField(default=False)
    state = models.CharField(
        max_length=10, choices=TicketState.choices, default=TicketState.WAITING
    )
    waiting_since = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    counter = models.CharField(max_length=40, blank=True, help_text="bàn, phòng")
    officer = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    handed_over_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["agency", "on_date", "number"], name="ticket_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "on_date", "number"], name="ticket_number_is_given_once"
            ),
            models.CheckConstraint(condition=Q(head_count__gt=0), name="ticket_has_people"),
            models.CheckConstraint(
                condition=~Q(state="received") | Q(officer__isnull=False),
                name="ticket_received_has_its_officer",
            ),
        ]

    def __str__(self) -> str:
        return f"Phiếu số {self.number}"
