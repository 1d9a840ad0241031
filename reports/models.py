"""Reports: figures frozen with their period, parameters and hash."""

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
        indexes = [models.Index(fields=["agency", "-ends_on"], name="report_by_agency")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "agency", "period", "version"], name="report_is_made_once_per_version"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="report_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.period}, {self.agency}"
