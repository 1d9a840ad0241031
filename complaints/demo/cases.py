"""Cases told step by step, so that every stage of every procedure has one: read from cases.toml."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from agencies.models import Agency
from complaints.actions import linking, parties, petitions
from complaints.demo.calendar import at, working_day_after
from complaints.demo.citizens import names
from complaints.demo.diary import Diary
from complaints.demo.places import Desk, desk_of
from complaints.demo.procedure import Turn, take, version_of
from complaints.enums import Field, LinkKind, Outcome, PetitionKind, Source
from complaints.models import Petition, Proceeding
from complaints.petitioner import Petitioner
from complaints.procedure.names import StepName
from complaints.told import About

Moment = Callable[[int, int], datetime]
_DAY = re.compile(r"(@@?)\+(\d+)")
_WITHDRAWN = ("Nông Văn Slứ", "Lý Thị Mỵ", "Vi Văn Páo")


@dataclass(repr=False)
class _Case:
    """One case of the data file with what it became."""

    row: Mapping[str, Any]
    desk: Desk
    told: dict[str, _Case]
    chance: random.Random
    petition: Petition | None = None


def tell_cases(*, diary: Diary, chance: random.Random, moment: Moment) -> None:
    """Writes every case into the diary: its arrival, its acceptance, each step on its day."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    told: dict[str, _Case] = {}
    for place, row in enumerate(data["case"]):
        case = _Case(row, desk_of(Agency.objects.get(code=row["agency"])), told, chance)
        told[row["key"]] = case
        minute = 30 + 11 * place
        diary.write(moment(row["back"], minute), partial(_arrives, case))
        diary.write(moment(row["accepted"], minute), partial(_is_accepted, case))
        for number, step in enumerate(row.get("step", ())):
            when = moment(step["back"], minute + 200 + number)
            diary.write(when, partial(_goes_on, case, step))


def _arrives(case: _Case, when: datetime) -> None:
    row = case.row
    case.petition = petitions.register_petition(
        agency=case.desk.agency,
        kind=PetitionKind(row["kind"]),
        field=Field(row["field"]),
        source=Source(row["source"]),
        received_on=when.date(),
        petitioner=Petitioner(row["leader"], 1966, f"{row['place']}, tỉnh Lạng Sơn"),
        signatories=row.get("households", 1),
        locality=row["place"],
        summary=row["title"],
        content=" ".join(row["content"].split()),
        is_first_time=not ("second_of" in row or row.get("again")),
        about=About(is_discipline=row.get("discipline", False)),
        by=case.desk.officer,
        now=when,
    )
    if "households" in row:
        _sign(case, when)
    if "second_of" in row:
        _follow(case, when)


def _sign(case: _Case, when: datetime) -> None:
    """The others who signed stand in the list by name."""
    assert case.petition is not None  # noqa: S101 - it has just arrived
    place, many = case.row["place"], case.row["households"]
    others = [*_WITHDRAWN, *names(case.chance, many)][: many - 1]
    parties.add_petitioners(
        petition_id=case.petition.pk, people=[(name, place) for name in dict.fromkeys(others)],
        by=case.desk.officer, now=when,
    )  # fmt: skip


def _follow(case: _Case, when: datetime) -> None:
    """The second complaint is linked to the first by whoever sees both: the head above."""
    first = case.told[case.row["second_of"]].petition
    assert case.petition is not None and first is not None  # noqa: S101, PT018
    linking.link_petitions(
        petition_id=case.petition.pk, other_id=first.pk, kind=LinkKind.SECOND,
        reason="Khiếu nại lần hai đối với Quyết định số 457/QĐ-UBND.", by=case.desk.head, now=when,
    )  # fmt: skip


def _is_accepted(case: _Case, when: datetime) -> None:
    if case.petition is None:
        return
    petitions.process_petition(
        petition_id=case.petition.pk, outcome=Outcome.ACCEPT, is_competent=True,
        note="Đơn thuộc thẩm quyền, đủ điều kiện thụ lý.", processed_on=when.date(),
        branches=case.row.get("branches", ()), document=case.row["document"],
        previous=_previous(case), version=version_of(case.petition.pk), by=case.desk.head,
        now=when,
    )  # fmt: skip


def _previous(case: _Case) -> Proceeding | None:
    first = case.told[case.row["second_of"]].petition if "second_of" in case.row else None
    return Proceeding.objects.filter(petition=first).first() if first else None


def _goes_on(case: _Case, step: Mapping[str, Any], when: datetime) -> None:
    if case.petition is None:
        return
    said = {name: _value(value, when.date()) for name, value in step.get("said", {}).items()}
    turn = Turn(when.date(), StepName(step["step"]), said, step.get("document", ""),
                step.get("head", False))  # fmt: skip
    take(case.petition.pk, turn, case.desk, when, ground=step.get("ground", ""))


def _value(value: Any, on: date) -> Any:
    """A day or a moment told as so many days after the step; anything else as it is."""
    told = _DAY.fullmatch(value) if isinstance(value, str) else None
    if told is None:
        return value
    days = int(told[2])
    return on + timedelta(days=days) if told[1] == "@" else at(working_day_after(on, days), 60)
