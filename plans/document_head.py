"""What stands around the text of a plan: whose it is, number, day, who signs, who receives.

Nghị định 30/2020/NĐ-CP, appendix I; a plan of a Party body follows Hướng dẫn 36-HD/VPTW.
"""

from __future__ import annotations

import re

from agencies.enums import Level
from agencies.models import Agency, User
from complaints.papers.signing import capacity_of, lines_for
from plans.enums import Layout, Origin
from plans.models import Plan
from plans.writing.cited import recipient_line
from records.documents import LETTERS, Signer
from records.enums import DocumentKind
from records.letterhead import Letterhead, chief_lines, letterhead_of, party_above, symbol_of
from records.wording import dated

_PARTY_SYMBOL = re.compile(r"\d*\s*-?\s*KH/")
_AUTHORITIES = re.compile(r",\s*(?=(?:TM|T/M|KT|TL|TUQ|Q)\b)")
_COMMITTEE = "ỦY BAN NHÂN DÂN "


def is_party(plan: Plan) -> bool:
    """Whether the plan is a document of the Party: its layout, its body or its number says so."""
    of_party = Level(plan.agency.level) is Level.PARTY
    return (
        of_party
        or plan.layout == Layout.PARTY
        or bool(_PARTY_SYMBOL.match(plan.number or plan.symbol))
    )


def layout_of(agency: Agency) -> Layout:
    """The layout in which this body writes."""
    return Layout.PARTY if Level(agency.level) is Level.PARTY else Layout.STATE


def plan_symbol(agency: Agency) -> str:
    """The letters after the number of a plan: KH-SKHCN; of a Party body KH/ĐU."""
    return symbol_of(agency, LETTERS[DocumentKind.PLAN])


def letterhead_of_plan(plan: Plan) -> Letterhead:
    """The letterhead as the plan tells it; what it leaves out is taken from its agency."""
    party = is_party(plan)
    own = letterhead_of(plan.agency, plan.created_at.date(), letters=LETTERS[DocumentKind.PLAN])
    given, symbol = _number(plan, party)
    # A written plan stands under the letterhead of its agency, an imported one under its own names.
    told = plan.origin == Origin.IMPORTED
    above = party_above(plan.parent_issuer, plan.issuer) if party else plan.parent_issuer
    return Letterhead(
        party=party,
        superior=above.upper() if told and above else own.superior,
        issuer=_issuer_lines(plan.issuer) if told and plan.issuer else own.issuer,
        number=("Số", f"-{symbol}") if party else ("Số:", f"/{symbol}"),
        place_and_date=_place_and_date(plan),
        to=(),
        signer=signer_of(plan).lines,
        copies=copies_of(plan),
        given=given,
    )


def signer_of(plan: Plan) -> Signer:
    """Who signs: a line for each capacity (TM., KT.), then the title."""
    told = plan.signer
    authority = _AUTHORITIES.split(told.get("authority") or "")
    lines = [line for line in (*authority, told.get("title") or "") if line]
    return Signer(told.get("name") or "", "\n".join(lines or chief_lines(plan.agency)))


def signer_told(agency: Agency, person: User | None) -> dict[str, str | None]:
    """The signer of a written plan as plans keep one: name, title, authority (TM., KT.).

    Deputies of a Party body sign for the committee itself: T/M ĐẢNG ỦY / PHÓ BÍ THƯ.
    """
    if person is None:
        *authority, title = chief_lines(agency)
        return {"name": None, "title": title, "authority": ", ".join(authority) or None}
    lines = lines_for(agency, capacity_of(agency, person), person.title)
    if layout_of(agency) is Layout.PARTY:
        lines = (chief_lines(agency)[0], person.title.upper() or chief_lines(agency)[-1])
    *authority, title = lines
    return {"name": person.full_name, "title": title, "authority": ", ".join(authority) or None}


def copies_of(plan: Plan) -> tuple[str, ...]:
    """Nơi nhận, a line each; the last ends with a full stop."""
    names = [recipient_line(place) for place in plan.recipients]
    last = len(names) - 1
    return tuple(f"{name}{'.' if n == last else ';'}" for n, name in enumerate(names))


def _number(plan: Plan, party: bool) -> tuple[str, str]:
    """The number itself and the symbol: 71 and KH-UBND, 76 and KH/ĐU; blank before it is given."""
    given, _, symbol = plan.number.partition("-" if party else "/")
    return given.strip(), symbol or plan.symbol or plan_symbol(plan.agency)


def _issuer_lines(name: str) -> tuple[str, ...]:
    """A People's Committee in two lines: ỦY BAN NHÂN DÂN / HUYỆN MỸ XUYÊN."""
    caps = name.upper()
    if caps.startswith(_COMMITTEE):
        return _COMMITTEE.strip(), caps.removeprefix(_COMMITTEE)
    return (caps,)


def _place_and_date(plan: Plan) -> str:
    """Place and day; what is not known is left to be written by hand."""
    place = plan.place or plan.agency.place
    if plan.date_on:
        return dated(place, plan.date_on)
    year, _, month = plan.date_text.partition("-")
    month_words = str(int(month)) if month else "……"
    return f"{place}, ngày …… tháng {month_words} năm {year or '………'}"
