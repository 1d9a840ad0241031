"""Kết quả chuyển đơn, hướng dẫn, đôn đốc: where petitions of the period were sent, and what came back.

Receiving bodies stand in the order of their names, each with its own numbers: they are never ranked.
A petition that a body sent back was sent to the wrong one (không đúng thẩm quyền).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from agencies.models import Agency
from agencies.vietnamese import sort_key
from complaints.enums import Outcome, Secrecy, TransferState
from complaints.models import Transfer
from law.dates import vn_date
from law.periods import Period
from records.moment import one_moment
from reports.enums import ReportKind
from reports.figures import Figure
from reports.kinds import KindSpec
from reports.lists.files import FILES
from reports.lists.listing import (
    DAY,
    SEALED_NUMBER,
    SEALED_TEXT,
    Cell,
    Group,
    Head,
    Listing,
    Total,
)
from reports.lists.overdue import accepts
from reports.lists.page import TEMPLATE, page
from reports.spans import Span

HEADS = (
    Head("Số đơn", 22),
    Head("Nội dung", 84),
    Head("Hình thức", 30),
    Head("Ngày gửi", 23, DAY),
    Head("Văn bản", 30),
    Head("Hạn trả lời", 23, DAY),
    Head("Tình trạng", 34),
    Head("Ngày trả lời", 23, DAY),
)
Rows = Callable[[Span], QuerySet[Any]]


def _sent(span: Span) -> QuerySet[Any]:
    """Sent in the period; those with excluded persons are counted nowhere (ADR 0008)."""
    return Transfer.objects.unscoped("figures of one agency, without restricted matters").filter(
        sent_on__range=(span.start, span.end), petition__secrecy__lt=Secrecy.RESTRICTED
    )


def _in_state(state: TransferState) -> Rows:
    return lambda span: _sent(span).filter(state=state)


def _late(span: Span) -> QuerySet[Any]:
    return _in_state(TransferState.SENT)(span).filter(answer_due_on__lt=span.as_of)


def _by(outcome: Outcome) -> Rows:
    return lambda span: _sent(span).filter(outcome=outcome)


def _of(rows: QuerySet[Any], agency: Agency) -> QuerySet[Any]:
    return rows.filter(petition__agency=agency)


def _figure(name: str, label: str, rows: Rows) -> Figure:
    return Figure(f"transfers_{name}", label, "đơn", rows, by="sent_on", narrow=_of)


FIGURES = {
    figure.name: figure
    for figure in (
        _figure("sent", "Đơn đã chuyển, hướng dẫn, đôn đốc", _sent),
        *(
            _figure(outcome.value, outcome.label, _by(outcome))
            for outcome in (Outcome.TRANSFER, Outcome.GUIDE, Outcome.URGE)
        ),
        _figure("answered", "Nơi nhận đã trả lời", _in_state(TransferState.ANSWERED)),
        _figure("late", "Quá hạn chưa trả lời", _late),
        _figure("returned", "Nơi nhận trả lại vì không đúng thẩm quyền",
                _in_state(TransferState.RETURNED)),
    )
}  # fmt: skip


def transfer_figures(*, agency: Agency, period: Period, today: date) -> dict[str, Any]:
    """Plain data to freeze."""
    span = Span.of(period, today)
    with one_moment():
        sent = _of(_sent(span), agency).select_related("petition", "to_agency")
        found = list(sent.order_by("sent_on", "petition__year", "petition__number", "pk"))
    listing = Listing(
        title="Kết quả chuyển đơn, hướng dẫn, đôn đốc",
        as_of=span.as_of,
        note=(
            f"Đơn gửi đi {period.span}, xếp theo tên nơi nhận; tình trạng trả lời tính đến đầu ngày "
            f"{vn_date(span.as_of)}. Số liệu để theo dõi việc trả lời, không dùng để xếp hạng."
        ),
        heads=HEADS,
        groups=_groups(found, span),
        totals=_totals(found, span),
        count=len(found),
    )
    return listing.frozen()


def _groups(found: Iterable[Transfer], span: Span) -> list[Group]:
    """A group for each receiver; the name of a sealed one's receiver is not told."""
    by_name: dict[str, list[Transfer]] = defaultdict(list)
    for transfer in found:
        by_name["" if _sealed(transfer) else _receiver(transfer)].append(transfer)
    return [
        Group(
            title=name or "Nơi nhận đơn kín",
            rows=[_row(transfer, span) for transfer in by_name[name]],
            count=len(by_name[name]),
            note=_in_words(by_name[name], span),
        )
        for name in sorted(by_name, key=lambda name: (not name, sort_key(name)))
    ]


def _receiver(transfer: Transfer) -> str:
    return transfer.to_agency.name if transfer.to_agency else transfer.to_name


def _sealed(transfer: Transfer) -> bool:
    return bool(transfer.petition.secrecy != Secrecy.OPEN)


def _is_late(transfer: Transfer, span: Span) -> bool:
    due = transfer.answer_due_on
    return transfer.state == TransferState.SENT and due is not None and due < span.as_of


def _row(transfer: Transfer, span: Span) -> list[Cell]:
    petition, sealed = transfer.petition, _sealed(transfer)
    late = _is_late(transfer, span)
    state = (
        f"Quá hạn trả lời {(span.as_of - transfer.answer_due_on).days} ngày"
        if late
        else transfer.get_state_display()
    )
    if transfer.state == TransferState.RETURNED:
        state = "Nơi nhận trả lại: không đúng thẩm quyền"
    return [
        SEALED_NUMBER if sealed else petition.register_number,
        SEALED_TEXT if sealed else petition.summary,
        transfer.get_outcome_display(),
        transfer.sent_on.isoformat(),
        "" if sealed else transfer.document,
        transfer.answer_due_on.isoformat() if transfer.answer_due_on else "",
        state,
        transfer.answered_on.isoformat() if transfer.answered_on else "",
    ]


def _in_words(found: list[Transfer], span: Span) -> str:
    """“gửi 5, đã trả lời 3, quá hạn chưa trả lời 1, trả lại 0”."""
    numbers = _numbers(found, span)
    return (
        f"gửi {len(found)}, đã trả lời {numbers['answered']}, quá hạn chưa trả lời "
        f"{numbers['late']}, trả lại {numbers['returned']}"
    )


def _numbers(found: list[Transfer], span: Span) -> dict[str, int]:
    return {
        "sent": len(found),
        **{
            outcome.value: sum(one.outcome == outcome for one in found)
            for outcome in (Outcome.TRANSFER, Outcome.GUIDE, Outcome.URGE)
        },
        "answered": sum(one.state == TransferState.ANSWERED for one in found),
        "late": sum(_is_late(one, span) for one in found),
        "returned": sum(one.state == TransferState.RETURNED for one in found),
    }


def _totals(found: list[Transfer], span: Span) -> list[Total]:
    numbers = _numbers(found, span)
    return [
        Total(name, FIGURES[f"transfers_{name}"].label, "đơn", value, f"transfers_{name}")
        for name, value in numbers.items()
    ]


SPEC = KindSpec(
    kind=ReportKind.TRANSFERS,
    label=ReportKind.TRANSFERS.label,
    accepts=accepts,
    figures=transfer_figures,
    files=FILES,
    template=TEMPLATE,
    page=page,
    each_time=True,
)
