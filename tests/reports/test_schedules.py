"""Schedules of reports: written by an administrator, run once by kind, unit and period."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from agencies.enums import Level
from agencies.refusals import NotAllowed
from agencies.roles import Role
from records.models import Job, LedgerEntry
from reports.actions.scheduling import run_due, save_schedule
from reports.enums import ReportKind, Rhythm
from reports.models import ReportBatch, ReportSchedule
from reports.scheduled_units import in_turn
from tests.factories import HANOI, NOW, Province, make_agency, make_user

pytestmark = pytest.mark.django_db
# NOW is Wednesday 18/11/2026, 09:30. The week just ended is 2026-W46.
NEXT_MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=HANOI)


def write(province: Province, **more) -> ReportSchedule:
    asked = {
        "schedule": None, "agency": province["UBND"], "kind": ReportKind.WEEKLY,
        "rhythm": Rhythm.WEEKLY, "day": 1, "at": time(6), "with_units_below": True, "is_on": True,
        "catch_up_from": None, "by": province.person("admin", "UBND"), "now": NOW,
    }  # fmt: skip
    return save_schedule(**asked | more)


def made() -> list[tuple[str, str, str, int]]:
    rows = ReportBatch.objects.order_by("asked_at", "period", "agency__code")
    return list(rows.values_list("agency__code", "kind", "period", "units"))


def test_a_new_schedule_begins_with_the_next_run_and_runs_once(province):
    write(province)
    assert run_due(now=NOW) == run_due(now=NEXT_MONDAY - timedelta(seconds=1)) == []
    assert len(run_due(now=NEXT_MONDAY)) == 1
    assert run_due(now=NEXT_MONDAY) == run_due(now=NEXT_MONDAY + timedelta(minutes=5)) == []
    assert made() == [("LS", "weekly", "2026-W47", 5)]
    assert Job.objects.count() == 5


def test_missed_runs_are_made_up_the_oldest_first_and_the_last_eight_at_most(province):
    write(province, catch_up_from=date(2026, 1, 5))
    run_due(now=NOW)
    assert [period for *_, period, _ in made()] == [
        f"2026-W{number}" for number in (39, 40, 41, 42, 43, 44, 45, 46)
    ]
    assert run_due(now=NOW) == []
    three_weeks_later = NOW + timedelta(weeks=3)
    assert [batch.period for batch in run_due(now=three_weeks_later)] == [
        "2026-W47", "2026-W48", "2026-W49",
    ]  # fmt: skip


def test_a_schedule_switched_off_makes_nothing_and_later_only_what_is_still_to_come(province):
    schedule = write(province)
    write(province, schedule=schedule, is_on=False)
    assert run_due(now=NEXT_MONDAY) == []
    on_again = NEXT_MONDAY + timedelta(days=1)
    write(province, schedule=schedule, is_on=True, now=on_again)
    assert run_due(now=on_again) == []
    assert [batch.period for batch in run_due(now=on_again + timedelta(weeks=1))] == ["2026-W48"]


def test_another_hour_counts_from_now_on(province):
    schedule = write(province)
    run_due(now=NEXT_MONDAY)
    # Moved on Monday at nine to Monday at eight: eight o'clock has passed and runs in a week.
    nine = NEXT_MONDAY + timedelta(hours=3)
    moved = write(province, schedule=schedule, at=time(8), now=nine)
    assert moved.catch_up_from == date(2026, 11, 24)
    assert run_due(now=nine) == []
    # To Wednesday: the week it would make is there already, the next is made on Wednesday.
    write(province, schedule=schedule, day=3, at=time(7), now=nine)
    assert run_due(now=datetime(2026, 11, 25, 7, 0, tzinfo=HANOI)) == []
    assert run_due(now=datetime(2026, 12, 2, 6, 59, tzinfo=HANOI)) == []
    assert [b.period for b in run_due(now=datetime(2026, 12, 2, 7, 0, tzinfo=HANOI))] == [
        "2026-W48"
    ]


def test_a_schedule_sent_as_it_was_leaves_no_row(province):
    schedule = write(province)
    rows = LedgerEntry.objects.filter(subject_id=schedule.pk)
    assert write(province, schedule=schedule, now=NOW + timedelta(hours=1)) == schedule
    assert [row.verb for row in rows] == ["create"]
    write(province, schedule=schedule, at=time(7))
    assert (rows.get(verb="change").before, rows.get(verb="change").after) == (
        {"at": "06:00"}, {"at": "07:00"},
    )  # fmt: skip


def test_the_half_year_is_made_with_its_quarter_for_units_in_force_without_rooms(province):
    make_agency("LS-SKHCN-VP", level=Level.UNIT, parent=province["SKHCN"])
    make_agency("LS-CU", parent=province["UBND"], valid_to=date(2026, 6, 13))
    spring = datetime(2026, 6, 1, 8, 0, tzinfo=HANOI)
    write(
        province, kind=ReportKind.STATUTORY, rhythm=Rhythm.STATUTORY, day=15, now=spring,
        with_units_below=True,
    )  # fmt: skip
    write(province, agency=province["XA"], with_units_below=False, now=spring)
    run_due(now=datetime(2026, 6, 15, 6, 0, tzinfo=HANOI))
    assert sorted(made()) == [
        ("LS", "statutory", "2026-6T", 5),
        ("LS", "statutory", "2026-Q2", 5),
        ("LS-XA", "weekly", "2026-W23", 1),
        ("LS-XA", "weekly", "2026-W24", 1),
    ]


def test_without_any_weekly_schedule_monday_six_o_clock_is_for_everybody(province):
    Province("CB", "Cao Bằng")
    write(province, kind=ReportKind.STATUTORY, rhythm=Rhythm.MONTHLY, day=15)
    assert len(run_due(now=NOW)) == 2
    assert sorted(made()) == [("CB", "weekly", "2026-W46", 5), ("LS", "weekly", "2026-W46", 5)]
    assert run_due(now=NOW + timedelta(hours=1)) == []
    # Two batches of one moment take turns: no province waits for the other.
    turns = Job.objects.order_by("asked_at", "pk").values_list("agency__code", flat=True)
    assert {code[:2] for code in turns[:2]} == {"CB", "LS"}
    write(province, is_on=False)
    assert run_due(now=NEXT_MONDAY) == []


def test_branches_take_turns():
    class Unit:
        def __init__(self, path):
            self.path = path

    paths = ["V/", "V/A/", "V/A/1/", "V/A/2/", "V/A/3/", "V/B/", "V/B/1/", "V/C/"]
    assert [unit.path for unit in in_turn(map(Unit, paths), "V/")] == [
        "V/", "V/A/", "V/B/", "V/C/", "V/A/1/", "V/B/1/", "V/A/2/", "V/A/3/",
    ]  # fmt: skip


def test_the_database_keeps_one_batch_and_one_schedule_of_a_kind(province):
    write(province)
    run_due(now=NEXT_MONDAY)
    batch = ReportBatch.objects.get()
    for double in (batch, ReportSchedule.objects.get()):
        double.pk, double._state.adding = None, True
        with pytest.raises(IntegrityError), transaction.atomic():
            double.save(force_insert=True)


def test_who_keeps_no_schedules_of_a_tree_changes_none(province):
    rival = Province("CB", "Cao Bằng").person("admin", "UBND")
    for by in (rival, province.person("head", "UBND")):
        with pytest.raises(NotAllowed):
            write(province, by=by)
    own = make_user("quantri.skhcn", (Role.ADMIN, province["SKHCN"]))
    with pytest.raises(NotAllowed):
        write(province, by=own)
    assert write(province, by=own, agency=province["SKHCN"]).agency == province["SKHCN"]


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def said(province: Province, **more) -> dict[str, object]:
    return {
        "agency": province["UBND"].pk, "kind": "weekly", "rhythm": "weekly", "weekday": 1,
        "day": 15, "at": "06:00", "with_units_below": "on", "is_on": "on", "catch_up_from": "",
    } | more  # fmt: skip


@time_machine.travel(NOW, tick=False)
def test_an_administrator_sees_the_next_three_runs_before_saving(province):
    admin = signed_in(province.person("admin", "UBND"))
    shown = admin.post(reverse("report_schedule_new"), said(province, thu="1")).content.decode()
    for words in (
        "Thứ Hai 23/11/2026 lúc 06:00: tuần 47 năm 2026 (16/11/2026 – 22/11/2026)",
        "Thứ Hai 30/11/2026 lúc 06:00", "Thứ Hai 07/12/2026 lúc 06:00", "5 đơn vị",
    ):  # fmt: skip
        assert words in shown
    assert ReportSchedule.objects.count() == 0
    assert admin.post(reverse("report_schedule_new"), said(province)).status_code == 302
    schedule = ReportSchedule.objects.get()
    assert (schedule.catch_up_from, schedule.made_by) == (
        date(2026, 11, 23) - timedelta(days=4), province.person("admin", "UBND"),
    )  # fmt: skip
    assert LedgerEntry.objects.filter(subject_id=schedule.pk).count() == 1
    listed = signed_in(province.person("handler", "SKHCN")).get(reverse("report_schedule_list"))
    assert "Thứ Hai hằng tuần lúc 06:00" in listed.content.decode()
    assert "Bỏ lịch" not in listed.content.decode()
    admin.post(reverse("report_schedule_remove", args=[schedule.pk]))
    assert ReportSchedule.objects.count() == 0


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"weekday": 8}, "Hãy chọn một lựa chọn hợp lệ"),
        ({"day": 29}, "28"),
        ({"rhythm": "monthly"}, "“Báo cáo tuần” không lập theo nhịp này"),
        ({"catch_up_from": "2026-11-19"}, "Ngày lập bù không được sau hôm nay."),
        ({"at": "25:00"}, "25:00"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_kept(province, more, sentence):
    admin = signed_in(province.person("admin", "UBND"))
    answer = admin.post(reverse("report_schedule_new"), said(province, **more))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert ReportSchedule.objects.count() == 0


@time_machine.travel(NOW, tick=False)
def test_a_second_schedule_of_the_same_kind_and_rhythm_is_refused(province):
    admin = signed_in(province.person("admin", "UBND"))
    admin.post(reverse("report_schedule_new"), said(province))
    answer = admin.post(reverse("report_schedule_new"), said(province, weekday=5))
    assert answer.status_code == 409
    assert "đã có lịch cùng loại báo cáo và cùng nhịp" in answer.content.decode()
