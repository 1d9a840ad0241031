"""The weekly report block by block, as weekly.typ sets it: headings, paragraphs, tables, the chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from law.dates import vn_date
from records.faces import Ruler
from reports import chart
from reports.weekly_text import BELOW_HEADS, CHART, WeeklyText

Block = dict[str, Any]
_WIDE = 165.0  # mm between the margins
_POINT = 25.4 / 72
_PADDING = 8.0  # pt on both sides of a cell
_NO, _DATE, _CODE, _NAME = 11.5, 23.0, 21.0, 42.0


@dataclass(frozen=True, slots=True)
class _Column:
    """One column: its head; mm it takes, 0 to share what is left; `narrow`: with hardly a padding."""

    name: str
    width: float = 0
    centred: bool = True
    narrow: bool = False


_NUMBER = _Column("STT", _NO, narrow=True)
_RECEPTION = (
    _Column("Hình thức tiếp", _NAME, centred=False),
    *map(_Column, (
        "Lượt", "Người", "Vụ việc", "Đoàn đông người", "Người trong đoàn", "Lượt tuần trước",
        "Tăng, giảm (lượt)",
    )),
)  # fmt: skip
_PETITIONS = (
    _Column("Nội dung", _WIDE * 0.52, centred=False),
    *map(_Column, ("Tuần báo cáo", "Tuần trước", "Tăng, giảm")),
)
_OVERDUE = (
    _NUMBER,
    _Column("Số đơn", _CODE),
    _Column("Nội dung", centred=False),
    _Column("Việc phải làm theo quy định", centred=False),
    _Column("Hạn", _DATE),
    _Column("Số ngày quá hạn", _CODE),
)
_HOTSPOTS = (
    _NUMBER,
    _Column("Vụ việc", centred=False),
    _Column("Địa bàn", _NAME, centred=False),
    _Column("Số người", _CODE),
    _Column("Mức theo dõi", _CODE),
    _Column("Từ ngày", _DATE),
)
_TASKS = (
    _NUMBER,
    _Column("Nhiệm vụ", centred=False),
    _Column("Kế hoạch", _NAME),
    _Column("Hạn", _DATE),
    _Column("Tình trạng", _DATE),
)
_BELOW = (_NUMBER, _Column("Đơn vị", _NAME, centred=False), *map(_Column, BELOW_HEADS))


def weekly_blocks(text: WeeklyText, agency: str) -> list[Block]:
    """Everything between the letterhead and the signature."""
    return [
        _text(text.opening(agency)),
        *_reception(text),
        *_petitions(text),
        *_listed(text),
        *_below(text),
        _text(text.closing(agency)),
    ]


def _reception(text: WeeklyText) -> list[Block]:
    *rows, total = text.reception_rows()
    return [
        _heading("I. CÔNG TÁC TIẾP CÔNG DÂN"),
        _text(text.reception()),
        _table(_RECEPTION, [*map(_row, rows), _row(total, "total")], tight=True),
    ]


def _petitions(text: WeeklyText) -> list[Block]:
    rows = [
        _row((row["label"], *row["cells"]), "part" if row["part"] else "total")
        for row in text.petition_rows()
    ]
    return [
        _heading("II. TIẾP NHẬN, XỬ LÝ VÀ GIẢI QUYẾT ĐƠN"),
        _heading("1. Tiếp nhận đơn", 2),
        _text(text.received()),
        _heading("2. Xử lý đơn", 2),
        _text(text.processed()),
        _heading("3. Giải quyết đơn", 2),
        _text(text.resolved()),
        _table(_PETITIONS, rows),
        *_chart(text),
    ]


def _chart(text: WeeklyText) -> list[Block]:
    if not text.has_chart:
        return []
    svg = chart.bars(
        labels=list(CHART),
        series=text.chart_series(),
        font=chart.SERIF,
        width=640,
        height=280,
        horizontal=True,
    )
    weeks = f"tuần {text.week} so với tuần trước"
    return [
        {
            "kind": "chart",
            "caption": f"Biểu đồ: Kết quả {weeks}",
            "alt": f"Biểu đồ kết quả {weeks}; các con số ở các bảng trên.",
            "svg": svg.decode(),
        }
    ]


def _listed(text: WeeklyText) -> list[Block]:
    """Parts III to V: each a sentence and, where there is something, its list."""
    told = text.figures
    return [
        _heading("III. VỤ VIỆC QUÁ HẠN, SẮP ĐẾN HẠN"),
        _text(text.overdue()),
        *_list(_OVERDUE, told["overdue"], ("number", "summary", "duty", "due", "days_late"), tight=True),
        _text(text.due_soon()),
        _heading("IV. TÌNH HÌNH ĐIỂM NÓNG"),
        _text(text.hotspots()),
        *_list(_HOTSPOTS, told["hotspots"], ("title", "locality", "people", "level", "since")),
        _heading("V. LỊCH TRỰC VÀ NHIỆM VỤ THEO KẾ HOẠCH"),
        _text(text.duty()),
        _text(text.tasks()),
        *_list(_TASKS, told["tasks"], ("text", "plan", "due", "state")),
    ]  # fmt: skip


def _below(text: WeeklyText) -> list[Block]:
    if not text.figures["below"]:
        return []
    found = [_heading("VI. TỔNG HỢP CÁC ĐƠN VỊ CẤP DƯỚI"), _text(text.below())]
    if rows := text.below_rows():
        lines = [_row((str(n), row["name"], *row["cells"])) for n, row in enumerate(rows, start=1)]
        lines.append(_row(("", "Cộng các đơn vị cấp dưới", *text.below_total()), "total"))
        found.append(_table(_BELOW, lines, tight=True))
    return found


def _heading(words: str, level: int = 1) -> Block:
    return {"kind": "heading", "level": level, "text": words}


def _text(words: str) -> Block:
    return {"kind": "text", "text": words}


def _row(cells: Sequence[str], look: str = "") -> Block:
    return {"look": look, "cells": list(cells)}


def _list(
    columns: Sequence[_Column],
    rows: Iterable[dict[str, Any]],
    names: Sequence[str],
    *,
    tight: bool = False,
) -> list[Block]:
    """A numbered table; nothing where there are no rows."""
    lines = [
        _row((str(n), *(_cell(name, row[name]) for name in names)))
        for n, row in enumerate(rows, start=1)
    ]
    return [_table(columns, lines, tight=tight)] if lines else []


def _cell(name: str, value: Any) -> str:
    return vn_date(date.fromisoformat(value)) if name in {"due", "since"} else str(value)


def _table(columns: Sequence[_Column], rows: list[Block], *, tight: bool = False) -> Block:
    size = 11 if tight else 12
    widths = _widths(columns)
    ruler = Ruler(size)
    for row in rows:
        row["cells"] = [
            _broken(words, ruler, width) for words, width in zip(row["cells"], widths, strict=True)
        ]
    return {
        "kind": "table",
        "size": size,
        "tight": tight,
        "columns": [
            {"name": c.name, "width": w, "centred": c.centred, "narrow": c.narrow}
            for c, w in zip(columns, widths, strict=True)
        ],
        "rows": rows,
    }


def _widths(columns: Sequence[_Column]) -> list[float]:
    """Millimetres of every column; those without a width share what is left."""
    free = sum(not column.width for column in columns)
    left = _WIDE - sum(column.width for column in columns)
    return [column.width or left / free for column in columns]


def _broken(words: str, ruler: Ruler, width: float) -> str:
    """The words as they are, or, where one is wider than its column, in lines that fit: the typesetter
    would let it run over the edge."""
    room = width / _POINT - _PADDING
    if all(ruler.width(word) <= room for word in words.split()):
        return words
    return "\n".join(ruler.lines(words, room))
