"""Many people in one petition: who must be represented, by how many, with which paper. Pure.

Luật Tiếp công dân 2013, art. 29: from 5 people on a group appoints representatives from among
themselves, one or two up to 10 people, at most five beyond. Nghị định 124/2020/NĐ-CP, art. 5 and 6 as
amended: one content is entrusted to one authorised person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agencies.vietnamese import fold
from complaints.enums import PartyRole

MANY, LARGE = 5, 10
_LAW = "Luật Tiếp công dân, điều 29"
PROOF_ASKED = {
    PartyRole.AUTHORISED: "Hãy ghi văn bản ủy quyền: số, ngày, nơi công chứng hoặc chứng thực.",
    PartyRole.LAWYER: "Hãy ghi số thẻ luật sư hoặc thẻ trợ giúp viên pháp lý và giấy tờ kèm theo.",
}


@dataclass(frozen=True, slots=True)
class Party:
    """One person of a petition, as the rules see them."""

    full_name: str
    role: PartyRole
    has_withdrawn: bool = False


def most_representatives(people: int) -> int:
    """How many representatives a group of `people` may have; nobody represents one person."""
    if people < 2:
        return 0
    return 2 if people <= LARGE else 5


def group_advice(people: int, representatives: int) -> str:
    """What a petition of many still lacks; empty when nothing."""
    if people < MANY or representatives:
        return ""
    most = most_representatives(people)
    return (
        f"Đơn có {people} người ký (từ {MANY} người): phải cử 1 đến {most} người đại diện trong số "
        f"người ký đơn ({_LAW})."
    )


def party_refusal(
    new: Party, *, proof: str, people: int, known: Iterable[Party], is_organisation: bool = False
) -> tuple[str, str] | None:
    """(field, why) when `new` cannot stand in a petition signed by `people`, beside `known`."""
    others = [party for party in known if party.role == new.role]
    if any(fold(party.full_name) == fold(new.full_name) for party in others):
        return "full_name", f"“{new.full_name}” đã có trong danh sách với tư cách này."
    if new.role in PROOF_ASKED and not proof:
        return "proof", PROOF_ASKED[new.role]
    if new.role == PartyRole.REPRESENTATIVE:
        return _representative_refusal(new, proof, people, list(known), is_organisation)
    if new.role == PartyRole.AUTHORISED and len(others) >= max(people, 1):
        return "role", "Một nội dung không được ủy quyền cho nhiều người thực hiện."
    return None


def _representative_refusal(
    new: Party, proof: str, people: int, known: list[Party], is_organisation: bool
) -> tuple[str, str] | None:
    if is_organisation:
        return None if proof else ("proof", "Hãy ghi giấy tờ chứng minh tư cách đại diện tổ chức.")
    petitioners = [
        fold(party.full_name)
        for party in known
        if party.role == PartyRole.PETITIONER and not party.has_withdrawn
    ]
    if fold(new.full_name) not in petitioners:
        return "full_name", f"Người đại diện phải là người đứng đơn, chưa rút đơn ({_LAW})."
    most = most_representatives(people)
    if most == 0:
        return "role", "Đơn của một người thì không có người đại diện của nhóm."
    if sum(party.role == PartyRole.REPRESENTATIVE for party in known) >= most:
        return "role", f"Đơn có {people} người ký chỉ cử tối đa {most} người đại diện ({_LAW})."
    return None
