"""Seals of the ledger (niêm phong sổ vết, ADR 0040)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class LedgerSeal(models.Model):
    """Niêm phong: the Merkle root of a run of ledger rows, chained to the seal before and signed.

    A seal holds the rows `first_id`..`last_id` without `missing` (numbers whose row was not there: taken
    back, or not yet committed) and with `late` (rows that an earlier seal missed, of transactions that
    were open then: older than its `horizon`). Append-only: the
    runtime role adds and reads, a trigger refuses changes by anybody (migration 0001).
    """

    number = models.BigIntegerField(primary_key=True)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    missing = models.JSONField(default=list, help_text="các khoảng số [từ, đến] không có dòng")
    late = models.JSONField(default=list, help_text="số của các dòng đến sau niêm phong trước")
    horizon = models.BigIntegerField(help_text="số giao dịch của chính lần niêm phong")
    count = models.BigIntegerField()
    total = models.BigIntegerField(help_text="số dòng đã niêm phong từ đầu")
    root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()
    key_id = models.CharField(max_length=16)
    signature = models.CharField(max_length=128)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(number__gt=0), name="seal_number_is_positive"),
            models.CheckConstraint(
                condition=Q(last_id__gte=F("first_id") - 1), name="seal_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(count__gt=0, total__gte=F("count")), name="seal_holds_rows"
            ),
        ]

    def __str__(self) -> str:
        return f"Niêm phong số {self.number}"
