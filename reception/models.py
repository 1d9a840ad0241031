"""Reception sessions and visits: the register of citizen reception is this table."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from agencies.models import Agency, User
from agencies.querysets import ScopedQuerySet
from complaints.enums import Secrecy
from complaints.models import Matter, Person, Petition
from complaints.querysets import MatterScoped
from reception.enums import SessionKind, SessionMode, Tension, VisitResult
from reception.workflow import GROUP


class ReceptionSession(models.Model):
    """Buổi tiếp công dân. `host` receives; `delegated`: a deputy receives for the head."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=SessionKind.choices)
    mode = models.CharField(
        max_length=10, choices=SessionMode.choices, default=SessionMode.IN_PERSON
    )
    on_date = models.DateField()
    place = models.CharField(max_length=200)
    host = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    delegated = models.BooleanField(default=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["agency", "-on_date"], name="session_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind", "on_date", "host"], name="session_is_held_once_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(kind="standing", delegated=True),
                name="session_standing_has_no_delegate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ngày {self.on_date:%d/%m/%Y}"


class Visit(models.Model):
    """Lượt tiếp: one reception of one person or one group, with its number in the register."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(
        ReceptionSession, on_delete=models.PROTECT, null=True, related_name="visits"
    )
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="visits")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    secrecy = models.PositiveSmallIntegerField(choices=Secrecy.choices, default=Secrecy.OPEN)
    session_kind = models.CharField(max_length=10, choices=SessionKind.choices)
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    arrived_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    visitor_label = models.CharField(max_length=120)
    address = models.CharField(max_length=300, blank=True)
    head_count = models.PositiveIntegerField(default=1)
    is_first_time = models.BooleanField(default=True)
    content = models.TextField()
    request = models.TextField(blank=True)
    tension = models.CharField(max_length=10, choices=Tension.choices, default=Tension.CALM)
    calming = models.CharField(max_length=300, blank=True)
    result = models.CharField(max_length=10, choices=VisitResult.choices)
    result_note = models.TextField(blank=True)

    objects = MatterScoped.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "-arrived_at", "-id"], name="visit_by_agency"),
            models.Index(fields=["-arrived_at", "-id"], name="visit_newest"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(head_count__gt=0), name="visit_has_people"),
            models.CheckConstraint(
                condition=Q(entered_at__gte=F("arrived_at")), name="visit_is_entered_after_arrival"
            ),
            models.CheckConstraint(
                condition=Q(secrecy=Secrecy.OPEN) | Q(person__isnull=True, address=""),
                name="visit_sealed_names_nobody",
            ),
            models.CheckConstraint(
                condition=Q(tension=Tension.CALM) | ~Q(calming=""),
                name="visit_tension_says_what_was_done",
            ),
        ]

    def __str__(self) -> str:
        return f"Lượt tiếp số {self.register_number}"

    @property
    def ledger_label(self) -> str:
        return "Lượt tiếp kín" if self.secrecy else str(self)

    @property
    def register_number(self) -> str:
        return f"{self.number:02d}/{self.year}"

    @property
    def arrived_on(self) -> date:
        """The local day of arrival; clocks count from it."""
        return timezone.localtime(self.arrived_at).date()

    @property
    def is_group(self) -> bool:
        """Đoàn đông người: five or more people on one content (Thông tư 06/2025/TT-TTCP)."""
        return self.head_count >= GROUP


class Representative(models.Model):
    """Người đại diện of a group, appointed in writing (Luật Tiếp công dân 2013, art. 29)."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="representatives")
    full_name = models.CharField(max_length=120)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "full_name"], name="representative_is_named_once"
            )
        ]

    def __str__(self) -> str:
        return self.full_name


class VisitPetition(models.Model):
    """Đơn nhận tại lượt tiếp: the upper row points down."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="visit_petitions")
    petition = models.OneToOneField(Petition, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.visit} – {self.petition}"
