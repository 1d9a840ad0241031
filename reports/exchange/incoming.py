"""A file from a unit outside the system, understood: whose, of which period, which figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from agencies import law_in_force
from agencies.models import Agency, User
from agencies.refusals import Refused
from law.dates import vn_date
from law.errors import LawError
from law.forms import Regime
from law.periods import Period
from records.media_types import XLSX
from reports.actions.making import period_for
from reports.all_kinds import kind_of
from reports.checks.frozen import check_frozen
from reports.enums import ReportKind
from reports.exchange.figures import figures_of_book
from reports.exchange.reading_json import read_json
from reports.exchange.rights import units_below
from reports.exchange.workbook import about_of, read_book
from reports.files.spelling import clean
from reports.outline import TEXT_KEYS

JSON_TYPE = "application/json"
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file holds, proven against the forms of its regime."""

    agency: Agency
    period: Period
    figures: Mapping[str, Any]
    content_type: str
    narrative: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)


def understood(
    content: bytes, *, agency: Agency | None, period: str, by: User, today: date
) -> Incoming:
    """The file with the unit and period chosen beside it, where any were. Raises Refused."""
    read = _from_book if content.startswith(b"PK") else _from_json
    found = read(content, agency, period, by, today)
    _ensure_adds_up(found)
    return found


def _from_json(
    content: bytes, agency: Agency | None, period: str, by: User, today: date
) -> Incoming:
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        raise Refused("Chỉ nhận tệp so-lieu.json hoặc bảng tính XLSX theo mẫu.")
    data = read_json(content)
    head, figures = data["report"], data["figures"]
    if head["kind"] != ReportKind.STATUTORY:
        raise Refused("Tệp không phải số liệu của báo cáo định kỳ, chuyên đề.")
    unit = _unit(head["agency"]["code"], agency, by, today)
    code = head["period"]["code"]
    _ensure_same_period(code, period)
    dates = {"starts_on": head["period"]["from"], "ends_on": head["period"]["to"]}
    found = _period(code, today, dates if code.endswith("-CD") else {})
    _ensure_one_report(head, figures, found)
    regime = _regime(head["regime"], found)
    _ensure_tables(figures, regime, unit)
    words = _words(data["narrative"])
    return Incoming(
        agency=unit,
        period=found,
        figures=figures,
        content_type=JSON_TYPE,
        narrative=words,
        dates=dates if code.endswith("-CD") else {},
    )


def _words(narrative: Mapping[str, str]) -> dict[str, str]:
    """The words under the headings of Mẫu số 02, as they are but for what no file may hold."""
    if strange := [key for key in narrative if key not in TEXT_KEYS]:
        raise Refused(f"Lời văn có mục “{strange[0]}” không thuộc đề cương của Mẫu số 02.")
    return {key: clean(text) for key, text in narrative.items()}


def _from_book(
    content: bytes, agency: Agency | None, period: str, by: User, today: date
) -> Incoming:
    """A workbook tells its unit and period on the sheet “Thông tin”, else the form does."""
    about = about_of(content)
    if agency is None and "Mã đơn vị" not in about:
        raise Refused("Tệp Excel không ghi mã đơn vị ở trang Thông tin; hãy chọn đơn vị.")
    if not period and "Mã kỳ" not in about:
        raise Refused("Tệp Excel không ghi mã kỳ ở trang Thông tin; hãy chọn kỳ báo cáo.")
    unit = _unit(about.get("Mã đơn vị") or (agency.code if agency else ""), agency, by, today)
    code = about.get("Mã kỳ") or period
    _ensure_same_period(code, period)
    found = _period(code, today, {})
    regime = _regime(about.get("Chế độ báo cáo", ""), found)
    book = read_book(content, regime.forms)
    figures = figures_of_book(book, agency=unit, period=found, regime=regime, today=today)
    return Incoming(agency=unit, period=found, figures=figures, content_type=XLSX)


def _unit(code: str, chosen: Agency | None, by: User, today: date) -> Agency:
    if chosen is not None and chosen.code != code:
        raise Refused(f"Tệp là của đơn vị mã “{code}”, không phải {chosen.name} đã chọn.")
    found: Agency | None = (
        units_below(by, today).select_related("parent", "oversees").filter(code=code).first()
    )
    if found is None:
        raise Refused(
            f"Đơn vị mã “{code[:40]}” không có hoặc không thuộc cấp dưới của cơ quan bạn."
        )
    return found


def _ensure_same_period(code: str, chosen: str) -> None:
    if chosen and chosen != code:
        raise Refused(f"Tệp là của kỳ “{code[:30]}”, không phải kỳ “{chosen}” đã chọn.")


def _period(code: str, today: date, dates: Mapping[str, str]) -> Period:
    period = period_for(code, kind_of(ReportKind.STATUTORY), today=today, parameters=dates)
    if period.end >= today:
        raise Refused(
            f"{period.label} đến ngày {vn_date(period.end)} mới hết; chỉ nhập báo cáo của kỳ đã hết."
        )
    return period


def _ensure_one_report(head: Mapping[str, Any], figures: Mapping[str, Any], period: Period) -> None:
    """Head and figures of one file tell of one unit, one period and one regime."""
    days = (period.start.isoformat(), period.end.isoformat())
    for told in (head["period"], figures["period"]):
        if told["code"] != period.code or (told["from"], told["to"]) != days:
            raise Refused(
                f"Kỳ {period.code} lấy số liệu {period.span}; tệp ghi từ {told['from']} đến "
                f"{told['to']}."
            )
    if figures["agency"]["code"] != head["agency"]["code"]:
        raise Refused("Phần đầu và phần số liệu của tệp ghi hai đơn vị khác nhau.")
    if figures["regime"] != head["regime"]:
        raise Refused("Phần đầu và phần số liệu của tệp ghi hai chế độ báo cáo khác nhau.")


def _regime(code: str, period: Period) -> Regime:
    try:
        regime = law_in_force.in_force().forms.regime_on(period.end)
    except LawError as error:
        raise Refused(str(error)) from None
    if code and code != regime.code:
        raise Refused(
            f"Tệp theo chế độ báo cáo {code[:20]}; {period.label[0].lower()}{period.label[1:]} theo "
            f"chế độ {regime.code}."
        )
    return regime


def _ensure_tables(figures: Mapping[str, Any], regime: Regime, unit: Agency) -> None:
    """Every table of the regime once, each with the row of the unit itself."""
    there = [table["code"] for table in figures["tables"]]
    for form in regime.forms:
        if there.count(form.code) != 1:
            many = "có hai lần" if form.code in there else "thiếu"
            raise Refused(f"Tệp {many} biểu {form.code} của chế độ {regime.code}.")
    for table in figures["tables"]:
        if not any(row["agency"] == unit.code for row in table["rows"]):
            raise Refused(f"Biểu {table['code']} không có dòng của {unit.name}.")


def _ensure_adds_up(found: Incoming) -> None:
    """Raises Refused with the relations that do not hold; each names both its numbers."""
    checked = check_frozen(found.figures, narrative=found.narrative)
    if wrong := [finding.sentence for finding in checked.blocking]:
        more = len(wrong) - _SHOWN
        tail = f" Còn {more} chỗ khác không khớp." if more > 0 else ""
        raise Refused("Số liệu không khớp: " + " ".join(wrong[:_SHOWN]) + tail)
