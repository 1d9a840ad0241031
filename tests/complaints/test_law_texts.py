"""Văn bản áp dụng: tried beside running cases, adopted by two, and the notes it leaves."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from agencies import law_in_force
from agencies.actions.law_texts import (
    approve_law_text,
    propose_law_text,
    refuse_law_text,
    tried,
)
from agencies.enums import LawTextKind, LawTextState
from agencies.law_effect import effect_left_by, effect_of
from agencies.models import LawText
from agencies.refusals import NotAllowed, Refused
from complaints.actions.clocks import extend_clock, pause_clock, start_clock
from complaints.enums import PetitionKind
from complaints.models import Clock, ClockMove
from records.actions import jobs
from records.models import Job, LedgerEntry
from tests.factories import NOW, Province

pytestmark = pytest.mark.django_db
ARTICLE = "Luật Khiếu nại 2011, điều 11a"
HOLIDAY = {"day": [{"date": "2026-12-07", "kind": "off", "name": "nghỉ", "confidence": "verified"}]}


@pytest.fixture
def begin(register, province):
    """Starts one clock of a petition; RECEIVED is Mon 16/11/2026."""

    def started(code, on, *, part="SKHCN", kind=PetitionKind.COMPLAINT, **told) -> Clock:
        agency, by = province[part], province.person("handler", part)
        petition = register(agency=agency, by=by, kind=kind, **told)
        return start_clock(
            matter=petition.matter, petition=petition, rule_code=code, started_on=on, by=by, now=NOW
        )

    return started


@pytest.fixture
def propose(province):
    def proposed(payload=HOLIDAY, kind=LawTextKind.CALENDAR, by=None) -> LawText:
        return propose_law_text(
            key=uuid4(), kind=kind, title="Lịch nghỉ tháng 12", citation="Thông báo số 1/TB",
            valid_from=date(2026, 12, 1), payload=payload,
            by=by or province.person("admin", "UBND"), now=NOW,
        )  # fmt: skip

    return proposed


@pytest.fixture
def approve(province, django_capture_on_commit_callbacks):
    """Approved by the inspector, and the job run as a worker would."""

    def approved(text: LawText) -> LawText:
        with django_capture_on_commit_callbacks(execute=True):
            approve_law_text(text_id=text.pk, by=province.person("inspector", "TTT"), now=NOW)
        for job in Job.objects.filter(kind="law_change", finished_at=None):
            jobs.run(job_id=job.pk, now=NOW)
        text.refresh_from_db()
        return text

    return approved


def rule(code="KN_GQ1", amount=20, **more):
    version = {
        "valid_from": "2026-11-01", "amount": amount, "unit": "calendar_days",
        "citation": "Luật mới, điều 1", "confidence": "verified", **more,
    }  # fmt: skip
    return {"rule": code, "version": version}


def lines(found):
    return [(line.label, line.count, line.earlier, line.later, line.span) for line in found]


def effect(payload, user, kind=LawTextKind.CALENDAR):
    return effect_of(tried(kind=kind, payload=payload), user)


def test_a_preview_counts_by_duty_and_by_agency(begin, province):
    # Five working days from Wed 02/12: 3, 4, 7, 8, Wed 9/12; without Mon 7 it is Thu 10.
    begin("TC_CHUYEN", date(2026, 12, 2), kind=PetitionKind.DENUNCIATION)
    begin("TC_CHUYEN", date(2026, 12, 2), kind=PetitionKind.DENUNCIATION, part="XA")
    # Thirty days from Sat 07/11: Mon 7/12; without it Tue 8.
    begin("KN_GQ1", date(2026, 11, 7), received_on=date(2026, 11, 6))
    # Far from the day: not looked at. Intake clocks end 25/11 at the latest.
    begin("KN_GQ1", date(2026, 12, 10))
    admin, handler = province.person("admin", "UBND"), province.person("handler", "SKHCN")
    found = effect(HOLIDAY, admin)
    assert (found.moved, found.unanswered, found.cases) == (3, 0, [])
    assert lines(found.by_duty) == [
        ("Chuyển tố cáo không thuộc thẩm quyền và thông báo", 2, 0, 2, "muộn hơn 1 ngày"),
        ("Giải quyết khiếu nại lần đầu", 1, 0, 1, "muộn hơn 1 ngày"),
    ]
    assert lines(found.by_agency) == [
        ("Sở Khoa học và Công nghệ", 2, 0, 2, "muộn hơn 1 ngày"),
        ("Ủy ban nhân dân xã Tân Thanh", 1, 0, 1, "muộn hơn 1 ngày"),
    ]
    cases = effect(HOLIDAY, handler).cases
    assert [(case.old, case.new, case.span) for case in cases] == [
        (date(2026, 12, 7), date(2026, 12, 8), "muộn hơn 1 ngày"),
        (date(2026, 12, 9), date(2026, 12, 10), "muộn hơn 1 ngày"),
    ]
    assert Clock.objects.filter(due_on=date(2026, 12, 9)).count() == 2


def test_a_day_that_is_worked_after_all_brings_dates_forward(begin, province):
    # 24/11 is a holiday of the shipped calendar: from Mon 23/11 three days are 25, 26, Fri 27.
    begin("KN_GUI_QD1", date(2026, 11, 23))
    # Seven working days from Mon 16/11 (intake): 17-20, 23, 25, Thu 26; with 24 it is Wed 25.
    found = effect({"cancelled": ["2026-11-24"]}, province.person("admin", "UBND"))
    assert lines(found.by_duty) == [
        ("Gửi quyết định giải quyết khiếu nại lần đầu", 1, 1, 0, "sớm hơn 1 ngày"),
        (
            "Thụ lý hoặc thông báo không thụ lý khiếu nại (lần đầu, lần hai, kỷ luật)",
            1, 1, 0, "sớm hơn 1 ngày",
        ),
    ]  # fmt: skip


def test_a_rule_moves_what_began_under_it(begin, province):
    # 30 days from Mon 09/11: Wed 09/12; 20 days: Sun 29/11, Mon 30: nine days earlier.
    begin("KN_GQ1", date(2026, 11, 9), received_on=date(2026, 11, 6))
    # Before the new version: stays.
    begin("KN_GQ1", date(2026, 10, 30), received_on=date(2026, 10, 30))
    found = effect(rule(), province.person("admin", "UBND"), LawTextKind.RULE)
    assert lines(found.by_duty) == [("Giải quyết khiếu nại lần đầu", 1, 1, 0, "sớm hơn 9 ngày")]


def test_restricted_matters_stand_in_no_figure_and_move_all_the_same(
    begin, propose, approve, province
):
    excluded = province.person("head", "SKHCN")
    clock = begin(
        "TC_CHUYEN", date(2026, 12, 2), kind=PetitionKind.DENUNCIATION, excluded_users=[excluded]
    )
    clock.refresh_from_db()
    admin = province.person("admin", "UBND")
    before = effect(HOLIDAY, excluded)
    assert (before.looked_at, before.moved, before.cases) == (0, 0, [])
    text = approve(propose())
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 12, 10)
    assert clock.moves.count() == 1
    for user in (admin, excluded):
        after = effect_left_by(text, user)
        assert (after.moved, after.by_duty, after.by_agency, after.cases) == (0, [], [], [])
    last = LedgerEntry.objects.filter(subject_kind="lawtext").latest("id")
    assert last.details == {"thoi_han_doi": 0}


def test_adopting_moves_what_runs_and_leaves_a_note(begin, propose, approve, province):
    clock = begin("KN_GQ1", date(2026, 11, 7), received_on=date(2026, 11, 6))
    done = begin("KN_GQ1", date(2026, 11, 7), received_on=date(2026, 11, 6))
    Clock.objects.filter(petition=done.petition).update(finished_on=NOW.date())
    for intake in Clock.objects.filter(petition=clock.petition).exclude(pk=clock.pk):
        intake.finished_on = NOW.date()
        intake.save()
    text = approve(propose())
    clock.refresh_from_db()
    done.refresh_from_db()
    assert (clock.due_on, done.due_on) == (date(2026, 12, 8), date(2026, 12, 7))
    move = ClockMove.objects.get()
    assert (move.clock, move.law_text) == (clock, text)
    assert (move.old_due_on, move.new_due_on) == (date(2026, 12, 7), date(2026, 12, 8))
    for row in (clock.petition, clock.matter):
        row.refresh_from_db()
        assert (row.next_due_on, row.next_duty) == (date(2026, 12, 8), "KN_GQ1")
    assert (text.state, text.applied_at) == (LawTextState.APPROVED, NOW)
    found = effect_left_by(text, province.person("handler", "SKHCN"))
    assert (found.moved, [case.new for case in found.cases]) == (1, [date(2026, 12, 8)])


def test_a_second_run_moves_nothing(begin, propose, approve):
    begin("KN_GQ1", date(2026, 11, 7), received_on=date(2026, 11, 6))
    text = approve(propose())
    job = Job.objects.get(kind="law_change")
    job.state, job.finished_at = "waiting", None
    job.save()
    jobs.run(job_id=job.pk, now=NOW + timedelta(hours=1))
    assert ClockMove.objects.filter(law_text=text).count() == 1


def test_events_are_counted_under_the_new_law(begin, propose, approve, province):
    head = {"by": province.person("head", "SKHCN"), "now": NOW}
    long = begin("TC_GQ", date(2026, 10, 7), kind=PetitionKind.DENUNCIATION,
                 received_on=date(2026, 10, 1))  # fmt: skip
    # 60 raw days from 07/10: Sun 06/12, Mon 07; when that is off, Tue 08.
    extend_clock(clock_id=long.pk, happened_on=date(2026, 11, 2), ground="phức tạp",
                 document="1/QĐ", signer="Ông Ký", days=30, **head)  # fmt: skip
    still = begin("KN_GQ1", date(2026, 11, 7), received_on=date(2026, 11, 6))
    pause_clock(clock_id=still.pk, happened_on=date(2026, 11, 16), ground=ARTICLE, document="2/QĐ",
                **head)  # fmt: skip
    approve(propose())
    long.refresh_from_db()
    still.refresh_from_db()
    assert (long.due_on, still.due_on) == (date(2026, 12, 8), None)
    assert list(still.moves.all()) == []


def test_after_adoption_new_dates_follow_it_and_its_citation(begin, propose, approve):
    approve(propose(rule(), LawTextKind.RULE))
    clock = begin("KN_GQ1", date(2026, 11, 9), received_on=date(2026, 11, 6))
    assert clock.due_on == date(2026, 11, 30)
    assert law_in_force.in_force().rules.get("KN_GQ1").versions[-1].citation == "Luật mới, điều 1"


def test_a_process_that_knew_the_old_book_asks_again(propose, approve):
    """Another process adopts: this one holds the law before it stores a date."""
    assert law_in_force.in_force() is law_in_force.SHIPPED
    text = propose()
    LawText.objects.filter(pk=text.pk).update(
        state=LawTextState.APPROVED, decided_by=_second(), decided_at=NOW
    )
    assert law_in_force.in_force() is law_in_force.SHIPPED
    law_in_force.hold()
    assert not law_in_force.in_force().calendar.is_working(date(2026, 12, 7))


@pytest.mark.django_db(transaction=True)
def test_adopting_does_not_wait_for_ever_for_who_computes():
    """Another connection stores dates: after the timeout of a lock the person reads a sentence."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock_shared(%s)", [law_in_force._LOCK])
        with transaction.atomic(), connection.cursor() as mine:
            mine.execute("SET LOCAL lock_timeout = '50ms'")
            with pytest.raises(Refused, match="hãy thử lại sau ít phút"), transaction.atomic():
                law_in_force.hold_alone()
    other.close()


def test_a_text_that_a_later_release_outdates_is_left_out_and_said(propose, approve, caplog):
    text = approve(propose())
    LawText.objects.filter(pk=text.pk).update(payload={"cancelled": ["2026-12-08"]})
    kept = approve(propose({"cancelled": ["2026-11-24"]}))
    assert kept.applied_at == NOW
    assert law_in_force.in_force().calendar.is_working(date(2026, 11, 24))
    assert "no longer fits the shipped law" in caplog.text


def _second():
    return Province("CB", "Cao Bằng").person("admin", "UBND")


def test_two_people_adopt(propose, province):
    text = propose()
    with pytest.raises(Refused, match="cần một người khác"):
        approve_law_text(text_id=text.pk, by=province.person("admin", "UBND"), now=NOW)
    for role, part in (("head", "UBND"), ("handler", "SKHCN")):
        with pytest.raises(NotAllowed):
            approve_law_text(text_id=text.pk, by=province.person(role, part), now=NOW)
        with pytest.raises(NotAllowed):
            propose(by=province.person(role, part))
    refuse_law_text(
        text_id=text.pk, note="Chưa ban hành.", by=province.person("inspector", "TTT"), now=NOW
    )
    with pytest.raises(Refused, match="đã được quyết định"):
        approve_law_text(text_id=text.pk, by=province.person("inspector", "TTT"), now=NOW)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("law_text_is_decided_by_a_second_person",
         {"state": "approved", "decided_by": "admin", "decided_at": NOW}),
        ("law_text_decided_has_when_and_who", {"state": "approved"}),
        ("law_text_decided_has_when_and_who", {"decided_by": "inspector"}),
        ("law_text_decided_has_when_and_who", {"state": "refused", "decided_at": NOW}),
    ],
)  # fmt: skip
def test_the_database_keeps_the_two_person_rule(propose, province, name, columns):
    text = propose()
    people = {
        "admin": province.person("admin", "UBND"), "inspector": province.person("inspector", "TTT")
    }  # fmt: skip
    told = {key: people.get(value, value) for key, value in columns.items()}
    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        LawText.objects.filter(pk=text.pk).update(**told)


def test_a_clock_moves_once_for_one_text(begin, propose, approve):
    clock = begin("KN_GQ1", date(2026, 11, 7), received_on=date(2026, 11, 6))
    text = approve(propose())
    with pytest.raises(DatabaseError, match="clock_moves_once_per_text"), transaction.atomic():
        ClockMove.objects.create(clock=clock, law_text=text, moved_at=NOW)


def test_a_text_that_leaves_a_running_duty_without_a_date_is_not_adopted(begin, propose, province):
    clock = begin("KN_GQ1", date(2026, 11, 9), received_on=date(2026, 11, 6))
    clock.branches = ["complex"]
    clock.save()
    text = propose(rule(), LawTextKind.RULE)
    with pytest.raises(Refused) as refused:
        approve_law_text(text_id=text.pk, by=province.person("inspector", "TTT"), now=NOW)
    assert str(refused.value).startswith("Theo văn bản này 1 thời hạn đang chạy không tính được")


def test_bad_text_is_one_sentence_and_leaves_no_row(propose):
    with pytest.raises(Refused) as refused:
        propose({"cancelled": ["2026-12-08"]})
    assert str(refused.value) == (
        "Lịch làm việc không ghi gì về ngày 08/12/2026 nên không có gì để bỏ."
    )
    assert LawText.objects.count() == 0
