"""Columns of the overview: what stands under which head, and the figure whose list it equals."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reports.catalogue import FIGURES
from reports.figures import Figure
from reports.overview_figures import OVERVIEW


class Sort(StrEnum):
    """How a column goes with time."""

    FLOW = "flow"  # of the days of the period
    PAST = "past"  # by due day: what was due before today
    STOCK = "stock"  # what is so now


@dataclass(frozen=True, slots=True)
class Column:
    """`name`: the column of the tally or slice; `tone`: colour of its card where there is some."""

    name: str
    head: str
    sort: Sort
    figure: Figure
    tone: str = ""
    shown: bool = True  # in the table by unit; cards and the workbook have all


FLOW, PAST, STOCK = Sort.FLOW, Sort.PAST, Sort.STOCK
_PETITIONS = (
    Column("received", "Đơn nhận", FLOW, FIGURES["received"]),
    Column("processed", "Đã xử lý", FLOW, FIGURES["processed"]),
    Column("resolved", "Giải quyết xong", FLOW, FIGURES["resolved"]),
    Column("finished", "Thời hạn đã xong", FLOW, OVERVIEW["finished"]),
    Column("on_time", "Đúng hạn", FLOW, OVERVIEW["on_time"]),
    Column("waiting", "Chờ xử lý", STOCK, FIGURES["now_waiting"]),
    Column("in_progress", "Đang giải quyết", STOCK, FIGURES["now_in_progress"]),
)
UNIT_COLUMNS = (
    Column("visits", "Lượt tiếp", FLOW, FIGURES["visits"]),
    Column("people", "Người", FLOW, FIGURES["people"]),
    Column("groups", "Đoàn đông người", FLOW, FIGURES["groups"]),
    *_PETITIONS,
    Column("due", "Vụ việc quá hạn", PAST, FIGURES["now_overdue"], tone="late"),
    Column("proposed", "Đề xuất điểm nóng", STOCK, OVERVIEW["flags_proposed"]),
    Column("watch", "Theo dõi", STOCK, OVERVIEW["flags_watch"]),
    Column("warning", "Cảnh báo", STOCK, OVERVIEW["flags_warning"], tone="warn"),
    Column("hot", "Điểm nóng", STOCK, OVERVIEW["flags_hot"], tone="late"),
    Column("transfers", "Chuyển đi chờ trả lời", STOCK, OVERVIEW["unanswered"]),
    Column("answers", "Quá hạn trả lời", PAST, OVERVIEW["answers_late"], tone="late"),
)
SLICE_COLUMNS = (
    *_PETITIONS,
    Column("due", "Đơn quá hạn", PAST, OVERVIEW["late_petitions"], tone="late"),
)
MONTH_COLUMNS = tuple(column for column in SLICE_COLUMNS if column.sort is FLOW)
