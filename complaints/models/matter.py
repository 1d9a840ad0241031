"""The matter (vụ việc): the thread of visits and petitions, with what is known of it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.kept import Kept
from agencies.models import Agency, User
from complaints.enums import FactKind, Field, HotLevel, PetitionKind, Secrecy
from complaints.querysets import MatterQuerySet, OfMatter


class Matter(Kept):
    """Vụ việc. `next_due_on` is the nearest due date of its open clocks, `archived_on` the day its file
    went to the archives where it lies now; both kept for lists only.

    `petitioner_label`: the name shown, or the alias when the identity is sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    secrecy = models.PositiveSmallIntegerField(choices=Secrecy.choices, default=Secrecy.OPEN)
    kind = models.CharField(max_length=20, choices=PetitionKind.choices)
    field = models.CharField(max_length=20, choices=Field.choices)
    title = models.CharField(max_length=200)
    petitioner_label = models.CharField(max_length=120)
    people_count = models.PositiveIntegerField(default=1)
    locality = models.CharField(max_length=120, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    archived_on = models.DateField(null=True, blank=True)
    next_due_on = models.DateField(null=True, blank=True)
    next_duty = models.CharField(max_length=40, blank=True)
    hot_level = models.CharField(max_length=10, choices=HotLevel.choices, blank=True)

    objects = MatterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "-opened_on", "-id"], name="matter_by_agency"),
            models.Index(fields=["scope_path", "next_due_on"], name="matter_by_due_in_tree"),
            models.Index(
                fields=["agency", "next_due_on", "id"],
                condition=Q(next_due_on__isnull=False),
                name="matter_by_due",
            ),
            models.Index(
                fields=["agency", "closed_on", "id"],
                condition=Q(closed_on__isnull=False, archived_on__isnull=True),
                name="matter_due_for_the_archives",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="matter_closes_after_it_opens",
            ),
            models.CheckConstraint(condition=Q(people_count__gt=0), name="matter_has_people"),
            models.CheckConstraint(
                condition=~Q(kind=PetitionKind.DENUNCIATION) | Q(secrecy__gte=Secrecy.SEALED),
                name="matter_of_denunciation_is_sealed",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ledger_label(self) -> str:
        return "Vụ việc kín" if self.secrecy else f"Vụ việc: {self.title}"


class MatterEnding(models.Model):
    """Kết thúc vụ việc: said by a person, with why; ends when the matter is taken up again.

    `Matter.closed_on` is the day of the standing one, kept for lists. `reopened_by` is empty where a
    new visit or petition opened the matter again by itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="endings")
    ended_on = models.DateField()
    reason = models.TextField()
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField()
    reopened_reason = models.TextField(blank=True)
    reopened_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reopened_at = models.DateTimeField(null=True)

    objects = OfMatter.as_manager()

    class Meta:
        ordering = ["-ended_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"],
                condition=Q(reopened_at__isnull=True),
                name="matter_has_one_standing_ending",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="matter_ending_says_why"),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopened_reason="", reopened_by__isnull=True)
                | (
                    Q(reopened_at__isnull=False, reopened_at__gte=F("ended_at"))
                    & ~Q(reopened_reason="")
                ),
                name="matter_taken_up_again_says_why_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Kết thúc ngày {self.ended_on:%d/%m/%Y}"


class MatterFact(models.Model):
    """Dữ kiện: what happened, with amount, a plain sentence and where it comes from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=20, choices=FactKind.choices)
    happened_on = models.DateField()
    amount = models.PositiveIntegerField(default=0)
    sentence = models.CharField(max_length=300)
    reference_kind = models.CharField(max_length=40, blank=True)
    reference_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["matter", "happened_on"], name="fact_by_matter"),
            # The daily round of signals: a visit alone proposes nothing.
            models.Index(
                fields=["matter", "happened_on"],
                condition=~Q(kind=FactKind.VISIT),
                name="fact_that_weighs",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "kind", "reference_id"], name="fact_is_said_once_per_reference"
            )
        ]

    def __str__(self) -> str:
        return self.sentence


class MatterGrant(models.Model):
    """Người được biết: names one user who may know a restricted matter, and why."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="grants")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "user"], name="grant_is_given_once")
        ]

    def __str__(self) -> str:
        return self.reason


class MatterExclusion(models.Model):
    """Người bị loại trừ: never sees the matter, whatever role is held. Beats every grant."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="exclusions")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    excluded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "user"], name="exclusion_is_said_once")
        ]

    def __str__(self) -> str:
        return self.reason
