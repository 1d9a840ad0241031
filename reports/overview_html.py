"""The parts of the overview that stand there hundreds of times: cells of numbers, bars of a chart.

Written by `format_html`, which escapes every value: as template nodes they were half of the page's
time (ADR 0035). Everything else of the page is in its templates.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, reduce
from operator import add

from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.bar_chart import BAR, Bar, Chart
from reports.overview_page import Cell


def cells_html(cells: Iterable[Cell]) -> SafeString:
    """The numbers of one row."""
    return _together(_cell(cell) for cell in cells)


def _together(parts: Iterable[SafeString]) -> SafeString:
    """What was escaped stays so: two safe texts added are one."""
    return reduce(add, parts, SafeString(""))


@lru_cache(maxsize=256)
def _nothing(head: str, text: str) -> SafeString:
    """Most cells of a page are zero, and those of a column are alike."""
    return format_html('<td class="num is-zero" data-label="{}">{}</td>', head, text)


def _cell(cell: Cell) -> SafeString:
    if not cell.url and not cell.second:
        return _nothing(cell.head, cell.text)
    if not cell.second:
        return format_html(
            '<td class="num" data-label="{}"><a href="{}">{}</a></td>',
            cell.head, cell.url, cell.text,
        )  # fmt: skip
    return format_html(
        '<td class="num{}" data-label="{}">{}/{}{}</td>',
        "" if cell.url else " is-zero",
        cell.head,
        _linked(cell.text, cell.url),
        _linked(cell.second, cell.second_url),
        format_html('<span class="cell-note">{}</span>', cell.note) if cell.note else "",
    )


def _linked(text: str, url: str) -> SafeString | str:
    return format_html('<a href="{}">{}</a>', url, text) if url else text


def bars_html(chart: Chart) -> SafeString:
    """Labels and bars of a drawing; its frame is in the template."""
    return _together(
        format_html(
            '<text class="bar-label" x="0" y="{}">{}</text>{}',
            group.label_y, group.label, _together(map(_bar, group.bars)),
        )
        for group in chart.groups
    )  # fmt: skip


def _bar(bar: Bar) -> SafeString:
    drawn = format_html(
        '<rect class="bar is-{}" x="0" y="{}" width="{}" height="{}"/>'
        '<text class="bar-number" x="{}" y="{}">{}</text>',
        bar.tone, bar.y, bar.width, BAR, bar.text_x, bar.text_y, bar.number,
    )  # fmt: skip
    if not bar.url:
        return drawn
    return format_html('<a href="{}" aria-label="{}">{}</a>', bar.url, bar.words, drawn)
