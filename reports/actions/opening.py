"""Số dư đầu kỳ: declared once for each measure of an agency, with the document behind it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from law.measures import shipped_measures
from records.actions import ledger
from records.actions.once import once
from records.enums import Verb
from reports.measures.opening import OPENINGS
from reports.models import OpeningBalance


def declare_opening(
    *,
    agency: Agency,
    measure: str,
    amount: Decimal,
    on_date: date,
    document: str,
    key: UUID,
    by: User,
    now: datetime,
) -> OpeningBalance:
    """Whoever makes the reports of the agency declares it; a second one for a measure is refused."""
    if agency not in by.access.agencies_with(Permission.MAKE_REPORT):
        raise NotAllowed("Vai trò của bạn không lập báo cáo của đơn vị này.")
    if reason := opening_refusal(
        measure, amount, on_date, document, agency, timezone.localtime(now).date()
    ):
        raise Refused(reason)

    def make() -> OpeningBalance:
        return _declared(agency, measure, amount, on_date, document.strip(), by, now)

    return once(
        key=key, by=by, now=now, make=make, fetch=lambda pk: OpeningBalance.objects.get(pk=pk)
    )


def opening_refusal(
    measure: str, amount: Decimal, on_date: date, document: str, agency: Agency, today: date
) -> str:
    """Why this balance cannot be declared; empty when it can."""
    if measure not in OPENINGS:
        return "Chỉ khai số dư của số liệu chuyển từ kỳ trước sang."
    if amount <= 0:
        return "Số dư phải lớn hơn 0; không có số dư thì không cần khai."
    if not shipped_measures()[measure].is_fraction and amount != amount.to_integral_value():
        return "Số đơn, quyết định, kết luận, cuộc thanh tra là số nguyên."
    if on_date > today:
        return "Ngày bắt đầu tính không thể ở tương lai."
    if on_date < agency.valid_from:
        return f"Ngày bắt đầu tính không thể trước ngày thành lập ({agency.valid_from:%d/%m/%Y})."
    if not document.strip():
        return "Hãy ghi văn bản, biên bản chốt số."
    return ""


def _declared(
    agency: Agency,
    measure: str,
    amount: Decimal,
    on_date: date,
    document: str,
    by: User,
    now: datetime,
) -> OpeningBalance:
    try:
        with transaction.atomic():
            made = OpeningBalance.objects.create(
                agency=agency, scope_path=agency.path, measure=measure, amount=amount,
                on_date=on_date, document=document, declared_by=by, declared_at=now,
            )  # fmt: skip
    except IntegrityError:
        raise Refused("Số dư này đã được khai một lần, không khai lại.") from None
    ledger.write(
        by=by, verb=Verb.CREATE, subject=made, now=now,
        details={"so_do": measure, "so_du": str(amount)},
    )  # fmt: skip
    return made
