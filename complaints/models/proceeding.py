"""The proceeding (vụ việc giải quyết) of one petition: its stage and everything that happened."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from agencies.models import User
from complaints.models.petition import Petition
from complaints.procedure.names import ProcedureKind, Stage, StepName
from complaints.querysets import OfPetition


class Proceeding(models.Model):
    """Thủ tục giải quyết, from acceptance on; one for each accepted petition.

    `stage` is the result of its events by the table of its kind, kept for lists. `criteria`: which of
    the seven criteria of complexity were recorded (Nghị định 124/2020/NĐ-CP, art. 3a; Nghị định
    31/2019/NĐ-CP, art. 3).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.OneToOneField(Petition, on_delete=models.PROTECT, related_name="proceeding")
    kind = models.CharField(max_length=20, choices=ProcedureKind.choices)
    stage = models.CharField(max_length=12, choices=Stage.choices)
    stage_before = models.CharField(max_length=12, choices=Stage.choices, blank=True)
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="next_instances"
    )
    accepted_on = models.DateField()
    acceptance_document = models.CharField(max_length=120, blank=True)
    criteria = models.JSONField(default=list)
    is_remote = models.BooleanField(default=False)
    finished_on = models.DateField(null=True)

    objects = OfPetition.as_manager()

    class Meta:
        indexes = [models.Index(fields=["stage"], name="proceeding_by_stage")]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage="suspended", stage_before__gt="")
                | (~Q(stage="suspended") & Q(stage_before="")),
                name="proceeding_suspended_knows_where_it_was",
            ),
            models.CheckConstraint(
                condition=Q(
                    stage__in=["not_accepted", "terminated", "appealed", "closed"],
                    finished_on__isnull=False,
                )
                | (
                    ~Q(stage__in=["not_accepted", "terminated", "appealed", "closed"])
                    & Q(finished_on__isnull=True)
                ),
                name="proceeding_ended_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def ledger_label(self) -> str:
        return f"Thủ tục: {self.get_kind_display()}"


class ProceedingEvent(models.Model):
    """Một việc đã làm: append-only; a correction is a new event that names the one it corrects.

    `data`: what the form of the step asked for, dates as ISO text, money in đồng, land in m².
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="events")
    step = models.CharField(max_length=20, choices=StepName.choices)
    happened_on = models.DateField()
    stage_before = models.CharField(max_length=12, choices=Stage.choices)
    stage_after = models.CharField(max_length=12, choices=Stage.choices)
    document = models.CharField(max_length=200, blank=True, help_text="số, ký hiệu văn bản")
    signer = models.CharField(max_length=120, blank=True)
    ground = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    late_reason = models.CharField(max_length=300, blank=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="corrections"
    )
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfPetition.as_manager()

    class Meta:
        ordering = ["happened_on", "entered_at", "id"]
        indexes = [models.Index(fields=["petition", "happened_on"], name="event_by_petition")]
        constraints = [
            models.CheckConstraint(
                condition=Q(step="correct", corrects__isnull=False)
                | (~Q(step="correct") & Q(corrects__isnull=True)),
                name="event_correction_names_what_it_corrects",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.happened_on:%d/%m/%Y}"

    @property
    def ledger_label(self) -> str:
        return str(self)
