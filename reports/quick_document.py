"""The roll-up of quick reports and an incident report as documents (Nghị định 30/2020/NĐ-CP)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from agencies.models import Agency
from law.dates import vn_date
from records.letterhead import letterhead
from records.pdf import document
from records.wording import counted, listed, number_plain
from reports.models import Incident
from reports.quick_rollup import RollUp

KIND = "BÁO CÁO"


def rollup_pdf(agency: Agency, found: RollUp, made_on: date) -> bytes:
    """BÁO CÁO NHANH of a day, as `agency` sends it upward."""
    return document("reports/pdf/quick_rollup.html", rollup_context(agency, found, made_on), {})


def rollup_context(agency: Agency, found: RollUp, made_on: date) -> dict[str, Any]:
    """What the template prints."""
    day = vn_date(found.on)
    return {
        "head": letterhead(agency, made_on),
        "kind": f"{KIND} NHANH",
        "subject": f"Tình hình tiếp công dân, tiếp nhận đơn ngày {day}",
        "span": found.event.name,
        "found": found,
        "opening": _opening(agency, found),
        "sums": [(row, number_plain(row["value"])) for row in found.sums if row["value"]],
        "zeros": [row["label"].lower() for row in found.sums if not row["value"]],
        "missing": listed([unit.agency.short_name for unit in found.missing]),
        "quiet": listed([unit.agency.short_name for unit in found.quiet]),
        "incidents": [(one, in_words(one)) for one in found.incidents],
    }


def _opening(agency: Agency, found: RollUp) -> str:
    return (
        f"{agency.name} tổng hợp báo cáo nhanh ngày {vn_date(found.on)} của các đơn vị trong thời "
        f"gian {found.event.name}: {counted(len(found.sent), 'đơn vị')} đã gửi báo cáo trong tổng "
        f"số {counted(len(found.units), 'đơn vị')} phải báo cáo, kết quả như sau:"
    )


def in_words(incident: Incident) -> str:
    """One line about an incident: when, where, how many, why."""
    at = timezone.localtime(incident.happened_at)
    again = " (báo cáo tiếp theo)" if incident.follows_id else ""
    return (
        f"{at:%H:%M}, {incident.agency.short_name}, {incident.place}: "
        f"{counted(incident.head_count, 'người')}; {incident.get_cause_display().lower()}{again}."
    )


def incident_pdf(incident: Incident) -> bytes:
    """BÁO CÁO đột xuất of the unit, on the day it was sent."""
    return document("reports/pdf/incident.html", incident_context(incident), {})


def incident_context(incident: Incident) -> dict[str, Any]:
    """What the template prints."""
    at = timezone.localtime(incident.happened_at)
    again = " (báo cáo tiếp theo)" if incident.follows_id else ""
    return {
        "head": letterhead(incident.agency, timezone.localdate(incident.sent_at)),
        "kind": KIND,
        "subject": f"Đột xuất về việc {counted(incident.head_count, 'người')} đến trình bày "
        f"tại {incident.place}{again}",
        "incident": incident,
        "lines": _lines(incident, f"{at:%H giờ %M phút, ngày %d/%m/%Y}"),
    }


def _lines(incident: Incident, at: str) -> list[tuple[str, str]]:
    """Head and text of each paragraph; what is not known is left out."""
    people = counted(incident.head_count, "người")
    if incident.representatives:
        people += f"; người đại diện được cử: {counted(incident.representatives, 'người')}"
        if incident.representative_names:
            people += f" ({incident.representative_names})"
    home = {True: "đã tự nguyện ra về", False: "chưa ra về", None: ""}[incident.went_home]
    said = [
        ("Thời gian", at),
        ("Địa điểm", incident.place),
        ("Công dân đến từ", incident.comes_from),
        ("Số người", people),
        ("Hoàn cảnh", incident.get_cause_display()),
        ("Nội dung, yêu cầu", incident.demand),
        ("Việc đã xử lý tại chỗ", f"{incident.get_calmed_display()}. {incident.handled}"),
        ("Cơ quan có trách nhiệm giải quyết", incident.in_charge),
        ("Tình trạng vụ việc", incident.state_of_case),
        ("Kết quả", f"Công dân {home}" if home else ""),
        ("Đề xuất", incident.proposal),
    ]
    return [(head, text) for head, text in said if text]
