"""Hot spots: signals of a matter, a flag with reasons decided by a person, and what was done."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from agencies.kept import Kept
from agencies.models import Agency, User
from complaints.enums import HotLevel, HotState, HotStep, Secrecy, Situation
from complaints.models.matter import Matter
from complaints.querysets import HotSpotQuerySet, MatterScoped, OfHotSpot


class SignalAssessment(models.Model):
    """Đánh giá dấu hiệu: factors of one matter on one day, weighed by one version of the weights.

    `factors`: [{code, label, weight, sentence, since, evidence: [[kind, id]]}]. `facts_key` tells
    whether anything has changed since (complaints/signals).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="assessments")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    secrecy = models.PositiveSmallIntegerField(choices=Secrecy.choices, default=Secrecy.OPEN)
    weights_version = models.CharField(max_length=40)
    as_of = models.DateField()
    factors = models.JSONField(default=list)
    total = models.PositiveSmallIntegerField(default=0)
    level = models.CharField(max_length=10, choices=HotLevel.choices, blank=True)
    facts_key = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    objects = MatterScoped.as_manager()

    class Meta:
        indexes = [models.Index(fields=["matter", "-made_at"], name="assessment_by_matter")]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "facts_key", "weights_version"],
                name="assessment_is_made_once_per_state",
            )
        ]

    def __str__(self) -> str:
        return f"Đánh giá dấu hiệu ngày {self.as_of:%d/%m/%Y}"

    @property
    def ledger_label(self) -> str:
        return str(self)


class HotSpot(Kept):
    """Cờ điểm nóng. A flag belongs to a matter, never to a person.

    `raised_by` is empty for a proposal from signals; it then points at its assessment, and lapses by
    itself when what it rested on is gone (ADR 0031).
    """

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
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    assessment = models.ForeignKey(
        SignalAssessment, on_delete=models.PROTECT, null=True, related_name="hotspots"
    )
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", help_text="người phụ trách"
    )
    review_on = models.DateField(null=True, help_text="ngày xem lại")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decision_note = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    result = models.TextField(blank=True)

    objects = HotSpotQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "state", "-raised_at"], name="hotspot_by_state"),
            models.Index(fields=["state", "-raised_at", "-id"], name="hotspot_newest_by_state"),
            models.Index(fields=["-raised_at", "-id"], name="hotspot_newest"),
            models.Index(
                fields=["review_on"],
                condition=Q(state="confirmed", review_on__isnull=False),
                name="hotspot_by_review_day",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(raised_by__isnull=False) | Q(assessment__isnull=False),
                name="hotspot_is_raised_by_a_person_or_by_signals",
            ),
            models.CheckConstraint(
                condition=~Q(state="lapsed") | Q(raised_by__isnull=True),
                name="hotspot_of_a_person_does_not_lapse",
            ),
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
                condition=Q(state__in=["proposed", "lapsed"], decided_at__isnull=True)
                | (~Q(state__in=["proposed", "lapsed"]) & Q(decided_at__isnull=False)),
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


class HotSpotEvent(models.Model):
    """Diễn biến: every decision about a flag, append-only. `by` is empty for what signals did."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hotspot = models.ForeignKey(HotSpot, on_delete=models.PROTECT, related_name="events")
    step = models.CharField(max_length=10, choices=HotStep.choices)
    old = models.CharField(max_length=120, blank=True)
    new = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = OfHotSpot.as_manager()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["hotspot", "at"], name="hotspot_event_in_order")]

    def __str__(self) -> str:
        return self.get_step_display()


class HotMeasure(Kept):
    """Biện pháp: what is to be done about the matter, by whom, until when, with what result."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hotspot = models.ForeignKey(HotSpot, on_delete=models.PROTECT, related_name="measures")
    text = models.CharField(max_length=500)
    in_charge = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, related_name="+", help_text="đơn vị thực hiện"
    )
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    result = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = OfHotSpot.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="hot_measure_says_what"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, result="")
                | (Q(done_on__isnull=False) & ~Q(result="")),
                name="hot_measure_done_has_its_result",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def ledger_label(self) -> str:
        return "Biện pháp của cờ điểm nóng"


class SituationReport(Kept):
    """Báo cáo tình hình: head-counts and what was done to calm; no names, no photo."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hotspot = models.ForeignKey(HotSpot, on_delete=models.PROTECT, related_name="situations")
    happened_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    people_count = models.PositiveIntegerField()
    representatives = models.PositiveSmallIntegerField(default=0, help_text="số người đại diện")
    situation = models.CharField(max_length=12, choices=Situation.choices)
    done = models.TextField(help_text="đã làm gì")
    proposal = models.TextField(blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = OfHotSpot.as_manager()

    class Meta:
        ordering = ["-happened_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(done=""), name="situation_says_what_was_done"),
            models.CheckConstraint(
                condition=Q(representatives__lte=models.F("people_count")),
                name="situation_represents_no_more_than_came",
            ),
        ]

    def __str__(self) -> str:
        return f"Báo cáo tình hình {self.happened_at:%d/%m/%Y}"

    @property
    def ledger_label(self) -> str:
        return "Báo cáo tình hình điểm nóng"
