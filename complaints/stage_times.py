"""Thời gian từng khâu: how long cases stay in each stage, of matters and never of people. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import NamedTuple
from uuid import UUID

from complaints.procedure.names import ENDED, Stage


class Moment(NamedTuple):
    """A case enters a stage on a day; of one case in the order in which it happened."""

    petition: UUID
    stage: str
    on: date


class Stay(NamedTuple):
    """How long a case was, or has been, in one stage."""

    petition: UUID
    stage: Stage
    days: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class StageTime:
    """One stage: cases that left it with their days, and those that are still in it."""

    stage: Stage
    left: int
    median_days: float | None
    longest_days: int | None
    longest: UUID | None
    inside: int
    longest_inside_days: int | None
    longest_inside: UUID | None


def stays(moments: Iterable[Moment], today: date) -> Iterator[Stay]:
    """Days between entering a stage and leaving it; events that stay in a stage change nothing."""
    by_case: dict[UUID, list[Moment]] = defaultdict(list)
    for moment in moments:
        known = by_case[moment.petition]
        if not known or known[-1].stage != moment.stage:
            known.append(moment)
    for petition, entered in by_case.items():
        for here, following in zip(entered, [*entered[1:], None], strict=False):
            stage = Stage(here.stage)
            if following is not None:
                yield Stay(petition, stage, (following.on - here.on).days, is_over=True)
            elif stage not in ENDED:
                yield Stay(petition, stage, (today - here.on).days, is_over=False)


@dataclass(slots=True)
class _Pile:
    over: list[Stay] = field(default_factory=list)
    open: list[Stay] = field(default_factory=list)


def stage_times(moments: Iterable[Moment], today: date) -> list[StageTime]:
    """Median and longest days of each stage, in the order in which a case goes through them."""
    piles: dict[Stage, _Pile] = defaultdict(_Pile)
    for stay in stays(moments, today):
        pile = piles[stay.stage]
        (pile.over if stay.is_over else pile.open).append(stay)
    return [_of(stage, piles[stage]) for stage in Stage if stage in piles]


def _length(stay: Stay) -> tuple[int, UUID]:
    """Of two equally long stays the same one is shown every time."""
    return stay.days, stay.petition


def _of(stage: Stage, pile: _Pile) -> StageTime:
    longest = max(pile.over, key=_length, default=None)
    inside = max(pile.open, key=_length, default=None)
    return StageTime(
        stage,
        len(pile.over),
        median(stay.days for stay in pile.over) if pile.over else None,
        longest.days if longest else None,
        longest.petition if longest else None,
        len(pile.open),
        inside.days if inside else None,
        inside.petition if inside else None,
    )
