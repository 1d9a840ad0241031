"""Reports: figures frozen with their period, parameters and hash; tallies of the overview."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.models import Agency, User
from agencies.querysets import ScopedQuerySet
from reports.enums import ReportKind


class Report(models.Model):
    """Báo cáo: one version of one kind for one agency and period. The PDF is a StoredFile of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=ReportKind.choices)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    period = models.CharField(max_length=30)
    starts_on = models.DateField()
    ends_on = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    figures = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "-ends_on"], name="report_by_agency"),
            models.Index(fields=["-ends_on", "-id"], name="report_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "agency", "period", "version"],
                name="report_is_made_once_per_version",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="report_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.period}, {self.agency}"

    @property
    def number(self) -> int:
        """Number of the week in its year, for people: 2026-W46 is week 46."""
        return self.starts_on.isocalendar().week

    @property
    def year(self) -> int:
        """Year the week belongs to: the one of its Thursday."""
        return self.starts_on.isocalendar().year

    @property
    def title(self) -> str:
        """Tuần 46 năm 2026."""
        return f"Tuần {self.number} năm {self.year}"


class Tally(models.Model):
    """Cộng dồn: what one change adds to the counts of an agency on a day (ADR 0009).

    Written by triggers of the tables counted, never by hand; rows are only added, and now and then
    summed up. `span` "d": a day; "m": a month, named by its first day. Each change adds both.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    span = models.CharField(max_length=1, choices=[("d", "ngày"), ("m", "tháng")])
    day = models.DateField()
    visits = models.IntegerField(db_default=0)
    people = models.IntegerField(db_default=0)
    groups = models.IntegerField(db_default=0)
    received = models.IntegerField(db_default=0)
    processed = models.IntegerField(db_default=0)
    resolved = models.IntegerField(db_default=0)
    waiting = models.IntegerField(db_default=0)
    in_progress = models.IntegerField(db_default=0)
    due = models.IntegerField(db_default=0)
    hot = models.IntegerField(db_default=0)

    class Meta:
        indexes = [models.Index(fields=["span", "day"], name="tally_by_day")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.span} {self.day:%d/%m/%Y}"
