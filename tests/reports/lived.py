"""Reports at any point of their life, through the ordinary actions."""

from datetime import datetime
from typing import Any

from django.test import Client
from django.urls import reverse

from records.actions import jobs
from records.models import Job
from reports.actions import life
from reports.actions.making import make_report
from reports.models import Report
from tests.factories import HANOI, Province
from tests.reports.statutory_figures import figures_of
from tests.scans import scan

PERIOD = "2026-6T"
# The day after the period, before the 17th.
DAY_AFTER = datetime(2026, 6, 15, 9, 30, tzinfo=HANOI)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
SCAN = scan("ban quet da ky")


def figures_for(province: Province, part: str, bump: int = 0) -> dict[str, Any]:
    """Figures in which every relation holds; `bump` adds that many visits to the standing desk."""
    agency = province[part]
    figures = figures_of(agency, [(agency.code, agency.name, str(agency.level))])
    first = figures["tables"][0]
    for values in (first["rows"][0]["values"], first["total"]):
        for column in ("1", "2", "5", "6"):
            values[column] += bump
    return figures


def drafted(province: Province, part: str = "SKHCN", *, bump: int = 0, **fields: Any) -> Report:
    """A draft that the handler made."""
    given = {"by": province.person("handler", part), "now": DAY_AFTER}
    return make_report(
        kind="statutory", agency=province[part], period=PERIOD,
        figures=figures_for(province, part, bump), **given | fields,
    )  # fmt: skip


def approved(province: Province, part: str = "SKHCN", **fields: Any) -> Report:
    report = drafted(province, part, **fields)
    return life.approve(
        report_id=report.pk, edit=report.edit, by=province.person("head", part), now=DAY_AFTER
    )


def signed(province: Province, part: str = "SKHCN", **fields: Any) -> Report:
    report = approved(province, part, **fields)
    return life.keep_scan(
        report_id=report.pk, name="da-ky.pdf", content=SCAN + part.encode() + str(report.pk).encode(),
        by=province.person("handler", part), now=DAY_AFTER,
    )  # fmt: skip


def sent(
    province: Province, part: str = "SKHCN", *, at: datetime = DAY_AFTER, **fields: Any
) -> Report:
    report = signed(province, part, **fields)
    return life.send(report_id=report.pk, by=province.person("head", part), now=at)


def run_jobs(now: datetime) -> None:
    """What a worker would do."""
    for pk in Job.objects.filter(state="waiting").order_by("asked_at").values_list("pk", flat=True):
        jobs.run(job_id=pk, now=now)


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def step(client: Client, report: Report, name: str, **fields: Any) -> Any:
    return client.post(reverse("report_step", args=[report.pk]), {"buoc": name, **fields})


def detail(report: Report) -> str:
    return reverse("report_detail", args=[report.pk])


def fresh(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)
