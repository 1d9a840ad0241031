"""Standing material of an event: whom to call, what to do if, what must be ready, what to settle."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from agencies.kept import Kept
from agencies.models import Agency, Event, User
from agencies.querysets import ScopedQuerySet
from complaints.models import Matter
from plans.enums import ReadyState, SettleState
from plans.querysets import SettleItemQuerySet, StandingQuerySet


class ContactLine(Kept):
    """Danh bạ: an office and who answers there in office. `event` empty: it always holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="contact_lines")
    scope_path = models.CharField(max_length=200)
    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, blank=True, related_name="contact_lines"
    )
    office = models.CharField(max_length=200, help_text="cơ quan, bộ phận")
    name = models.CharField(max_length=120, help_text="cán bộ đầu mối")
    title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40)
    note = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = StandingQuerySet.as_manager()

    class Meta:
        ordering = ["order", "office", "id"]

    def __str__(self) -> str:
        return f"{self.office}: {self.name}, {self.phone}"

    @property
    def ledger_label(self) -> str:
        return f"Danh bạ: {self.office}"


class Contingency(Kept):
    """Tình huống: what may happen at the reception place and who then does what."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="contingencies")
    scope_path = models.CharField(max_length=200)
    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, blank=True, related_name="contingencies"
    )
    title = models.CharField(max_length=200)
    sign = models.TextField(help_text="dấu hiệu nhận biết")
    order = models.PositiveSmallIntegerField(default=0)

    objects = StandingQuerySet.as_manager()

    class Meta:
        ordering = ["order", "title", "id"]

    def __str__(self) -> str:
        return self.title


class ContingencyStep(models.Model):
    """Bước xử lý: what is done, by which office, within how many minutes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contingency = models.ForeignKey(Contingency, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=400)
    doer = models.CharField(max_length=200, help_text="cơ quan, bộ phận thực hiện")
    within_minutes = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["contingency", "order"], name="contingency_step_has_its_place"
            )
        ]

    def __str__(self) -> str:
        return self.text


class ReadyItem(Kept):
    """Điều kiện cơ sở vật chất: one thing that must be ready at the reception place."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="ready_items")
    scope_path = models.CharField(max_length=200)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="ready_items")
    text = models.CharField(max_length=300)
    in_charge = models.CharField(max_length=200, blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ReadyState.choices, default=ReadyState.OPEN)
    note = models.CharField(max_length=300, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["order", "due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ReadyState.OPEN, checked_at__isnull=True)
                | (~Q(state=ReadyState.OPEN) & Q(checked_at__isnull=False)),
                name="ready_item_checked_has_its_time",
            )
        ]

    def __str__(self) -> str:
        return self.text


class SettleItem(Kept):
    """Vụ việc cần giải quyết dứt điểm trước sự kiện. Seen only by who sees the matter itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="settle_items")
    scope_path = models.CharField(max_length=200)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="settle_items")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="settle_items")
    way = models.TextField(help_text="phương án giải quyết")
    in_charge = models.CharField(max_length=200, help_text="cơ quan, lãnh đạo phụ trách")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=SettleState.choices, default=SettleState.OPEN)
    result = models.TextField(blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)

    objects = SettleItemQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "matter"], name="settle_item_is_listed_once"),
            models.CheckConstraint(
                condition=Q(state=SettleState.OPEN, closed_on__isnull=True)
                | (~Q(state=SettleState.OPEN) & Q(closed_on__isnull=False)),
                name="settle_item_closed_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter}"

    @property
    def ledger_label(self) -> str:
        # The matter may become secret later; the ledger outlives that.
        return "Vụ việc cần giải quyết trước sự kiện"
