"""Tasks through the door a person takes: steps, people, answers, lists, many at once."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from agencies.refusals import NotAllowed, Refused
from plans import workflow
from plans.actions.acceptance import answer
from plans.actions.bulk import Bulk, BulkKind, apply
from plans.actions.changing import set_due
from plans.actions.tasks import take_step
from plans.enums import PlanState, TaskKind, TaskState, UnitRole, UpdateKind
from plans.models import PlanTask, TaskUpdate
from plans.workflow import Part, Situation
from records.models import LedgerEntry, Notice
from tests.factories import NOW, Province
from tests.plans.task_rows import (
    continuous_task,
    day,
    led_task,
    make_plan,
    make_task,
    police_task,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def sign_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def send(user, task, step, **told):
    typed = {"buoc": step, "key": uuid4(), "version": task.version, **told}
    return sign_in(user).post(reverse("task_step", args=[task.pk]), typed)


def kinds(task) -> list[str]:
    return sorted(task.updates.values_list("kind", flat=True))


@pytest.mark.parametrize("plan_state", list(PlanState))
def test_the_table_says_who_may_do_what_in_which_state(plan_state):
    """Every state × kind × part: only these pairs of step and part are possible."""
    worker = {"progress", "evidence", "block", "unblock"}
    may = {
        Part.MANAGER: worker | {"done", "reopen", "urge", "drop", "change"},
        Part.ISSUER: worker,
        Part.LEAD: worker | {"done", "reopen"},
        Part.COOPERATE: worker,
        Part.ASSIGNER: {"assign"},
        Part.HEAD: {"comment"},
        Part.OVERSEER: {"urge"},
    }
    unfinished = {
        "progress", "evidence", "assign", "comment", "urge", "drop", "change",
    }  # fmt: skip
    legal = {
        TaskState.OPEN: unfinished | {"block", "done"},
        TaskState.BLOCKED: unfinished | {"unblock"},
        TaskState.DONE: {"evidence", "comment", "reopen"},
        TaskState.DROPPED: {"reopen"},
        TaskState.ENDED: set(),
    }
    for state in TaskState:
        for kind in TaskKind:
            for part in Part:
                wanted = legal[state] & may[part] if plan_state == PlanState.ACCEPTED else set()
                if kind in ("continuous", "recurring"):
                    wanted -= {"done"}
                if state == TaskState.DROPPED and part != Part.MANAGER:
                    wanted -= {"reopen"}
                found = workflow.possible(Situation(state, kind, plan_state, {part}))
                assert {step.value for step in found} == wanted, (state, kind, part)


def test_progress_evidence_and_the_end_are_told_one_after_the_other(province):
    task, officer = led_task(province), province.person("officer", "SKHCN")
    assert send(officer, task, "progress", note="Đã rà soát 3 vụ.").status_code == 302
    answered = send(
        officer, task, "evidence", evidence="document", document_number="45/BC-SKHCN",
        happened_on="2026-11-17",
    )  # fmt: skip
    assert answered.status_code == 302
    assert send(officer, task, "done", note="Đã rà soát xong.").status_code == 302
    task.refresh_from_db()
    assert (task.state, task.done_by, task.last_evidence_on) == (
        "done",
        officer,
        date(2026, 11, 17),
    )
    assert kinds(task) == ["done", "evidence", "progress"]
    assert LedgerEntry.objects.filter(subject_id=task.pk).count() == 3
    text = sign_in(officer).get(reverse("task_detail", args=[task.pk])).content.decode()
    for words in ("Đã rà soát 3 vụ.", "45/BC-SKHCN", "Đoạn gốc của nhiệm vụ.", "Đã xong"):
        assert words in text


def test_a_double_click_writes_once(province):
    task, officer = led_task(province), province.person("officer", "SKHCN")
    client, typed = (
        sign_in(officer),
        {"buoc": "progress", "key": uuid4(), "version": 1, "note": "a"},
    )
    for _ in range(2):
        assert client.post(reverse("task_step", args=[task.pk]), typed).status_code == 302
    assert kinds(task) == ["progress"]


def test_a_task_without_end_is_never_done(province):
    task, officer = continuous_task(province), province.person("officer", "SKHCN")
    answered = send(officer, task, "done", note="Xong")
    assert answered.status_code == 409
    assert workflow.NO_END in answered.content.decode().replace("&quot;", '"')
    assert "Xong</textarea>" in answered.content.decode()
    task.refresh_from_db()
    assert (task.state, task.version) == ("open", 1)


def test_the_loser_of_two_keeps_what_was_typed(province):
    task, officer = led_task(province), province.person("officer", "SKHCN")
    send(officer, task, "block", note="Chưa có hồ sơ gốc.")
    late = send(province.person("handler", "SKHCN"), task, "done", note="Đã xong việc này.")
    assert late.status_code == 409
    assert "Đã xong việc này.</textarea>" in late.content.decode()
    task.refresh_from_db()
    assert (task.state, task.blocked_by) == ("blocked", "Chưa có hồ sơ gốc.")


def test_what_blocks_is_said_seen_and_gone_again(province):
    task, officer = led_task(province), province.person("officer", "SKHCN")
    assert send(officer, task, "block").status_code == 422
    send(officer, task, "block", note="Chờ ý kiến Sở Tài chính.")
    told = Notice.objects.filter(subject_id=task.pk).values_list("user__username", flat=True)
    assert sorted(told) == ["handler.ubnd.ls", "head.ubnd.ls"]
    task.refresh_from_db()
    page = sign_in(officer).get(reverse("my_tasks") + "?loc=vuong")
    assert [line.task for line in page.context["lines"]] == [task]
    send(officer, task, "unblock")
    task.refresh_from_db()
    assert (task.state, task.blocked_by) == ("open", "")


def test_work_is_given_to_somebody_of_the_unit_that_leads(province):
    task, head = led_task(province), province.person("head", "SKHCN")
    handler, stranger = province.person("handler", "SKHCN"), province.person("handler", "XA")
    assert send(head, task, "assign", assignee=stranger.pk).status_code == 422
    with pytest.raises(Refused, match="không thuộc đơn vị chủ trì"):
        take_step(task_id=task.pk, step=UpdateKind.ASSIGN, assignee=stranger, by=head, now=NOW)
    assert send(head, task, "assign", assignee=handler.pk).status_code == 302
    task.refresh_from_db()
    assert task.assignee == handler
    assert Notice.objects.get(user=handler).sentence == (
        "Bạn được giao nhiệm vụ “Rà soát vụ việc phức tạp”."
    )
    mine = sign_in(handler).get(reverse("my_tasks") + "?xem=cua-toi")
    assert [line.task for line in mine.context["lines"]] == [task]


def test_a_cooperating_unit_takes_the_task_or_says_why_not(province):
    task, officer = led_task(province), province.person("officer", "XA")
    unit = task.units.get(role=UnitRole.COOPERATE)
    address = reverse("task_answer", args=[unit.pk])
    waiting = sign_in(officer).get(reverse("my_tasks") + "?loc=cho-tra-loi")
    assert [line.task for line in waiting.context["lines"]] == [task]
    refused = sign_in(officer).post(address, {"nhan": "0", "note": " "})
    assert (refused.status_code, "vì sao đơn vị không nhận" in refused.content.decode()) == (
        422,
        True,
    )
    sign_in(officer).post(address, {"nhan": "0", "note": "Không đủ người."})
    unit.refresh_from_db()
    assert (unit.acceptance, unit.answered_by, unit.answer_note) == (
        "declined", officer, "Không đủ người.",
    )  # fmt: skip
    assert Notice.objects.filter(user=province.person("head", "UBND")).count() == 1
    sign_in(officer).post(address, {"nhan": "1"})
    unit.refresh_from_db()
    assert unit.acceptance == "accepted"
    with pytest.raises(NotAllowed):
        answer(unit_id=unit.pk, accept=True, by=province.person("officer", "SKHCN"), now=NOW)


def test_who_works_on_a_task_has_taken_it(province):
    task = led_task(province)
    send(province.person("officer", "SKHCN"), task, "progress", note="Đã bắt đầu.")
    assert list(task.units.values_list("acceptance", flat=True)) == ["accepted", "waiting"]
    page = sign_in(province.person("head", "UBND")).get(reverse("task_detail", args=[task.pk]))
    assert page.context["page"].unanswered == 1


def test_the_head_comments_who_watches_urges_and_nobody_else(province):
    task, officer = led_task(province), province.person("officer", "SKHCN")
    assert send(officer, task, "comment", note="Làm ngay.").status_code == 403
    assert send(officer, task, "urge").status_code == 403
    assert (
        send(province.person("head", "SKHCN"), task, "comment", note="Làm ngay.").status_code == 302
    )
    assert (
        send(province.person("inspector", "TTT"), task, "urge", note="Sắp họp.").status_code == 302
    )
    told = (
        Notice.objects.filter(user=officer).order_by("sentence").values_list("sentence", flat=True)
    )
    assert [sentence[:8] for sentence in told] == ["Thủ trưở", "Đôn đốc "]
    beside = province.person("officer", "BTCD")
    assert send(beside, task, "progress", note="x").status_code == 404


def test_only_the_issuer_drops_and_opens_again(province):
    task, head = led_task(province), province.person("head", "UBND")
    assert send(province.person("head", "SKHCN"), task, "drop", note="Thôi").status_code == 403
    assert send(head, task, "drop", note="Kỳ họp hoãn.").status_code == 302
    task.refresh_from_db()
    assert task.state == "dropped"
    assert send(province.person("head", "SKHCN"), task, "reopen", note="Làm lại").status_code == 403
    assert send(head, task, "reopen", note="Kỳ họp vẫn họp.").status_code == 302
    task.refresh_from_db()
    assert task.state == "open"


def edit(task, **changed):
    typed = {
        "key": uuid4(), "version": task.version, "text": task.text, "kind": task.kind, "rhythm": "",
        "due_on": task.due_on or "", "deadline_text": "", "reports_to": "",
        "don-vi-TOTAL_FORMS": 3, "don-vi-INITIAL_FORMS": 0,
    }  # fmt: skip
    for n, unit in enumerate(task.units.all()):
        typed |= {
            f"don-vi-{n}-unit": unit.pk, f"don-vi-{n}-name": unit.name,
            f"don-vi-{n}-role": unit.role, f"don-vi-{n}-agency": unit.agency_id or "",
        }  # fmt: skip
    return typed | changed


def test_mending_a_task_tells_old_and_new(province):
    plan = make_plan(province)
    task = make_task(plan, "Bố trí phòng tiếp.", ("Văn phòng", "lead", None))
    client = sign_in(province.person("handler", "UBND"))
    typed = edit(task, kind="due", due_on="2026-11-25", **{"don-vi-0-agency": province["SKHCN"].pk})
    for _ in range(2):  # a double click
        assert client.post(reverse("task_edit", args=[task.pk]), typed).status_code == 302
    task.refresh_from_db()
    assert (task.due_on, task.kind, task.version) == (date(2026, 11, 25), "due", 2)
    assert task.updates.get().note == (
        "Hạn: không ghi → 25/11/2026\n"
        "Loại thời hạn: Không ghi thời hạn → Có hạn\n"
        "Đơn vị: Văn phòng (chủ trì) → Văn phòng (chủ trì, là Sở Khoa học và Công nghệ)"
    )
    assert client.post(reverse("task_edit", args=[task.pk]), edit(task, text="")).status_code == 422
    assert sign_in(province.person("head", "SKHCN")).get(
        reverse("task_edit", args=[task.pk])
    ).status_code == 403  # fmt: skip


def test_the_police_are_text_of_the_document_and_no_agency(province):
    task = police_task(province)
    typed = edit(task, **{"don-vi-0-agency": province["SKHCN"].pk})
    client = sign_in(province.person("handler", "UBND"))
    answered = client.post(reverse("task_edit", args=[task.pk]), typed)
    assert answered.status_code == 422
    assert "Công an không có vai trò trong hệ thống" in answered.content.decode()


def test_many_tasks_at_once_are_seen_first_and_done_once(province):
    plan = make_plan(province)
    due, goes_on = led_task(province, plan), continuous_task(province, plan)
    client = sign_in(province.person("head", "UBND"))
    typed = {
        "nhiem-vu": [due.pk, goes_on.pk], "viec": "due", "due_on": "2026-11-30", "note": "",
        "buoc": "xem",
    }  # fmt: skip
    seen = client.post(reverse("task_bulk"), typed)
    assert [(x.task, x.change) for x in seen.context["goes"]] == [
        (due, "Hạn: 20/11/2026 → 30/11/2026")
    ]
    assert [(x.task, x.why_not) for x in seen.context["stays"]] == [
        (goes_on, "Nhiệm vụ thường xuyên, định kỳ không có hạn cuối.")
    ]
    assert TaskUpdate.objects.count() == 0
    for _ in range(2):
        done = client.post(
            reverse("task_bulk"), {**typed, "buoc": "lam", "key": seen.context["key"]}
        )
        assert done.status_code == 302
    due.refresh_from_db()
    assert (due.due_on, kinds(due)) == (date(2026, 11, 30), ["change"])


def test_in_bulk_each_task_keeps_its_own_rules(province):
    plan, head = make_plan(province), province.person("head", "UBND")
    open_, over = led_task(province, plan), led_task(province, plan)
    take_step(task_id=over.pk, step=UpdateKind.DROP, note="Thôi.", by=head, now=NOW)
    over.refresh_from_db()
    made = apply(tasks=[open_, over], bulk=Bulk(BulkKind.URGE), by=head, now=NOW)
    assert (made.done, [task for task, _ in made.refused]) == ((open_,), [over])
    with pytest.raises(NotAllowed):
        set_due(task_id=open_.pk, due_on=day(9), by=province.person("head", "SKHCN"), now=NOW)


def test_a_rival_with_rich_data_sees_and_changes_nothing(province):
    rival = Province("CB", "Cao Bằng")
    theirs, task = led_task(rival), led_task(province)
    client = sign_in(rival.person("head", "UBND"))
    listed = client.get(reverse("my_tasks") + "?xem=tat-ca")
    assert [line.task for line in listed.context["lines"]] == [theirs]
    for name in ("task_detail", "task_edit"):
        assert client.get(reverse(name, args=[task.pk])).status_code == 404
    assert send(rival.person("head", "UBND"), task, "urge").status_code == 404
    unit = task.units.first()
    assert client.post(reverse("task_answer", args=[unit.pk]), {"nhan": "1"}).status_code == 404
    typed = {"nhiem-vu": [task.pk], "viec": "urge", "buoc": "xem"}
    assert client.post(reverse("task_bulk"), typed).status_code == 302
    assert PlanTask.objects.get(pk=task.pk).version == 1


def test_counts_under_each_filter_by_hand(province):
    plan = make_plan(province)
    late = led_task(province, plan, due_on=day(-3))
    continuous_task(province, plan)
    led_task(province, plan, state="blocked", blocked_by="Thiếu người.")
    make_task(plan, "Việc của xã.", ("UBND xã", "lead", province["XA"]))
    page = sign_in(province.person("officer", "SKHCN")).get(reverse("my_tasks"))
    labels = [link["label"] for link in page.context["scopes"] + page.context["kinds"]]
    assert labels == [
        "Giao cho tôi (0)", "Đơn vị tôi (3)", "Tất cả (4)", "Mọi tình trạng", "Quá hạn (1)",
        "Đang vướng (1)", "Im lặng (1)", "Chờ đơn vị tôi trả lời (3)",
        "Có đơn vị chưa trả lời (3)",
    ]  # fmt: skip
    assert page.context["lines"][0].task == late
    assert page.context["lines"][0].when.badge == "quá hạn 3 ngày"


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_costs_the_same_for_one_and_four_tasks(province, count, django_assert_num_queries):
    plan = make_plan(province)
    for _ in range(count):
        led_task(province, plan)
    client = sign_in(province.person("officer", "SKHCN"))
    with django_assert_num_queries(11):
        client.get(reverse("my_tasks"))
