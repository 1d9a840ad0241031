"""Reminders, the heartbeat, and notices as their reader sees them."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from agencies.models import Event
from plans.actions.reminding import remind_of_tasks
from plans.enums import Rhythm, TaskKind
from plans.heartbeat import silence
from records.actions.notices import give
from records.models import Notice
from tests.factories import NOW
from tests.plans.task_rows import continuous_task, day, led_task, make_plan, make_task

WED = date(2026, 11, 18)


def on(today: date) -> datetime:
    return datetime.combine(today, time(6, 45), tzinfo=NOW.tzinfo)


@pytest.mark.parametrize(
    ("kind", "rhythm", "last", "days"),
    [
        # Daily: a whole working day without evidence; the running one does not count.
        ("recurring", Rhythm.DAILY, date(2026, 11, 17), None),
        ("recurring", Rhythm.DAILY, date(2026, 11, 16), 2),
        ("recurring", Rhythm.WEEKLY, date(2026, 11, 11), None),
        ("recurring", Rhythm.WEEKLY, date(2026, 11, 10), 8),
        ("recurring", Rhythm.MONTHLY, date(2026, 10, 18), None),
        ("recurring", Rhythm.MONTHLY, date(2026, 10, 17), 32),
        ("recurring", Rhythm.QUARTERLY, date(2026, 8, 18), None),
        ("recurring", Rhythm.QUARTERLY, date(2026, 8, 17), 93),
        ("continuous", "", date(2026, 10, 19), None),
        ("continuous", "", date(2026, 10, 18), 31),
        ("due", "", date(2025, 1, 1), None),
        ("plain", "", None, None),
    ],
)
def test_silence_is_counted_against_the_rhythm(kind, rhythm, last, days):
    assert silence(kind, rhythm, last, date(2025, 1, 1), WED) == days


def test_silence_counts_from_the_beginning_and_over_a_weekend():
    monday = date(2026, 11, 23)
    assert silence("recurring", "daily", date(2026, 11, 20), monday, monday) is None
    assert silence("recurring", "daily", date(2026, 11, 19), monday, monday) == 4
    assert silence("continuous", "", None, date(2026, 10, 1), WED) == 48
    holiday = silence(
        "recurring", "daily", date(2026, 11, 16), WED, WED, lambda d: d != date(2026, 11, 17)
    )
    assert holiday is None


def told(province, **who) -> list[tuple[str, str]]:
    rows = Notice.objects.filter(**who).order_by("made_at", "user__username")
    return list(rows.values_list("user__username", "sentence"))


@pytest.mark.django_db
def test_people_hear_before_the_day_on_it_and_every_week_late(province):
    task = led_task(province, assignee=province.person("handler", "SKHCN"))
    heard = {}
    for n in range(-5, 20):
        made = remind_of_tasks(now=on(task.due_on + timedelta(days=n)))
        assert remind_of_tasks(now=on(task.due_on + timedelta(days=n))) == 0
        if made:
            heard[n] = Notice.objects.order_by("-made_at").first().sentence[-29:]
    assert list(heard) == [-3, 0, 1, 8, 15]
    assert told(province)[0] == (
        "handler.skhcn.ls", "Nhiệm vụ “Rà soát vụ việc phức tạp” còn 3 ngày, hạn 20/11/2026.",
    )  # fmt: skip


@pytest.mark.django_db
def test_without_a_person_the_unit_hears_without_a_unit_the_issuer(province):
    plan = make_plan(province)
    led_task(province, plan)
    make_task(plan, "Việc khác.", ("Các đơn vị", "lead", None), kind="due", due_on=day(2))
    assert remind_of_tasks(now=NOW) == 5
    assert sorted(user for user, _ in told(province)) == [
        "handler.skhcn.ls", "handler.ubnd.ls", "head.skhcn.ls", "head.ubnd.ls", "officer.skhcn.ls",
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_window_of_an_event_warns_earlier(province):
    plan = make_plan(province)
    task = led_task(province, plan, due_on=day(6))
    event = Event.objects.create(
        name="Kỳ họp", kind="assembly_session", window_from=day(-1), starts_on=day(0),
        ends_on=day(5), window_to=day(8), warn_days=3,
    )  # fmt: skip
    assert remind_of_tasks(now=NOW) == 0
    plan.serves.add(event)
    assert remind_of_tasks(now=NOW) == 3
    assert task.due_on - WED == timedelta(days=6)


@pytest.mark.django_db
def test_silence_is_told_once_a_week_until_evidence_comes(province):
    task = continuous_task(province, assignee=province.person("officer", "SKHCN"))
    assert remind_of_tasks(now=on(WED)) == 1
    assert told(province) == [
        ("officer.skhcn.ls",
         "Nhiệm vụ thường xuyên “Rà soát vụ việc phức tạp” im lặng 48 ngày, chưa có minh chứng mới."),
    ]  # fmt: skip
    assert remind_of_tasks(now=on(WED)) == 0
    assert remind_of_tasks(now=on(WED + timedelta(days=7))) == 1
    task.last_evidence_on = WED + timedelta(days=10)
    task.save()
    assert remind_of_tasks(now=on(WED + timedelta(days=14))) == 0


@pytest.mark.django_db
def test_what_is_over_is_not_reminded_of(province):
    plan = make_plan(province)
    led_task(province, plan, state="dropped")
    led_task(province, make_plan(province, state="closed"))
    done = {"state": "done", "done_at": NOW, "done_by": province.person("head", "SKHCN")}
    led_task(province, plan, kind=TaskKind.DUE, **done)
    assert remind_of_tasks(now=NOW) == 0


@pytest.mark.django_db
def test_a_notice_is_counted_opened_and_nobody_elses(province):
    task, officer = led_task(province), province.person("officer", "SKHCN")
    for _ in range(2):
        give(
            users=[officer], key="a", sentence="Nhiệm vụ sắp đến hạn.", url_name="task_detail",
            subject_id=task.pk, now=NOW,
        )  # fmt: skip
    notice = Notice.objects.get()
    with time_machine.travel(NOW, tick=False):
        client, other = Client(), Client()
        for one, user in ((client, officer), (other, province.person("head", "SKHCN"))):
            one.force_login(user)
        assert "Thông báo (1)" in client.get(reverse("notices")).content.decode()
        assert "Nhiệm vụ sắp đến hạn." not in other.get(reverse("notices")).content.decode()
        address = reverse("notice_open", args=[notice.pk])
        assert other.post(address).status_code == 404
        assert client.post(address)["Location"] == reverse("task_detail", args=[task.pk])
        assert "Thông báo (1)" not in client.get(reverse("notices")).content.decode()
    notice.refresh_from_db()
    assert notice.read_at == NOW
