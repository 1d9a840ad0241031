"""The review of what was read, through the screen: task by task, the head, two people at once."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from agencies.enums import EventKind, Level
from agencies.models import Event
from plans.actions.importing import import_plan
from plans.models import Plan, PlanTask
from plans.sample import FOLDER
from tests.factories import NOW, Province, make_agency

pytestmark = pytest.mark.django_db
SEED = (FOLDER / "lang-son-so-khcn-2021.txt").read_bytes()
ABOVE = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 71/KH-UBND
Lạng Sơn, ngày 24 tháng 3 năm 2021

KẾ HOẠCH
Phối hợp tiếp công dân phục vụ bầu cử

I. TỔ CHỨC THỰC HIỆN
1. Thanh tra tỉnh
- Tổng hợp, báo cáo UBND tỉnh hằng tuần.
- Rà soát vụ việc phức tạp, xong trước ngày 10/4/2021.
2. Ban Tiếp công dân tỉnh
- Tổ chức đối thoại với công dân.
"""


@pytest.fixture
def plan(province) -> Plan:
    make_agency("LS-SKHCN-VP", name="Văn phòng Sở", level=Level.UNIT, parent=province["SKHCN"])
    return import_plan(agency=province["SKHCN"], name="a.txt", content=SEED, by=None, now=NOW)[0]


def sign_in(province, role="handler") -> Client:
    client, user = Client(), province.person(role, "SKHCN")
    client.force_login(user)
    return client


def post(client, task, step, headers=None, **said):
    return client.post(
        reverse("plan_review_task", args=[task.pk]),
        {"buoc": step, "version": task.version, **said},
        headers=headers or {},
    )


def mended(task, **said) -> dict:
    """The edit form as a browser sends it back, with some fields written anew."""
    units = [(u.name, u.role, u.agency.code if u.agency else "") for u in task.units.all()]
    rows = [*said.pop("units", units), ("", "lead", ""), ("", "lead", "")]
    data = {
        "buoc": "sua", "version": task.version, "text": task.text, "kind": task.kind,
        "deadline_text": task.deadline_text, "due_on": "", "rhythm": task.rhythm,
        "proof": task.proof, "reports_to": task.reports_to,
        "dv-TOTAL_FORMS": len(rows), "dv-INITIAL_FORMS": 0,
    }  # fmt: skip
    for n, (name, role, agency) in enumerate(rows):
        data |= {f"dv-{n}-name": name, f"dv-{n}-role": role, f"dv-{n}-agency": agency}
    return data | said


def test_every_paragraph_of_the_body_stands_beside_what_it_became(province, plan):
    answer = sign_in(province).get(reverse("plan_review", args=[plan.pk]))
    rows = answer.context["rows"] + answer.context["purposes"]
    body = [int(n) for n in plan.reading["parts"]]
    assert sorted(r.place for r in rows) == sorted(body)
    assert all(r.is_heading or r.tasks or r.remarks for r in rows)
    text = answer.content.decode()
    assert all(plan.paragraphs[n] in text for n in body)
    doubts = plan.tasks.filter(sure=False).count()
    assert (answer.context["counts"].doubts, text.count("Việc ở phần nội dung chung")) == (
        doubts,
        3,
    )


def test_only_doubts_may_be_shown_and_keeping_one_clears_it(province, plan):
    client = sign_in(province)
    task = plan.tasks.filter(sure=False).first()
    url = reverse("plan_review", args=[plan.pk]) + "?xem=nghi-van"
    assert [r.tasks[0].sure for r in client.get(url).context["rows"]] == [False] * 3
    answer = post(client, task, "giu", headers={"HX-Request": "true"})
    assert answer.templates[0].name == "plans/review_row.html"
    assert f'id="doan-{task.paragraph}"' in answer.content.decode()
    assert "đã xem" in answer.content.decode()
    assert 'hx-swap-oob="true"' in answer.content.decode()
    assert [t.pk for r in client.get(url).context["rows"] for t in r.tasks if t.pk == task.pk] == []


def test_a_task_is_mended_with_units_roles_and_codes(province, plan):
    client = sign_in(province)
    task = plan.tasks.last()
    page = client.get(reverse("plan_review", args=[plan.pk]) + f"?sua={task.pk}").content.decode()
    assert 'value="LS-SKHCN-VP"' in page
    said = mended(
        task, text="Chuẩn bị nơi tiếp công dân.", kind="recurring", rhythm="weekly",
        deadline_text="hằng tuần", reports_to="Thanh tra tỉnh", proof="report",
        units=[("Thanh tra Sở", "cooperate", ""), ("Văn phòng Sở", "lead", "ls-skhcn-vp"),
               ("", "lead", "LS-TTT")],
    )  # fmt: skip
    answer = client.post(reverse("plan_review_task", args=[task.pk]), said)
    assert answer.url.endswith(f"#doan-{task.paragraph}")
    task.refresh_from_db()
    assert (task.text, task.kind, task.rhythm, task.proof, task.reports_to, task.recurring) == (
        "Chuẩn bị nơi tiếp công dân.", "recurring", "weekly", "report", "Thanh tra tỉnh", True,
    )  # fmt: skip
    units = [(u.name, u.role, u.agency and u.agency.code) for u in task.units.all()]
    assert units == [
        ("Thanh tra Sở", "cooperate", None),
        ("Văn phòng Sở", "lead", "LS-SKHCN-VP"),
        ("Thanh tra tỉnh", "lead", "LS-TTT"),
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": "due"}, "Nhiệm vụ có hạn cần ngày đến hạn."),
        ({"kind": "recurring", "rhythm": ""}, "Nhiệm vụ định kỳ cần nhịp"),
        ({"units": [("Sở X", "lead", "KHONG-CO")]}, "Không có đơn vị nào mang mã hoặc tên này."),
        ({"units": [("Sở X", "lead", ""), ("sở x", "lead", "")]}, "được ghi hai lần"),
    ],
)
def test_a_wrong_form_keeps_what_was_typed(province, plan, wrong, sentence):
    client, task = sign_in(province), plan.tasks.last()
    said = mended(task, text="Lời mới gõ.", **wrong)
    answer = client.post(reverse("plan_review_task", args=[task.pk]), said)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Lời mới gõ." in answer.content.decode()
    task.refresh_from_db()
    assert task.version == 1


def test_the_loser_of_two_keeps_the_text_and_may_send_again(province, plan):
    task = plan.tasks.last()
    said = mended(task, text="Lời của người sau.")
    post(sign_in(province, "head"), task, "giu")
    client = sign_in(province)
    url = reverse("plan_review_task", args=[task.pk])
    answer = client.post(url, said)
    assert answer.status_code == 422
    assert "Người khác vừa sửa bản đọc này" in answer.content.decode()
    assert "Lời của người sau." in answer.content.decode()
    assert client.post(url, said | {"version": answer.context["form"]["version"].value()}).url
    task.refresh_from_db()
    assert task.text == "Lời của người sau."


def test_accepting_what_changed_meanwhile_is_refused(province, plan):
    client = sign_in(province)
    post(client, plan.tasks.first(), "giu")
    answer = client.post(reverse("plan_accept", args=[plan.pk]), {"version": 1})
    assert answer.status_code == 409
    client.post(reverse("plan_accept", args=[plan.pk]), {"version": 2})
    plan.refresh_from_db()
    assert plan.state == "accepted"


def test_no_task_with_why_and_back_again(province, plan):
    client, task = sign_in(province), plan.tasks.last()
    post(client, task, "bo", why="Lời kêu gọi chung.")
    plan.refresh_from_db()
    remark = next(r for r in plan.other if r["paragraph"]["index"] == task.paragraph)
    assert (remark["text"], remark["why"]) == (task.text, "Người duyệt: Lời kêu gọi chung.")
    assert not PlanTask.objects.filter(pk=task.pk).exists()
    answer = client.post(
        reverse("plan_review", args=[plan.pk]),
        {"buoc": "lap", "doan": task.paragraph, "version": plan.version},
    )
    made = plan.tasks.get(paragraph=task.paragraph)
    assert answer.url.endswith(f"?sua={made.pk}#nv-{made.pk}")
    assert (made.text, made.units.count()) == (task.text, 0)
    plan.refresh_from_db()
    assert all(r["paragraph"]["index"] != task.paragraph for r in plan.other)
    again = client.post(
        reverse("plan_review", args=[plan.pk]),
        {"buoc": "lap", "doan": task.paragraph, "version": plan.version - 1},
    )
    assert (again.status_code, plan.tasks.filter(paragraph=task.paragraph).count()) == (409, 1)


def test_a_made_task_stands_in_the_order_of_the_document(province, plan):
    client, first = sign_in(province), plan.tasks.first()
    place = next(r["paragraph"]["index"] for r in plan.other)
    client.post(
        reverse("plan_review", args=[plan.pk]), {"buoc": "lap", "doan": place, "version": 1}
    )
    assert plan.tasks.last().paragraph == place < first.paragraph
    client.post(reverse("plan_accept", args=[plan.pk]), {"version": 2, "rest_to_issuer": "1"})
    found = [(t.order, t.paragraph) for t in plan.tasks.all()]
    assert found[0] == (0, place)
    assert [p for _, p in found] == sorted(p for _, p in found)


def test_a_paragraph_cut_in_two_becomes_one_again(province):
    text = (
        "KẾ HOẠCH\nTiếp công dân\n\n1. Phân công thực hiện\n\nGiao Thanh tra tỉnh chủ trì kiểm tra "
        "hằng tuần. Ban Tiếp công dân tỉnh có trách nhiệm phối hợp với Thanh tra tỉnh tổng hợp."
    )
    plan, _ = import_plan(
        agency=province["SKHCN"], name="a.txt", content=text.encode(), by=None, now=NOW
    )
    assert plan.tasks.count() == 2
    client = sign_in(province)
    post(client, plan.tasks.first(), "nhap")
    task = plan.tasks.get()
    assert task.text == text.rsplit("\n", 1)[1]
    assert [(u.name, u.role) for u in task.units.all()] == [
        ("Thanh tra tỉnh", "lead"), ("Ban Tiếp công dân tỉnh", "lead"),
    ]  # fmt: skip


def test_the_head_is_mended_and_the_loser_keeps_its_words(province, plan):
    client = sign_in(province)
    url = reverse("plan_review", args=[plan.pk])
    said = {
        "version": 1, "title": plan.title, "number": "15/KH-SKHCN", "symbol": "KH-SKHCN",
        "date_on": "2021-03-29", "place": "Lạng Sơn", "issuer": plan.issuer, "parent_issuer": "",
    }  # fmt: skip
    client.post(url, said)
    plan.refresh_from_db()
    assert (plan.number, plan.date_words, plan.version) == ("15/KH-SKHCN", "29/03/2021", 2)
    answer = client.post(url, said | {"number": "16/KH-SKHCN"})
    assert answer.status_code == 422
    assert "16/KH-SKHCN" in answer.content.decode()
    assert "Người khác vừa sửa" in answer.content.decode()


@time_machine.travel(NOW, tick=False)
def test_a_plan_hangs_on_the_plan_and_the_event_that_it_names(province):
    above, _ = import_plan(
        agency=province["UBND"], name="71.txt", content=ABOVE.encode(), by=None, now=NOW,
        accepted=True,
    )  # fmt: skip
    day = NOW.date()
    Event.objects.create(
        name="Kỳ họp thứ 11 Quốc hội khoá XIV", kind=EventKind.ASSEMBLY_SESSION,
        window_from=day, starts_on=day, ends_on=day, window_to=day,
    )  # fmt: skip
    plan, _ = import_plan(agency=province["SKHCN"], name="a.txt", content=SEED, by=None, now=NOW)
    assert plan.parent == above
    assert [e.name for e in plan.serves.all()] == ["Kỳ họp thứ 11 Quốc hội khoá XIV"]
    page = sign_in(province).get(reverse("plan_review", args=[plan.pk])).content.decode()
    assert "Kỳ họp thứ 11 Quốc hội khoá XIV" in page


def test_words_tell_time_proof_and_reports(province):
    plan, _ = import_plan(
        agency=province["UBND"], name="71.txt", content=ABOVE.encode(), by=None, now=NOW,
        accepted=True,
    )  # fmt: skip
    found = [(t.kind, t.rhythm, t.proof, t.reports_to, str(t.due_on)) for t in plan.tasks.all()]
    assert found == [
        ("recurring", "weekly", "report", "UBND tỉnh", "None"),
        ("due", "", "", "", "2021-04-10"),
        ("plain", "", "dialogue", "", "None"),
    ]


def test_the_parts_that_give_nobody_work_are_kept(plan):
    assert len(plan.purposes) == 4
    assert plan.purposes[1].startswith("Đảm bảo sự phối hợp chặt chẽ")
    assert plan.contents == []
    assert plan.closing.startswith("Trên đây là Kế hoạch của Sở Khoa học và Công nghệ")


@pytest.mark.parametrize(("role", "status"), [("officer", 403), ("custodian", 404)])
def test_the_review_is_for_who_imports_plans(province, plan, role, status):
    client = sign_in(province, role)
    assert client.get(reverse("plan_review", args=[plan.pk])).status_code == status
    assert post(client, plan.tasks.first(), "giu").status_code == status
    assert client.post(reverse("plan_accept", args=[plan.pk])).status_code == status


def test_a_handler_of_another_province_finds_nothing(province, plan):
    rival = Province("BN", "Bắc Ninh")
    import_plan(agency=rival["SKHCN"], name="a.txt", content=SEED, by=None, now=NOW)
    client = sign_in(rival)
    assert client.get(reverse("plan_review", args=[plan.pk])).status_code == 404
    assert post(client, plan.tasks.first(), "giu").status_code == 404


@pytest.mark.parametrize("lines", [1, 4])
def test_the_screen_costs_the_same_for_one_and_four_tasks(
    province, lines, django_assert_max_num_queries
):
    items = "".join(f"- Niêm yết lịch tiếp công dân lần {n}.\n" for n in range(lines))
    text = f"KẾ HOẠCH\nTiếp công dân\n\nI. PHÂN CÔNG\n1. Văn phòng Sở\n{items}"
    plan, _ = import_plan(
        agency=province["SKHCN"], name="a.txt", content=text.encode(), by=None, now=NOW
    )
    client = sign_in(province)
    with django_assert_max_num_queries(15) as seen:
        client.get(reverse("plan_review", args=[plan.pk]))
    assert len(seen) == 10
