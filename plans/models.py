"""Coordination plans (kế hoạch phối hợp): the document as data, its tasks, the units that do them."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from agencies.models import Agency, User
from plans.enums import PlanState, TaskState, UnitRole
from plans.querysets import PlanQuerySet, PlanTaskQuerySet
from records.models import StoredFile


class Plan(models.Model):
    """Kế hoạch. A draft is what the parser read; a person accepts it. `date_text` keeps a partial date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="plans")
    scope_path = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
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
    other = models.JSONField(default=list)
    paragraphs = models.JSONField(default=list)
    content_hash = models.CharField(max_length=64)
    source = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = PlanQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["agency", "-created_at"], name="plan_by_agency")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "content_hash"], name="plan_is_imported_once_per_agency"
            ),
            models.CheckConstraint(
                condition=Q(state=PlanState.DRAFT, accepted_at__isnull=True)
                | Q(state=PlanState.ACCEPTED, accepted_at__isnull=False),
                name="plan_accepted_has_its_time",
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


class PlanTask(models.Model):
    """Nhiệm vụ of a plan; `paragraph` is the place of its source in `Plan.paragraphs`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tasks")
    order = models.PositiveSmallIntegerField()
    section = models.TextField(blank=True)
    text = models.TextField()
    paragraph = models.PositiveSmallIntegerField()
    deadline_text = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True, blank=True)
    recurring = models.BooleanField(default=False)
    sure = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.OPEN)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = PlanTaskQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(state=TaskState.OPEN), name="task_open_by_due"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["plan", "order"], name="task_has_its_place"),
            models.CheckConstraint(
                condition=Q(state=TaskState.OPEN, done_at__isnull=True, done_by__isnull=True)
                | Q(state=TaskState.DONE, done_at__isnull=False, done_by__isnull=False),
                name="task_done_has_its_time_and_hand",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:120]


class PlanTaskUnit(models.Model):
    """Đơn vị of a task: the name as the document writes it, and the agency where one is known."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.ForeignKey(PlanTask, on_delete=models.CASCADE, related_name="units")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    role = models.CharField(max_length=10, choices=UnitRole.choices)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    scope_path = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["order"]
        indexes = [models.Index(fields=["agency", "role"], name="task_unit_by_agency")]
        constraints = [
            models.UniqueConstraint(fields=["task", "order"], name="task_unit_has_its_place"),
            models.CheckConstraint(
                condition=Q(agency__isnull=True, scope_path="")
                | (Q(agency__isnull=False) & ~Q(scope_path="")),
                name="task_unit_path_goes_with_agency",
            ),
        ]

    def __str__(self) -> str:
        return self.name
