"""What the page of the overview prints of a board: cards, rows of the table, bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from records.wording import number_plain
from reports.catalogue import FIGURES
from reports.overview import Line
from reports.overview_board import Board, Division, address, tail_of
from reports.overview_columns import UNIT_COLUMNS, Column, Sort
from reports.overview_duties import HEAD_DAYS
from reports.overview_figures import AGE_FIGURES, AGES, OVERVIEW, age_words
from reports.overview_words import LEAST, TOO_FEW, change, share

PAGE = 20
HELD, UNSENT, LAST_YEAR = "held", "unsent", "last_year"
_HIDDEN = {"people", "finished", "answers"}  # beside another number, or on the cards alone
_AFTER_RECEIVED = "Cùng kỳ năm trước"


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a row; `second` stands after a stroke, `note` below."""

    head: str
    text: str
    url: str = ""
    second: str = ""
    second_url: str = ""
    note: str = ""


def heads_of(board: Board) -> list[tuple[str, str]]:
    """Name and words of each column shown."""
    found = []
    for column in _shown(board):
        found.append((column.name, column.head))
        if column.name == "received":
            found.append((LAST_YEAR, _AFTER_RECEIVED))
    if board.division is Division.UNIT:
        found += [(HELD, "Ngày tiếp của Thủ trưởng"), (UNSENT, "Báo cáo chưa gửi")]
    return found


def _shown(board: Board) -> list[Column]:
    return [column for column in board.columns if column.name not in _HIDDEN]


def cells_of(board: Board, line: Line) -> list[Cell]:
    """The numbers of a line in the order of the heads."""
    tail, found = tail_of(line.cut), []
    for column in _shown(board):
        found.append(_cell(board, line, column, tail))
        if column.name == "received":
            before = line.last_year.get("received", 0)
            url = address(column.figure, board.before_of(line), tail) if before else ""
            found.append(Cell(_AFTER_RECEIVED, number_plain(before), url))
    if board.division is Division.UNIT:
        found += [_held(board, line, tail), _unsent(board, line)]
    return found


def _cell(board: Board, line: Line, column: Column, tail: str) -> Cell:
    counts = line.now if column.sort is Sort.FLOW else line.stock
    n, days = counts.get(column.name, 0), board.period_of(column, line)
    url = address(column.figure, days, tail) if n else ""
    if column.name != "on_time":
        return Cell(column.head, number_plain(n), url)
    done = line.now.get("finished", 0)
    if not done:
        return Cell(column.head, "0")
    whole = address(OVERVIEW["finished"], days, tail)
    return Cell(column.head, number_plain(n), url, number_plain(done), whole, share(n, done))


def _held(board: Board, line: Line, tail: str) -> Cell:
    """Days held by the head against the days the law asks."""
    units = [line.agency] if line.agency else [unit.agency for unit in board.units]
    keys = [unit.pk for unit in units if unit]
    n = sum(board.held.get(key, 0) for key in keys)
    asked = sum(board.required.get(key, 0) for key in keys)
    url = address(HEAD_DAYS, board.months.period, tail) if n else ""
    whole = number_plain(asked) if asked else ""
    return Cell("Ngày tiếp của Thủ trưởng", number_plain(n), url, whole)


def _unsent(board: Board, line: Line) -> Cell:
    n = board.unsent_by.get(line.agency.pk, 0) if line.agency else len(board.unsent)
    return Cell("Báo cáo chưa gửi", str(n), unsent_url(line) if n else "")


def unsent_url(line: Line) -> str:
    """The list of reports not sent by the units of a line."""
    return f"{reverse('overview_unsent')}?{urlencode(line.cut.query)}"


def cards_of(board: Board) -> list[dict[str, Any]]:
    """Cards of all units together: what happened in the days, beside the same days of last year."""
    whole, tail = board.whole, tail_of(board.question.cut)
    found = []
    for column in UNIT_COLUMNS:
        if column.sort is not Sort.FLOW or column.name in ("finished", "on_time"):
            continue
        now, before = whole.now.get(column.name, 0), whole.last_year.get(column.name, 0)
        past = address(column.figure, board.question.before, tail) if before else ""
        found.append(
            {
                **_card(column.head, now, address(column.figure, board.question.period, tail)),
                "before": number_plain(before),
                "before_url": past,
                "change": change(now, before),
            }
        )
    return [*found, _in_time(board, tail)]


def _card(label: str, n: int, url: str, *, tone: str = "", note: str = "") -> dict[str, Any]:
    return {
        "label": label,
        "number": number_plain(n),
        "url": url if n else "",
        "tone": tone if n else "",
        "note": note,
    }


def _in_time(board: Board, tail: str) -> dict[str, Any]:
    whole, days = board.whole, board.question.period
    n, done = whole.now.get("on_time", 0), whole.now.get("finished", 0)
    card = _card("Hoàn thành đúng hạn", n, address(OVERVIEW["on_time"], days, tail))
    told = share(n, done) or (TOO_FEW if done else "")
    return card | {
        "of": number_plain(done),
        "of_url": address(OVERVIEW["finished"], days, tail) if done else "",
        "change": told,
    }


def stocks_of(board: Board) -> list[dict[str, Any]]:
    """Cards of this morning: what waits, what is late, who owes an answer, a day, a report."""
    whole, tail, today = board.whole, tail_of(board.question.cut), board.question.this_day
    cards = {
        column.name: _card(
            column.head,
            whole.stock.get(column.name, 0),
            address(column.figure, today, tail),
            tone=column.tone,
        )
        for column in UNIT_COLUMNS
        if column.sort is not Sort.FLOW
    }
    held = _held(board, whole, tail)
    days = {"label": held.head, "number": held.text, "url": held.url, "tone": "",
            "note": f"trên {held.second} ngày theo luật" if held.second else ""}  # fmt: skip
    reports = _card("Báo cáo chưa gửi", len(board.unsent), unsent_url(whole), tone="warn")
    return [*cards.values(), days, reports]


def ages_of(board: Board) -> list[dict[str, Any]]:
    """Lateness by age as lines of a chart with a table beside it."""
    tail, today = tail_of(board.question.cut), board.question.this_day
    return [
        {"label": age_words(age).capitalize(), "number": n,
         "url": address(figure, today, tail) if n else ""}
        for age, figure, n in zip(AGES, AGE_FIGURES, board.ages, strict=True)
    ]  # fmt: skip


def ordered(board: Board, column: str) -> list[Line]:
    """In their own order, or by the column the reader chose, most first."""
    if column == HELD:
        return sorted(board.lines, key=lambda line: -_of(board.held, line))
    if column == UNSENT:
        return sorted(board.lines, key=lambda line: -_of(board.unsent_by, line))
    if column == LAST_YEAR:
        return sorted(board.lines, key=lambda line: -line.last_year.get("received", 0))
    sorts = {known.name: known.sort for known in board.columns}
    if column not in sorts:
        return list(board.lines)
    flow = sorts[column] is Sort.FLOW
    return sorted(board.lines, key=lambda li: -(li.now if flow else li.stock).get(column, 0))


def _of(counts: Any, line: Line) -> int:
    return int(counts.get(line.agency.pk, 0)) if line.agency else 0


def bars_of(board: Board, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Petitions received by line, beside the same days of last year."""
    received, found = FIGURES["received"], []
    for line in lines:
        tail = tail_of(line.cut)
        now, before = line.now.get("received", 0), line.last_year.get("received", 0)
        found.append(
            {
                "label": line.name,
                "now": now,
                "now_url": address(received, line.own or board.question.period, tail),
                "before": before,
                "before_url": address(received, board.before_of(line), tail),
            }
        )
    return found


NOTE = f"Dưới {LEAST} chỉ ghi số, không ghi tỷ lệ: {TOO_FEW}. Đơn vị xếp theo tên, không xếp hạng."
