"""The page of the checks: what blocks, the lists and records behind it, and who may see which."""

from copy import deepcopy
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from complaints.enums import PetitionKind
from reports.actions.making import make_report
from reports.actions.weekly import make_weekly_report
from reports.enums import ReportKind
from reports.hashing import report_hash
from reports.models import Report
from tests.factories import NOW, Province
from tests.reports.tables_2025.rows import petition

pytestmark = pytest.mark.django_db
JAN = date(2026, 1, 5)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def made(province: Province) -> Report:
    agency, by = province["SKHCN"], province.person("handler", "SKHCN")
    petition(agency, by, JAN, JAN, number=7)
    petition(agency, by, JAN, JAN, kind=PetitionKind.DENUNCIATION, number=8)
    return make_report(kind=ReportKind.STATUTORY, agency=agency, period="2026-Q1", by=by, now=NOW)


def lie(report: Report, *columns: str) -> None:
    """The draft says more in these columns of 02/XLD than was counted."""
    figures = deepcopy(report.figures)
    table = next(t for t in figures["tables"] if t["code"] == "02/XLD")
    for values in (table["rows"][0]["values"], table["total"]):
        for column in columns:
            values[column] += 1
    report.figures = figures
    report.sha256 = report_hash(report)
    report.save(update_fields=["figures", "sha256"])


def page(user, report: Report, **asked: str):
    return client_of(user).get(reverse("report_checks", args=[report.pk]), asked)


def test_a_report_that_adds_up_says_so(province):
    report = made(province)
    answer = page(province.person("head", "SKHCN"), report)
    assert "Số liệu khớp" in answer.content.decode()
    assert answer.context["checked"].findings == []


def test_what_blocks_opens_its_lists_and_its_records(province):
    report = made(province)
    lie(report, "7", "13")
    head = province.person("head", "SKHCN")
    answer = page(head, report)
    (blocking, *_) = answer.context["groups"]
    assert [line["finding"].relation for line in blocking["lines"]] == [
        "6 = 7+8", "12 = 13+14",
    ]  # fmt: skip
    first = blocking["lines"][0]
    assert [one["label"] for one in first["lists"]] == [
        "cột 6 biểu 02/XLD", "cột 7 biểu 02/XLD", "cột 8 biểu 02/XLD",
    ]  # fmt: skip
    for one in first["lists"]:
        assert client_of(head).get(one["url"]).status_code == 200
    opened = page(head, report, dong="1")
    (line,) = [one for one in opened.context["groups"][0]["lines"] if one["is_open"]]
    assert [row.number for row in line["rows"]] == ["07/2026"]


def test_a_reader_who_may_not_open_sealed_records_is_not_shown_them(province):
    report = made(province)
    lie(report, "13")
    seen = {}
    for role in ("head", "officer"):
        answer = page(province.person(role, "SKHCN"), report, dong="1")
        (line,) = [one for one in answer.context["groups"][0]["lines"] if one["is_open"]]
        seen[role] = [row.number for row in line["rows"]]
    assert seen == {"head": ["Kín"], "officer": []}


def test_the_price_of_the_page_does_not_grow_with_what_is_wrong(province):
    report, counts = made(province), []
    head = province.person("head", "SKHCN")
    client = client_of(head)
    for columns in (("7",), ("10", "13", "20", "24")):
        lie(report, *columns)
        petition(province["SKHCN"], head, JAN, JAN)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(reverse("report_checks", args=[report.pk]), {"dong": "1"})
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 15


def test_others_find_nothing(province):
    rival = Province("CB", "Cao Bằng")
    report = made(rival)
    assert page(province.person("head", "SKHCN"), report).status_code == 404
    assert page(province.person("inspector", "TTT"), report).status_code == 404
    assert page(rival.person("guard", "SKHCN"), report).status_code == 403


def test_a_report_without_tables_is_held_against_its_hash(province):
    week = make_weekly_report(agency=province["SKHCN"], period="2026-W46", by=None, now=NOW)
    answer = page(province.person("officer", "SKHCN"), week)
    assert (answer.status_code, answer.context["checked"].findings) == (200, [])
