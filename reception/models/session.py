"""Sessions of reception: where, on which days, who receives."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.kept import Kept
from agencies.models import Agency, User
from agencies.querysets import ScopedQuerySet
from reception.enums import (
    AdHocGround,
    DayOffRule,
    OnlineGround,
    SessionKind,
    SessionMode,
    SessionState,
)
from reception.querysets import VenueQuerySet


class Venue(Kept):
    """Trụ sở, địa điểm tiếp công dân: a place run by one body, where several may receive.

    Place and receiving body are apart: each body keeps its own register (Luật Tiếp công dân art. 10
    to 12; Nghị định 154/2026/NĐ-CP, art. 28 to 31).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300)
    is_headquarters = models.BooleanField(default=False)

    objects = VenueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="venue_is_named_once"),
        ]

    def __str__(self) -> str:
        return self.name


class VenueMember(models.Model):
    """Cơ quan tham gia tiếp tại Trụ sở, with the document that names its representative (art. 29)."""

    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="members")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    representative = models.CharField(max_length=200, blank=True)
    document = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["venue", "agency"], name="venue_member_is_named_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="venue_member_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} tại {self.venue}"


class ReceptionSchedule(Kept):
    """Lịch tiếp công dân: a rule of days as an office says it ("thứ Năm hằng tuần"), published."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=SessionKind.choices)
    host = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=200)
    rule = models.CharField(max_length=120)
    day_off = models.CharField(max_length=12, choices=DayOffRule.choices)
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    attendance = models.CharField(max_length=300, blank=True, help_text="thành phần tham dự")
    content = models.CharField(max_length=300, blank=True, help_text="dự kiến nội dung")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="schedule_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="schedule_day_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.rule}"


class ReceptionSession(Kept):
    """Buổi tiếp công dân. `host` receives; `delegated`: a deputy receives for the head.

    `agency` is the body that receives and keeps the register; `venue` only says where.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=SessionKind.choices)
    mode = models.CharField(
        max_length=10, choices=SessionMode.choices, default=SessionMode.IN_PERSON
    )
    state = models.CharField(
        max_length=10, choices=SessionState.choices, default=SessionState.PLANNED
    )
    state_reason = models.CharField(max_length=300, blank=True)
    moved_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    on_date = models.DateField()
    starts_at = models.TimeField(null=True)
    ends_at = models.TimeField(null=True)
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=200)
    schedule = models.ForeignKey(
        ReceptionSchedule, on_delete=models.PROTECT, null=True, related_name="sessions"
    )
    host = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    delegated = models.BooleanField(default=False)
    delegation_document = models.CharField(max_length=120, blank=True)
    ad_hoc_ground = models.CharField(max_length=10, choices=AdHocGround.choices, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "-on_date"], name="session_by_day"),
            models.Index(fields=["id"], condition=Q(delegated=True), name="session_delegated"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind", "on_date", "host"],
                condition=~Q(state__in=["cancelled", "moved"]),
                name="session_is_held_once_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(kind="standing", delegated=True),
                name="session_standing_has_no_delegate",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "held"]) | ~Q(state_reason=""),
                name="session_not_held_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="moved", moved_to__isnull=False)
                | (~Q(state="moved") & Q(moved_to__isnull=True)),
                name="session_moved_says_where",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ngày {self.on_date:%d/%m/%Y}"


class OnlineArrangement(Kept):
    """Tiếp trực tuyến: ground, notice, connection test, recording (Nghị định 154/2026, art. 16-24)."""

    session = models.OneToOneField(
        ReceptionSession, on_delete=models.PROTECT, primary_key=True, related_name="online"
    )
    ground = models.CharField(max_length=14, choices=OnlineGround.choices)
    central_point = models.CharField(max_length=200)
    notice_document = models.CharField(max_length=120, blank=True)
    notice_sent_on = models.DateField(null=True)
    tested_on = models.DateField(null=True)
    connected_at = models.DateTimeField(null=True)
    recording_reference = models.CharField(max_length=200, blank=True)
    no_protection_asked = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(ground="denunciation") | Q(no_protection_asked=True),
                name="online_denunciation_waives_protection",
            ),
        ]

    def __str__(self) -> str:
        return f"Tiếp trực tuyến, {self.session}"


class OnlinePoint(models.Model):
    """Điểm cầu thành phần."""

    arrangement = models.ForeignKey(
        OnlineArrangement, on_delete=models.CASCADE, related_name="points"
    )
    name = models.CharField(max_length=200)
    participants = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["arrangement", "name"], name="online_point_is_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
