"""The database refuses reports that contradict themselves."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from agencies.models import Agency
from reports.enums import ReportKind
from reports.models import Report
from tests.factories import NOW, make_agency

pytestmark = pytest.mark.django_db


def keep(agency: Agency, **fields: object) -> Report:
    given = {
        "kind": ReportKind.WEEKLY,
        "agency": agency,
        "scope_path": agency.path,
        "period": "2026-W46",
        "starts_on": date(2026, 11, 9),
        "ends_on": date(2026, 11, 15),
        "figures": {},
        "sha256": "0" * 64,
        "made_at": NOW,
    }
    return Report.objects.create(**given | fields)


def refused_by(agency: Agency, **fields: object) -> str:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        keep(agency, **fields)
    return str(error.value)


def test_a_version_is_made_once():
    agency = make_agency("LS-SKHCN")
    keep(agency)
    assert "report_is_made_once_per_version" in refused_by(agency)
    assert keep(agency, version=2).title == "Tuần 46 năm 2026"


def test_a_report_ends_after_it_starts():
    assert "report_ends_after_it_starts" in refused_by(
        make_agency("LS-SKHCN"), ends_on=date(2026, 11, 8)
    )
