"""Quyền hạn ký: in which capacity an official signs, a line for each line over the signature.

Nghị định 30/2020/NĐ-CP, art. 13 and appendix I, part I, section II, clause 7.
"""

from __future__ import annotations

from enum import StrEnum

from django.utils import timezone

from agencies.enums import Level
from agencies.models import Agency, Membership, User
from agencies.roles import Role
from records.letterhead import chief_lines

TEAM_LINES = ("TRƯỞNG ĐOÀN", "(TỔ TRƯỞNG) XÁC MINH")


class Capacity(StrEnum):
    """How somebody signs."""

    HEAD = "head"
    DEPUTY = "deputy"
    ACTING = "acting"
    BY_ORDER = "by_order"
    AUTHORISED = "authorised"


WORDS: dict[Capacity, str] = {
    Capacity.HEAD: "Thủ trưởng ký (TM. với UBND)",
    Capacity.DEPUTY: "KT. (cấp phó ký thay)",
    Capacity.ACTING: "Q. (quyền thủ trưởng)",
    Capacity.BY_ORDER: "TL. (thừa lệnh)",
    Capacity.AUTHORISED: "TUQ. (thừa ủy quyền)",
}
NEEDS_TITLE = frozenset({Capacity.DEPUTY, Capacity.BY_ORDER, Capacity.AUTHORISED})


def lines_for(agency: Agency, capacity: Capacity, title: str) -> tuple[str, ...]:
    """TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH."""
    *body, chief = chief_lines(agency)
    own = title.strip().upper()
    if capacity is Capacity.HEAD:
        return (*body, chief)
    if capacity is Capacity.ACTING:
        return (*body, f"Q. {chief}")
    if capacity is Capacity.DEPUTY:
        return (*body, f"KT. {chief}", own)
    return (f"{'TL' if capacity is Capacity.BY_ORDER else 'TUQ'}. {chief}", own)


def capacity_of(agency: Agency, person: User) -> Capacity:
    """The usual capacity of a head: deputies sign KT., one who acts for the head Q."""
    title = person.title.lower()
    if title.startswith("phó"):
        return Capacity.DEPUTY
    return Capacity.ACTING if title.startswith("quyền") else Capacity.HEAD


def authority_of(agency: Agency) -> str:
    """Thẩm quyền ban hành in a sentence: “Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn”, “Chánh Thanh tra
    tỉnh”: the word that title and name share is said once."""
    if Level(agency.level) is Level.PARTY:
        return agency.name
    title = chief_lines(agency)[-1].lower()
    words = title.split()
    for start in range(len(words)):
        shared = " ".join(words[start:])
        if agency.name.lower().startswith(shared):
            title = " ".join(words[:start])
            break
    return f"{title[:1].upper()}{title[1:]} {agency.name}".strip()


def heads_of(agency: Agency) -> list[User]:
    """Thủ trưởng and deputies in force today."""
    held = Membership.objects.in_force(timezone.localdate()).filter(agency=agency, role=Role.HEAD)
    found = User.objects.filter(is_active=True, pk__in=held.values("user"))
    return list(found.order_by("sort_key"))
