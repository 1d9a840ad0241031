"""A plan written in the product: from an outline or an earlier plan, changed, approved by the head."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from agencies.enums import EventKind, Level
from agencies.models import Event
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Role
from plans.actions.importing import import_plan
from plans.actions.review import accept_plan
from plans.actions.writing import PlanInput, TaskInput, edit_plan, write_plan
from plans.enums import TaskKind
from plans.models import Plan
from plans.sample import FOLDER
from plans.writing.names import words_of
from plans.writing.outlines import filled, outlines
from tests.complaints.doors import client_of
from tests.factories import NOW, Province, make_agency, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Province:
    found = Province()
    make_agency(
        "LS-SKHCN-VP", name="Văn phòng Sở Khoa học và Công nghệ", short_name="Văn phòng Sở",
        level=Level.UNIT, parent=found["SKHCN"],
    )  # fmt: skip
    return found


@pytest.fixture
def event(province) -> Event:
    return Event.objects.create(
        name="Kỳ họp thứ hai HĐND tỉnh", kind=EventKind.ASSEMBLY_SESSION,
        window_from=date(2026, 11, 10), starts_on=date(2026, 11, 20), ends_on=date(2026, 11, 25),
        window_to=date(2026, 12, 5),
    )  # fmt: skip


def rows(*tasks, key="nv"):
    """The fields of the rows of tasks."""
    posted = {f"{key}-TOTAL_FORMS": len(tasks), f"{key}-INITIAL_FORMS": 0}
    for n, task in enumerate(tasks):
        posted |= {f"{key}-{n}-{name}": value for name, value in {"kind": "plain", **task}.items()}
    return posted


DESK = {"text": "Bố trí cán bộ trực.", "leads": "Văn phòng Sở; Tổ giúp việc", "kind": "continuous"}
LIST = {"text": "Lập danh mục vụ việc.", "leads": "Phòng Một", "cooperates": "Văn phòng Sở",
        "kind": "due", "due_on": "2026-11-19"}  # fmt: skip


def posted(*tasks, **fields):
    given = {
        "key": str(uuid4()),
        "version": "0",
        "title": "Phối hợp tiếp công dân",
        "bases": "Luật Tiếp công dân ngày 25 tháng 11 năm 2013\n"
        "Nghị định số 154/2026/NĐ-CP ngày 15/5/2026 của Chính phủ quy định chi tiết",
        "recipients": "Thanh tra tỉnh (b/c)\nLưu: VT",
    }
    return {**given, **rows(*tasks), **fields}


def draft(province, *, by="handler", **fields) -> Plan:
    told = PlanInput(
        **{"title": "Phối hợp tiếp công dân",
           "tasks": [TaskInput(text="Bố trí cán bộ trực.", leads=("Văn phòng Sở",))], **fields}
    )  # fmt: skip
    return write_plan(agency=province["SKHCN"], told=told, by=province.person(by, "SKHCN"), now=NOW)


@pytest.mark.parametrize("code", sorted(outlines()))
def test_no_place_of_an_outline_is_left_open(province, code):
    words = words_of(province["SKHCN"], "Kỳ họp thứ hai")
    whole = repr(filled(outlines()[code], words))
    assert "{" not in whole
    assert "}" not in whole


def test_what_is_typed_becomes_a_draft_with_its_tasks_and_units(province, event):
    author = province.person("handler", "SKHCN")
    with time_machine.travel(NOW, tick=False):
        client = client_of(author)
        url = reverse("plan_write") + "?mau=ky-hop"
        answer = client.post(url, posted(DESK, LIST, {}, events=[event.pk]))
    plan = Plan.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("plan_document", args=[plan.pk]))
    assert (plan.state, plan.origin, plan.layout, plan.symbol, plan.number, plan.created_by) == (
        "draft", "written", "state", "KH-SKHCN", "", author,
    )  # fmt: skip
    assert list(plan.serves.all()) == [event]
    assert [(b["number"], b["date"], b["issuer"]) for b in plan.legal_bases] == [
        ("", None, None), ("154/2026/NĐ-CP", "2026-05-15", "Chính phủ"),
    ]  # fmt: skip
    assert plan.recipients == [
        {"name": "Thanh tra tỉnh", "mark": "b/c"}, {"name": "Lưu: VT", "mark": None},
    ]  # fmt: skip
    found = [
        (t.order, t.kind, t.due_on, t.section,
         [(u.name, u.role, u.agency and u.agency.code) for u in t.units.all()])
        for t in plan.tasks.all()
    ]  # fmt: skip
    section = "III. TỔ CHỨC THỰC HIỆN > "
    assert found == [
        (0, "continuous", None, f"{section}1. Văn phòng Sở, Tổ giúp việc",
         [("Văn phòng Sở", "lead", "LS-SKHCN-VP"), ("Tổ giúp việc", "lead", None)]),
        (1, "due", date(2026, 11, 19), f"{section}2. Phòng Một",
         [("Phòng Một", "lead", None), ("Văn phòng Sở", "cooperate", "LS-SKHCN-VP")]),
    ]  # fmt: skip


def test_sending_twice_makes_one_plan(province):
    client = client_of(province.person("handler", "SKHCN"))
    url, typed = reverse("plan_write") + "?mau=tet", posted(DESK)
    assert [client.post(url, typed).status_code for _ in range(2)] == [302, 302]
    assert Plan.objects.count() == 1


def test_an_outline_is_offered_filled_with_the_event(province, event):
    client = client_of(province.person("head", "SKHCN"))
    answer = client.get(reverse("plan_write"), {"mau": "ky-hop", "su-kien": event.pk})
    form, tasks = answer.context["form"], answer.context["rows"]
    assert form.initial["title"].endswith("phục vụ Kỳ họp thứ hai HĐND tỉnh")
    assert form.initial["events"] == [event.pk]
    assert tasks.initial[0]["leads"] == "Văn phòng Sở"
    assert tasks.total_form_count() == 5 + 3


def test_a_party_body_is_offered_party_outlines(province):
    above = make_agency("TU", name="Tỉnh ủy Lạng Sơn", short_name="Tỉnh ủy", level=Level.PARTY)
    party = make_agency("TU-DU", name="Đảng ủy Sở", level=Level.PARTY, parent=above)
    client = client_of(make_user("bithu", (Role.HEAD, party)))
    chooser = client.get(reverse("plan_write"))
    assert [outline.code for outline in chooser.context["outlines"]] == ["ket-luan"]
    answer = client.get(reverse("plan_write"), {"mau": "ket-luan"})
    assert answer.context["form"].initial["recipients"].startswith("Tỉnh ủy (b/c)")
    client.post(reverse("plan_write") + "?mau=ket-luan", posted(DESK))
    plan = Plan.objects.get()
    assert (plan.layout, plan.symbol, plan.issuer) == ("party", "KH/DU", "Đảng ủy Sở")
    assert plan.signer == {"name": None, "title": "BÍ THƯ", "authority": "T/M ĐẢNG ỦY"}


def test_more_rows_keep_what_was_typed(province):
    client = client_of(province.person("handler", "SKHCN"))
    half = {"text": "Chưa có đơn vị", "kind": "recurring", "rhythm": "daily"}
    answer = client.post(
        reverse("plan_write") + "?mau=tet", posted(half, title="", closing="Câu kết", them="1")
    )
    assert answer.status_code == 200
    assert answer.context["rows"].total_form_count() == 1 + 5
    text = answer.content.decode()
    assert "Chưa có đơn vị" in text
    assert "Câu kết" in text
    assert "Hãy ghi" not in text
    assert Plan.objects.count() == 0


@pytest.mark.parametrize(
    ("row", "field", "sentence"),
    [
        ({"text": "", "leads": "Văn phòng Sở"}, "text", "Hãy ghi nội dung nhiệm vụ."),
        ({"text": "Trực", "leads": " ; "}, "leads", "Hãy ghi đơn vị chủ trì."),
        ({**DESK, "due_on": "2026-11-19"}, "due_on",
         "Việc thường xuyên, định kỳ không có ngày hoàn thành."),
        ({**DESK, "kind": "recurring"}, "rhythm", "Hãy chọn nhịp của việc định kỳ."),
        ({**DESK, "kind": "due"}, "due_on", "Hãy ghi ngày hoặc thời hạn bằng chữ."),
    ],
)  # fmt: skip
def test_a_row_that_lacks_something_says_so_beside_its_field(province, row, field, sentence):
    client = client_of(province.person("handler", "SKHCN"))
    answer = client.post(reverse("plan_write") + "?mau=tet", posted(row, LIST))
    assert answer.status_code == 422
    assert answer.context["rows"].forms[0].errors == {field: [sentence]}
    assert "Lập danh mục vụ việc." in answer.content.decode()
    assert Plan.objects.count() == 0


def test_a_plan_without_a_task_is_refused(province):
    client = client_of(province.person("handler", "SKHCN"))
    answer = client.post(reverse("plan_write") + "?mau=tet", posted({}))
    assert answer.status_code == 422
    assert answer.context["rows"].non_form_errors() == ["Hãy ghi ít nhất một nhiệm vụ."]


def test_an_earlier_plan_is_copied_without_its_days(province):
    draft(province, tasks=[
        TaskInput(text="Trực.", leads=("Văn phòng Sở",), kind=TaskKind.DUE, due_on=date(2026, 1, 9),
                  deadline_text="trước Tết"),
    ])  # fmt: skip
    plan = Plan.objects.get()
    client = client_of(province.person("head", "SKHCN"))
    answer = client.get(reverse("plan_write"), {"tu": plan.pk})
    assert answer.context["form"].initial["title"] == "Phối hợp tiếp công dân"
    assert answer.context["rows"].initial == [
        {"text": "Trực.", "leads": "Văn phòng Sở", "cooperates": "", "kind": "due", "rhythm": "",
         "deadline_text": "trước Tết", "reports_to": ""},
    ]  # fmt: skip
    rival = Province("BN", "Bắc Ninh")
    outside = client_of(rival.person("head", "SKHCN"))
    assert outside.get(reverse("plan_write"), {"tu": plan.pk}).status_code == 404


def test_a_draft_is_changed_in_order_and_its_tasks_stay_the_same_rows(province):
    plan = draft(province, tasks=[
        TaskInput(text="Một.", leads=("Phòng A",)),
        TaskInput(text="Hai.", leads=("Phòng B",)),
        TaskInput(text="Ba.", leads=("Phòng C",)),
    ])  # fmt: skip
    one, two, three = plan.tasks.all()
    edit_plan(
        plan_id=plan.pk, version=1, by=province.person("head", "SKHCN"), now=NOW,
        told=PlanInput(title="Tên mới", tasks=[
            TaskInput(text="Ba sửa.", leads=("Phòng C",), task_id=three.pk),
            TaskInput(text="Mới.", leads=("Phòng D",)),
            TaskInput(text="Một.", leads=("Phòng A",), task_id=one.pk),
        ]),
    )  # fmt: skip
    plan.refresh_from_db()
    assert (plan.title, plan.version) == ("Tên mới", 2)
    assert [(t.order, t.text) for t in plan.tasks.all()] == [
        (0, "Ba sửa."), (1, "Mới."), (2, "Một."),
    ]  # fmt: skip
    assert plan.tasks.filter(pk__in=[one.pk, three.pk]).count() == 2
    assert not plan.tasks.filter(pk=two.pk).exists()


def test_who_read_an_older_version_hears_it_and_keeps_what_they_typed(province):
    plan = draft(province)
    client = client_of(province.person("head", "SKHCN"))
    url = reverse("plan_edit", args=[plan.pk])
    first = posted(DESK, version="1", title="Của người thứ nhất")
    assert client.post(url, first).status_code == 302
    answer = client.post(url, posted(DESK, version="1", title="Của người thứ hai"))
    assert answer.status_code == 409
    assert "Của người thứ hai" in answer.content.decode()
    plan.refresh_from_db()
    assert plan.title == "Của người thứ nhất"


def test_the_head_approves_and_nobody_approves_their_own(province):
    plan = draft(province)
    given = {"plan_id": plan.pk, "without": set(), "now": NOW}
    with pytest.raises(Refused):
        accept_plan(**given, by=province.person("handler", "SKHCN"))
    accepted = accept_plan(**given, by=province.person("head", "SKHCN"))
    assert (accepted.state, accepted.tasks.count()) == ("accepted", 1)
    own = draft(province, by="head", title="Của thủ trưởng")
    with pytest.raises(Refused):
        accept_plan(**{**given, "plan_id": own.pk}, by=province.person("head", "SKHCN"))
    with pytest.raises(Refused):
        edit_plan(
            plan_id=plan.pk, version=plan.version, told=PlanInput(title="Muộn", tasks=[]),
            by=province.person("head", "SKHCN"), now=NOW,
        )  # fmt: skip


def test_approval_stands_on_the_page_of_the_head_alone(province):
    plan = draft(province)
    pages = {
        role: client_of(province.person(role, "SKHCN")).get(
            reverse("plan_document", args=[plan.pk])
        )
        for role in ("officer", "handler", "head")
    }
    offered = {role: answer.context["may_approve"] for role, answer in pages.items()}
    assert offered == {"officer": False, "handler": False, "head": True}
    client = client_of(province.person("head", "SKHCN"))
    client.post(reverse("plan_accept", args=[plan.pk]), {"version": plan.version})
    plan.refresh_from_db()
    assert (plan.state, plan.accepted_by) == ("accepted", province.person("head", "SKHCN"))


def test_writing_needs_the_right_in_that_agency(province):
    rival = Province("BN", "Bắc Ninh")
    client = client_of(province.person("officer", "SKHCN"))
    assert client.get(reverse("plan_write")).status_code == 403
    told = PlanInput(title="Kế hoạch", tasks=[TaskInput(text="Trực.", leads=("Văn phòng",))])
    with pytest.raises(NotAllowed):
        write_plan(agency=province["SKHCN"], told=told, by=rival.person("head", "SKHCN"), now=NOW)
    plan = draft(province)
    outside = client_of(rival.person("head", "SKHCN"))
    assert outside.get(reverse("plan_edit", args=[plan.pk])).status_code == 404


def test_an_imported_draft_is_changed_where_it_is_reviewed(province):
    seed = FOLDER / "lang-son-so-khcn-2021.txt"
    handler = province.person("handler", "SKHCN")
    plan, _ = import_plan(
        agency=province["SKHCN"], name=seed.name, content=seed.read_bytes(), by=handler, now=NOW
    )
    answer = client_of(handler).get(reverse("plan_edit", args=[plan.pk]))
    assert (answer.status_code, answer.url) == (302, reverse("plan_review", args=[plan.pk]))
