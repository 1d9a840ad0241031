"""Giao xác minh: who verifies, one of them at the head (Nghị định 124/2020/NĐ-CP, art. 18)."""

from typing import NamedTuple

from django.db.models import QuerySet

from agencies.models import User
from agencies.refusals import Refused
from complaints.actions.effects.taken import Taken
from complaints.models import MatterExclusion, TeamMember
from complaints.procedure import said as spoken
from complaints.procedure.names import ProcedureKind

# Nghị định 31/2019/NĐ-CP, art. 10: a team of at least two verifies a denunciation.
_OF_TWO = frozenset({ProcedureKind.DENUNCIATION, ProcedureKind.DENUNCIATION_AGAIN})


class _Member(NamedTuple):
    name: str
    title: str
    is_head: bool


def check(taken: Taken) -> None:
    """Enough people, one head, nobody who may not know of the matter."""
    team = _team(taken)
    least = 2 if taken.proceeding.kind in _OF_TWO else 1
    if len(team) < least:
        raise Refused(f"Tổ xác minh phải có ít nhất {least:02d} người.")
    if len({member.name.casefold() for member in team}) < len(team):
        raise Refused("Mỗi người trong Tổ xác minh chỉ ghi một dòng.")
    if sum(member.is_head for member in team) != 1:
        raise Refused("Tổ xác minh phải có đúng một người đứng đầu: ghi x ở cột thứ ba.")
    _refuse_excluded(taken, team)
    later = _sitting(taken).filter(from_on__gt=taken.happened_on).first()
    if later is not None:
        raise Refused(f"Tổ xác minh hiện nay được lập sau ngày này ({later.from_on:%d/%m/%Y}).")


def _sitting(taken: Taken) -> QuerySet[TeamMember]:
    return TeamMember.objects.filter(petition=taken.petition, until_on=None)


def _team(taken: Taken) -> list[_Member]:
    """One a line: name | title | x for the head. Who verifies alone is the head."""
    rows = [[*row, "", ""][:3] for row in spoken.lines(taken.said, "team")]
    alone = len(rows) == 1
    return [_Member(name[:120], title[:160], bool(head) or alone) for name, title, head in rows]


def _refuse_excluded(taken: Taken, team: list[_Member]) -> None:
    """Luật Tố cáo 2018, art. 8, 56; nobody verifies what concerns them."""
    names = {member.name.casefold() for member in team}
    excluded = MatterExclusion.objects.filter(matter=taken.petition.matter_id)
    for exclusion in excluded.select_related("user"):
        if exclusion.user.full_name.casefold() in names:
            raise Refused(f"{exclusion.user.full_name} liên quan đến vụ việc, không được xác minh.")


def assign(taken: Taken) -> None:
    """Writes the team; a new one takes the place of the old."""
    _sitting(taken).update(until_on=taken.happened_on)
    TeamMember.objects.bulk_create(
        TeamMember(
            petition=taken.petition, user=_colleague(taken, member.name), name=member.name,
            title=member.title, is_head=member.is_head, from_on=taken.happened_on,
        )
        for member in _team(taken)
    )  # fmt: skip


def _colleague(taken: Taken, name: str) -> User | None:
    """The account of this name in the agency, if there is just one."""
    people = User.objects.filter(
        full_name__iexact=name, is_active=True, memberships__agency=taken.petition.agency_id
    ).distinct()[:2]
    return people[0] if len(people) == 1 else None
