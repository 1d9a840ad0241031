"""What can be printed about one visit, and which of it fits its result first."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices

from reception import refusal_law
from reception.enums import VisitResult
from reception.models import Refusal, Visit
from records.enums import DocumentKind


class Print(TextChoices):
    """Mẫu in từ bàn tiếp."""

    RECEIPT = "receipt", "Giấy biên nhận thông tin, tài liệu"
    REFUSAL = "refusal", "Thông báo về việc từ chối tiếp công dân"
    REFUSAL_SLIP = "refusal-slip", "Phiếu nêu lý do từ chối tiếp"
    GUIDANCE = "guidance", "Phiếu hướng dẫn"
    APPOINTMENT = "appointment", "Phiếu hẹn"
    MINUTES = "minutes", "Biên bản tiếp công dân"
    STATEMENT = "statement", "Bản ghi nội dung trình bày"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a print is issued: kind of document, template, words over the text, title in lists."""

    kind: DocumentKind
    template: str
    heading: str
    subject: str
    note: str


LAYOUTS: dict[Print, Layout] = {
    Print.RECEIPT: Layout(
        DocumentKind.RECEIPT,
        "reception/pdf/receipt.html",
        "GIẤY BIÊN NHẬN",
        "Thông tin, tài liệu",
        "Mẫu 02/TCD, kèm mã tra cứu và các hạn tiếp theo",
    ),
    Print.REFUSAL: Layout(
        DocumentKind.REFUSAL,
        "reception/pdf/refusal.html",
        "THÔNG BÁO",
        "Về việc từ chối tiếp công dân",
        "Mẫu 01/TCD, Thủ trưởng ký, trong 03 ngày làm việc",
    ),
    Print.REFUSAL_SLIP: Layout(
        DocumentKind.GUIDANCE,
        "reception/pdf/refusal_slip.html",
        "PHIẾU HƯỚNG DẪN",
        "Lý do từ chối tiếp và quyền khiếu nại",
        "Căn cứ đã giải thích trực tiếp và cách khiếu nại",
    ),
    Print.GUIDANCE: Layout(
        DocumentKind.GUIDANCE,
        "reception/pdf/guidance.html",
        "PHIẾU HƯỚNG DẪN",
        "Gửi đơn, thực hiện quyền khiếu nại, tố cáo, kiến nghị, phản ánh",
        "Gửi đơn đến đâu, làm gì tiếp",
    ),
    Print.APPOINTMENT: Layout(
        DocumentKind.APPOINTMENT,
        "reception/pdf/appointment.html",
        "PHIẾU HẸN",
        "Làm việc, nhận kết quả tiếp công dân",
        "Ngày, giờ, nơi hẹn và giấy tờ cần mang",
    ),
    Print.MINUTES: Layout(
        DocumentKind.MINUTES,
        "reception/pdf/minutes.html",
        "BIÊN BẢN",
        "Tiếp công dân",
        "Thành phần, nội dung, kết quả; các bên ký hoặc điểm chỉ",
    ),
    Print.STATEMENT: Layout(
        DocumentKind.STATEMENT,
        "reception/pdf/statement.html",
        "BẢN GHI NỘI DUNG TRÌNH BÀY",
        "Của công dân tại nơi tiếp công dân",
        "Đọc lại cho công dân nghe, ký hoặc điểm chỉ",
    ),
}
_FIRST: dict[VisitResult, tuple[Print, ...]] = {
    VisitResult.PETITION: (Print.RECEIPT, Print.APPOINTMENT, Print.MINUTES),
    VisitResult.STATEMENT: (Print.STATEMENT, Print.RECEIPT, Print.APPOINTMENT),
    VisitResult.GUIDED: (Print.GUIDANCE, Print.RECEIPT, Print.MINUTES),
    VisitResult.TRANSFER: (Print.GUIDANCE, Print.RECEIPT, Print.MINUTES),
    VisitResult.ANSWERED: (Print.MINUTES, Print.GUIDANCE, Print.RECEIPT),
    VisitResult.REFERRED: (Print.APPOINTMENT, Print.RECEIPT, Print.MINUTES),
}
_OTHERS = (
    Print.RECEIPT,
    Print.GUIDANCE,
    Print.APPOINTMENT,
    Print.MINUTES,
    Print.STATEMENT,
)


def refusal_of(visit: Visit) -> Refusal | None:
    """The refusal in force of a visit; none once the head has reversed it."""
    return Refusal.objects.filter(visit=visit, reversed_at=None).first()


def prints_for(visit: Visit, refusal: Refusal | None) -> tuple[Print, ...]:
    """What may be printed, the suggested one first; nothing of a void line."""
    if visit.voided_at is not None:
        return ()
    if refusal is not None:
        written = refusal_law.needs_notice(refusal.ground, refusal.grounds_on)
        return (Print.REFUSAL if written else Print.REFUSAL_SLIP, Print.MINUTES)
    first = _FIRST.get(VisitResult(visit.result), (Print.MINUTES,))
    return first + tuple(what for what in _OTHERS if what not in first)
