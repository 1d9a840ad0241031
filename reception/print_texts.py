"""What each print from the desk says: values for its template, nothing of a sealed visit's identity."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import segno
from django.utils import timezone

from agencies.models import User
from complaints.enums import PetitionKind
from complaints.people import paper_number_of
from law.dates import vn_date
from reception import refusal_law
from reception.enums import StatementConfirmed
from reception.lookup_code import SCAN_PREFIX, grouped
from reception.models import Mandate, Refusal, Visit
from reception.next_steps import DueLine, due_lines, how_to_complain, level_up
from reception.prints import LAYOUTS, Print
from records.wording import number

ROLE = {
    PetitionKind.COMPLAINT: "người khiếu nại",
    PetitionKind.DENUNCIATION: "người tố cáo",
    PetitionKind.RECOMMENDATION: "người kiến nghị, phản ánh",
}
ACTION = {
    PetitionKind.COMPLAINT: "khiếu nại",
    PetitionKind.DENUNCIATION: "tố cáo",
    PetitionKind.RECOMMENDATION: "kiến nghị, phản ánh",
}
DECREE = (
    "Nghị định số 154/2026/NĐ-CP ngày 15 tháng 5 năm 2026 của Chính phủ quy định chi tiết một số "
    "điều và biện pháp tổ chức thi hành Luật Tiếp công dân"
)
_SIGN = "(Ký, ghi rõ họ tên)"
_SIGN_OR_PRINT = "(Ký, ghi rõ họ tên hoặc điểm chỉ)"


@dataclass(frozen=True, slots=True)
class Who:
    """The citizen as the paper names them; an empty part is a dotted line, filled by hand."""

    name: str = ""
    address: str = ""
    paper_number: str = ""
    paper_issued: str = ""
    with_whom: str = ""
    mandate: str = ""


@dataclass(frozen=True, slots=True)
class SignHere:
    """One place at the foot of a paper: whose it is, how to sign, and the name where it is known."""

    title: str
    note: str
    name: str = ""


def who_came(visit: Visit) -> Who:
    """Nobody for a sealed visit and for one who gave no name (Luật Tố cáo 2018, art. 56)."""
    group = f"cùng đoàn {number(visit.head_count)} người" if visit.head_count > 1 else ""
    if visit.secrecy or visit.is_anonymous:
        return Who(with_whom=group)
    person, mandate = visit.person, Mandate.objects.filter(visit=visit).first()
    return Who(
        name=visit.visitor_label,
        address=visit.address,
        paper_number=paper_number_of(person),
        paper_issued=person.paper_issued if person else "",
        with_whom=group,
        mandate=_mandate(visit, mandate),
    )


def _mandate(visit: Visit, mandate: Mandate | None) -> str:
    if mandate is None:
        return ""
    dated = f" ngày {vn_date(mandate.document_date)}" if mandate.document_date else ""
    capacity = visit.get_capacity_display().lower()
    return f"{mandate.holder.full_name}, {capacity}, theo {mandate.document}{dated}"


def context_of(
    what: Print,
    visit: Visit,
    said: Mapping[str, Any],
    *,
    refusal: Refusal | None,
    by: User,
    today: date,
) -> dict[str, Any]:
    """Everything the template of `what` prints. `said`: the cleaned fields of its form."""
    layout, kind = LAYOUTS[what], PetitionKind(visit.matter.kind)
    arrived = timezone.localtime(visit.arrived_at)
    common = {
        **said,
        "kind": layout.heading,
        "subject": layout.subject,
        "visit": visit,
        "who": who_came(visit),
        "role": ROLE[kind],
        "action": ACTION[kind],
        "officer": by.full_name,
        "officer_title": by.title,
        "arrived": arrived,
        "place": _place(visit),
        "summary": f"{visit.matter.title.rstrip(' .;')}.",
        "code": grouped(visit.lookup_code),
        "copies": ("Như trên;", "Lưu: VT, hồ sơ."),
    }
    return common | _more(what, visit, said, refusal, by, today)


def _more(
    what: Print,
    visit: Visit,
    said: Mapping[str, Any],
    refusal: Refusal | None,
    by: User,
    today: date,
) -> dict[str, Any]:
    if what in (Print.REFUSAL, Print.REFUSAL_SLIP) and refusal is not None:
        return _refusal(visit, said, refusal, today)
    if what is Print.RECEIPT:
        giver = SignHere("NGƯỜI CUNG CẤP THÔNG TIN, TÀI LIỆU", _SIGN)
        taker = SignHere("NGƯỜI NHẬN", "(Ký, ghi rõ họ tên, đóng dấu - nếu có)", by.full_name)
        return {
            "due_lines": _due_lines(by, visit, today),
            "level_up": level_up(by, visit.matter, today),
            "signatures": (giver, taker),
        }
    if what is Print.MINUTES:
        return {"signatures": _minutes_signatures(visit, by)}
    if what is Print.STATEMENT:
        told = SignHere("NGƯỜI TRÌNH BÀY", _SIGN_OR_PRINT)
        wrote = SignHere("NGƯỜI GHI", _SIGN, by.full_name)
        return {"signatures": (told, wrote), "confirmed": _confirmed(visit)}
    return {}


def _due_lines(by: User, visit: Visit, today: date) -> list[DueLine]:
    """Of every matter told of in this visit; the same duty on the same day stands once."""
    told = visit.further_matters.select_related("matter")
    matters = [visit.matter, *(further.matter for further in told)]
    return list(dict.fromkeys(line for one in matters for line in due_lines(by, one, today)))


def _refusal(
    visit: Visit, said: Mapping[str, Any], refusal: Refusal, today: date
) -> dict[str, Any]:
    """The ground names its own point: the decree's body asks notice for point h, its form prints g."""
    about, informed = said.get("copies_to"), said.get("related")
    extra = [f"{about} (để b/c);"] if about else []
    extra += [f"{informed} (để p/h);"] if informed else []
    return {
        "citation": refusal_law.citation(refusal.ground),
        "basis": _basis(refusal),
        "complain": how_to_complain(visit, today),
        "copies": ("Như trên;", *extra, "Lưu: VT, hồ sơ."),
    }


def _basis(refusal: Refusal) -> str:
    """The ground as form 01/TCD writes it, with the whole name of the decree."""
    cited = refusal_law.citation(refusal.ground)
    if cited.endswith(refusal_law.DECREE):
        return cited.removesuffix(refusal_law.DECREE) + DECREE
    return f"{cited} và khoản 1 điều 4 {DECREE}"


def _minutes_signatures(visit: Visit, by: User) -> tuple[SignHere, ...]:
    host = visit.session.host.full_name if visit.session else visit.received_by.full_name
    return (
        SignHere("CÔNG DÂN", _SIGN_OR_PRINT),
        SignHere("NGƯỜI GHI BIÊN BẢN", _SIGN, by.full_name),
        SignHere("NGƯỜI CHỦ TRÌ TIẾP", _SIGN, host),
    )


def _confirmed(visit: Visit) -> str:
    """How the citizen confirmed the record (Nghị định 154/2026/NĐ-CP, art. 14 clause 1)."""
    if visit.statement_confirmed == StatementConfirmed.DECLINED:
        return "Công dân đã nghe đọc lại và không ký, không điểm chỉ xác nhận."
    return ""


def _place(visit: Visit) -> str:
    if visit.session is not None:
        return visit.session.place
    return f"Nơi tiếp công dân của {visit.agency.name}"


def qr_of(code: str) -> bytes:
    """The QR of a lookup code as an SVG that we draw ourselves; a scanner types "TCD:…"."""
    drawn = io.BytesIO()
    segno.make(SCAN_PREFIX + code, error="m", micro=False).save(
        drawn, kind="svg", border=0, xmldecl=False
    )
    return drawn.getvalue()
