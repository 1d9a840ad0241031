"""The words of a periodic report: letterhead, title, opening, sections of Mẫu số 02, closing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from law.periods import parse_period
from records.documents import Signer
from records.letterhead import Letterhead, letterhead
from reports.files.drawing import circular_name
from reports.files.known_forms import form_in_force
from reports.files.spelling import clean
from reports.models import Report
from reports.outline import printed

WORK = "công tác tiếp công dân, xử lý đơn, giải quyết khiếu nại, tố cáo"
TO_BE_WRITTEN = "………………………………"


@dataclass(frozen=True, slots=True)
class Part:
    """One heading with its paragraphs."""

    title: str
    depth: int
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What is read before the tables."""

    kind: str
    subject: str
    opening: str
    sections: tuple[Part, ...]
    closing: str


def words_of(report: Report, *, is_draft: bool = False) -> Words:
    """The words of a report; a draft shows where something is still to be written."""
    label = parse_period(report.period).label
    period = label[0].lower() + label[1:]
    name, span = report.agency.name, span_of(report)
    codes = [table["code"] for table in report.figures["tables"]]
    sections = _sections(report, is_draft)
    follows = "như sau:" if sections else f"theo {len(codes):02d} biểu số liệu kèm theo."
    return Words(
        kind="BÁO CÁO",
        subject=f"{WORK[0].upper()}{WORK[1:]} {period}",
        opening=(
            f"Thực hiện {_circular(report)}, {name} báo cáo kết quả {WORK} {period} (số liệu tính "
            f"{span}) {follows}"
        ),
        sections=sections,
        closing=(
            f"Trên đây là báo cáo {WORK} {period} của {name} (kèm theo các biểu số: "
            f"{', '.join(codes)})./."
        ),
    )


def span_of(report: Report) -> str:
    """“từ ngày 15/12/2025 đến ngày 14/06/2026”: the days of the report, those of a letter too."""
    return f"từ ngày {report.starts_on:%d/%m/%Y} đến ngày {report.ends_on:%d/%m/%Y}"


def _sections(report: Report, is_draft: bool) -> tuple[Part, ...]:
    if not report.narrative:
        return ()
    return tuple(
        Part(section.title, section.depth, _paragraphs(text, is_draft and section.takes_text))
        for section, text in printed(report.narrative)
    )


def _paragraphs(text: str, is_awaited: bool) -> tuple[str, ...]:
    found = tuple(line.strip() for line in clean(text).split("\n") if line.strip())
    return found or ((TO_BE_WRITTEN,) if is_awaited else ())


def paragraphs_of(narrative: Mapping[str, str]) -> list[str]:
    """Every paragraph of the narrative in the order in which it is printed."""
    if not narrative:
        return []
    told = printed(dict(narrative))
    return [line for _, text in told for line in _paragraphs(text, is_awaited=False)]


def _circular(report: Report) -> str:
    """The circular that asks for the report."""
    forms = (form_in_force(t["code"], t["regime"]) for t in report.figures["tables"])
    known = next((form for form in forms if form), None)
    if known is None:
        return "chế độ thông tin, báo cáo của ngành Thanh tra"
    return f"{circular_name(known.circular)} của Thanh tra Chính phủ quy định chế độ thông tin, báo cáo"


def head_of(
    report: Report, *, given: str = "", signer: Signer | None = None, on: date | None = None
) -> tuple[Letterhead, str]:
    """Letterhead and name of the signer; a draft has neither number nor day."""
    issued = report.document
    lines: tuple[str, ...] = signer.lines if signer else ()
    name = signer.name if signer else ""
    if issued and not given:
        given = f"{issued.number:02d}"
        name = name or issued.signer_name
        lines = lines or tuple(line for line in issued.signer_title.split(" – ") if line)
    day = day_of(report, on)
    head = letterhead(report.agency, day)
    written = (
        head.place_and_date if given else f"{report.agency.place}, ngày … tháng … năm {day:%Y}"
    )
    return (
        replace(head, given=given, signer=lines or head.signer, place_and_date=written),
        name,
    )


def day_of(report: Report, on: date | None) -> date:
    """The day over the text: of issue, else when the figures were made."""
    if on is not None:
        return on
    document = report.document
    return document.issued_on if document else timezone.localdate(report.made_at)


def given_with(report: Report, head: Letterhead, on: date) -> str:
    """“(Kèm theo Báo cáo số … ngày … tháng … năm … của …)”; dots where nothing was issued yet."""
    day = "ngày …… tháng …… năm ………"
    if head.given:
        day = f"ngày {on:%d} tháng {on:%m} năm {on:%Y}"
    number = f"{head.given or '………'}{head.number[1]}"
    return f"(Kèm theo Báo cáo số {number} {day} của {report.agency.name})"
