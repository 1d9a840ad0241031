"""A statutory report of the department as a draft, one that left the draft, and an urging."""

from typing import Any

from reports.actions.making import make_report
from reports.enums import ReportState
from reports.models import Report, ReportUrge
from tests.factories import NOW, Province
from tests.reports.statutory_figures import figures_of


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    home, head = province["SKHCN"], province.person("head", "SKHCN")
    given: dict[str, Any] = {
        "kind": "statutory", "agency": home, "by": province.person("handler", "SKHCN"), "now": NOW,
        "figures": figures_of(home, [(home.code, home.name, str(home.level))]),
    }  # fmt: skip
    draft, frozen = (make_report(period=period, **given) for period in ("2026-6T", "2026-Q2"))
    Report.objects.filter(pk=frozen.pk).update(
        state=ReportState.APPROVED, approved_at=NOW, approved_by=head
    )
    urged = ReportUrge.objects.create(
        agency=home, scope_path=home.path, kind="statutory", period="2026-9T",
        urged_on=NOW.date(), urged_by=province.person("inspector", "TTT"),
    )  # fmt: skip
    return {"statutory_draft": draft, "frozen_report": frozen, "urge": urged}
