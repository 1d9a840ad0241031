"""Coordination plans (kế hoạch phối hợp): the document as data, where it hangs, what it serves."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from agencies.kept import Kept
from agencies.models import Agency, Event, User
from plans.enums import Layout, Origin, PlanState
from plans.querysets import PlanQuerySet
from records.models import StoredFile


class Plan(Kept):
    """Kế hoạch. A draft is what the parser read; a person accepts it. `date_text` keeps a partial date.

    `parent`: the plan it implements, where that one is kept here; `implements` is what the text says.
    `replaced_by` is a plan kept here, `replaced_document` one that is not.
    `purposes`, `contents`, `closing`: the parts of the text that give nobody work, a paragraph each.
    `reading`: what a reviewer must know of how the file was read: notes, places of headings.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="plans")
    scope_path = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.IMPORTED)
    layout = models.CharField(max_length=10, choices=Layout.choices, default=Layout.STATE)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    replaced_on = models.DateField(null=True, blank=True)
    replaced_document = models.CharField(max_length=300, blank=True)
    serves = models.ManyToManyField(Event, related_name="plans", blank=True)
    number = models.CharField(max_length=60, blank=True)
    symbol = models.CharField(max_length=60, blank=True)
    date_text = models.CharField(max_length=10, blank=True)
    date_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=100, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    parent_issuer = models.CharField(max_length=200, blank=True)
    title = models.TextField()
    implements = models.JSONField(default=dict)
    legal_bases = models.JSONField(default=list)
    events = models.JSONField(default=list)
    recipients = models.JSONField(default=list)
    signer = models.JSONField(default=dict)
    purposes = models.JSONField(default=list)
    contents = models.JSONField(default=list)
    closing = models.TextField(blank=True)
    other = models.JSONField(default=list)
    paragraphs = models.JSONField(default=list)
    reading = models.JSONField(default=dict, blank=True)
    content_hash = models.CharField(max_length=64)
    source = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = PlanQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["agency", "-created_at"], name="plan_by_agency")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "content_hash"], name="plan_is_imported_once_per_agency"
            ),
            models.CheckConstraint(
                condition=Q(state=PlanState.DRAFT, accepted_at__isnull=True)
                | (~Q(state=PlanState.DRAFT) & Q(accepted_at__isnull=False)),
                name="plan_accepted_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state=PlanState.REPLACED, replaced_on__isnull=False)
                | (
                    ~Q(state=PlanState.REPLACED)
                    & Q(replaced_by__isnull=True, replaced_on__isnull=True)
                ),
                name="plan_replaced_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(replaced_document="")
                | Q(state=PlanState.REPLACED, replaced_by__isnull=True),
                name="plan_replaced_by_one_document",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(state=PlanState.CLOSED, closed_at__isnull=False),
                name="plan_closed_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="plan_does_not_carry_out_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"Kế hoạch {self.reference}"

    @property
    def reference(self) -> str:
        """Number and symbol as a person says them; the symbol alone where the number is blank."""
        return self.number or (f"số …/{self.symbol}" if self.symbol else "không số")

    @property
    def bases(self) -> list[dict[str, Any]]:
        """Documents cited, their dates as dates."""
        return [
            {**b, "on": date.fromisoformat(b["date"]) if b["date"] else None}
            for b in self.legal_bases
        ]

    @property
    def date_words(self) -> str:
        """The date as far as the document gives it: dd/mm/yyyy, tháng m năm y, năm y."""
        parts = self.date_text.split("-")
        if self.date_on:
            return f"{self.date_on:%d/%m/%Y}"
        if len(parts) > 1:
            return f"tháng {int(parts[1])} năm {parts[0]}"
        return f"năm {parts[0]}" if self.date_text else ""
