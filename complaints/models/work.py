"""Who works on what: assignment, substitutes, notices of due dates, moves of a due date."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.kept import Kept
from agencies.models import Agency, LawText, User
from agencies.querysets import ScopedQuerySet
from complaints.enums import NoticeLevel
from complaints.models.petition import Clock, Petition
from complaints.querysets import NoticeQuerySet, OfPetition


class Assignment(models.Model):
    """Phân công: from whom to whom, by whom and why. The holder is on the petition."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="assignments")
    from_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    to_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    assigned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()

    objects = OfPetition.as_manager()

    class Meta:
        ordering = ["assigned_at", "id"]

    def __str__(self) -> str:
        return f"Phân công {self.assigned_at:%d/%m/%Y}"

    @property
    def ledger_label(self) -> str:
        return str(self)


class Substitution(Kept):
    """Người làm thay khi vắng: the work of one is seen by another from one day to another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    absent = models.ForeignKey(User, on_delete=models.PROTECT, related_name="substitutions")
    substitute = models.ForeignKey(User, on_delete=models.PROTECT, related_name="stands_in_for")
    from_on = models.DateField()
    to_on = models.DateField()
    reason = models.CharField(max_length=200)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(absent=F("substitute")), name="substitution_is_between_two"
            ),
            models.CheckConstraint(
                condition=Q(to_on__gte=F("from_on")), name="substitution_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute} làm thay {self.absent}"

    @property
    def ledger_label(self) -> str:
        return str(self)


class CaseNotice(models.Model):
    """Báo việc đến hạn, quá hạn: to one user, once for each level of one due date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="case_notices")
    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="notices")
    level = models.PositiveSmallIntegerField(choices=NoticeLevel.choices)
    due_on = models.DateField()
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["user", "-made_at"],
                condition=Q(read_at__isnull=True),
                name="notice_unread_by_user",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["clock", "level", "due_on", "user"], name="notice_is_given_once"
            )
        ]

    def __str__(self) -> str:
        return self.get_level_display()


class ClockMove(models.Model):
    """Dời hạn vì văn bản mới: the note that a change of calendar or rule leaves in each case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="moves")
    law_text = models.ForeignKey(LawText, on_delete=models.PROTECT, related_name="+")
    old_due_on = models.DateField(null=True)
    new_due_on = models.DateField(null=True)
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clock", "law_text"], name="clock_moves_once_per_text")
        ]

    def __str__(self) -> str:
        return str(self.law_text)
