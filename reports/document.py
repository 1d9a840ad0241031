"""The weekly report as a document: frozen figures, words, letterhead, chart; set by typst (ADR 0037)."""

from datetime import date
from typing import Any

from agencies.models import Agency
from law.periods import Period
from records.letterhead import letterhead
from records.typesetting import archival
from reports.files.weekly import weekly_data
from reports.files.weekly_blocks import weekly_blocks
from reports.weekly_text import WeeklyText

KIND = "BÁO CÁO"
TEMPLATE = "reports/pdf/weekly.typ"


def weekly_pdf(
    *, agency: Agency, period: Period, figures: dict[str, Any], made_on: date, version: int = 1
) -> bytes:
    """PDF/A-3 in the layout of Decree 30/2020/NĐ-CP; a Party body's by Guidance 36-HD/VPTW. The
    figures go with it as so-lieu.json, and their hash is printed (ADR 0027)."""
    code, attached = weekly_data(agency=agency, period=period, figures=figures, version=version)
    words = weekly_words(agency=agency, text=WeeklyText(figures, period), made_on=made_on)
    return archival(
        TEMPLATE,
        {
            **words,
            "made": [made_on.year, made_on.month, made_on.day],
            "foot": f"Mã kiểm tra số liệu (SHA-256): {code}",
            "attached": {name: content.decode() for name, content in attached.items()},
        },
    )


def weekly_words(*, agency: Agency, text: WeeklyText, made_on: date) -> dict[str, Any]:
    """What the template prints: title, letterhead, the blocks between it and the signature."""
    head = letterhead(agency, made_on)
    return {
        "title": f"{KIND} {text.subject} ({text.period.span})",
        "kind": KIND,
        "subject": text.subject,
        "span": text.period.span,
        "head": {
            "party": head.party,
            "superior": head.superior,
            "issuer": head.issuer,
            "number": head.number,
            "dated": head.place_and_date,
            "to": head.to,
            "signer": head.signer,
            "copies": head.copies,
        },
        "blocks": weekly_blocks(text, agency.name),
    }
