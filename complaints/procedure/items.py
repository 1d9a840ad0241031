"""Việc phải thi hành, as written on the form of a decision: one entry a line, read or refused. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from complaints.amounts import read_amount
from complaints.procedure import said as spoken
from complaints.procedure.names import DutyItem

_KINDS = {
    **{str(item.label).casefold(): item for item in DutyItem},
    **{item.value: item for item in DutyItem},
}
_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do for a decision: how much is due, and by when if the decision says so."""

    kind: DutyItem
    what: str
    amount: Decimal
    officials: int = 0
    due_on: date | None = None


class Unreadable(ValueError):
    """A line that is no item; its text is one Vietnamese sentence."""


def items_of(said: Mapping[str, Any], name: str = "items") -> list[Item]:
    """The items written on the form; the first line that is none is told by its number."""
    rows = spoken.lines(said, name)
    return [_item(columns, f"Việc phải thi hành, dòng {n}") for n, columns in enumerate(rows, 1)]


def _item(columns: Sequence[str], where: str) -> Item:
    if not 3 <= len(columns) <= _COLUMNS:
        raise Unreadable(f"{where}: cần loại việc | nội dung | số phải thi hành.")
    kind_text, what, amount_text, officials, due = [*columns, "", ""][:_COLUMNS]
    kind = _KINDS.get(kind_text.casefold())
    if kind is None:
        raise Unreadable(f"{where}: không có loại việc “{kind_text}”.")
    if not what:
        raise Unreadable(f"{where}: hãy ghi nội dung phải thi hành.")
    amount = read_amount(amount_text)
    if amount is None:
        raise Unreadable(
            f"{where}: không đọc được số “{amount_text}”; ghi như 1.250.000 hoặc 120,5."
        )
    return Item(kind, what[:300], amount, _count(officials, amount, where), _day(due, where))


def _count(text: str, amount: Decimal, where: str) -> int:
    if text and not (text.isascii() and text.isdigit()):
        raise Unreadable(f"{where}: số cán bộ, công chức “{text}” không phải là số.")
    count = int(text or 0)
    if count > amount:
        raise Unreadable(f"{where}: số cán bộ, công chức không thể lớn hơn số phải thi hành.")
    return count


def _day(text: str, where: str) -> date | None:
    if not text:
        return None
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise Unreadable(f"{where}: hạn “{text}” không phải ngày dd/mm/yyyy.") from None
