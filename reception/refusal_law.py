"""Từ chối tiếp công dân: which grounds there were on a day, and what each one asks for. Pure.

Until 30/06/2026 the Law's own three (Luật Tiếp công dân 2013, art. 9 clauses 1 to 3); since
01/07/2026 also those of Nghị định 154/2026/NĐ-CP, art. 4 clause 1. Written notice within three
working days (art. 4 clause 3) for art. 9 clause 3 and, as the body of the decree reads, point h; its
form 01/TCD prints point g.
"""

from __future__ import annotations

from datetime import date

from reception.enums import RefusalGround

DECREE_SINCE = date(2026, 7, 1)
LAW = "Luật Tiếp công dân 2013"
DECREE = "Nghị định 154/2026/NĐ-CP"
_OF_LAW = (RefusalGround.L9_1, RefusalGround.L9_2, RefusalGround.L9_3)
_OF_DECREE = tuple(ground for ground in RefusalGround if ground not in _OF_LAW)
_IN_WRITING = frozenset({RefusalGround.L9_3, RefusalGround.D4_H})
_ARTICLES = {
    RefusalGround.L9_1: f"khoản 1 điều 9 {LAW}",
    RefusalGround.L9_2: f"khoản 2 điều 9 {LAW}",
    RefusalGround.L9_3: f"khoản 3 điều 9 {LAW}",
    **{
        ground: f"điểm {letter} khoản 1 điều 4 {DECREE}"
        for ground, letter in zip(_OF_DECREE, "abcdđeghik", strict=True)
    },
}
_DOUBTFUL = frozenset({RefusalGround.D4_G, RefusalGround.D4_H})


def grounds_on(day: date) -> tuple[RefusalGround, ...]:
    """The grounds in force on `day`, in the order of the texts."""
    return (*_OF_LAW, *_OF_DECREE) if day >= DECREE_SINCE else _OF_LAW


def needs_notice(ground: RefusalGround, day: date) -> bool:
    """True when the head issues form 01/TCD. Before 01/07/2026 no rule of the product asks for it."""
    return day >= DECREE_SINCE and ground in _IN_WRITING


def citation(ground: RefusalGround) -> str:
    """Clause, article and text: "điểm h khoản 1 điều 4 Nghị định 154/2026/NĐ-CP"."""
    return _ARTICLES[ground]


def doubt(ground: RefusalGround) -> str:
    """What the texts do not settle about this ground, in a sentence; empty when they do."""
    if ground not in _DOUBTFUL:
        return ""
    return (
        "Cần đối chiếu: khoản 3 điều 4 Nghị định 154/2026/NĐ-CP ghi điểm h phải có thông báo, "
        "mẫu 01/TCD in điểm g."
    )
