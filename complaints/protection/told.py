"""A request for protection as told (đề nghị bảo vệ, Luật Tố cáo 2018, art. 50), and its rules. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from complaints.protection.measures import Objection
from complaints.protection.names import Asked, Relation, Way, Working

MOST_PEOPLE = 12
_SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class PersonTold:
    """One person to be protected; name and address go into the vault, or stay in the envelope."""

    relation: Relation
    working: Working = Working.OTHER
    full_name: str = ""
    address: str = ""

    def __repr__(self) -> str:
        """No name in a log or a traceback."""
        return f"PersonTold({self.relation})"


@dataclass(frozen=True, slots=True)
class RequestTold:
    """What was asked, how, for whom, why."""

    way: Way
    requested_on: date
    asked: tuple[Asked, ...]
    reason: str
    people: tuple[PersonTold, ...]

    def __repr__(self) -> str:
        return f"RequestTold({self.way})"

    @property
    def protected(self) -> tuple[PersonTold, ...]:
        """Who stands in the file. To keep the names of kin secret is to keep the denouncer's secret: that
        measure is the denouncer's alone (art. 47 clause 1, art. 56), so they are in it as well."""
        if Asked.SECRECY not in self.asked or any(
            one.relation is Relation.DENOUNCER for one in self.people
        ):
            return self.people
        return (PersonTold(Relation.DENOUNCER), *self.people)


def request_objections(told: RequestTold, today: date, *, named: bool) -> Iterator[Objection]:
    """Art. 50 clause 2: day, people, reason and content. `named`: names are kept on a machine."""
    if told.requested_on > today:
        yield Objection("requested_on", "Ngày đề nghị không thể ở tương lai.")
    if not told.asked:
        yield Objection("asked", "Hãy chọn nội dung được đề nghị bảo vệ.")
    if len(told.reason.strip()) < _SHORTEST_REASON:
        yield Objection("reason", "Hãy ghi rõ lý do và nội dung đề nghị bảo vệ.")
    if not told.people:
        yield Objection("people", "Hãy ghi ít nhất một người cần được bảo vệ.")
    if len(told.people) > MOST_PEOPLE:
        yield Objection("people", f"Một lần ghi nhiều nhất {MOST_PEOPLE} người.")
    kin = [one for one in told.people if one.relation is not Relation.DENOUNCER]
    if len(told.people) - len(kin) > 1:
        yield Objection(
            "people", "Hồ sơ chỉ có một người tố cáo; người khác hãy ghi quan hệ của họ."
        )
    if named and any(not one.full_name for one in kin):
        yield Objection("people", "Hãy ghi họ tên thân nhân cần được bảo vệ; họ tên được mã hóa.")
