"""Tallies: what changes add to the counts of the overview, by agency and by what petitions are about.

Written by triggers of the tables counted, never by hand; rows are only added, and now and then summed
up (ADR 0009, ADR 0035). `span` "d": a day; "m": a month, named by its first day; "t": the stock of
this moment. `fresh`: not summed up yet.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from agencies.models import Agency

SPANS = [("d", "ngày"), ("m", "tháng"), ("t", "hiện tại")]


def _count() -> models.IntegerField[int, int]:
    return models.IntegerField(db_default=0)


class Tally(models.Model):
    """Cộng dồn của một đơn vị."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    span = models.CharField(max_length=1, choices=SPANS)
    day = models.DateField()
    visits = _count()
    people = _count()
    groups = _count()
    received = _count()
    processed = _count()
    resolved = _count()
    finished = _count()
    on_time = _count()
    due = _count()
    answers = _count()
    waiting = _count()
    in_progress = _count()
    proposed = _count()
    watch = _count()
    warning = _count()
    hot = _count()
    transfers = _count()
    fresh = models.BooleanField(db_default=True)

    class Meta:
        indexes = [
            models.Index(fields=["span", "day"], name="tally_by_day"),
            models.Index(
                fields=["span", "day", "agency"], condition=Q(fresh=True), name="tally_fresh"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.span} {self.day:%d/%m/%Y}"


class Dimension(models.TextChoices):
    """Chiều: by what a slice divides the petitions of a tree."""

    ALL = "a", "Tất cả"
    FIELD = "f", "Lĩnh vực"
    KIND = "k", "Loại đơn"
    COMMUNE = "c", "Địa bàn"


class Slice(models.Model):
    """Lát cắt: counts of the tree under `scope`, those of agencies of one `level`, by one dimension.

    Each change is added to every tree that holds it, so that a province reads one row where it has
    a hundred agencies. `late` counts matters and stands under ALL alone; the others count petitions.
    """

    scope = models.CharField(max_length=200)
    level = models.CharField(max_length=20)
    dim = models.CharField(max_length=1, choices=Dimension.choices)
    value = models.CharField(max_length=30, blank=True)
    span = models.CharField(max_length=1, choices=SPANS)
    day = models.DateField()
    received = _count()
    processed = _count()
    resolved = _count()
    finished = _count()
    on_time = _count()
    due = _count()
    late = _count()
    waiting = _count()
    in_progress = _count()
    fresh = models.BooleanField(db_default=True)

    class Meta:
        indexes = [
            models.Index(fields=["scope", "dim", "span", "day"], name="slice_by_day"),
            models.Index(
                fields=["scope", "dim", "span", "day"],
                condition=Q(fresh=True),
                name="slice_fresh",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.get_dim_display()} {self.value} {self.day:%d/%m/%Y}"
