"""Batches of reports: made by the handful, once each; what breaks is parked with its reason."""

from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.refusals import Refused
from law.periods import parse_period
from records.actions import job_batches, jobs
from records.enums import JobState
from records.models import Job, StoredFile
from reports.actions import batches
from reports.actions.batches import ask_batch, keep_going, retry_batch, run_handful
from reports.actions.making import make_report
from reports.enums import ReportKind, ReportState
from reports.models import Report, ReportBatch
from reports.weekly import weekly_figures, weekly_figures_of_many
from tests.factories import NOW, Province, make_agency
from tests.reports.weeks import hand_counted_week

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def ask(province: Province, **more) -> ReportBatch:
    asked = {
        "agency": province["UBND"], "kind": ReportKind.WEEKLY, "period": parse_period("2026-W46"),
        "schedule": None, "below": True, "by": None, "now": NOW,
    }  # fmt: skip
    return ask_batch(**asked | more)


@pytest.fixture
def makes(monkeypatch):
    """Reports are written down instead of made; `breaks` names units for which that fails."""
    made, breaks = [], {}

    def make(*, agency, **asked):
        if error := breaks.get(agency.code):
            raise error
        made.append(agency.code)

    monkeypatch.setattr(batches, "make_report", make)
    make.made, make.breaks = made, breaks
    return make


def run(at=NOW) -> int:
    return run_handful(clock=lambda: at)


def states() -> dict[str, str]:
    return dict(Job.objects.values_list("agency__code", "state"))


def test_a_batch_makes_the_reports_that_a_person_would_have_made(province):
    for part in ("SKHCN", "XA"):
        hand_counted_week(province, part)
    batch = ask(province)
    assert ask(province) is None
    assert (run(), run()) == (5, 0)
    assert set(states().values()) == {JobState.DONE}
    assert Report.objects.count() == StoredFile.objects.count() == batch.units == 5
    by_hand = weekly_figures(
        agency=province["SKHCN"], period=parse_period("2026-W46"), today=NOW.date()
    )
    assert Report.objects.get(agency=province["SKHCN"]).figures == by_hand
    # Whoever asks by hand afterwards gets the same report, not a second one.
    again = make_report(
        kind="weekly", agency=province["SKHCN"], period="2026-W46", by=None, now=NOW
    )
    assert (again.version, Report.objects.count()) == (1, 5)


def test_counting_for_many_costs_no_statement_more_than_for_one(province):
    for part in ("SKHCN", "XA"):
        hand_counted_week(province, part)
    week, today = parse_period("2026-W46"), NOW.date()
    leaves = [province["BTCD"], make_agency("LS-KHAC", parent=province["UBND"])]
    counts = []
    for units in (leaves[:1], leaves):
        with CaptureQueriesContext(connection) as ran:
            weekly_figures_of_many(agencies=units, period=week, today=today)
        counts.append(len(ran))
    # One more: whether there are units below.
    assert counts[1] == counts[0] + 1


def test_a_refusal_parks_one_report_and_the_others_are_made(province, makes):
    makes.breaks["LS-XA"] = Refused("Xã này chưa có mẫu.")
    ask(province)
    assert run() == 5
    assert sorted(makes.made) == ["LS", "LS-BTCD", "LS-SKHCN", "LS-TTT"]
    parked = Job.objects.get(state=JobState.FAILED)
    assert (parked.agency.code, parked.error) == ("LS-XA", "Xã này chưa có mẫu.")


def test_an_unexpected_error_is_tried_three_times_and_then_parked(province, makes):
    makes.breaks["LS-XA"] = RuntimeError("hỏng")
    batch = ask(province)
    assert run() == 5
    # The others are done; this one waits a moment, so the next handful does not find it.
    assert (run(), keep_going(now=NOW)) == (0, False)
    for attempt in (1, 2):
        assert run(NOW + attempt * timedelta(minutes=1)) == 1
    parked = Job.objects.get(state=JobState.FAILED)
    assert (parked.attempts, parked.error) == (3, jobs.TRIED_IN_VAIN)
    assert run(NOW + timedelta(hours=1)) == 0
    makes.breaks.clear()
    assert retry_batch(batch=batch, by=province.person("admin", "UBND"), now=NOW) == 1
    assert run() == 1
    assert set(states().values()) == {JobState.DONE}


def test_what_a_killed_worker_held_is_taken_up_when_its_lease_is_over(province, makes):
    ask(province)
    held = job_batches.take(limit=3, now=NOW)
    assert len(held) == 3
    assert run() == 2
    late = NOW + job_batches.LEASE + timedelta(seconds=1)
    assert keep_going(now=late)
    assert run(late) == 3
    # The first worker lives after all: what it held is no longer its own.
    assert not job_batches.begin(job=held[0], now=late)
    assert sorted(makes.made) == ["LS", "LS-BTCD", "LS-SKHCN", "LS-TTT", "LS-XA"]


def test_a_database_that_is_gone_ends_the_handful_and_nothing_is_lost(province, makes):
    first = "LS"
    makes.breaks[first] = OperationalError("server closed the connection")
    ask(province)
    with pytest.raises(OperationalError):
        run()
    makes.breaks.clear()
    assert run(NOW + job_batches.LEASE + timedelta(seconds=1)) == 5
    assert set(states().values()) == {JobState.DONE}


def test_a_slow_handful_gives_the_rest_back_so_that_the_desk_is_served(province, makes):
    ask(province)
    ticks = iter(NOW + n * timedelta(seconds=1) for n in range(100))
    run_handful(clock=lambda: next(ticks))
    assert 1 <= len(makes.made) < 5
    assert set(states().values()) == {JobState.DONE, JobState.WAITING}
    assert jobs.waiting(now=NOW + timedelta(hours=1)) == []


def test_a_report_that_was_sent_is_not_made_anew(province, makes):
    week = parse_period("2026-Q1")
    Report.objects.create(
        kind=ReportKind.STATUTORY, agency=province["XA"], scope_path=province["XA"].path,
        period=week.code, starts_on=week.start, ends_on=week.end, figures={}, sha256="0" * 64,
        state=ReportState.APPROVED, approved_at=NOW, approved_by=province.person("head", "XA"),
        made_at=NOW,
    )  # fmt: skip
    ask(province, kind=ReportKind.STATUTORY, period=week)
    run()
    assert sorted(makes.made) == ["LS", "LS-BTCD", "LS-SKHCN", "LS-TTT"]
    assert set(states().values()) == {JobState.DONE}


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_page_of_a_batch_follows_it_and_says_what_is_parked(province, makes):
    makes.breaks["LS-XA"] = Refused("Xã này chưa có mẫu.")
    batch = ask(province)
    admin, page = (
        signed_in(province.person("admin", "UBND")),
        reverse("batch_detail", args=[batch.pk]),
    )
    polled = admin.get(f"{page}?tien-do=1", headers={"HX-Request": "true"}).content.decode()
    assert 'hx-trigger="every 3s"' in polled
    assert "Đã làm 0 %" in polled
    run(NOW + timedelta(seconds=1))
    polled = admin.get(f"{page}?tien-do=1", headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in polled
    assert "1 báo cáo không thành" in polled
    whole = admin.get(page).content.decode()
    assert "Xã này chưa có mẫu." in whole
    assert province["SKHCN"].name not in whole
    assert province["SKHCN"].name in admin.get(f"{page}?tinh_trang=done").content.decode()
    assert (
        "1 báo cáo không thành trên 5 đơn vị"
        in admin.get(reverse("panel_batches")).content.decode()
    )
    assert "Đợt lập báo cáo có việc hỏng" in admin.get(reverse("home")).content.decode()
    makes.breaks.clear()
    assert admin.post(reverse("batch_retry", args=[batch.pk])).status_code == 302
    run(NOW + timedelta(seconds=2))
    assert "Đợt lập báo cáo có việc hỏng" not in admin.get(reverse("home")).content.decode()


def test_lists_cost_the_same_for_one_and_four_batches_and_are_nobody_elses(province, makes):
    rival = signed_in(Province("CB", "Cao Bằng").person("admin", "UBND"))
    admin, counts = signed_in(province.person("admin", "UBND")), []
    for weeks in (["2026-W46"], ["2026-W45", "2026-W44", "2026-W43"]):
        found = [ask(province, period=parse_period(code)) for code in weeks]
        admin.get(reverse("batch_list"))
        with CaptureQueriesContext(connection) as ran:
            assert admin.get(reverse("batch_list")).status_code == 200
        counts.append(len(ran))
    assert counts[0] == counts[1] <= 15
    assert "Chưa có đợt nào" in rival.get(reverse("batch_list")).content.decode()
    assert rival.get(reverse("batch_detail", args=[found[0].pk])).status_code == 404
