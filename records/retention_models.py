"""What was removed by rule (nhật ký dọn theo thời hạn lưu)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.models import User


class RetentionRun(models.Model):
    """One removal by one rule: how many rows, of which days, when, by whom; never what they held.

    Append-only by trigger and by the rights of the runtime role (ADR 0044). Without `ran_by` it was
    the job of the night.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rule = models.CharField(max_length=40)
    removed = models.PositiveBigIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    ran_at = models.DateTimeField()
    ran_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["-ran_at", "-id"], name="retention_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed__gt=0), name="retention_run_removed_something"
            ),
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")), name="retention_run_days_in_order"
            ),
            models.CheckConstraint(condition=~Q(rule=""), name="retention_run_names_its_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.removed}"

    @property
    def ledger_label(self) -> str:
        return f"Dọn theo thời hạn lưu: {self.rule}"
