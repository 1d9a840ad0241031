"""A listing (danh sách) as plain data: title, heads with widths, rows in groups, totals. Pure.

Every further kind of report is one. What is frozen holds its own headings, so that it reads the same
when a later release words them otherwise. Cells are texts, whole numbers, or days in ISO form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from law.dates import vn_date
from records.wording import number_plain

SCHEMA = 1
CAP = 2000  # rows frozen with a report; the sentence under the list says when there are more
LONGEST = 600  # characters of one cell: a summary, the whole stands in the record
TEXT, NUMBER, DAY = "text", "number", "day"
SEALED_NUMBER = "Đơn kín"
SEALED_TEXT = "Nội dung được giữ kín theo quy định"
# What no file format takes: control characters, halves of letters, the two non-characters.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its heading, its width in millimetres of a page across, what its cells are."""

    text: str
    width: float
    kind: str = TEXT
    mark: str = ""  # printed under the heading: (1), (2)


@dataclass(frozen=True, slots=True)
class Total:
    """One number over the list. `figure`: the name of its list in the catalogue, "" for none;
    `before`: the same number of the time before, where the kind compares."""

    name: str
    label: str
    unit: str
    value: int
    figure: str = ""
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together, of one unit where `path` names it. `count`: how many there are;
    `note`: what the group adds up to, in words."""

    title: str
    rows: Sequence[Sequence[Cell]]
    count: int
    agency: str = ""
    path: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One listing before it is frozen. `note`: what it is cut to and as of which day."""

    title: str
    as_of: date
    note: str
    heads: Sequence[Head] = ()
    groups: Sequence[Group] = ()
    totals: Sequence[Total] = ()
    count: int = 0
    numbered: bool = True

    def frozen(self, **more: Any) -> dict[str, Any]:
        """Plain data: at most CAP rows, cleaned; `more` is what one kind keeps beside."""
        left, groups = CAP, []
        for group in self.groups:
            rows = [[clean(cell) for cell in row] for row in group.rows[:left]]
            left -= len(rows)
            groups.append({**asdict(group), "rows": rows})
        return {
            "schema": SCHEMA,
            "title": self.title,
            "as_of": self.as_of.isoformat(),
            "note": self.note,
            "heads": [asdict(head) for head in self.heads],
            "groups": groups,
            "listed": CAP - left,
            "count": self.count,
            "totals": [asdict(total) for total in self.totals],
            "numbered": self.numbered,
            **more,
        }


def clean(cell: Any) -> Cell:
    """A cell without what no file format takes, cut to a summary."""
    if isinstance(cell, date):
        return cell.isoformat()
    if not isinstance(cell, str):
        return cell  # type: ignore[no-any-return]
    text = _CONTROL.sub(" ", cell) if _CONTROL.search(cell) else cell
    text = text.strip()
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + "…"


def without_controls(text: str) -> str:
    """The whole text, control characters replaced by spaces."""
    return _CONTROL.sub(" ", text)


def printed(cell: Cell, kind: str) -> str:
    """A cell as people read it: 15/11/2026, 1.234."""
    if cell is None or cell == "":
        return ""
    if kind == DAY:
        return vn_date(date.fromisoformat(str(cell)))
    return number_plain(cell) if isinstance(cell, int) else cell


def printed_rows(
    figures: Mapping[str, Any], group: Mapping[str, Any], first: int
) -> Iterator[list[str]]:
    """Rows of a frozen group as texts, with their running number in front."""
    kinds = [head["kind"] for head in figures["heads"]]
    for place, row in enumerate(group["rows"], start=first):
        cells = [printed(cell, kind) for cell, kind in zip(row, kinds, strict=True)]
        yield [str(place), *cells] if figures["numbered"] else cells


def heads_of(figures: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Headings of a frozen listing, the running number first."""
    number = [{"text": "STT", "width": 11.0, "kind": NUMBER, "mark": ""}]
    return [*(number if figures["numbered"] else []), *figures["heads"]]


def starts(groups: Iterable[Mapping[str, Any]]) -> list[int]:
    """The running number with which each group begins."""
    found, next_one = [], 1
    for group in groups:
        found.append(next_one)
        next_one += len(group["rows"])
    return found


def shortfall(figures: Mapping[str, Any]) -> str:
    """What a reader must know when not every row is frozen; empty when all are."""
    if figures["listed"] >= figures["count"]:
        return ""
    return (
        f"Danh sách có {number_plain(figures['count'])} dòng; bản này giữ "
        f"{number_plain(figures['listed'])} dòng đầu."
    )
