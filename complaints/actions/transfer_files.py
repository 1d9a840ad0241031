"""Tệp kèm theo đơn chuyển: what the citizen gave goes with the petition; what the office made stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import PurePath
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from agencies.models import User
from complaints.actions.originals import copy_original
from complaints.models import CaseTask, Matter, Petition, RedactedCopy, SealedOriginal
from complaints.name_check import blocking, findings
from records.actions import ledger
from records.enums import FileState, Verb
from records.models import StoredFile


def files_with(petition: Petition, until: date) -> QuerySet[StoredFile]:
    """Files that go with the petition: kept in its matter by the day of sending, proofs of the
    office's own tasks, what waits for the scanner and withdrawn copies left out.

    A matter with several petitions does not say which file came with which: those go on paper.
    """
    matter = petition.matter_id
    proofs = CaseTask.objects.filter(proof_file=OuterRef("pk"))
    found = StoredFile.objects.filter(
        ~Exists(proofs),
        parent_kind="matter",
        parent_id=matter,
        stored_at__date__lte=until,
        state=FileState.OK,
    )
    others = Petition.objects.unscoped("whether there is another, not which")
    if others.filter(matter=matter).exclude(pk=petition.pk).exists():
        return found.none()
    return found.order_by("stored_at", "id")


def _names_that_tell_nobody(source: Petition, found: Sequence[StoredFile]) -> dict[UUID, str]:
    """A file of a sealed matter whose name tells who it is gets another one on its way (Luật Tố cáo
    2018, art. 56): nobody can take a name out of a file that lies there already."""
    told = {str(file.pk): file.name for file in found}
    named = {one.where for one in blocking(findings(matter=source.matter, texts=told))}
    return {
        file.pk: f"tep-{n}{PurePath(file.name).suffix}" if str(file.pk) in named else file.name
        for n, file in enumerate(found, start=1)
    }


def copy_files(
    *, source: Petition, target: Matter, until: date, by: User, now: datetime
) -> list[StoredFile]:
    """The same bytes under the receiver's matter, which guards them from now on; what was sealed stays
    sealed, its key sealed anew for the receiver."""
    found = list(files_with(source, until))
    names = _names_that_tell_nobody(source, found)
    copies = [
        StoredFile(
            parent_kind="matter", parent_id=target.pk, name=names[file.pk],
            content_type=file.content_type, size=file.size, sha256=file.sha256, stored_at=now,
            stored_by=by, kind=file.kind, removed=file.removed,
        )
        for file in found
    ]  # fmt: skip
    StoredFile.objects.bulk_create(copies)
    for copy in copies:
        ledger.write(by=by, verb=Verb.CREATE, subject=copy, now=now)
    became = {file.pk: copy for file, copy in zip(found, copies, strict=True)}
    _carry_originals(became, target, now)
    return copies


def _carry_originals(became: dict[UUID, StoredFile], target: Matter, now: datetime) -> None:
    """Originals with the copies that stand, each under its new file."""
    for original in SealedOriginal.objects.filter(file__in=became):
        made = copy_original(
            original=original, file=became[original.file_id], target=target, now=now
        )
        standing = original.copies.filter(withdrawn_at__isnull=True, file__in=became)
        RedactedCopy.objects.bulk_create(
            RedactedCopy(
                original=made, file=became[copy.file_id], areas=copy.areas, made_by_id=copy.made_by_id,
                made_at=copy.made_at,
            )
            for copy in standing
        )  # fmt: skip
