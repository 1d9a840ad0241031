"""Texts to adopt and warnings of due dates, so that their pages show something."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from agencies.actions.law_texts import approve_law_text, propose_law_text, refuse_law_text
from agencies.enums import LawTextKind
from agencies.models import Membership, User
from agencies.roles import Role
from agencies.units.order import DemoOrder
from complaints import law_book
from complaints.actions.law_change import recompute_clocks
from complaints.actions.warnings import warn_of_due_dates

_TET = date(2027, 2, 4)


def tell_law_texts(order: DemoOrder, now: datetime) -> None:
    """One adopted, one refused, two that wait: a day off soon, and a shorter local period."""
    proposer, decider = _one(Role.ADMIN, order.until), _one(Role.INSPECTOR, order.until)
    if proposer is None or decider is None:
        return
    chance = order.chance("complaints.law_texts")

    def propose(kind: LawTextKind, title: str, citation: str, payload: dict[str, object]) -> UUID:
        return propose_law_text(
            key=UUID(int=chance.getrandbits(128), version=4), kind=kind, title=title,
            citation=citation, valid_from=order.until, payload=payload, by=proposer, now=now,
        ).pk  # fmt: skip

    if order.until < _TET:
        # What the shipped calendar holds as computed is decided: no date moves, the doubt goes.
        tet = propose(
            LawTextKind.CALENDAR, "Thông báo lịch nghỉ Tết Đinh Mùi 2027 (dữ liệu mẫu)",
            "Thông báo số 215/TB (dữ liệu mẫu)",
            {"day": [_off(_TET, "Tết Đinh Mùi", to=date(2027, 2, 10))]},
        )  # fmt: skip
        approve_law_text(text_id=tet, note="Đã đối chiếu với thông báo.", by=decider, now=now)
        recompute_clocks(text_id=tet, today=order.until, now=now)
    day = _working_day(order.until + timedelta(days=6))
    propose(
        LawTextKind.CALENDAR, f"Nghỉ bù ngày {day:%d/%m/%Y} (dữ liệu mẫu)",
        "Thông báo số 231/TB (dữ liệu mẫu)", {"day": [_off(day, "nghỉ bù")]},
    )  # fmt: skip
    propose(
        LawTextKind.RULE, "Quy định của tỉnh về giải quyết kiến nghị, phản ánh (dữ liệu mẫu)",
        "Quyết định số 52/QĐ-UBND (dữ liệu mẫu)", _shorter(order.until),
    )  # fmt: skip
    other = propose(
        LawTextKind.CALENDAR, f"Làm việc ngày {_TET:%d/%m/%Y} (dữ liệu mẫu)",
        "Dự thảo thông báo (dữ liệu mẫu)", {"cancelled": [_TET.isoformat()]},
    )  # fmt: skip
    refuse_law_text(text_id=other, note="Chỉ là dự thảo, chưa được ban hành.", by=decider, now=now)


def tell_warnings(order: DemoOrder, now: datetime) -> None:
    """The warnings of the last day; told last, when all cases are there."""
    warn_of_due_dates(today=order.until, now=now)


def _one(role: Role, today: date) -> User | None:
    held = Membership.objects.in_force(today).filter(role=role).select_related("user")
    member = held.order_by("user__username").first()
    return member.user if member else None


def _working_day(day: date) -> date:
    return law_book.calendar().on_or_after(day)


def _off(day: date, name: str, to: date | None = None) -> dict[str, object]:
    row: dict[str, object] = {
        "date": day.isoformat(), "kind": "off", "name": name, "confidence": "verified",
    }  # fmt: skip
    return {**row, "to": to.isoformat()} if to else row


def _shorter(until: date) -> dict[str, object]:
    """Twenty days instead of thirty, for what was received in the last month."""
    version = {
        "valid_from": (until - timedelta(days=30)).isoformat(), "amount": 20,
        "unit": "calendar_days", "citation": "Quyết định số 52/QĐ-UBND, điều 4 (dữ liệu mẫu)",
        "confidence": "verified",
    }  # fmt: skip
    return {"rule": "KNPA_GQ", "version": version}
