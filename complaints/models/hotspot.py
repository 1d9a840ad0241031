"""Hot spots: a flag on a matter with reasons, decided by a person."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from agencies.models import Agency, User
from complaints.enums import HotLevel, HotState, Secrecy
from complaints.models.matter import Matter
from complaints.querysets import HotSpotQuerySet


class HotSpot(models.Model):
    """Cờ điểm nóng. A flag belongs to a matter, never to a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="hotspots")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    secrecy = models.PositiveSmallIntegerField(choices=Secrecy.choices, default=Secrecy.OPEN)
    level = models.CharField(max_length=10, choices=HotLevel.choices)
    state = models.CharField(max_length=10, choices=HotState.choices, default=HotState.PROPOSED)
    reasons = models.JSONField(default=list)
    raised_note = models.TextField()
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decision_note = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    result = models.TextField(blank=True)

    objects = HotSpotQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["agency", "state", "-raised_at"], name="hotspot_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"],
                condition=Q(state__in=["proposed", "confirmed"]),
                name="hotspot_is_open_once_per_matter",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="hotspot_decision_has_when_and_who",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at__isnull=True)
                | (~Q(state="proposed") & Q(decided_at__isnull=False)),
                name="hotspot_decided_unless_proposed",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="closed", closed_at__isnull=False, closed_by__isnull=False)
                    & ~Q(result="")
                )
                | (
                    ~Q(state="closed")
                    & Q(closed_at__isnull=True, closed_by__isnull=True, result="")
                ),
                name="hotspot_closed_has_result_when_and_who",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.get_state_display()}"

    @property
    def ledger_label(self) -> str:
        return "Cờ điểm nóng"
