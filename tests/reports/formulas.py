"""A small reader of formulas, for tests: sums of cells, and SUM over ranges of cells."""

import re
from decimal import Decimal
from typing import Any

from openpyxl.utils import range_boundaries

_SUM = re.compile(r"=SUM\((.*)\)")
_ADDED = re.compile(r"=[A-Z]+\d+(\+[A-Z]+\d+)*")


def evaluated(page: Any, place: str) -> float:
    """The value of a cell; anything but a sum is a mistake of the workbook."""
    return float(_value(page, place))


def _value(page: Any, place: str) -> Decimal:
    content = page[place].value
    if not isinstance(content, str):
        return Decimal(str(content))
    if found := _SUM.fullmatch(content):
        return sum((_range(page, part) for part in found[1].split(",")), Decimal(0))
    assert _ADDED.fullmatch(content), content
    return sum((_value(page, part) for part in content[1:].split("+")), Decimal(0))


def _range(page: Any, area: str) -> Decimal:
    left, top, right, bottom = range_boundaries(area)
    cells = page.iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right)
    return sum((_value(page, cell.coordinate) for row in cells for cell in row), Decimal(0))
