"""Issued documents (văn bản phát hành): their letters, their signer, their number, how often printed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.urls import reverse

from agencies.models import User
from agencies.registry import Kind, entry
from agencies.roles import Permission
from records.enums import Book, DocumentKind, Verb
from records.models import IssuedDocument, LedgerEntry, RegisterEntry

LETTERS: dict[DocumentKind, str] = {
    DocumentKind.RECEIPT: "GBN",
    DocumentKind.REFUSAL: "TB",
    DocumentKind.GUIDANCE: "PHD",
    DocumentKind.APPOINTMENT: "PH",
    DocumentKind.MINUTES: "BB",
    DocumentKind.STATEMENT: "BG",
    DocumentKind.CONCLUSION: "TB",
    DocumentKind.INVITATION: "GM",
    DocumentKind.SCHEDULE: "LT",
    DocumentKind.NOTICE: "TB",
    DocumentKind.DECISION: "QĐ",
    DocumentKind.FINDINGS: "KL",
    DocumentKind.REPORT: "BC",
    DocumentKind.LETTER: "",
    DocumentKind.RECORD: "BB",
    DocumentKind.PROPOSAL: "PĐX",
    DocumentKind.TRANSFER: "PC",
    DocumentKind.PETITION: "",
    DocumentKind.PLAN: "KH",
}
SUBJECT = IssuedDocument._meta.model_name or ""
SEALED_NUMBER = "Kín"
# Pages of the records that documents are about, by URL name: they belong to upper apps.
PAGES = {
    "petition": "petition_detail",
    "visit": "visit_detail",
    "receptionsession": "session_detail",
    "receptionschedule": "schedule_detail",
    "sessionconclusion": "conclusion_detail",
    "registration": "registration_detail",
    "plan": "plan_detail",
    "afteraction": "after_action_detail",
    "report": "report_detail",
}


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: name, and title as it stands over it, a line for each line of the title
    ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")."""

    name: str
    title: str

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line.strip().upper() for line in self.title.splitlines() if line.strip())


def sees_subject(user: User, kind: str, pk: UUID) -> bool:
    """True when the owner of this kind of record says that the user sees the row."""
    return bool(entry(Kind.DOCUMENT_SUBJECT, kind)(user=user).filter(pk=pk).exists())


def sees_document(*, user: User, parent_id: UUID) -> bool:
    """Guard of the files of an issued document."""
    return bool(IssuedDocument.objects.visible_to(user).filter(pk=parent_id).exists())


def number_for(document: IssuedDocument, user: User) -> str:
    """Số, ký hiệu. The number in the sealed book is told to its keepers alone: a hole in the numbers
    would tell of a document that somebody must not notice (design.md section 9)."""
    sealed = document.book == Book.SEALED_DOCUMENTS
    if sealed and not user.may(Permission.KEEP_SEALED_REGISTER):
        return SEALED_NUMBER
    return document.full_number


def page_of_subject(document: IssuedDocument) -> str:
    """Address of the record that the document is about; empty when it has no page of its own."""
    name = PAGES.get(document.subject_kind)
    return reverse(name, args=[document.subject_id]) if name else ""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document as lists and panels print it."""

    document: IssuedDocument
    number: str
    prints: int
    void_reason: str
    subject_url: str


def lines(documents: Iterable[IssuedDocument], user: User) -> list[DocumentLine]:
    """Documents with how often each was printed and why it is void; two statements for all."""
    found = list(documents)
    ids = [document.pk for document in found]
    prints, voids = _prints(ids), _voids(ids)
    return [
        DocumentLine(
            document=document,
            number=number_for(document, user),
            prints=prints.get(document.pk, 0),
            void_reason=voids.get(document.pk, ""),
            subject_url=page_of_subject(document),
        )
        for document in found
    ]


def _prints(ids: list[UUID]) -> dict[Any, int]:
    printed = LedgerEntry.objects.filter(
        subject_kind=SUBJECT, subject_id__in=ids, verb=Verb.PRINT
    ).values("subject_id")
    return dict(printed.annotate(times=Count("pk")).values_list("subject_id", "times"))


def _voids(ids: list[UUID]) -> dict[Any, str]:
    entries = RegisterEntry.objects.filter(subject_kind=SUBJECT, subject_id__in=ids)
    return dict(entries.exclude(void_reason="").values_list("subject_id", "void_reason"))
