"""Tasks of a plan (nhiệm vụ): who does them, what happened with them, what proves it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from agencies.kept import Kept
from agencies.models import Agency, User
from plans.enums import (
    Acceptance,
    EvidenceKind,
    Proof,
    Rhythm,
    TaskKind,
    TaskState,
    UnitRole,
    UpdateKind,
)
from plans.models.plan import Plan
from plans.querysets import PlanTaskQuerySet, TaskUpdateQuerySet
from records.models import StoredFile


class PlanTask(Kept):
    """Nhiệm vụ of a plan; `paragraph` is the place of its source in `Plan.paragraphs`.

    `assignee`: who in the lead unit does it. `last_evidence_on`: the heartbeat of a task without end.
    `proof`: the fact that closes it by itself. `reports_to`: to whom one reports, as written.
    `doubt`: the rule that left the parser unsure, in a sentence.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tasks")
    order = models.PositiveSmallIntegerField()
    section = models.TextField(blank=True)
    text = models.TextField()
    paragraph = models.PositiveSmallIntegerField()
    deadline_text = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True, blank=True)
    recurring = models.BooleanField(default=False)
    kind = models.CharField(max_length=12, choices=TaskKind.choices, default=TaskKind.PLAIN)
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices, blank=True)
    reports_to = models.CharField(max_length=300, blank=True)
    proof = models.CharField(max_length=12, choices=Proof.choices, blank=True)
    sure = models.BooleanField(default=True)
    doubt = models.CharField(max_length=200, blank=True)
    assignee = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="plan_tasks"
    )
    last_evidence_on = models.DateField(null=True, blank=True)
    blocked_by = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.OPEN)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

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
                condition=(~Q(state=TaskState.DONE) & Q(done_at__isnull=True, done_by__isnull=True))
                | Q(state=TaskState.DONE, done_at__isnull=False, done_by__isnull=False),
                name="task_done_has_its_time_and_hand",
            ),
            models.CheckConstraint(
                condition=~Q(
                    state=TaskState.DONE, kind__in=[TaskKind.CONTINUOUS, TaskKind.RECURRING]
                ),
                name="task_without_end_is_never_done",
            ),
            models.CheckConstraint(
                condition=Q(state=TaskState.BLOCKED) ^ Q(blocked_by=""),
                name="task_blocked_says_by_what",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:120]


class PlanTaskUnit(Kept):
    """Đơn vị of a task: the name as the document writes it, and the agency where one is known."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.ForeignKey(PlanTask, on_delete=models.CASCADE, related_name="units")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    role = models.CharField(max_length=10, choices=UnitRole.choices)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    scope_path = models.CharField(max_length=200, blank=True)
    acceptance = models.CharField(
        max_length=10, choices=Acceptance.choices, default=Acceptance.WAITING
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answer_note = models.CharField(max_length=300, blank=True)
    handed_from = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")

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
            models.CheckConstraint(
                condition=Q(
                    acceptance=Acceptance.WAITING,
                    answered_at__isnull=True,
                    answered_by__isnull=True,
                )
                | (
                    ~Q(acceptance=Acceptance.WAITING)
                    & Q(answered_at__isnull=False, answered_by__isnull=False)
                ),
                name="task_unit_answer_has_when_and_who",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TaskUpdate(Kept):
    """Diễn biến of a task, append-only: progress, evidence, a comment of the head, what blocks it.

    `ref_*`: the record shown as evidence, of no restricted or sealed matter; its owner resolves it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.ForeignKey(PlanTask, on_delete=models.CASCADE, related_name="updates")
    kind = models.CharField(max_length=10, choices=UpdateKind.choices)
    happened_on = models.DateField()
    note = models.TextField(blank=True)
    evidence = models.CharField(max_length=12, choices=EvidenceKind.choices, blank=True)
    document_number = models.CharField(max_length=100, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    ref_kind = models.CharField(max_length=40, blank=True)
    ref_id = models.UUIDField(null=True, blank=True)
    ref_label = models.CharField(max_length=200, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    objects = TaskUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["task", "-made_at"], name="task_update_newest")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(ref_kind="") & Q(ref_id__isnull=True))
                | (~Q(ref_kind="") & Q(ref_id__isnull=False)),
                name="task_update_ref_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.note[:80]}"
