"""Most steps of a report do not look at the paper."""

import pytest

from tests.reports.lived import PDF


@pytest.fixture
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """The PDF of a statutory report is a few bytes, of its own for each report."""
    monkeypatch.setattr("reports.files.statutory_pdf", lambda report, **more: PDF + report.pk.bytes)
