"""The department's quick report of yesterday for its event, and an incident of today."""

from datetime import timedelta

from agencies.models import Event
from reports.actions.incidents import IncidentTold, report_incident
from reports.actions.quick import Told, send_quick_report
from reports.enums import Calmed, Cause
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    home, officer, event = province["SKHCN"], province.person("officer", "SKHCN"), found["event"]
    assert isinstance(event, Event)
    report = send_quick_report(
        event=event, agency=home, on=NOW.date() - timedelta(days=1),
        told=Told(happened="Có công dân đến hỏi về đất đai."), by=officer, now=NOW,
    )  # fmt: skip
    told = IncidentTold(
        happened_at=NOW - timedelta(hours=1), place="Trụ sở sở", head_count=12, cause=Cause.CROWD,
        demand="Đề nghị trả lời đơn.", calmed=Calmed.RECEIVED, handled="Đã tiếp, nghe trình bày.",
        in_charge="Sở Khoa học và Công nghệ",
    )  # fmt: skip
    incident = report_incident(agency=home, told=told, event=event, by=officer, now=NOW)
    return {"quick_report": report, "incident": incident}
