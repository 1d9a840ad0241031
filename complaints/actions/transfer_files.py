"""Tệp kèm theo đơn chuyển: what the citizen gave goes with the petition; what the office made stays."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from agencies.models import User
from complaints.models import CaseTask, Matter, Petition
from records.actions import ledger
from records.enums import Verb
from records.models import StoredFile


def files_with(petition: Petition, until: date) -> QuerySet[StoredFile]:
    """Files that go with the petition: kept in its matter by the day of sending, proofs of the
    office's own tasks left out.

    A matter with several petitions does not say which file came with which: those go on paper.
    """
    matter = petition.matter_id
    proofs = CaseTask.objects.filter(proof_file=OuterRef("pk"))
    found = StoredFile.objects.filter(
        ~Exists(proofs), parent_kind="matter", parent_id=matter, stored_at__date__lte=until
    )
    if Petition.objects.filter(matter=matter).exclude(pk=petition.pk).exists():
        return found.none()
    return found.order_by("stored_at", "id")


def copy_files(
    *, source: Petition, target: Matter, until: date, by: User, now: datetime
) -> list[StoredFile]:
    """The same bytes under the receiver's matter, which guards them from now on."""
    copies = [
        StoredFile(
            parent_kind="matter", parent_id=target.pk, name=file.name,
            content_type=file.content_type, size=file.size, sha256=file.sha256, stored_at=now,
            stored_by=by,
        )
        for file in files_with(source, until)
    ]  # fmt: skip
    StoredFile.objects.bulk_create(copies)
    for copy in copies:
        ledger.write(by=by, verb=Verb.CREATE, subject=copy, now=now)
    return copies
