"""Who and when: agencies and their succession, users and roles, working days, events, duty."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from agencies.enums import Duty, EventKind, LawTextKind, LawTextState, Level, SwapState
from agencies.kept import Kept
from agencies.querysets import (
    AgencyQuerySet,
    DutySwapQuerySet,
    EventQuerySet,
    MembershipQuerySet,
    ScopedQuerySet,
    UserManager,
)
from agencies.roles import Permission, Role
from agencies.sign_in_models import SignInGuess  # noqa: F401 - Django finds models here
from agencies.unit_end_models import UnitEnd  # noqa: F401 - Django finds models here
from agencies.vietnamese import name_sort_key, sort_key
from agencies.visibility import Access


class Agency(Kept):
    """Cơ quan, đơn vị: a body that receives citizens or has tasks, with the days it exists.

    `path` is the chain of codes from the root, ending in "/": one range condition finds a tree.
    `oversees`: the agency for which it watches and consolidates (Thanh tra tỉnh -> UBND tỉnh).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100)
    symbol = models.CharField(max_length=30, help_text="phần chữ của ký hiệu văn bản: TTr, SKHCN")
    level = models.CharField(max_length=20, choices=Level.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    oversees = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="overseen_by"
    )
    path = models.CharField(max_length=200, unique=True)
    place = models.CharField(max_length=100, help_text="địa danh trên văn bản")
    commune_code = models.CharField(max_length=10, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    sort_key = models.CharField(max_length=400)
    # Ended units whose records this one keeps: read without a further statement (ADR 0034).
    inherited_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    inherited_paths = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    is_vertical = models.BooleanField(
        default=False,
        help_text="cơ quan trung ương theo ngành dọc, không cộng vào báo cáo của tỉnh",
    )

    objects = AgencyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["sort_key"], name="agency_sort_key")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="agency_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(path__endswith="/"), name="agency_path_ends_in_slash"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.path = f"{self.parent.path if self.parent else ''}{self.code}/"
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    @property
    def superior_name(self) -> str:
        """Name over the issuer on a document (cơ quan chủ quản); empty at the top."""
        return self.parent.name if self.parent else ""

    def exists_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Succession(Kept):
    """Kế thừa: who continues the work of an agency that ended, and by which document."""

    predecessor = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="inheritances")
    starts_on = models.DateField()
    document = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="succession_is_said_once"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="succession_names_two_agencies"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class User(AbstractBaseUser):
    """A person who signs in (người dùng). Rights come from memberships alone; no superuser."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True, help_text="chức danh khi ký")
    phone = models.CharField(max_length=40, blank=True, help_text="điện thoại công vụ")
    email = models.EmailField(max_length=254, blank=True, help_text="hộp thư công vụ")
    sort_key = models.CharField(max_length=400)
    is_active = models.BooleanField(default=True)
    # Counted up to end every session of this person (agencies/session_stamp.py).
    session_stamp = models.PositiveIntegerField(default=0, db_default=0, editable=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]
    objects = UserManager()

    class Meta:
        constraints = [
            # One address, no white space: nothing typed can add a line to the head of a letter.
            models.CheckConstraint(
                condition=Q(email="") | Q(email__regex=r"^[^@[:space:]]+@[^@[:space:]]+$"),
                name="user_email_is_one_address",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = name_sort_key(self.full_name)
        super().save(*args, **kwargs)

    @cached_property
    def access(self) -> Access:
        """Reach and rights today; one statement, kept for the life of this object (a request)."""
        held = self.memberships.in_force(timezone.localdate())  # type: ignore[attr-defined]
        # Sorted here: with an order Django weighs each of the sixty columns, a third of every request's
        # price for this statement.
        return Access.of(
            sorted(
                held.select_related("agency__parent", "agency__oversees"),
                key=lambda membership: (membership.valid_from, membership.pk),
            )
        )

    def may(self, permission: Permission) -> bool:
        return self.access.allows(permission)


class Membership(models.Model):
    """Giữ vai trò: the role of a user in an agency, with its days.

    One that was taken back before it counted for a day ends the day before it begins, so it counts on
    none. `stands_in_for`: who holds the same role and is away (giao quyền, phụ trách thay); what is kept
    from that person is kept from whoever stands in (ADR 0042).
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=200, blank=True, help_text="số, ngày quyết định giao")
    stands_in_for = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="stood_in_by"
    )
    end_reason = models.CharField(max_length=200, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from") - timedelta(days=1)),
                name="membership_ends_after_it_begins",
            ),
            # Nobody stands in without an end: it would be the role itself.
            models.CheckConstraint(
                condition=Q(stands_in_for__isnull=True)
                | (Q(valid_to__isnull=False) & ~Q(user=F("stands_in_for"))),
                name="membership_stands_in_for_another_for_a_time",
            ),
            models.UniqueConstraint(
                fields=["user", "agency", "role"],
                condition=Q(valid_to__isnull=True),
                name="membership_is_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.agency}"


class Event(Kept):
    """Sự kiện: a big event with its window; days before and after are counted in it.

    `agency`: whose event it is, with everybody below; empty for one that concerns all.
    `report_at`: the hour at which the quick report of a day is due; empty: none is asked for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    scope_path = models.CharField(max_length=200, blank=True)
    window_from = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    window_to = models.DateField()
    report_at = models.TimeField(null=True, blank=True)
    warn_days = models.PositiveSmallIntegerField(
        default=0, help_text="số ngày cảnh báo sớm hơn trong thời gian sự kiện"
    )
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(window_from__lte=F("starts_on"))
                & Q(starts_on__lte=F("ends_on"))
                & Q(ends_on__lte=F("window_to")),
                name="event_window_holds_the_event",
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=True, scope_path="")
                | (Q(agency__isnull=False) & ~Q(scope_path="")),
                name="event_path_goes_with_agency",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="event_closed_has_when_and_who",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EventUnit(models.Model):
    """Đơn vị báo cáo nhanh: an agency that owes the quick report of each day of an event."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="units")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="event_units")
    scope_path = models.CharField(max_length=200)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "agency"], name="event_unit_is_named_once")
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.event}"


class DutyShift(Kept):
    """Ca trực (lịch trực): who is on duty where; seen from the desk and from plans."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="duty_shifts")
    scope_path = models.CharField(max_length=200)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="duty_shifts")
    duty = models.CharField(max_length=10, choices=Duty.choices, default=Duty.DESK)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)
    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, blank=True, related_name="duty_shifts"
    )
    place = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["agency", "starts_at"], name="duty_by_agency_and_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="duty_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["agency", "user", "starts_at"], name="duty_is_written_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} trực tại {self.agency}"


class DutySwap(Kept):
    """Đổi ca trực: asked by who holds the shift, agreed to by who takes it over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shift = models.ForeignKey(DutyShift, on_delete=models.PROTECT, related_name="swaps")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=SwapState.choices, default=SwapState.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    objects = DutySwapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_by=F("asked_of")), name="duty_swap_is_between_two"
            ),
            models.UniqueConstraint(
                fields=["shift"], condition=Q(state="asked"), name="duty_swap_is_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Đổi ca: {self.asked_by} → {self.asked_of}"

    @property
    def ledger_label(self) -> str:
        return "Đề nghị đổi ca trực"


class CalendarFeed(models.Model):
    """Lịch trực của tôi (iCalendar): an address of one's own, kept as a hash; a new one ends it."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="calendar_feed")
    address_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Lịch trực của {self.user}"


class LawText(Kept):
    """Văn bản áp dụng: days of the calendar or a version of a rule, adopted as data by two people.

    `payload`: what `law` reads, in the shape of its TOML files. Common to all agencies.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=LawTextKind.choices)
    title = models.CharField(max_length=200)
    citation = models.CharField(max_length=300)
    valid_from = models.DateField()
    payload = models.JSONField()
    state = models.CharField(
        max_length=10, choices=LawTextState.choices, default=LawTextState.DRAFT
    )
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_note = models.CharField(max_length=300, blank=True)
    applied_at = models.DateTimeField(null=True, help_text="khi mọi vụ việc đã được tính lại")

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="law_text_is_decided_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="draft") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="law_text_decided_has_when_and_who",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ledger_label(self) -> str:
        return f"Văn bản áp dụng: {self.title}"
