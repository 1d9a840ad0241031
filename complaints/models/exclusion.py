"""How an exclusion ends: by a document of a higher body, entered by one custodian, confirmed by another."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.models import Agency, User
from complaints.enums import LiftState
from complaints.models.matter import Matter
from complaints.querysets import ExclusionLiftQuerySet


class ExclusionLift(models.Model):
    """Gỡ loại trừ: who, by which document of which higher body, and which two custodians.

    `exclusion_key` is the row that ends; it goes when a second custodian confirms and this record
    stays (ADR 0042). `central_issuer` names the body above the province, which is no row here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="exclusion_lifts")
    exclusion_key = models.BigIntegerField()
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    excluded_reason = models.CharField(max_length=200)
    excluded_at = models.DateTimeField()
    document_number = models.CharField(max_length=60)
    document_date = models.DateField()
    issuer = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    central_issuer = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=LiftState.choices, default=LiftState.ENTERED)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_note = models.CharField(max_length=300, blank=True)

    objects = ExclusionLiftQuerySet.as_manager()

    class Meta:
        ordering = ["-entered_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["exclusion_key"],
                condition=~Q(state="refused"),
                name="exclusion_is_lifted_once",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("entered_by")),
                name="exclusion_is_lifted_by_two_custodians",
            ),
            models.CheckConstraint(
                condition=~Q(entered_by=F("user"))
                & (Q(decided_by__isnull=True) | ~Q(decided_by=F("user"))),
                name="exclusion_is_not_lifted_by_the_excluded",
            ),
            models.CheckConstraint(
                condition=Q(state="entered", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="entered") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="exclusion_lift_decided_has_when_and_who",
            ),
            models.CheckConstraint(
                condition=Q(issuer__isnull=True) & ~Q(central_issuer="")
                | Q(issuer__isnull=False, central_issuer=""),
                name="exclusion_lift_names_one_issuer",
            ),
            models.CheckConstraint(
                condition=~Q(document_number=""), name="exclusion_lift_names_its_document"
            ),
        ]

    def __str__(self) -> str:
        return f"Gỡ loại trừ theo văn bản {self.document_number}"

    @property
    def ledger_label(self) -> str:
        return "Gỡ loại trừ"
