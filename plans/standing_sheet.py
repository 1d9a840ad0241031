"""The standing material of an event as a booklet (tài liệu thường trực), Decree 30/2020/NĐ-CP."""

from dataclasses import replace
from datetime import date

from agencies.models import Agency
from plans.standing import Standing
from records.letterhead import letterhead_of
from records.pdf import document

_COPIES = (
    "Lãnh đạo cơ quan;",
    "Các bộ phận có tên trong tài liệu;",
    "Nơi trực tiếp công dân;",
    "Lưu: VT, TCD.",
)


def standing_pdf(material: Standing, *, agency: Agency, on: date) -> bytes:
    """A4 portrait, without a number: it is kept at the place of duty. Raises Refused."""
    head = replace(letterhead_of(agency, on, letters="", copies=_COPIES), number=("", ""))
    event = material.event
    context = {
        "head": head,
        "kind": "TÀI LIỆU THƯỜNG TRỰC",
        "subject": event.name,
        "span": f"theo dõi từ ngày {event.window_from:%d/%m/%Y} đến ngày {event.window_to:%d/%m/%Y}",
        "material": material,
    }
    return document("plans/pdf/standing.html", context, {})
