"""The after-action review (báo cáo đánh giá, rút kinh nghiệm) as one text: page, PDF and DOCX draw it."""

from __future__ import annotations

from datetime import date
from typing import Any

from law.dates import vn_date
from plans.docx import as_docx
from plans.drawn import Block, Column, Line, Sheet, Table
from records.letterhead import Letterhead, letterhead
from records.pdf import document
from reports.models import AfterAction
from reports.window_figures import lines, span_text

TEMPLATE = "plans/pdf/plan.html"
HEADING = "BÁO CÁO"
NOT_SAID = "Chưa ghi."
_COLUMNS = (
    Column("Nội dung"),
    Column("Lần này", "figure"),
    Column("Bình quân ngày", "figure"),
    Column("Lần trước", "figure"),
    Column("Bình quân ngày", "figure"),
    Column("Tăng, giảm", "figure"),
)
_PARTS = (
    ("1. Ưu điểm", "worked"),
    ("2. Tồn tại, hạn chế", "lacked"),
    ("3. Nguyên nhân", "causes"),
)
_LAST = (("IV. BÀI HỌC KINH NGHIỆM", "lessons"), ("V. KIẾN NGHỊ, ĐỀ XUẤT", "proposals"))


def review_sheet(review: AfterAction, figures: dict[str, Any], to: tuple[str, ...]) -> Sheet:
    """The whole text; `to`: to whom it is addressed, named in its last sentence."""
    blocks: list[Block] = [
        Line(
            "text",
            f"{review.agency.name} đánh giá kết quả tiếp công dân, giải quyết khiếu nại, tố cáo "
            f"phục vụ {review.event.name} {span_text(figures['this'])} như sau:",
        ),
        Line("heading", "I. SỐ LIỆU TRONG THỜI GIAN PHỤC VỤ SỰ KIỆN"),
        _table(figures),
        Line("text", _compared(figures)),
        Line("heading", "II. KẾT QUẢ THỰC HIỆN"),
        Line("text", _tasks(figures["tasks"])),
        Line("text", _quick(figures["quick"])),
        Line("text", _incidents(figures["incidents"])),
        *(Line("text", said) for said in _paragraphs(review.results)),
        Line("heading", "III. ĐÁNH GIÁ"),
    ]
    for style, parts in (("group", _PARTS), ("heading", _LAST)):
        for title, name in parts:
            blocks.append(Line(style, title))  # type: ignore[arg-type]
            said = _paragraphs(getattr(review, name)) or [NOT_SAID]
            blocks += [Line("text", text) for text in said]
    asked = f". Kính đề nghị {to[0]} xem xét, chỉ đạo" if to else ""
    blocks.append(Line("text", f"Trên đây là báo cáo đánh giá, rút kinh nghiệm{asked}./."))
    subject = f"Đánh giá, rút kinh nghiệm phục vụ {review.event.name}"
    return Sheet(HEADING, subject, tuple(blocks))


def review_context(review: AfterAction, figures: dict[str, Any], on: date) -> dict[str, Any]:
    """What the official layout prints beside its letterhead."""
    to = letterhead(review.agency, on).to
    sheet = review_sheet(review, figures, to)
    return {
        "kind": sheet.heading,
        "subject": sheet.subject,
        "to": to,
        "blocks": sheet.blocks,
        "annex": (),
    }


def review_pdf(review: AfterAction, figures: dict[str, Any], *, on: date) -> bytes:
    """PDF by Decree 30/2020/NĐ-CP; what is not issued says so on every page."""
    head = letterhead(review.agency, on)
    context = {**review_context(review, figures, on), "head": head, "preview": True}
    return document(TEMPLATE, context, {})


def review_docx(review: AfterAction, figures: dict[str, Any], *, on: date) -> bytes:
    """The same text as DOCX, a copy to work on."""
    head: Letterhead = letterhead(review.agency, on)
    return as_docx(review_sheet(review, figures, head.to), head, signer_name="")


def _table(figures: dict[str, Any]) -> Table:
    rows = tuple(
        (
            f"{row.label} ({row.unit})",
            str(row.now),
            row.per_day,
            "–" if row.before is None else str(row.before),
            row.per_day_before,
            row.change_text,
        )
        for row in lines(figures)
    )
    return Table(_COLUMNS, rows)


def _compared(figures: dict[str, Any]) -> str:
    before, as_of = figures["before"], vn_date(date.fromisoformat(figures["as_of"]))
    told = (
        f"Lần trước: {before['event']}, {span_text(before)}."
        if before
        else "Chưa có sự kiện cùng loại trước đó để so sánh."
    )
    return f"{told} Số liệu tính đến ngày {as_of}, không gồm vụ việc hạn chế người biết."


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.splitlines() if part.strip()]


def _quick(quick: dict[str, int]) -> str:
    if not quick["due"]:
        return "Sự kiện không yêu cầu báo cáo nhanh hằng ngày."
    return (
        f"Phải có {quick['due']} báo cáo nhanh: đúng giờ {quick['in_time']}, chậm {quick['late']}, "
        f"thiếu {quick['missing']}; {quick['nothing']} báo cáo ghi không phát sinh."
    )


def _tasks(tasks: dict[str, int]) -> str:
    if not tasks["total"]:
        return "Chưa có kế hoạch nào trong hệ thống gắn với sự kiện này."
    return (
        f"Các kế hoạch phục vụ sự kiện giao {tasks['total']} nhiệm vụ: đã xong {tasks['done']}, "
        f"kết thúc cùng kế hoạch {tasks['ended']}, quá hạn {tasks['late']}, đang vướng "
        f"{tasks['blocked']}."
    )


def _incidents(incidents: dict[str, int]) -> str:
    if not incidents["number"]:
        return "Không có vụ việc đột xuất phải báo cáo ngay."
    return (
        f"Có {incidents['number']} vụ việc đột xuất đã báo cáo ngay, với {incidents['people']} "
        "lượt người."
    )
