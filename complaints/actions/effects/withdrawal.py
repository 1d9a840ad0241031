"""Rút khiếu nại, whole or in part, of all or of some of a group (Luật Khiếu nại 2011, art. 10;
Nghị định 124/2020/NĐ-CP, art. 7a)."""

from agencies.refusals import Refused
from complaints.actions.effects.taken import Taken
from complaints.enums import PartyRole
from complaints.models import PetitionParty
from complaints.procedure import said as spoken


def check_part(taken: Taken) -> None:
    """Something is withdrawn, by somebody who stands in the petition, and not by all of them."""
    names = _names(taken)
    if not names and not spoken.text(taken.said, "contents"):
        raise Refused("Hãy ghi nội dung đã rút hoặc người đã rút.")
    standing = _standing(taken)
    known = {party.full_name.casefold() for party in standing}
    if not standing or not names:
        return
    if unknown := [name for name in names if name.casefold() not in known]:
        raise Refused(f"“{unknown[0]}” không có trong danh sách người đứng đơn chưa rút.")
    if not spoken.text(taken.said, "contents") and len(set(names)) >= len(standing):
        raise Refused("Tất cả người khiếu nại đều rút: hãy ghi rút toàn bộ khiếu nại.")


def _names(taken: Taken) -> list[str]:
    return [row[0] for row in spoken.lines(taken.said, "people") if row[0]]


def _standing(taken: Taken) -> list[PetitionParty]:
    """Petitioners who have not withdrawn; a sealed petition lists nobody."""
    return list(
        PetitionParty.objects.filter(
            petition=taken.petition, role=PartyRole.PETITIONER, withdrawn_on=None
        ).order_by("id")
    )


def withdraw_part(taken: Taken) -> None:
    """Of two with one name each line takes one away."""
    standing = _standing(taken)
    for name in _names(taken):
        party = next((p for p in standing if p.full_name.casefold() == name.casefold()), None)
        if party is not None:
            standing.remove(party)
            party.withdrawn_on = taken.happened_on
            party.save(update_fields=["withdrawn_on"])


def withdraw_whole(taken: Taken) -> None:
    """Everybody has withdrawn; what is left is the decision to end the case."""
    PetitionParty.objects.filter(
        petition=taken.petition, role=PartyRole.PETITIONER, withdrawn_on=None
    ).update(withdrawn_on=taken.happened_on)
