"""Making the report: once for the same figures, by the button, by beat."""

from datetime import timedelta

import pytest
import time_machine

from agencies.enums import Level
from agencies.refusals import Refused
from records.actions import jobs
from records.actions.files import path_of
from records.enums import JobState, Verb
from records.models import Job, LedgerEntry, StoredFile
from reports.actions.weekly import make_weekly_report, pdf_of
from reports.jobs import ask_weekly_report
from reports.models import Report
from reports.tasks import run_batches, run_report_schedules, sum_up_tallies
from tests.factories import NOW, Province, make_agency
from tests.reports.builders import make_visit
from tests.reports.weeks import EXPECTED, MON, MONDAY_SIX, hand_counted_week

pytestmark = pytest.mark.django_db


def make(province: Province, period: str = "2026-W46", **more) -> Report:
    given = {"agency": province["SKHCN"], "period": period, "by": None, "now": NOW}
    return make_weekly_report(**given | more)


def test_report_keeps_figures_hash_and_pdf(province):
    hand_counted_week(province)
    heard: list[int] = []
    report = make(province, tell=heard.append)
    assert (report.period, report.version, report.scope_path) == ("2026-W46", 1, "LS/LS-SKHCN/")
    assert report.figures["values"] == EXPECTED
    assert len(report.sha256) == 64
    assert heard == [40, 90]
    stored = pdf_of(report)
    assert stored.name == "bao-cao-tuan-2026-W46-LS-SKHCN.pdf"
    assert path_of(stored.sha256).read_bytes().startswith(b"%PDF-")
    assert LedgerEntry.objects.filter(subject_id=report.pk, verb=Verb.CREATE).count() == 1


def test_running_twice_gives_one_report_and_one_file(province):
    hand_counted_week(province)
    first = make(province)
    second = make(province, now=NOW + timedelta(hours=1))
    assert second == first
    assert (Report.objects.count(), StoredFile.objects.count()) == (1, 1)


def test_changed_figures_make_the_next_version_and_keep_the_first(province):
    first = make(province)
    make_visit(province["SKHCN"], province.person("head", "SKHCN"), MON)
    second = make(province)
    assert (first.version, second.version) == (1, 2)
    assert Report.objects.get(pk=first.pk).figures["values"]["visits"] == [0, 0]
    assert second.figures["values"]["visits"] == [1, 0]
    assert pdf_of(second).name == "bao-cao-tuan-2026-W46-LS-SKHCN-lan-2.pdf"


@pytest.mark.parametrize(
    ("period", "sentence"),
    [
        ("2026-W60", "Không hiểu kỳ báo cáo “2026-W60”; các cách ghi: 2026-Q1, 2026-6T, 2026-9T, "
         "2026-N, 2026-T03, 2026-W46, 2026-CD, 2026-03-01..2026-03-31."),
        ("2026-Q1", "“2026-Q1” không phải là tuần; hãy ghi dạng 2026-W46."),
        ("2026-W52", "Tuần 52 năm 2026 bắt đầu từ ngày 21/12/2026, chưa đến nên chưa có số liệu."),
        ("2019-W02", "Sở Khoa học và Công nghệ không hoạt động trong tuần 2 năm 2019."),
    ],
)  # fmt: skip
def test_a_week_without_figures_is_refused_with_a_sentence(province, period, sentence):
    with pytest.raises(Refused) as refused:
        make(province, period)
    assert refused.value.sentence == sentence
    assert Report.objects.count() == 0


def test_the_job_makes_the_report_and_reaches_a_hundred(province):
    job = ask_weekly_report(
        agency=province["SKHCN"], period="2026-W46", by=province.person("head", "SKHCN"), now=NOW
    )
    jobs.run(job_id=job.pk, now=NOW)
    job.refresh_from_db()
    assert (job.state, job.progress) == (JobState.DONE, 100)
    assert Report.objects.get().made_by == province.person("head", "SKHCN")


def test_the_job_says_why_it_could_not(province):
    job = ask_weekly_report(agency=province["SKHCN"], period="2026-W52", by=None, now=NOW)
    jobs.run(job_id=job.pk, now=NOW)
    job.refresh_from_db()
    assert (job.state, job.error) == (
        JobState.FAILED,
        "Tuần 52 năm 2026 bắt đầu từ ngày 21/12/2026, chưa đến nên chưa có số liệu.",
    )


def test_beat_asks_one_job_per_unit_in_force_for_the_week_just_ended(province):
    make_agency("LS-SKHCN-VP", level=Level.UNIT, parent=province["SKHCN"])
    make_agency("LS-CU", parent=province["UBND"], valid_to=MON)
    with time_machine.travel(MONDAY_SIX, tick=False):
        assert run_report_schedules() == 1
        assert run_report_schedules() == 0
    assert sorted(Job.objects.values_list("agency__code", "arguments__period")) == [
        ("LS", "2026-W46"), ("LS-BTCD", "2026-W46"), ("LS-SKHCN", "2026-W46"),
        ("LS-TTT", "2026-W46"), ("LS-XA", "2026-W46"),
    ]  # fmt: skip


def test_running_all_jobs_of_beat_twice_gives_one_report_each(province):
    with time_machine.travel(MONDAY_SIX, tick=False):
        run_report_schedules()
        assert (run_batches(), run_batches()) == (5, 0)
        for pk in Job.objects.values_list("pk", flat=True):
            jobs.run(job_id=pk, now=MONDAY_SIX)
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}
    assert sorted(Report.objects.values_list("agency__code", "version")) == [
        ("LS", 1), ("LS-BTCD", 1), ("LS-SKHCN", 1), ("LS-TTT", 1), ("LS-XA", 1),
    ]  # fmt: skip


def test_summing_up_is_a_task():
    assert sum_up_tallies() == 0
