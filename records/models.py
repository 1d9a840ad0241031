"""What is kept and proven: registers, files, the ledger, jobs, search rows, idempotency."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q

from agencies.kept import Kept
from agencies.models import Agency, User
from records.enums import Book, DocumentKind, FileKind, FileState, JobState, verb_choices
from records.ledger_models import LedgerSeal  # noqa: F401 - Django finds models here
from records.notice_models import (  # noqa: F401 - Django finds models here
    DigestHour,
    Notice,
    NoticeChoice,
    NoticeMail,
    NoticeMailLine,
)
from records.querysets import (
    DocumentQuerySet,
    JobQuerySet,
    SavedFilterQuerySet,
    SearchRowQuerySet,
)
from records.retention_models import RetentionRun  # noqa: F401 - Django finds models here


class RegisterCounter(models.Model):
    """The last number given in one book of one agency in one local year (sổ, năm)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    book = models.CharField(max_length=20, choices=Book.choices)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "book", "year"], name="counter_is_one_per_book_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.book} {self.year}: {self.last}"


class RegisterEntry(models.Model):
    """A number given (số vào sổ). It stays when the record is void, with the reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    book = models.CharField(max_length=20, choices=Book.choices)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    registered_at = models.DateTimeField()
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    void_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "book", "year", "number"], name="register_number_is_given_once"
            ),
            models.CheckConstraint(condition=Q(number__gt=0), name="register_number_is_positive"),
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"], name="register_subject_has_one_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number:02d}/{self.year}"


class LedgerEntry(models.Model):
    """Sổ vết: append-only. Text and ids, no foreign keys, so history outlives what it tells of.

    The runtime role may only add and read; a trigger refuses changes by anybody (migration 0001).
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    user_label = models.CharField(max_length=120)
    verb = models.CharField(max_length=20, choices=verb_choices)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField(null=True)
    subject_label = models.CharField(max_length=200)
    details = models.JSONField(default=dict)
    agency_id = models.UUIDField(null=True, help_text="cơ quan của người làm")
    address = models.CharField(max_length=45, null=True, help_text="địa chỉ mạng nơi gửi yêu cầu")  # noqa: DJ001 - a job has no address, not an empty one
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="ledger_by_subject"),
            models.Index(fields=["user_id", "id"], name="ledger_by_user"),
            models.Index(fields=["at", "id"], name="ledger_by_moment"),
            models.Index(fields=["agency_id", "at", "id"], name="ledger_by_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.user_label} {self.get_verb_display()}"


class StoredFile(Kept):
    """Tệp: bytes kept by content hash; its parent decides who may fetch it.

    The bytes of an original are sealed: they open only in the room of the parent. What is `held` waits
    for the scanner and is given to nobody. `removed`: what was taken out of it on its way in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    parent_kind = models.CharField(max_length=40)
    parent_id = models.UUIDField()
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    # With a default of the database as well: what runs before an upgrade ends still adds files.
    kind = models.CharField(
        max_length=10, choices=FileKind.choices, default=FileKind.FILE, db_default="file"
    )
    state = models.CharField(
        max_length=10, choices=FileState.choices, default=FileState.OK, db_default="ok"
    )
    removed = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        indexes = [
            models.Index(fields=["parent_kind", "parent_id"], name="file_by_parent"),
            models.Index(fields=["stored_at"], condition=Q(state="held"), name="file_held"),
            models.Index(
                fields=["stored_at"], condition=Q(parent_kind="job"), name="job_file_by_age"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="file_is_not_empty"),
            models.UniqueConstraint(
                fields=["parent_kind", "parent_id", "sha256"], name="file_is_attached_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class IssuedDocument(Kept):
    """Văn bản phát hành: number, symbol, signer and the PDF as it was issued (hash in its file).

    The record it is about (`subject_kind`, `subject_id`) decides who may see it, through the guard
    that its owner registered as FILE_PARENT. `book` is the sealed one for sealed subjects.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    book = models.CharField(max_length=20, choices=Book.choices)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    symbol = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=DocumentKind.choices)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    title = models.CharField(max_length=200)
    signer_name = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=160, blank=True)
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    signed_file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="document_by_subject"),
            models.Index(fields=["agency", "book", "-issued_at"], name="document_by_book"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "book", "year", "number"], name="document_number_is_given_once"
            ),
            models.CheckConstraint(
                condition=Q(book__in=["documents", "sealed_documents"]),
                name="document_stands_in_a_document_book",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} số {self.full_number}"

    @property
    def full_number(self) -> str:
        """Số, ký hiệu: "05/TB-BTCD" (Nghị định 30/2020/NĐ-CP: a leading zero below ten); of a Party
        body "05-TB/ĐU" (Hướng dẫn 36-HD/VPTW)."""
        return f"{self.number:02d}{'-' if '/' in self.symbol else '/'}{self.symbol}"

    @property
    def ledger_label(self) -> str:
        sealed = self.book == Book.SEALED_DOCUMENTS
        return "Văn bản kín" if sealed else str(self)


class Job(models.Model):
    """Việc chạy nền: a row first. `effect_key` makes asking twice one job."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    effect_key = models.CharField(max_length=200, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    scope_path = models.CharField(max_length=200, blank=True)
    batch = models.UUIDField(null=True, help_text="đợt việc mà việc này thuộc về")
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=Q(state__in=["waiting", "running"]),
                name="job_open_by_age",
            ),
            models.Index(
                fields=["batch", "state"], condition=Q(batch__isnull=False), name="job_by_batch"
            ),
            models.Index(
                fields=["finished_at"],
                condition=Q(finished_at__isnull=False),
                name="job_finished_by_age",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="job_progress_is_percent"),
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed"], finished_at__isnull=False)
                | Q(state__in=["waiting", "running"], finished_at__isnull=True),
                name="job_finished_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.effect_key}"


class IdempotencyKey(models.Model):
    """One submitted form, one record: the answer to a repeated submission."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="idempotency_by_age")]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="idempotency_key_is_used_once")
        ]

    def __str__(self) -> str:
        return str(self.key)


class SearchRow(models.Model):
    """Dòng tra cứu: the words of one open record with what permission needs (ADR 0036).

    Nothing sealed enters. `text` holds distinct folded words (records/search_words.py); `matter` is
    the id of the matter on which the record hangs, by which its rows leave when it is sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scope_path = models.CharField(max_length=200)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    matter = models.UUIDField(null=True, blank=True)
    label = models.CharField(max_length=200)
    text = models.TextField()
    on_date = models.DateField()

    objects = SearchRowQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(
                F("on_date"),
                Func(F("text"), F("scope_path"), F("subject_kind"), function="search_keys"),
                name="search_by_day_and_keys",
                gin_pending_list_limit=512,
            ),
            models.Index(
                fields=["matter"], condition=Q(matter__isnull=False), name="search_by_matter"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"], name="search_row_is_one_per_record"
            )
        ]

    def __str__(self) -> str:
        return self.label


class SavedFilter(Kept):
    """Bộ lọc đã lưu: closed choices, days and places of one list page, never typed text, so that it
    cannot become a watch on a person. `agency`: shared with the people of that agency."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    page = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)
    saved_at = models.DateTimeField()

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["agency", "page"],
                condition=Q(agency__isnull=False),
                name="saved_filter_shared",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "page", "name"], name="saved_filter_has_its_own_name"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="saved_filter_is_named"),
            models.CheckConstraint(condition=~Q(query=""), name="saved_filter_holds_something"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ledger_label(self) -> str:
        """Its name was typed: it does not enter the ledger."""
        return "Bộ lọc đã lưu"


def reference(subject: Any) -> tuple[str, uuid.UUID | None, str]:
    """RecordRef of any record: kind, UUID, label. Users are named by kind alone."""
    if subject is None:
        return "", None, ""
    label = getattr(subject, "ledger_label", None) or str(subject)
    return subject._meta.model_name, subject.pk, str(label)[:200]
