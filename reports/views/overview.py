"""The overview: cards, one table with its chart, what is late, and the same as a workbook."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.permissions import needs
from agencies.roles import Permission
from records.actions import ledger
from records.enums import Verb
from records.media_types import XLSX
from records.saved import saved_filters
from records.views.files import download
from reports import bar_chart
from reports import overview_page as page
from reports.bar_chart import Chart
from reports.catalogue import RESTRICTED
from reports.overview import Line, restricted_known
from reports.overview_board import DIVISIONS, HEADS, Board, Division, board_of
from reports.overview_html import bars_html, cells_html
from reports.overview_xlsx import overview_xlsx
from reports.views.overview_asked import Asked, asked_of, query_with


@require_safe
@needs(Permission.SEE_OVERVIEW)
def overview(request: HttpRequest) -> HttpResponse:
    """Tổng quan: where, what, how late, who waits for whom. Every number opens its list."""
    asked = asked_of(request)
    board = board_of(request.user, asked.question, asked.division)
    known = restricted_known(request.user, asked.question.today)
    age_chart = _age_chart(board)
    context = {
        "asked": asked,
        "form": asked.form,
        "period": asked.question.period,
        "board": board,
        "cards": page.cards_of(board),
        "stocks": page.stocks_of(board),
        "ages": page.ages_of(board),
        "age_chart": age_chart,
        "age_bars": bars_html(age_chart),
        "note": page.NOTE,
        "restricted": known,
        "restricted_url": f"{reverse('figure_rows')}?so={RESTRICTED.name}&ky={board.question.period.code}",
        "query": query_with(request.GET),
        "saved": saved_filters(request.user, "overview", request.GET),
        **_table(request, asked, board),
    }
    template = "reports/overview.html"
    return render(request, f"{template}#body" if request.htmx else template, context)


@require_safe
@needs(Permission.SEE_OVERVIEW)
def overview_file(request: HttpRequest) -> HttpResponse:
    """The overview as a workbook: every division of the same question on a sheet of its own."""
    asked = asked_of(request)
    boards = [board_of(request.user, asked.question, division) for division in Division]
    name = f"tong-quan-{asked.question.root.code}-{asked.question.today}.xlsx"
    content = overview_xlsx(boards, author=request.user.full_name, made_at=timezone.now())
    ledger.write(
        by=request.user, verb=Verb.EXPORT, subject=asked.question.root, now=timezone.now(),
        details={"bang": "tong_quan"},
    )  # fmt: skip
    return download(content, XLSX, name)


def _table(request: HttpRequest, asked: Asked, board: Board) -> dict[str, Any]:
    """One page of the lines, in the order asked for, with their chart."""
    lines = page.ordered(board, request.GET.get("xep", ""))
    number = _page_number(request, len(lines))
    shown = lines[(number - 1) * page.PAGE : number * page.PAGE]
    total = (
        "" if board.division is Division.MONTH else cells_html(page.cells_of(board, board.total))
    )
    narrowed, chart = f"?{query_with(request.GET, goc='', trang='')}", _chart(board, shown)
    return {
        "division_head": HEADS[board.division],
        "tabs": _tabs(request.GET, board.division),
        "heads": _heads(request.GET, board),
        "rows": [_row(board, line, narrowed) for line in shown],
        "total": total,
        "page": _page(request.GET, number, len(lines), board.division),
        "chart": chart,
        "bars": bars_html(chart),
    }


def _row(board: Board, line: Line, narrowed: str) -> dict[str, Any]:
    """One row; its name narrows the page to the tree of the unit."""
    return {
        "name": line.name,
        "url": f"{narrowed}&goc={line.agency.pk}" if line.agency else "",
        "cells": cells_html(page.cells_of(board, line)),
    }


def _tabs(asked: QueryDict, division: Division) -> list[dict[str, Any]]:
    return [
        {"label": words, "url": f"?{query_with(asked, chieu=one.value, xep='')}", "active": one is division}
        for one, words in DIVISIONS.items()
    ]  # fmt: skip


def _heads(asked: QueryDict, board: Board) -> list[dict[str, Any]]:
    chosen = asked.get("xep", "")
    return [
        {
            "label": words,
            "url": f"?{query_with(asked, xep='' if name == chosen else name)}",
            "direction": "desc" if name == chosen else "",
        }
        for name, words in page.heads_of(board)
    ]


def _chart(board: Board, shown: Any) -> Chart:
    asked = board.question
    return bar_chart.chart(
        "nhan",
        f"Đơn nhận {DIVISIONS[board.division].lower()}",
        f"Mỗi dòng hai cột: {asked.label} và cùng kỳ năm trước; số liệu ở bảng bên cạnh.",
        [
            (one["label"], [("kỳ này", one["now"], one["now_url"], "now"),
                            ("cùng kỳ năm trước", one["before"], one["before_url"], "before")])
            for one in page.bars_of(board, shown)
        ],
    )  # fmt: skip


def _age_chart(board: Board) -> Chart:
    return bar_chart.chart(
        "tuoi",
        "Vụ việc quá hạn theo số ngày quá hạn",
        "Bốn cột từ quá hạn ít ngày đến nhiều ngày; số liệu ở bảng bên cạnh.",
        [
            (one["label"], [("vụ việc quá hạn", one["number"], one["url"], "late")])
            for one in page.ages_of(board)
        ],
    )


def _page_number(request: HttpRequest, count: int) -> int:
    asked = request.GET.get("trang", "")
    last = max(1, -(-count // page.PAGE))
    return min(max(int(asked[:9]), 1), last) if asked.isascii() and asked.isdigit() else 1


def _page(asked: QueryDict, number: int, count: int, division: Division) -> dict[str, Any]:
    words = {"don_vi": "đơn vị", "dia_ban": "xã, phường", "thang": "tháng"}.get(division, "dòng")
    more = number * page.PAGE < count
    return {
        "count_text": f"Có {count} {words}.",
        "prev_url": f"?{query_with(asked, trang=str(number - 1))}" if number > 1 else None,
        "next_url": f"?{query_with(asked, trang=str(number + 1))}" if more else None,
    }
