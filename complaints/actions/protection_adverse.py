"""Bị đối xử bất lợi sau khi tố cáo: told at the desk, heard by the custodian of the competent body.

No row of the unit changes: the visit, the matter and its facts stay as they are (ADR 0043).
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from complaints import vault
from complaints.actions.sealed_look_up import matters_of
from complaints.enums import IdentityPlace
from complaints.models import AdverseNote, Matter, ProtectionFile
from complaints.protection.names import AdverseSource, FileState
from complaints.protection_rights import keepers_of
from complaints.protection_texts import put_away
from complaints.vault import marks
from records.actions import ledger, notices
from records.enums import Verb

_WAITS = "Một ghi nhận kín chờ người giữ bí mật xem."


@transaction.atomic
def note_adverse(
    *,
    matter: Matter,
    visit_id: UUID | None,
    text: str = "",
    source: AdverseSource = AdverseSource.DESK,
    by: User,
    now: datetime,
) -> AdverseNote:
    """Ghi nhận kín: custodians of the body that keeps the matter are told that something waits, by a
    notice without content; the unit, its head and the desk hear nothing (Luật Tố cáo 2018, art. 47
    clause 3, 53). The same visit told twice is one note."""
    where, keepers = keepers_of(matter.agency, now)
    note = AdverseNote(
        matter=matter,
        agency=where,
        scope_path=where.path,
        source=source,
        visit=visit_id,
        told_on=timezone.localdate(now),
        made_at=now,
        made_by=by,
    )
    if earlier := _earlier(visit_id, source):
        return earlier
    put_away(note, {"text": text.strip()})
    note.save(force_insert=True)
    ledger.write(by=by, verb=Verb.CREATE, subject=note, now=now)
    notices.give(
        users=keepers, key=f"adverse:{note.pk.hex}", sentence=_WAITS,
        url_name="protection_adverse", subject_id=note.pk, now=now,
    )  # fmt: skip
    return note


def note_return(
    *, matter: Matter, visit_id: UUID, number: str, phone: str, by: User, now: datetime
) -> AdverseNote | None:
    """A protected person came again: recognised inside the vault, told to its custodians alone. The
    desk gets no answer, and the visit looks like any other of the sealed register."""
    standing = ProtectionFile.objects.filter(agency=matter.agency, state=FileState.APPLIED)
    protected = set(standing.values_list("matter", flat=True))
    if not protected:
        return None
    found = [matter.pk] if matter.pk in protected else _behind(protected, number, phone)
    if not found:
        return None
    same = matter if matter.pk == found[0] else Matter.objects.get(pk=found[0])
    return note_adverse(
        matter=same, visit_id=visit_id, source=AdverseSource.RECOGNISED, by=by, now=now
    )


def _behind(protected: set[UUID], number: str, phone: str) -> list[UUID]:
    """By number or phone through the blind index; on paper nobody can be recognised."""
    number, phone = marks.same_number(number), marks.same_phone(phone)
    if not (number or phone) or vault.place() is IdentityPlace.PAPER:
        return []
    return [pk for pk in matters_of(list(protected), number, phone) if pk in protected]


def _earlier(visit_id: UUID | None, source: AdverseSource) -> AdverseNote | None:
    if visit_id is None:
        return None
    return AdverseNote.objects.filter(visit=visit_id, source=source).first()


@transaction.atomic
def see_adverse(*, note_id: UUID, by: User, now: datetime) -> AdverseNote:
    """Đã xem: by a custodian of that body; a second time changes nothing."""
    note: AdverseNote = (
        AdverseNote.objects.visible_to(by).select_for_update(of=("self",)).get(pk=note_id)
    )
    if note.seen_at is None:
        note.seen_at, note.seen_by = now, by
        note.save(update_fields=["seen_at", "seen_by"])
        ledger.write(by=by, verb=Verb.CHANGE, subject=note, now=now, details={"viec": "đã xem"})
    return note
