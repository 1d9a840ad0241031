"""Who is told of a due date, when, and never twice."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from complaints.actions.warnings import warn_of_due_dates
from complaints.enums import NoticeLevel, PetitionKind
from complaints.jobs import ask_due_warnings
from complaints.models import CaseNotice, Clock
from complaints.tasks import warn_of_due_dates as strike
from complaints.warning_levels import long_overdue_since, windows
from law.shipped import shipped_calendar
from records.actions import jobs
from tests.factories import NOW, Province

pytestmark = pytest.mark.django_db
TODAY = NOW.date()  # Wednesday 18/11/2026
SOON, ON_DAY, LATE, LONG = NoticeLevel


@pytest.fixture
def due(register, province):
    """One open clock of a petition that is due on a day; the others are done."""

    def made(on: date, *, holder="handler", code="KN_THULY", **told) -> Clock:
        petition = register(**told)
        petition.holder = province.person(holder, "SKHCN") if holder else None
        petition.save()
        Clock.objects.filter(petition=petition).update(finished_on=TODAY)
        return Clock.objects.create(
            matter=petition.matter, petition=petition, agency=petition.agency,
            scope_path=petition.scope_path, secrecy=petition.secrecy, rule_code=code,
            started_on=date(2026, 9, 1), due_on=on,
        )  # fmt: skip

    return made


def warn(today=TODAY) -> int:
    return warn_of_due_dates(today=today, now=NOW)


def told() -> list[tuple[str, int]]:
    rows = CaseNotice.objects.values_list("user__username", "level").order_by("level", "pk")
    return sorted(rows, key=lambda row: (row[1], row[0]))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (4, []),
        (3, [("handler.skhcn.ls", SOON)]),
        (1, [("handler.skhcn.ls", SOON)]),
        (0, [("handler.skhcn.ls", ON_DAY)]),
        (-1, [("handler.skhcn.ls", LATE), ("head.skhcn.ls", LATE)]),
    ],
)
def test_each_level_has_its_readers(due, days, expected):
    due(TODAY + timedelta(days=days))
    assert warn() == len(expected)
    assert told() == expected


def test_ten_working_days_late_the_inspectorate_is_told(due):
    # Back from Wed 18/11: 18, 17, 16, 13, 12, 11, 10, 09, 06, 05: what was due on 04/11 or before.
    assert long_overdue_since(TODAY, shipped_calendar()) == date(2026, 11, 4)
    due(date(2026, 11, 5))
    warn()
    assert [level for _, level in told()] == [LATE, LATE]
    due(date(2026, 11, 4))
    warn()
    assert [row for row in told() if row[1] == LONG] == [("inspector.ttt.ls", LONG)]


def test_the_days_of_the_levels():
    assert windows(date(2026, 11, 30), shipped_calendar()) == {
        SOON: (date(2026, 12, 1), date(2026, 12, 3)),
        ON_DAY: (date(2026, 11, 30), date(2026, 11, 30)),
        LATE: (date(2000, 1, 1), date(2026, 11, 29)),
        # 30, 27, 26, 25, (24 off) 23, 20, 19, 18, 17, 16; then the weekend before it.
        LONG: (date(2000, 1, 1), date(2026, 11, 15)),
    }


def test_a_level_informs_once_and_the_next_again(due):
    due(TODAY + timedelta(days=2))
    assert (warn(), warn(), warn(TODAY + timedelta(days=1))) == (1, 0, 0)
    assert warn(TODAY + timedelta(days=2)) == 1
    assert warn(TODAY + timedelta(days=3)) == 2
    assert warn(TODAY + timedelta(days=4)) == 0


def test_another_due_date_informs_anew(due):
    clock = due(TODAY)
    warn()
    clock.due_on = TODAY + timedelta(days=3)
    clock.save()
    assert warn() == 1
    assert told() == [("handler.skhcn.ls", SOON), ("handler.skhcn.ls", ON_DAY)]


def test_what_nobody_holds_is_told_to_the_head(due):
    due(TODAY, holder=None)
    warn()
    assert told() == [("head.skhcn.ls", ON_DAY)]


def test_a_right_of_the_citizen_and_a_finished_duty_warn_nobody(due):
    due(TODAY, code="KN_LAN2_HAN")
    clock = due(TODAY)
    clock.finished_on = TODAY
    clock.save()
    assert warn() == 0


def test_only_those_who_see_the_case_are_told(due, province):
    head = province.person("head", "SKHCN")
    due(date(2026, 10, 1), kind=PetitionKind.DENUNCIATION, excluded_users=[head], holder="officer")
    # The officer reaches no sealed matter, the head is excluded, the inspector was told nothing.
    assert warn() == 0


def test_another_province_is_told_nothing_and_hears_of_its_own(due, register, province):
    other = Province("CB", "Cao Bằng")
    petition = register(agency=other["SKHCN"], by=other.person("handler", "SKHCN"))
    Clock.objects.filter(petition=petition).update(due_on=TODAY - timedelta(days=60))
    due(TODAY)
    warn()
    # Their petition runs two clocks: acceptance and the red line.
    assert told() == [
        ("handler.skhcn.ls", ON_DAY),
        *[("handler.skhcn.cb", LATE)] * 2,
        *[("head.skhcn.cb", LATE)] * 2,
        *[("inspector.ttt.cb", LONG)] * 2,
    ]


def test_the_job_of_one_day_runs_once(due):
    due(TODAY)
    key = strike()
    assert str(ask_due_warnings(now=NOW).pk) == key
    jobs.run(job_id=key, now=NOW)
    jobs.run(job_id=key, now=NOW)
    assert CaseNotice.objects.count() == 1


def test_a_notice_is_given_once(due):
    due(TODAY)
    warn()
    notice = CaseNotice.objects.get()
    notice.pk = None
    with pytest.raises(DatabaseError, match="notice_is_given_once"), transaction.atomic():
        notice.save(force_insert=True)
