"""Callers whom the law gives a path of their own: through a lawyer, without a name, unable to write,
refused. All invented; the words of each lie in the data file."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from agencies.models import Membership
from agencies.roles import Role
from complaints.demo.calendar import at, working_day_after
from complaints.demo.citizens import names
from complaints.demo.diary import Diary
from complaints.demo.places import Desk
from complaints.enums import Field, PetitionKind
from complaints.petitioner import Petitioner
from reception.actions.look_up import look_up
from reception.actions.notices import notice_clocks, tell_result
from reception.actions.refusals import reverse_refusal
from reception.actions.visits import register_visit
from reception.enums import (
    Capacity,
    RefusalGround,
    StatementConfirmed,
    Tension,
    VisitResult,
)
from reception.intake import (
    FurtherInput,
    MandateInput,
    MemberInput,
    PetitionInput,
    RefusalInput,
)
from reception.models import Visit
from reception.refusal_law import grounds_on

Moment = Callable[[int, int], datetime]
_CALMING = "Giải thích, mời ra khu vực chờ, nhắc lại nội quy nơi tiếp công dân."
# Look-ups after which the visitor left: days back, minute of the working day.
_LOOKED_UP = ((2, 61), (8, 302), (19, 127))


@dataclass(frozen=True, slots=True)
class _Case:
    """One row of the data file with where and when."""

    desk: Desk
    row: dict[str, Any]

    @property
    def back(self) -> int:
        return int(self.row["back"])


def tell_callers(
    *, diary: Diary, chance: random.Random, places: dict[str, Desk], moment: Moment
) -> None:
    """Writes every caller of the data file, and some look-ups, into the diary."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    for place, row in enumerate(data["caller"]):
        case = _Case(places[row["agency"]], row)
        when = moment(case.back, 40 + 17 * (place % 12))
        if _is_of_its_time(row, when.date()):
            diary.write(when, partial(_comes, diary, chance, case))
    for back, minute in _LOOKED_UP:
        desk = places["LS-SKHCN"]
        diary.write(moment(back, minute), partial(_looked_up, desk, names(chance, 1)[0]))


def _is_of_its_time(row: dict[str, Any], day: date) -> bool:
    """A refusal on a ground that did not exist yet is not told."""
    return "ground" not in row or RefusalGround(row["ground"]) in grounds_on(day)


def _looked_up(desk: Desk, name: str, when: datetime) -> None:
    look_up(agency=desk.agency, asked=name, by=desk.officer, now=when)


def _comes(diary: Diary, chance: random.Random, case: _Case, when: datetime) -> None:
    row = case.row
    visit = register_visit(
        agency=case.desk.agency,
        arrived_at=when - timedelta(minutes=chance.randint(6, 20)),
        petitioner=Petitioner(**row.get("petitioner", {"full_name": ""})),
        is_anonymous="petitioner" not in row,
        kind=PetitionKind(row["kind"]),
        field=Field(row["field"]),
        title=row["title"],
        content=_words(row["content"]),
        request=row.get("request", ""),
        locality=row.get("locality", ""),
        result=VisitResult(row["result"]),
        result_note=row.get("note", ""),
        directed_to=row.get("directed_to", ""),
        directed_document=row.get("directed_document", ""),
        settled_by=row.get("settled_by", ""),
        is_competent=row.get("is_competent"),
        is_first_time=row.get("is_first_time", True),
        tension=Tension(row.get("tension", "calm")),
        calming=_CALMING if "tension" in row else "",
        **_people(chance, row),
        **_papers(row, when.date()),
        by=case.desk.officer,
        now=when,
    )
    if "reversed" in row:
        diary.write(when + timedelta(hours=3), partial(_taken_back, case, visit))
    else:
        told_on = at(working_day_after(when.date(), 3), 490)
        diary.write(told_on, partial(_told, case.desk, visit))


def _people(chance: random.Random, row: dict[str, Any]) -> dict[str, Any]:
    """How many came, who speaks for them, the list where one was handed in."""
    many = int(row.get("people", 1))
    found = names(chance, many) if row.get("list") else []
    leaders = row.get("petitioner", {}).get("full_name"), *found
    return {
        "head_count": many,
        "representatives": [name for name in leaders if name][: int(row.get("speak", 0))],
        "members": [MemberInput(name, chance.randint(1950, 2000)) for name in found],
        "appointment_signed": row.get("signed"),
        "interpreter": row.get("interpreter", ""),
    }


def _papers(row: dict[str, Any], day: date) -> dict[str, Any]:
    """Mandate, petition, statement, refusal, further contents, as far as the row tells of them."""
    found: dict[str, Any] = {"capacity": Capacity(row.get("capacity", "self"))}
    if "holder" in row:
        found["mandate"] = MandateInput(
            holder=Petitioner(row["holder"]),
            document=row.get("document", ""),
            document_date=day - timedelta(days=6) if "document" in row else None,
            expires_on=day + timedelta(days=90) if "document" in row else None,
        )
    if row["result"] == VisitResult.PETITION:
        found["petition"] = PetitionInput(_words(row["content"]))
    if row["result"] == VisitResult.STATEMENT:
        found["statement_confirmed"] = StatementConfirmed(row["confirmed"])
    if row["result"] == VisitResult.REFUSED:
        found["refusal"] = RefusalInput(RefusalGround(row["ground"]), _words(row["explained"]))
    found["further"] = [_further(one) for one in row.get("further", ())]
    return found


def _further(row: dict[str, Any]) -> FurtherInput:
    return FurtherInput(
        kind=PetitionKind(row["kind"]),
        field=Field(row["field"]),
        title=row["title"],
        content=_words(row["content"]),
        result=VisitResult(row["result"]),
        result_note=row.get("note", ""),
    )


def _words(text: str) -> str:
    return " ".join(text.split())


def _told(desk: Desk, visit: Visit, when: datetime) -> None:
    if notice_clocks(visit).filter(finished_on=None).exists():
        tell_result(visit_id=visit.pk, told_on=when.date(), by=desk.officer, now=when)


def _taken_back(case: _Case, visit: Visit, when: datetime) -> None:
    head = Membership.objects.filter(agency=case.desk.agency, role=Role.HEAD).earliest("valid_from")
    reverse_refusal(visit_id=visit.pk, reason=case.row["reversed"], by=head.user, now=when)
