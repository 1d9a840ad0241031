"""Protection of denouncers (bảo vệ người tố cáo): a sealed file of its own, beside the matter.

Luật Tố cáo 2018, art. 47–58. Names and every free text lie encrypted, bound to their row (ADR 0043).
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from agencies.kept import Kept
from agencies.models import Agency, User
from complaints.enums import Secrecy
from complaints.models.matter import Matter
from complaints.protection.names import (
    AdverseSource,
    Body,
    EndGround,
    FileState,
    Measure,
    Relation,
    Step,
    Way,
    Working,
)
from complaints.protection_querysets import (
    AdverseNoteQuerySet,
    OfProtectionFile,
    ProtectionFileQuerySet,
)
from records.models import IssuedDocument

_RESTRICTED = Q(secrecy=Secrecy.RESTRICTED)
_ALIAS = "Hồ sơ kín"


class SealedTexts(Kept):
    """Texts under a key of their own, bound to the row; as in `SealedIdentity`."""

    key_id = models.CharField(max_length=40, blank=True)
    wrapped_key = models.BinaryField(null=True)
    cipher = models.BinaryField(null=True)

    class Meta:
        abstract = True


class ProtectionFile(Kept):
    """Hồ sơ áp dụng biện pháp bảo vệ (art. 55). Restricted whatever the matter is.

    `agency`, `scope_path` are those of the matter; `state` is the result of its steps.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="protection_files")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    secrecy = models.PositiveSmallIntegerField(default=Secrecy.RESTRICTED)
    code = models.CharField(max_length=20, unique=True)
    way = models.CharField(max_length=10, choices=Way.choices)
    state = models.CharField(max_length=10, choices=FileState.choices, default=FileState.RECEIVED)
    requested_on = models.DateField()
    written_on = models.DateField(null=True, help_text="ngày văn bản đề nghị (điều 50)")
    is_founded = models.BooleanField(null=True, help_text="kết quả xác minh đề nghị")
    decided_on = models.DateField(null=True, help_text="ngày quyết định hoặc thông báo")
    starts_on = models.DateField(null=True, help_text="thời điểm bắt đầu bảo vệ (điều 52)")
    ended_on = models.DateField(null=True)
    end_ground = models.CharField(max_length=12, choices=EndGround.choices, blank=True)
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ProtectionFileQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-id"]
        indexes = [models.Index(fields=["agency", "-opened_at"], name="protection_by_agency")]
        constraints = [
            models.CheckConstraint(condition=_RESTRICTED, name="protection_is_restricted"),
            models.UniqueConstraint(
                fields=["matter"],
                condition=Q(state__in=["received", "verified", "applied"]),
                name="protection_runs_once_a_matter",
            ),
            models.CheckConstraint(
                condition=~Q(way="written") | Q(written_on__isnull=False),
                name="protection_asked_in_writing_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(is_founded__isnull=False),
                name="protection_verified_says_what_was_found",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["applied", "ended"])
                | Q(decided_on__isnull=False, starts_on__gte=F("decided_on")),
                name="protection_applied_has_its_days",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | Q(decided_on__isnull=False),
                name="protection_refused_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__gte=F("decided_on")) & ~Q(end_ground="")
                | ~Q(state="ended") & Q(ended_on__isnull=True, end_ground=""),
                name="protection_ended_says_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def ledger_label(self) -> str:
        return _ALIAS


class ProtectionReader(models.Model):
    """Người được biết hồ sơ: named one by one by a custodian, with why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(ProtectionFile, on_delete=models.PROTECT, related_name="readers")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfProtectionFile.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "user"], name="protection_reader_named_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="protection_reader_says_why"),
        ]

    def __str__(self) -> str:
        return self.reason


class ProtectedPerson(SealedTexts):
    """Người được bảo vệ (art. 47): in plain only the kind of relation; the name lies in the vault.

    The denouncer's own identity is that of the matter, so nothing is sealed here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(ProtectionFile, on_delete=models.PROTECT, related_name="people")
    code = models.CharField(max_length=20)
    relation = models.CharField(max_length=16, choices=Relation.choices)
    working = models.CharField(max_length=10, choices=Working.choices)
    added_at = models.DateTimeField()

    objects = OfProtectionFile.as_manager()

    class Meta:
        ordering = ["added_at", "code"]
        constraints = [
            models.UniqueConstraint(fields=["file", "code"], name="protected_person_has_own_code"),
            models.UniqueConstraint(
                fields=["file"],
                condition=Q(relation="denouncer"),
                name="protection_has_one_denouncer",
            ),
            models.CheckConstraint(
                condition=~Q(relation="denouncer") | Q(cipher__isnull=True),
                name="protected_denouncer_lies_with_the_matter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_relation_display()} ({self.code})"


class ProtectionStep(SealedTexts):
    """Một việc trong hồ sơ: append-only. `data` holds closed choices, days and counts, no text."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(ProtectionFile, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=12, choices=Step.choices)
    happened_on = models.DateField()
    document = models.ForeignKey(
        IssuedDocument, on_delete=models.PROTECT, null=True, related_name="+"
    )
    data = models.JSONField(default=dict)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfProtectionFile.as_manager()

    class Meta:
        ordering = ["entered_at", "id"]
        indexes = [models.Index(fields=["step", "happened_on"], name="protection_step_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(step__in=["apply", "refuse", "change", "end", "letter"])
                | Q(document__isnull=False),
                name="protection_step_has_its_document",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.happened_on:%d/%m/%Y}"


class ProtectionMeasure(models.Model):
    """Biện pháp đang áp dụng cho một người (art. 56–58), from one decision to another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(ProtectionFile, on_delete=models.PROTECT, related_name="measures")
    person = models.ForeignKey(ProtectedPerson, on_delete=models.PROTECT, related_name="measures")
    measure = models.CharField(max_length=8, choices=Measure.choices)
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    objects = OfProtectionFile.as_manager()

    class Meta:
        ordering = ["measure", "id"]
        indexes = [models.Index(fields=["from_on", "to_on"], name="protection_measure_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "measure"],
                condition=Q(to_on__isnull=True),
                name="protection_measure_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="protection_measure_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.get_measure_display()


class ProtectionLetter(SealedTexts):
    """Văn bản yêu cầu, đề nghị phối hợp (art. 49, 53, 55 e): to which body, when, answered or not.

    Addressee and what is asked are sealed: they would say where the protected person lives and works.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(ProtectionFile, on_delete=models.PROTECT, related_name="letters")
    body = models.CharField(max_length=10, choices=Body.choices)
    document = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField()
    answered_on = models.DateField(null=True)
    was_done = models.BooleanField(null=True, help_text="nơi nhận thực hiện được")

    objects = OfProtectionFile.as_manager()

    class Meta:
        ordering = ["sent_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, was_done__isnull=True)
                | Q(answered_on__gte=F("sent_on"), was_done__isnull=False),
                name="protection_letter_answered_says_when_and_what",
            )
        ]

    def __str__(self) -> str:
        return self.get_body_display()


class AdverseNote(SealedTexts):
    """Bị đối xử bất lợi sau khi tố cáo: told at a sealed visit, read by custodians alone.

    `visit` is an id without a foreign key: the visit itself keeps no trace of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    secrecy = models.PositiveSmallIntegerField(default=Secrecy.RESTRICTED)
    source = models.CharField(max_length=10, choices=AdverseSource.choices)
    visit = models.UUIDField(null=True)
    told_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = AdverseNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["agency", "-made_at"], name="adverse_by_agency")]
        constraints = [
            models.CheckConstraint(condition=_RESTRICTED, name="adverse_note_is_restricted"),
            models.UniqueConstraint(
                fields=["visit", "source"],
                condition=Q(visit__isnull=False),
                name="adverse_note_is_told_once_a_visit",
            ),
            models.CheckConstraint(
                condition=Q(seen_at__isnull=True, seen_by__isnull=True)
                | Q(seen_at__gte=F("made_at"), seen_by__isnull=False),
                name="adverse_note_seen_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return _ALIAS

    @property
    def ledger_label(self) -> str:
        return _ALIAS
