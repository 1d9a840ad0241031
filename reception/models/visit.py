"""Visits: the register of citizen reception is this table."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from agencies.kept import Kept
from agencies.models import Agency, User
from complaints.enums import Secrecy
from complaints.models import Matter, Person, Petition
from reception.enums import (
    Capacity,
    RefusalGround,
    SessionKind,
    StatementConfirmed,
    Tension,
    VisitOrigin,
    VisitResult,
)
from reception.models.session import ReceptionSession
from reception.querysets import VisitQuerySet
from reception.workflow import GROUP


class Visit(Kept):
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
    capacity = models.CharField(max_length=10, choices=Capacity.choices, default=Capacity.SELF)
    is_anonymous = models.BooleanField(default=False)
    interpreter = models.CharField(max_length=160, blank=True)
    appointment_signed = models.BooleanField(null=True)
    statement_confirmed = models.CharField(
        max_length=11, choices=StatementConfirmed.choices, blank=True
    )
    settled_by = models.CharField(max_length=200, blank=True, help_text="cột 8 của sổ")
    is_competent = models.BooleanField(null=True, help_text="cột 9 của sổ")
    directed_to = models.CharField(max_length=200, blank=True, help_text="cột 10, 11 của sổ")
    directed_document = models.CharField(max_length=100, blank=True)
    lookup_code = models.CharField(max_length=16, blank=True)
    origin = models.CharField(max_length=5, choices=VisitOrigin.choices, default=VisitOrigin.DESK)
    late_reason = models.CharField(max_length=300, blank=True)
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    void_reason = models.CharField(max_length=300, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "-arrived_at", "-id"], name="visit_by_agency"),
            models.Index(fields=["-arrived_at", "-id"], name="visit_newest"),
            # Table 01/TCD counts a matter once in an agency: a million visits are read from here alone.
            models.Index(
                fields=["agency", "matter"],
                include=[
                    "arrived_at",
                    "secrecy",
                    "session",
                    "session_kind",
                    "is_first_time",
                    "head_count",
                ],
                condition=Q(voided_at__isnull=True),
                name="visit_heard_by_matter",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(head_count__gt=0), name="visit_has_people"),
            models.CheckConstraint(
                condition=Q(entered_at__gte=F("arrived_at")), name="visit_is_entered_after_arrival"
            ),
            models.CheckConstraint(
                condition=Q(secrecy=Secrecy.OPEN)
                | Q(person__isnull=True, address="", interpreter=""),
                name="visit_sealed_names_nobody",
            ),
            models.CheckConstraint(
                condition=Q(tension=Tension.CALM) | ~Q(calming=""),
                name="visit_tension_says_what_was_done",
            ),
            models.CheckConstraint(
                condition=Q(is_anonymous=False) | Q(person__isnull=True),
                name="visit_anonymous_names_nobody",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by__isnull=True, void_reason="")
                | (Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(void_reason="")),
                name="visit_void_says_who_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(origin="paper") | ~Q(late_reason=""),
                name="visit_from_paper_says_why",
            ),
            models.UniqueConstraint(
                fields=["lookup_code"],
                condition=~Q(lookup_code=""),
                name="visit_lookup_code_is_unique",
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


class Refusal(Kept):
    """Từ chối tiếp: of one visit and one matter, with its statutory ground; a head may reverse it.

    Nothing says "refused before" (design.md section 2).
    """

    visit = models.OneToOneField(
        Visit, on_delete=models.PROTECT, primary_key=True, related_name="refusal"
    )
    ground = models.CharField(max_length=6, choices=RefusalGround.choices)
    explanation = models.TextField()
    grounds_on = models.DateField()
    reversed_at = models.DateTimeField(null=True)
    reversed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reversal_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reversed_at__isnull=True, reversed_by__isnull=True)
                | (
                    Q(reversed_at__isnull=False, reversed_by__isnull=False) & ~Q(reversal_reason="")
                ),
                name="refusal_reversed_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.get_ground_display()


class VisitMatter(models.Model):
    """Nội dung khác trình bày cùng lượt: a further matter of one visit, open ones only; the law asks
    that each content stands apart (Nghị định 154/2026/NĐ-CP, art. 14 clause 4)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="further_matters")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    content = models.TextField()
    result = models.CharField(max_length=10, choices=VisitResult.choices)
    result_note = models.TextField(blank=True)
    directed_to = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "matter"], name="visit_tells_of_a_matter_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit}: nội dung khác"


class VisitPetition(models.Model):
    """Đơn nhận tại lượt tiếp: the upper row points down."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="visit_petitions")
    petition = models.OneToOneField(Petition, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.visit} – {self.petition}"
