"""What the way upward needs besides reports: schedules, batches, opening balances, sending days."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.kept import Kept
from agencies.models import Agency, User
from agencies.querysets import ScopedQuerySet
from reports.enums import ReportKind, Rhythm
from reports.querysets import ScheduledQuerySet, ScheduleQuerySet


class SendingDays(Kept):
    """Ngày gửi báo cáo: what one body asks of the units below it and keeps itself.

    Days of the last month of the period (Thông tư 06/2025/TT-TTCP, art. 7 clause 2: units by the 17th,
    the province by the 20th); a body without a row asks what the circular says.
    """

    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="sending_days")
    units_by = models.PositiveSmallIntegerField(default=17)
    own_by = models.PositiveSmallIntegerField(default=20)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            # The circular lets a province set its own days as long as the 20th is kept.
            models.CheckConstraint(
                condition=Q(units_by__gte=15, own_by__gte=F("units_by"), own_by__lte=20),
                name="sending_days_keep_the_twentieth",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency}: ngày {self.units_by}, ngày {self.own_by}"


class OpeningBalance(Kept):
    """Số dư đầu kỳ: what was left open before the system counts, declared once per measure.

    It is added to the figures of every period that contains `on_date`, and never after.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    measure = models.CharField(max_length=60, help_text="mã số đo trong từ điển số đo")
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    on_date = models.DateField(help_text="ngày đầu tiên hệ thống bắt đầu đếm")
    document = models.CharField(max_length=200, help_text="văn bản, biên bản chốt số")
    declared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "measure"], name="opening_balance_is_declared_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="opening_balance_is_positive"),
            models.CheckConstraint(
                condition=~Q(document=""), name="opening_balance_has_a_document"
            ),
        ]

    def __str__(self) -> str:
        return f"Số dư đầu kỳ {self.measure}: {self.amount}"


class ReportSchedule(Kept):
    """Lịch lập báo cáo: which report is made when, for which units; edited by an administrator.

    `agency`: the report is made for it and everything below that keeps a register. `day`: of the week
    (1 Monday) or of the month; `hour`: local. `catch_up_from`: runs missed since then are made up.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=ReportKind.choices)
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices)
    day = models.PositiveSmallIntegerField(default=1)
    at = models.TimeField()
    with_units_below = models.BooleanField(default=True)
    is_on = models.BooleanField(default=True)
    catch_up_from = models.DateField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind", "rhythm"], name="schedule_is_one_per_kind_and_rhythm"
            ),
            models.CheckConstraint(
                condition=Q(rhythm="weekly", day__range=(1, 7))
                | (~Q(rhythm="weekly") & Q(day__range=(1, 28))),
                name="schedule_day_exists",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.get_rhythm_display().lower()}, {self.agency}"

    @property
    def ledger_label(self) -> str:
        return f"Lịch lập báo cáo: {self}"


class ReportBatch(Kept):
    """Đợt lập báo cáo: all reports of one kind and period asked for at once; its jobs name it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    schedule = models.ForeignKey(
        ReportSchedule, on_delete=models.PROTECT, null=True, related_name="batches"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=ReportKind.choices)
    period = models.CharField(max_length=30)
    units = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ScheduledQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind", "period"], name="batch_is_one_per_kind_and_period"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.period}"


class ReportUrge(Kept):
    """Đôn đốc gửi báo cáo: a unit that has not sent was reminded, once a day at most."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=ReportKind.choices)
    period = models.CharField(max_length=30)
    urged_on = models.DateField()
    urged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind", "period", "urged_on"], name="urging_is_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"Đôn đốc {self.agency} gửi {self.period}"
