"""Pages of plans: who sees what, review, tasks."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from agencies.enums import Level
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Role
from plans.actions.importing import import_plan
from plans.actions.review import accept_plan, discard_plan
from plans.actions.tasks import take_step
from plans.enums import UpdateKind
from plans.models import Plan, PlanTask
from plans.sample import FOLDER
from tests.complaints.doors import client_of
from tests.factories import NOW, Province, make_agency, make_user

pytestmark = pytest.mark.django_db
SEED = FOLDER / "lang-son-so-khcn-2021.txt"


@pytest.fixture
def inspectors_of_department(province):
    """The unit "Thanh tra Sở" below the department that issues the plan, with an officer."""
    unit = make_agency(
        "LS-SKHCN-TTS", name="Thanh tra Sở", level=Level.UNIT, parent=province["SKHCN"]
    )
    return unit, make_user("thanhtraso", (Role.OFFICER, unit))


def bring_in(province, *, accepted=True, by=None, part="SKHCN") -> Plan:
    plan, _ = import_plan(
        agency=province[part], name=SEED.name, content=SEED.read_bytes(), by=by, now=NOW,
        accepted=accepted,
    )  # fmt: skip
    return plan


def page(user, name, *args):
    return client_of(user).get(reverse(name, args=args))


def test_a_plan_is_kept_once_per_agency_whatever_its_file(province):
    first = bring_in(province)
    again, new = import_plan(
        agency=province["SKHCN"], name="ban-sao.md", by=None, now=NOW,
        content=SEED.read_text(encoding="utf-8").replace("\n", "\r\n").encode("utf-8-sig"),
    )  # fmt: skip
    assert (again, new) == (first, False)
    assert Plan.objects.count() == 1


def test_tasks_and_units_are_rows_and_known_units_have_their_agency(
    province, inspectors_of_department
):
    unit, _ = inspectors_of_department
    plan = bring_in(province)
    rows = [
        (t.order, [(u.name, u.role, u.agency) for u in t.units.all()])
        for t in plan.tasks.filter(section="III. TỔ CHỨC THỰC HIỆN")
    ]
    assert rows == [
        (3, [("Lãnh đạo Sở", "lead", None)]),
        (4, [("Lãnh đạo các phòng, đơn vị trực thuộc Sở", "lead", None)]),
        (5, [
            ("Thanh tra Sở", "lead", unit),
            ("Văn phòng Sở", "cooperate", None),
            ("các sở, ban, ngành", "cooperate", None),
            ("các cơ quan, đơn vị trên địa bàn tỉnh", "cooperate", None),
        ]),
    ]  # fmt: skip
    assert (plan.reference, plan.date_words, plan.date_on) == (
        "số …/KH-SKHCN", "tháng 3 năm 2021", None,
    )  # fmt: skip
    assert plan.source.name == SEED.name


def test_issuer_superiors_and_units_with_work_see_the_plan_and_nobody_else(
    province, inspectors_of_department
):
    _, officer_of_unit = inspectors_of_department
    plan = bring_in(province)
    seen = {
        name: page(user, "plan_detail", plan.pk).status_code
        for name, user in {
            "officer": province.person("officer", "SKHCN"),
            "inspector": province.person("inspector", "TTT"),
            "unit": officer_of_unit,
            "other": province.person("head", "XA"),
            "admin": province.person("admin", "UBND"),
        }.items()
    }
    assert seen == {"officer": 200, "inspector": 200, "unit": 200, "other": 404, "admin": 404}


def test_a_draft_is_not_shown_to_its_units(province, inspectors_of_department):
    _, officer_of_unit = inspectors_of_department
    plan = bring_in(province, accepted=False)
    assert page(officer_of_unit, "plan_detail", plan.pk).status_code == 404


def test_a_plan_of_another_province_is_neither_listed_nor_opened(province):
    rival = Province("BN", "Bắc Ninh")
    theirs = bring_in(rival)
    mine = bring_in(province)
    client = client_of(province.person("head", "SKHCN"))
    answer = client.get(reverse("plan_list"))
    assert [row.plan.pk for row in answer.context["rows"]] == [mine.pk]
    assert client.get(reverse("plan_detail", args=[theirs.pk])).status_code == 404
    task = theirs.tasks.first()
    assert client.post(reverse("task_step", args=[task.pk]), {"buoc": "done"}).status_code == 404


@pytest.mark.parametrize("view", ["", "?xem=muc"])
def test_the_page_shows_facts_bases_and_each_task_with_its_paragraph(province, view):
    plan = bring_in(province)
    client = client_of(province.person("head", "SKHCN"))
    text = client.get(reverse("plan_detail", args=[plan.pk]) + view).content.decode()
    for words in (plan.title, "71/KH-UBND", "39/2012/QH13", "23/11/2012", "tháng 3 năm 2021",
                  "Lạng Sơn", "UBND tỉnh Lạng Sơn", "Nguyễn Thị Hà"):  # fmt: skip
        assert words in text
    for task in plan.tasks.all():
        assert task.text in text
        assert f'id="nv-{task.pk}"' in text


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_and_three_plans(province, count, django_assert_num_queries):
    for path in sorted(FOLDER.glob("*.txt"))[:count]:
        content = path.read_bytes()
        import_plan(agency=province["SKHCN"], name=path.name, content=content, by=None, now=NOW)
    client = client_of(province.person("officer", "SKHCN"))
    with django_assert_num_queries(10):
        client.get(reverse("plan_list"))


def test_the_list_counts_tasks_and_is_filtered_without_accents(province):
    plan = bring_in(province)
    first, second, *_ = plan.tasks.all()
    PlanTask.objects.filter(pk=first.pk).update(due_on=date(2020, 1, 1))
    PlanTask.objects.filter(pk=second.pk).update(state="blocked", blocked_by="Chưa có kinh phí")
    draft = bring_in(province, accepted=False, part="BTCD")
    client = client_of(province.person("inspector", "TTT"))

    def found(**asked):
        return [row.plan for row in client.get(reverse("plan_list"), asked).context["rows"]]

    answer = client.get(reverse("plan_list"))
    [row] = [row for row in answer.context["rows"] if row.plan == plan]
    counts = row.tasks
    assert (counts.total, counts.done, counts.unfinished, counts.late, counts.blocked) == (
        6, 0, 6, 1, 1,
    )  # fmt: skip
    assert [(s.value, n) for s, n in answer.context["states"]] == [("draft", 1), ("accepted", 1)]
    assert found(tinh_trang="draft") == [draft]
    assert found(co_quan=plan.agency_id) == [plan]
    assert found(nam="2021", tinh_trang="accepted") == [plan]
    assert found(nam="2024") == []
    assert found(q="PHOI HOP tiep cong dan", tinh_trang="accepted") == [plan]
    assert found(q="đối thoại với phú thọ") == []


def test_the_list_is_swapped_alone_when_the_filter_is_sent_by_htmx(province):
    plan = bring_in(province)
    client = client_of(province.person("officer", "SKHCN"))
    part = client.get(reverse("plan_list"), {"q": "tiep"}, headers={"HX-Request": "true"})
    text = part.content.decode()
    assert plan.title in text
    assert "<html" not in text
    empty = client.get(reverse("plan_list"), {"q": "khong co"}, headers={"HX-Request": "true"})
    assert "Không có kế hoạch nào theo bộ lọc này" in empty.content.decode()


def test_tasks_stand_under_their_state_with_what_needs_a_hand_first(province):
    plan = bring_in(province)
    late, blocked, *rest = plan.tasks.all()
    plan.tasks.update(kind="plain", due_on=None)
    PlanTask.objects.filter(pk=late.pk).update(kind="due", due_on=date(2020, 1, 1))
    PlanTask.objects.filter(pk=blocked.pk).update(state="blocked", blocked_by="Chưa có kinh phí")
    client = client_of(province.person("head", "SKHCN"))
    answer = client.get(reverse("plan_detail", args=[plan.pk]), {"xem": "tinh-trang"})
    groups = [(g.title, [line.task for line in g.leads]) for g in answer.context["groups"]]
    assert groups == [("Quá hạn", [late]), ("Đang vướng", [blocked]), ("Chưa xong", rest)]
    progress = answer.context["progress"]
    assert (progress.total, progress.done, progress.left, progress.late, progress.blocked) == (
        6, 0, 6, 1, 1,
    )  # fmt: skip


def test_upload_shows_what_was_read_and_accepting_brings_it_into_force(province):
    user = province.person("handler", "SKHCN")
    client = client_of(user)
    with SEED.open("rb") as file:
        answer = client.post(
            reverse("plan_upload"), {"agency": province["SKHCN"].pk, "file": file}, follow=True
        )
    plan = Plan.objects.get()
    assert (plan.state, plan.created_by) == ("draft", user)
    assert "Bản đọc chờ tiếp nhận" in answer.content.decode()
    kept = [t.pk for t in plan.tasks.all()][1:]
    client.post(reverse("plan_accept", args=[plan.pk]), {"task": kept})
    plan.refresh_from_db()
    assert (plan.state, plan.accepted_by, plan.tasks.count()) == ("accepted", user, 5)


def test_pasted_text_is_read_as_well(province):
    client = client_of(province.person("handler", "SKHCN"))
    client.post(
        reverse("plan_upload"),
        {"agency": province["SKHCN"].pk, "text": SEED.read_text(encoding="utf-8")},
    )
    assert Plan.objects.get().tasks.count() == 6


def test_a_file_that_is_no_plan_is_refused_with_the_reason_and_keeps_the_text(province):
    client = client_of(province.person("handler", "SKHCN"))
    answer = client.post(
        reverse("plan_upload"), {"agency": province["SKHCN"].pk, "text": "BÁO CÁO\nTuần 46"}
    )
    assert answer.status_code == 422
    assert "Tệp này là báo cáo, không phải kế hoạch phối hợp." in answer.content.decode()
    assert "Tuần 46" in answer.content.decode()
    assert Plan.objects.count() == 0


def test_importing_needs_the_right_in_that_agency(province):
    client = client_of(province.person("officer", "SKHCN"))
    assert client.get(reverse("plan_upload")).status_code == 403
    with pytest.raises(NotAllowed):
        bring_in(province, by=province.person("handler", "XA"))
    assert Plan.objects.count() == 0


def test_discarding_removes_a_draft_but_not_a_plan_in_force(province):
    user = province.person("handler", "SKHCN")
    draft = bring_in(province, accepted=False)
    discard_plan(plan_id=draft.pk, by=user, now=NOW)
    assert (Plan.objects.count(), PlanTask.objects.count()) == (0, 0)
    plan = bring_in(province)
    with pytest.raises(Refused):
        discard_plan(plan_id=plan.pk, by=user, now=NOW)


def test_accepting_nothing_is_refused(province):
    plan = bring_in(province, accepted=False)
    everything = {t.pk for t in plan.tasks.all()}
    with pytest.raises(Refused):
        accept_plan(
            plan_id=plan.pk, without=everything, by=province.person("head", "SKHCN"), now=NOW
        )


def test_the_home_panel_holds_the_open_tasks_that_the_agency_leads(
    province, inspectors_of_department
):
    _, officer_of_unit = inspectors_of_department
    plan = bring_in(province)
    client = client_of(officer_of_unit)
    answer = client.get(reverse("panel_plan_tasks"))
    assert [line.task.order for line in answer.context["lines"]] == [5]
    assert answer.context["count"] == 1
    take_step(
        task_id=plan.tasks.get(order=5).pk, step=UpdateKind.DONE, note="Đã phối hợp.",
        by=officer_of_unit, now=NOW,
    )  # fmt: skip
    assert client.get(reverse("panel_plan_tasks")).context["count"] == 0


def test_due_tasks_are_found_by_their_days(province):
    task = bring_in(province).tasks.first()
    PlanTask.objects.filter(pk=task.pk).update(due_on=date(2026, 11, 20))
    found = PlanTask.objects.accepted().open().due_between(date(2026, 11, 16), date(2026, 11, 22))
    assert [t.pk for t in found] == [task.pk]


def test_people_of_a_department_find_the_tasks_of_its_rooms(province, inspectors_of_department):
    """The plan gives one task to the room "Thanh tra Sở": the head of the department answers for it."""
    bring_in(province)
    lines = page(province.person("head", "SKHCN"), "panel_plan_tasks").context["lines"]
    led = [line.task.text[:28] for line in lines if line.task.text.startswith("Thanh tra Sở")]
    assert led == ["Thanh tra Sở chủ động phối h"]


def test_the_page_of_a_draft_shows_what_it_will_ask_for(province):
    """Each task in words, before anything is in force."""
    draft = bring_in(province, accepted=False)
    client = Client()
    client.force_login(province.person("handler", "SKHCN"))
    shown = client.get(reverse("plan_detail", args=[draft.pk])).content.decode()
    texts = list(draft.tasks.values_list("text", flat=True))
    assert len(texts) == 6
    assert [text for text in texts if f'<p class="mb-1">{escape(text)}</p>' not in shown] == []
