"""What goes by age, what the administrator sees of it before and after, and what stays."""

import hashlib
import os
import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from records.actions import files, loose_bytes, retention
from records.models import (
    IdempotencyKey,
    Job,
    LedgerEntry,
    Notice,
    NoticeMail,
    NoticeMailLine,
    RetentionRun,
    StoredFile,
)
from records.retention import due, rules
from records.retention_form import ClearForm
from tests.factories import NOW, Province
from tests.reception.conftest import sign_in

__all__ = ["sign_in"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(province: Province):
    return province.person("admin", "UBND")


@pytest.fixture
def page(admin, sign_in):
    with time_machine.travel(NOW, tick=False):
        yield sign_in(admin)


def key(user, days, moment=NOW):
    return IdempotencyKey.objects.create(
        user=user, key=uuid.uuid4(), subject_kind="visit", subject_id=uuid.uuid4(),
        at=moment - timedelta(days=days),
    )  # fmt: skip


def job(days, **more):
    ended = NOW - timedelta(days=days)
    return Job.objects.create(
        kind="x",
        effect_key=str(uuid.uuid4()),
        state="done",
        asked_at=ended,
        finished_at=ended,
        **more,
    )


def counts():
    return {line.rule.key: line.count for line in due(NOW) if line.count}


def test_each_rule_takes_what_is_past_its_day_and_nothing_younger(admin):
    key(admin, 91), key(admin, 89)
    old, _, batched = job(366), job(364), job(900, batch=uuid.uuid4())
    made = {"user": admin, "kind": "now", "made_at": NOW, "next_try_at": NOW}
    letter = NoticeMail.objects.create(state="sent", ended_at=NOW - timedelta(days=181), **made)
    NoticeMailLine.objects.create(mail=letter, source="x", notice_id=uuid.uuid4(), topic="due")
    NoticeMail.objects.create(**made)
    Session.objects.create(session_key="a", expire_date=NOW - timedelta(minutes=1))
    Session.objects.create(session_key="b", expire_date=NOW + timedelta(minutes=1))
    expected = {"sessions": 1, "form_keys": 1, "letters": 1, "jobs": 1}
    assert counts() == expected
    done = retention.clear_all(now=NOW)
    assert {name: n for name, n in done.items() if n} == expected
    assert counts() == {}
    assert not Job.objects.filter(pk=old.pk).exists()
    assert Job.objects.filter(pk=batched.pk).exists()
    assert [IdempotencyKey.objects.count(), NoticeMail.objects.count()] == [1, 1]
    assert [s.session_key for s in Session.objects.all()] == ["b"]


def test_the_second_click_removes_what_was_shown_and_leaves_a_line(page, admin):
    key(admin, 120), key(admin, 100), key(admin, 1)
    shown = page.get(reverse("retention"))
    assert [(line.rule.key, line.count, line.first) for line in shown.context["lines"]
            if line.count] == [("form_keys", 2, date(2026, 7, 21))]  # fmt: skip
    as_of = shown.context["form"].fields["as_of"].initial
    key(admin, 90, NOW - timedelta(seconds=1) + timedelta(seconds=2))
    with time_machine.travel(NOW + timedelta(minutes=10), tick=False):
        answer = page.post(reverse("retention"), {"rules": ["form_keys"], "as_of": as_of})
    assert answer.status_code == 302
    assert IdempotencyKey.objects.count() == 2  # what came due after the preview waits
    run = RetentionRun.objects.get()
    assert (run.rule, run.removed, run.ran_by) == ("form_keys", 2, admin)
    assert (run.first_day, run.last_day) == (date(2026, 7, 21), date(2026, 8, 10))
    told = LedgerEntry.objects.get(verb="clear_old")
    assert (told.user_id, told.details) == (admin.pk, {"so_dong": 2})
    after = page.get(reverse("retention")).content.decode()
    assert "21/07/2026 – 10/08/2026" in after
    assert "Có 1 lần dọn." in after


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"rules": ["form_keys"], "as_of": "2030-01-01"}, "Bảng xem trước đã cũ"),
        ({"rules": []}, "Hãy chọn ít nhất một loại dữ liệu để dọn."),
        ({"rules": ["visits"]}, "visits"),
    ],
)
def test_a_bad_form_removes_nothing(page, admin, typed, sentence):
    key(admin, 120)
    as_of = page.get(reverse("retention")).context["form"].fields["as_of"].initial
    answer = page.post(reverse("retention"), {"as_of": as_of, **typed})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert [IdempotencyKey.objects.count(), RetentionRun.objects.count()] == [1, 0]


def test_a_preview_is_good_for_an_hour(admin):
    key(admin, 120)
    with time_machine.travel(NOW, tick=False):
        as_of = ClearForm(lines=due(NOW), now=NOW).fields["as_of"].initial
    for minutes, good in ((59, True), (61, False)):
        with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
            form = ClearForm({"rules": ["form_keys"], "as_of": as_of}, lines=due(NOW), now=NOW)
            assert form.is_valid() is good


def test_the_page_costs_the_same_for_one_row_and_for_many(
    page, admin, django_assert_max_num_queries
):
    key(admin, 120)
    page.get(reverse("retention"))
    for _ in range(4):
        key(admin, 130)
        retention.clear_by_rule(key="form_keys", now=NOW)
    with django_assert_max_num_queries(15):
        page.get(reverse("retention"))


def test_no_rule_reaches_what_the_archives_decide_about():
    reached = {rule.rows(NOW).model._meta.label for rule in rules()}
    assert reached == {
        "axes.AccessAttempt", "axes.AccessLog", "reception.DeskDraft", "reception.QueueTicket",
        "records.IdempotencyKey", "records.Job", "records.NoticeMail", "records.StoredFile",
        "sessions.Session",
    }  # fmt: skip
    assert not any(rule.clear is None for rule in rules() if rule.key == "priority_marks")


def test_a_file_goes_with_its_record_and_its_bytes_a_month_later(
    admin, province, settings, tmp_path
):
    settings.FILES_DIR = tmp_path
    kept_job, long_ago = job(1), NOW - timedelta(days=31)
    for content in (b"ket xuat", b"chung"):
        files.store(
            parent=kept_job, name="a.txt", content=content, by=admin, now=long_ago,
            content_type="text/plain",
        )  # fmt: skip
    gone = StoredFile.objects.create(
        parent_kind="plan", parent_id=uuid.uuid4(), name="k.txt", content_type="text/plain",
        size=5, sha256=hashlib.sha256(b"chung").hexdigest(), stored_at=NOW,
    )  # fmt: skip
    for path in tmp_path.glob("*/*"):
        os.utime(path, (long_ago.timestamp(), long_ago.timestamp()))
    assert counts() == {"job_files": 2}
    retention.clear_all(now=NOW)
    assert list(StoredFile.objects.all()) == [gone]
    assert loose_bytes.sweep(now=NOW) == 1  # the other hash is still named by a row
    assert [path.read_bytes() for path in tmp_path.glob("*/*")] == [b"chung"]
    later = NOW + timedelta(days=31)
    assert retention.clear_by_rule(key="loose_files", now=later) == 1
    assert loose_bytes.sweep(now=later) == 1
    assert list(tmp_path.glob("*/*")) == []


def test_bytes_that_were_wanted_again_stay(admin, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    store = {"name": "a.txt", "content": b"a", "by": admin, "now": NOW}
    files.store(parent=job(1), **store, content_type="text/plain")
    path = next(tmp_path.glob("*/*"))
    os.utime(path, (0, 0))
    files.store(parent=job(2), **store, content_type="text/plain")
    assert path.stat().st_mtime > 0


def wrong(**fields):
    made = {"rule": "x", "removed": 1, "first_day": NOW.date(), "last_day": NOW.date()}
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        RetentionRun.objects.create(**{**made, **fields}, ran_at=NOW)
    return str(caught.value)


def test_a_line_cannot_contradict_itself():
    assert "retention_run_removed_something" in wrong(removed=0)
    assert "retention_run_names_its_rule" in wrong(rule="")
    assert "retention_run_days_in_order" in wrong(first_day=NOW.date() + timedelta(days=1))


@pytest.mark.parametrize(
    "does", ["UPDATE records_retentionrun SET removed = 9", "DELETE FROM records_retentionrun"]
)
@pytest.mark.parametrize("owner", [False, True])
def test_nobody_changes_what_was_removed(does, owner):
    retention.note(key="x", days=[NOW.date()], by=None, now=NOW)
    with connection.cursor() as cursor:
        if owner:
            cursor.execute("RESET ROLE")
    why = "append-only" if owner else "permission denied"
    with (
        pytest.raises(ProgrammingError, match=why),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(does)


def test_only_the_administrator_opens_it(province, sign_in):
    client = sign_in(province.person("head", "UBND"))
    assert client.get(reverse("retention")).status_code == 403
    assert client.post(reverse("retention"), {"rules": ["form_keys"]}).status_code == 403


def test_notices_stay():
    assert not any(rule.rows(NOW).model is Notice for rule in rules())
