"""Ai đã xem: who opened a case, for those who answer for it and those who read the ledger."""

from __future__ import annotations

from agencies.models import User
from agencies.roles import Permission
from complaints.models import AdverseNote, Matter, ProtectionFile, SealedIdentity
from complaints.protection.workflow import Part
from complaints.protection_rights import parts_of
from records.ledger.readings import readings, readings_of
from records.models import LedgerEntry, StoredFile

_MOST = 100


def answers_for_readers(user: User) -> bool:
    """Heads and the inspectorate, custodians: whoever may know who opened what they see."""
    return user.may(Permission.CONFIRM_HOTSPOT) or user.may(Permission.READ_LEDGER)


def of_case(matter: Matter, user: User) -> list[LedgerEntry]:
    """The newest readings of a matter that came through `visible_to`, of its petitions, papers and all
    else; that the identity was opened is told to custodians alone (Luật Tố cáo 2018, art. 56)."""
    files = StoredFile.objects.filter(parent_kind="matter", parent_id=matter.pk)
    also = {"storedfile": files.values("pk")}
    if user.may(Permission.APPROVE_IDENTITY):
        also["sealedidentity"] = SealedIdentity.objects.filter(matter=matter).values("pk")
    return readings(user, matter.pk, also=also, most=_MOST)


def of_protection(file: ProtectionFile, user: User) -> list[LedgerEntry] | None:
    """The newest readings of a protection file and of what was told at its desk; None for all but its
    custodians."""
    if Part.KEEPER not in parts_of(user, file):
        return None
    notes = AdverseNote.objects.visible_to(user).filter(matter=file.matter_id)
    ids = {
        "protectionfile": ProtectionFile.objects.visible_to(user).filter(pk=file.pk).values("pk"),
        "adversenote": notes.values("pk"),
    }
    return readings_of(ids, most=_MOST)
