"""How one agency lays out its desk form: what must be filled in, and questions of its own."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from agencies.kept import Kept
from agencies.models import Agency
from agencies.querysets import ScopedQuerySet
from reception.enums import AnswerKind
from reception.models.visit import Visit


class DeskLayout(models.Model):
    """Biểu mẫu bàn tiếp: the optional fields that this agency asks everybody to fill in.

    Never the number of a paper: people without papers have a lawful path (Nghị định 154/2026, art. 12).
    """

    agency = models.OneToOneField(
        Agency, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    scope_path = models.CharField(max_length=200)
    required = ArrayField(models.CharField(max_length=20), default=list)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(required__contains=["id_number"]),
                name="desk_layout_never_asks_for_papers",
            ),
        ]

    def __str__(self) -> str:
        return f"Biểu mẫu bàn tiếp của {self.agency}"


class DeskQuestion(Kept):
    """Câu hỏi riêng của cơ quan: about the matter, one line of the desk form. Retired, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=120)
    kind = models.CharField(max_length=6, choices=AnswerKind.choices)
    choices = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    is_required = models.BooleanField(default=False)
    retired_on = models.DateField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "label"],
                condition=Q(retired_on__isnull=True),
                name="desk_question_is_asked_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="choice") | Q(choices__len__gte=2),
                name="desk_question_of_choice_has_choices",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def field_name(self) -> str:
        """Name of its field in the desk form."""
        return f"hoi-{self.pk}"


class VisitAnswer(models.Model):
    """Trả lời câu hỏi riêng của cơ quan, kept with the wording of its day."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(DeskQuestion, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=120)
    text = models.CharField(max_length=500)

    class Meta:
        ordering = ["question__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "question"], name="answer_is_given_once"),
            models.CheckConstraint(condition=~Q(text=""), name="answer_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.text}"
