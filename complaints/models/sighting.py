"""Level-skipping (vượt cấp): a matter seen higher up, and the coordination asked of its unit."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.kept import Kept
from agencies.models import Agency, Event, User
from agencies.querysets import ScopedQuerySet
from complaints.enums import (
    CoordinationKind,
    CoordinationState,
    ReturnWay,
    Secrecy,
    SeenAt,
    SkipCause,
)
from complaints.models.between import SentBetweenAgencies
from complaints.models.matter import Matter
from complaints.querysets import SightingQuerySet


class Sighting(Kept):
    """Vượt cấp: a matter seen at the provincial or central office although a level below is
    competent or in time. Counts a matter beside its cause; never a person, never a rank.

    `agency`, `scope_path`, `secrecy` are those of the matter. `cause` is that of the day seen, kept
    because later events must not change it; one entered by mistake stays with its `void_reason`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="sightings")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    secrecy = models.PositiveSmallIntegerField(choices=Secrecy.choices, default=Secrecy.OPEN)
    seen_at = models.CharField(max_length=10, choices=SeenAt.choices)
    place = models.CharField(max_length=200, blank=True)
    seen_on = models.DateField()
    people_count = models.PositiveIntegerField()
    reported_by = models.CharField(max_length=200, help_text="cơ quan báo tin, số văn bản")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")
    cause = models.CharField(max_length=10, choices=SkipCause.choices)
    cause_sentence = models.CharField(max_length=300)
    cause_note = models.CharField(
        max_length=300, blank=True, help_text="đính chính nguyên nhân: ngày, lý do, đã ghi gì"
    )
    void_reason = models.CharField(max_length=200, blank=True, help_text="lý do bỏ lượt ghi nhầm")
    was_heard = models.BooleanField(default=False, help_text="công dân đã được tiếp")
    told = models.TextField(blank=True, help_text="đã giải thích, hướng dẫn những gì")
    return_way = models.CharField(
        max_length=10, choices=ReturnWay.choices, default=ReturnWay.NOT_YET
    )
    returned_on = models.DateField(null=True)
    is_voluntary = models.BooleanField(null=True, help_text="việc trở về là tự nguyện")
    result = models.TextField(blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = SightingQuerySet.as_manager()

    class Meta:
        ordering = ["-seen_on", "-id"]
        indexes = [
            models.Index(fields=["agency", "-seen_on", "-id"], name="sighting_by_agency"),
            models.Index(fields=["-seen_on", "-id"], name="sighting_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "seen_at", "seen_on"],
                condition=Q(void_reason=""),
                name="sighting_is_counted_once_a_day",
            ),
            models.CheckConstraint(condition=Q(people_count__gt=0), name="sighting_is_of_people"),
            models.CheckConstraint(
                condition=~Q(was_heard=True) | ~Q(told=""), name="sighting_heard_says_what_was_told"
            ),
            models.CheckConstraint(
                condition=Q(return_way__in=["not_yet", "stayed"], returned_on__isnull=True)
                | Q(
                    return_way__in=["themselves", "together"],
                    returned_on__isnull=False,
                    is_voluntary=True,
                ),
                name="sighting_return_was_voluntary",
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True) | Q(returned_on__gte=F("seen_on")),
                name="sighting_return_is_after_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_seen_at_display()}, ngày {self.seen_on:%d/%m/%Y}"

    @property
    def ledger_label(self) -> str:
        return "Vụ việc vượt cấp"


class CoordinationRequest(SentBetweenAgencies):
    """Yêu cầu phối hợp: what one agency asks of the liaison of another about a matter, with a clock.

    `subject` is what the receiver reads when the matter itself is not within its reach.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="coordination")
    sighting = models.ForeignKey(
        Sighting, on_delete=models.PROTECT, null=True, related_name="requests"
    )
    kind = models.CharField(max_length=12, choices=CoordinationKind.choices)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", help_text="cơ quan yêu cầu"
    )
    subject = models.CharField(max_length=300)
    asked = models.TextField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    accept_by = models.DateTimeField(help_text="hạn tiếp nhận")
    answer_by = models.DateTimeField(help_text="hạn trả lời")
    state = models.CharField(
        max_length=10, choices=CoordinationState.choices, default=CoordinationState.ASKED
    )
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    staff_count = models.PositiveSmallIntegerField(default=0, help_text="số cán bộ được cử")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["to_agency", "state", "answer_by"], name="coordination_waits_for"),
            models.Index(fields=["agency", "-asked_at", "-id"], name="coordination_by_agency"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(agency=F("to_agency")), name="coordination_is_between_two"
            ),
            models.CheckConstraint(condition=~Q(asked=""), name="coordination_says_what"),
            models.CheckConstraint(
                condition=Q(accept_by__gte=F("asked_at")) & Q(answer_by__gte=F("accept_by")),
                name="coordination_clock_runs_forward",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "done"])
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="coordination_answer_says_what_when_and_who",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(accepted_at__isnull=False),
                name="coordination_accepted_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def ledger_label(self) -> str:
        return f"Yêu cầu phối hợp: {self.get_kind_display().lower()}"


class Liaison(Kept):
    """Đầu mối phối hợp: who of an agency takes coordination requests, from one day to another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="liaisons")
    scope_path = models.CharField(max_length=200)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="liaisons")
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["agency", "from_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "user"],
                condition=Q(to_on__isnull=True),
                name="liaison_is_named_once",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="liaison_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"Đầu mối của {self.agency.short_name}"

    @property
    def ledger_label(self) -> str:
        return "Đầu mối phối hợp"
