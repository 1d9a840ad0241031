"""Small pieces of work inside a case (việc trong hồ sơ), each with its day and its proof."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from agencies.kept import Kept
from agencies.models import User
from complaints.models.petition import Petition
from complaints.querysets import OfPetition
from records.models import StoredFile


class CaseTask(Kept):
    """Việc trong hồ sơ: given to one person by a day; done only with what proves it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="tasks")
    text = models.CharField(max_length=300)
    assigned_to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    proof = models.CharField(max_length=300, blank=True, help_text="số văn bản, bút lục")
    proof_file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    dropped_reason = models.CharField(max_length=300, blank=True)

    objects = OfPetition.as_manager()

    class Meta:
        ordering = ["due_on", "made_at", "id"]
        indexes = [
            models.Index(
                fields=["assigned_to", "due_on"],
                condition=Q(done_on__isnull=True, dropped_reason=""),
                name="case_task_open_by_person",
            )
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="case_task_says_what"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by__isnull=True)
                | (
                    Q(done_on__isnull=False, done_by__isnull=False)
                    & (~Q(proof="") | Q(proof_file__isnull=False))
                ),
                name="case_task_done_is_proven",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(dropped_reason=""),
                name="case_task_is_done_or_dropped",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def ledger_label(self) -> str:
        return "Việc trong hồ sơ"

    @property
    def is_open(self) -> bool:
        return self.done_on is None and not self.dropped_reason
