"""The tree of plans: what carries out what, what replaces what, how a plan ends, who continues."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.enums import EventKind, Level
from agencies.models import Event, Succession
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Role
from plans.actions.closing import close_plan
from plans.actions.replacing import Replacement, replace_plan
from plans.actions.succession import hand_over, hand_over_where_sure
from plans.actions.tree import link_plan
from plans.enums import LowerPlan
from plans.handover import ended_units
from plans.models import Plan, PlanTask, PlanTaskUnit, TaskUpdate
from records.models import LedgerEntry, Notice
from tests.complaints.doors import client_of
from tests.factories import NOW, Province, make_agency, make_user

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


def a_plan(agency, number="1/KH", *, state="accepted", **fields) -> Plan:
    return Plan.objects.create(
        agency=agency, scope_path=agency.path, number=number, title=f"Kế hoạch {number}",
        content_hash=number, state=state, created_at=NOW,
        accepted_at=None if state == "draft" else NOW, **fields,
    )  # fmt: skip


def a_task(plan, *units, text="Bố trí cán bộ trực.", **fields) -> PlanTask:
    task = PlanTask.objects.create(
        plan=plan, order=plan.tasks.count(), text=text, paragraph=0, **fields
    )
    for n, (agency, role) in enumerate(units):
        PlanTaskUnit.objects.create(
            task=task, order=n, name=agency.name, role=role, agency=agency, scope_path=agency.path
        )
    return task


def seen(answer) -> str:
    return " ".join(answer.content.decode().split())


def three_plans(province):
    """The province's plan, the department's under it, a second one of the department under that."""
    upper = a_plan(province["UBND"], "91/KH-UBND")
    middle = a_plan(province["SKHCN"], "12/KH-SKHCN", parent=upper)
    lowest = a_plan(province["SKHCN"], "13/KH-SKHCN", parent=middle)
    return upper, middle, lowest


# The tree


def test_the_tree_shows_the_line_up_and_what_hangs_below(province):
    upper, middle, lowest = three_plans(province)
    a_task(middle, due_on=date(2026, 11, 1))
    answer = client_of(province.person("head", "UBND")).get(reverse("plan_tree", args=[middle.pk]))
    nodes = [(node.plan, node.level, counts) for node, counts in answer.context["nodes"]]
    assert [(plan, level) for plan, level, _ in nodes] == [(upper, 0), (middle, 1), (lowest, 2)]
    counts = nodes[1][2]
    assert (counts.total, counts.done, counts.unfinished, counts.late) == (1, 0, 1, 1)
    assert answer.context["top"] is None


def test_a_plan_out_of_sight_is_its_words_in_the_lower_one_only(province):
    """The department was given no task of the province's plan: it reads what its own text says."""
    upper, middle, _ = three_plans(province)
    middle.implements = {"number": "91/KH-UBND", "date": "2026-10-28", "issuer": "UBND tỉnh"}
    middle.save()
    client = client_of(province.person("handler", "SKHCN"))
    tree = client.get(reverse("plan_tree", args=[middle.pk]))
    assert tree.context["top"].words == "Văn bản số 91/KH-UBND ngày 28/10/2026 của UBND tỉnh"
    assert upper.title not in seen(tree)
    detail = client.get(reverse("plan_detail", args=[middle.pk]))
    assert upper.title not in seen(detail)
    assert "Văn bản số 91/KH-UBND ngày 28/10/2026 của UBND tỉnh" in seen(detail)


def test_a_plan_is_hung_under_another_and_serves_an_event(province):
    upper = a_plan(province["UBND"], "91/KH-UBND")
    a_task(upper, (province["SKHCN"], "lead"))
    mine = a_plan(province["SKHCN"], "12/KH-SKHCN")
    event = Event.objects.create(
        name="Kỳ họp thứ 2", kind=EventKind.ASSEMBLY_SESSION, window_from=date(2026, 11, 10),
        starts_on=date(2026, 11, 16), ends_on=date(2026, 11, 20), window_to=date(2026, 11, 30),
    )  # fmt: skip
    client = client_of(province.person("handler", "SKHCN"))
    address = reverse("plan_link", args=[mine.pk])
    answer = client.post(address, {"parent": upper.pk, "events": [event.pk], "version": 1})
    assert (answer.status_code, answer["Location"]) == (302, reverse("plan_tree", args=[mine.pk]))
    mine.refresh_from_db()
    assert (mine.parent, list(mine.serves.all()), mine.version) == (upper, [event], 2)
    page = client.get(reverse("plan_detail", args=[mine.pk]))
    [line] = page.context["events"]
    assert (line.event, line.phase) == (event, "during")
    assert page.context["family"].parent == upper


def test_two_plans_do_not_carry_out_each_other(province):
    _, middle, lowest = three_plans(province)
    client = client_of(province.person("handler", "SKHCN"))
    answer = client.post(
        reverse("plan_link", args=[middle.pk]), {"parent": lowest.pk, "version": 1}
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["parent"] == [
        "Kế hoạch 13/KH-SKHCN đang thực hiện chính kế hoạch này; hai kế hoạch không thực hiện lẫn "
        "nhau."
    ]
    middle.refresh_from_db()
    assert middle.parent.number == "91/KH-UBND"


def test_who_comes_second_is_told_and_changes_nothing(province):
    mine = a_plan(province["SKHCN"])
    client = client_of(province.person("handler", "SKHCN"))
    Plan.objects.filter(pk=mine.pk).update(version=5)
    answer = client.post(reverse("plan_link", args=[mine.pk]), {"parent": "", "version": 1})
    assert answer.status_code == 422
    assert "vừa được người khác thay đổi" in seen(answer)


def test_an_intruder_with_plans_of_his_own_hangs_nothing(province):
    rival = Province("BN", "Bắc Ninh")
    theirs, mine = a_plan(rival["SKHCN"]), a_plan(province["SKHCN"])
    client = client_of(rival.person("handler", "SKHCN"))
    assert client.get(reverse("plan_tree", args=[mine.pk])).status_code == 404
    assert client.post(reverse("plan_link", args=[mine.pk]), {"version": 1}).status_code == 404
    answer = client.post(reverse("plan_link", args=[theirs.pk]), {"parent": mine.pk, "version": 1})
    assert answer.status_code == 422
    with pytest.raises(Refused):
        link_plan(
            plan_id=theirs.pk, parent_id=mine.pk, event_ids=[],
            by=rival.person("handler", "SKHCN"), now=NOW,
        )  # fmt: skip


def test_who_only_has_tasks_does_not_move_the_plan(province):
    upper = a_plan(province["UBND"])
    a_task(upper, (province["SKHCN"], "lead"))
    with pytest.raises(NotAllowed):
        link_plan(
            plan_id=upper.pk, parent_id=None, event_ids=[],
            by=province.person("head", "SKHCN"), now=NOW,
        )  # fmt: skip


# Replacement


def test_replacing_lists_what_hangs_below_and_settles_what_is_ones_own(province):
    top = province["UBND"]
    upper, new = a_plan(top, "91/KH-UBND"), a_plan(top, "120/KH-UBND")
    own = a_plan(top, "92/KH-UBND", parent=upper)
    department = a_plan(province["SKHCN"], "12/KH-SKHCN", parent=upper)
    task = a_task(department, text="Trực tại trụ sở.")
    goes_on = a_task(upper, (province["XA"], "lead"), text="Báo cáo kết quả.")
    ends = a_task(upper, text="Thường xuyên nắm tình hình.", kind="continuous")
    client = client_of(province.person("head", "UBND"))
    address = reverse("plan_replace", args=[upper.pk])
    page = client.get(address)
    assert [(p, tasks) for p, tasks, _ in page.context["lower"]] == [
        (department, [task]), (own, [])
    ]  # fmt: skip
    assert page.context["tasks"] == [goes_on, ends]
    answer = client.post(address, {
        "new_plan": new.pk, "on": "2026-11-16", "version": 1, "chuyen": [goes_on.pk],
        f"kh-{own.pk}-fate": "rehang",
    })  # fmt: skip
    assert answer.status_code == 302
    for row in (upper, own, department, goes_on, ends):
        row.refresh_from_db()
    assert (upper.state, upper.replaced_by, upper.replaced_on) == (
        "replaced", new, date(2026, 11, 16),
    )  # fmt: skip
    assert (own.parent, department.parent) == (new, upper)
    assert (goes_on.state, ends.state) == ("ended", "ended")
    [carried] = new.tasks.all()
    assert (carried.text, carried.state, [u.agency for u in carried.units.all()]) == (
        "Báo cáo kết quả.", "open", [province["XA"]],
    )  # fmt: skip
    told = set(
        Notice.objects.filter(subject_id=department.pk).values_list("user__username", flat=True)
    )
    assert told == {"handler.skhcn.ls", "head.skhcn.ls"}
    of_units = set(
        Notice.objects.filter(subject_id=upper.pk).values_list("user__username", flat=True)
    )
    assert of_units == {"officer.xa.ls", "handler.xa.ls", "head.xa.ls"}


def test_the_lower_plan_says_that_the_one_above_was_replaced(province):
    upper = a_plan(province["UBND"], "91/KH-UBND")
    a_task(upper, (province["SKHCN"], "lead"))
    lower = a_plan(province["SKHCN"], "12/KH-SKHCN", parent=upper)
    replace_plan(
        plan_id=upper.pk, by=province.person("head", "UBND"), now=NOW,
        by_what=Replacement(TODAY, document="Chỉ thị số 20/CT-UBND ngày 10/11/2026"),
    )  # fmt: skip
    client = client_of(province.person("handler", "SKHCN"))
    page = seen(client.get(reverse("plan_detail", args=[lower.pk])))
    assert "mà kế hoạch này thực hiện đã bị thay thế từ ngày 18/11/2026" in page
    found = client.get(reverse("plan_list"), {"tinh_trang": "cap-tren"})
    assert [row.plan for row in found.context["rows"]] == [lower]
    replaced = seen(client.get(reverse("plan_detail", args=[upper.pk])))
    assert "bằng Chỉ thị số 20/CT-UBND ngày 10/11/2026" in replaced
    assert "Bố trí cán bộ trực." in replaced


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"on": "2026-11-19"}, "Ngày thay thế không được sau hôm nay."),
        ({"on": "2026-11-01"}, "Ngày thay thế không được trước ngày ban hành (02/11/2026)."),
        ({"document": ""}, "Hãy chọn kế hoạch thay thế, hoặc ghi văn bản thay thế, một trong hai."),
        ({"on": ""}, "Thay thế từ ngày</a>:"),
    ],
)
def test_a_wrong_replacement_is_told_beside_the_form_and_nothing_is_lost(
    province, changes, sentence
):
    plan = a_plan(province["SKHCN"], date_on=date(2026, 11, 2), date_text="2026-11-02")
    client = client_of(province.person("head", "SKHCN"))
    given = {"document": "Công văn số 5/SKHCN", "on": "2026-11-18", "version": 1} | changes
    answer = client.post(reverse("plan_replace", args=[plan.pk]), given)
    assert answer.status_code == 422
    assert sentence in seen(answer)
    assert given["document"] in seen(answer)
    plan.refresh_from_db()
    assert plan.state == "accepted"


def test_a_plan_is_not_replaced_by_one_that_carries_it_out(province):
    upper, middle, _ = three_plans(province)
    with pytest.raises(Refused, match="đang thực hiện chính kế hoạch này"):
        replace_plan(
            plan_id=upper.pk, by=province.person("head", "UBND"), now=NOW,
            by_what=Replacement(TODAY, plan_id=middle.pk),
        )  # fmt: skip


def test_ending_a_lower_plan_with_open_tasks_undoes_the_whole(province):
    top = province["UBND"]
    upper = a_plan(top, "91/KH-UBND")
    own = a_plan(top, "92/KH-UBND", parent=upper)
    a_task(own, text="Báo cáo trước ngày 20.", kind="due", due_on=date(2026, 11, 20))
    with pytest.raises(Refused, match="Kế hoạch 92/KH-UBND: Còn 1 nhiệm vụ chưa xong"):
        replace_plan(
            plan_id=upper.pk, by=province.person("head", "UBND"), now=NOW,
            by_what=Replacement(TODAY, document="Kế hoạch mới"), lower={own.pk: LowerPlan.END},
        )  # fmt: skip
    upper.refresh_from_db()
    assert upper.state == "accepted"


# End


def test_closing_names_what_is_left_and_ends_the_rest_once_it_is_settled(province):
    mine, other = a_plan(province["SKHCN"], "12/KH-SKHCN"), a_plan(province["SKHCN"], "14/KH-SKHCN")
    endless = a_task(mine, kind="continuous")
    dropped = a_task(mine, text="Tổ chức đối thoại.", kind="due", due_on=date(2026, 11, 20))
    carried = a_task(mine, (province["SKHCN"], "lead"), text="Báo cáo.", state="blocked",
                     blocked_by="Chưa có số liệu")  # fmt: skip
    user = province.person("handler", "SKHCN")
    client = client_of(user)
    address = reverse("plan_close", args=[mine.pk])
    answer = client.post(address, {"version": 1, f"nv-{dropped.pk}-reason": "Không phát sinh"})
    assert answer.status_code == 422
    assert answer.context["refusal"] == (
        "Còn 1 nhiệm vụ chưa xong: “Báo cáo.”. Hãy ghi hoàn thành, nêu lý do không thực hiện nữa, "
        "hoặc chuyển sang kế hoạch khác."
    )
    assert "Không phát sinh" in seen(answer)
    answer = client.post(address, {
        "version": 1, f"nv-{dropped.pk}-reason": "Không phát sinh",
        f"nv-{carried.pk}-carry_to": other.pk,
    })  # fmt: skip
    assert answer.status_code == 302
    mine.refresh_from_db()
    assert (mine.state, mine.closed_at, mine.closed_by) == ("closed", NOW, user)
    states = dict(mine.tasks.values_list("pk", "state"))
    assert states == {endless.pk: "ended", dropped.pk: "dropped", carried.pk: "ended"}
    [new] = other.tasks.all()
    assert (new.text, new.state, new.blocked_by) == ("Báo cáo.", "blocked", "Chưa có số liệu")
    assert [u.note for u in dropped.updates.all()] == ["Không phát sinh"]
    details = LedgerEntry.objects.get(subject_id=mine.pk).details
    assert details == {"trang_thai": "closed", "chuyen": 1, "bo": 1, "ket_thuc": 1}
    assert client.get(address).status_code == 409


def test_a_task_is_not_carried_to_a_plan_of_somebody_else(province):
    mine, upper = a_plan(province["SKHCN"]), a_plan(province["UBND"])
    a_task(upper, (province["SKHCN"], "lead"))
    task = a_task(mine)
    with pytest.raises(Refused, match="do cơ quan mình ban hành"):
        close_plan(
            plan_id=mine.pk, by=province.person("head", "SKHCN"), now=NOW,
            carried={task.pk: upper.pk},
        )  # fmt: skip


def test_the_units_of_a_closed_plan_still_read_it(province):
    upper = a_plan(province["UBND"])
    task = a_task(upper, (province["SKHCN"], "lead"))
    close_plan(
        plan_id=upper.pk, by=province.person("head", "UBND"), now=NOW,
        dropped={task.pk: "Không phát sinh"},
    )  # fmt: skip
    client = client_of(province.person("officer", "SKHCN"))
    page = client.get(reverse("plan_detail", args=[upper.pk]))
    assert "đã kết thúc kế hoạch này ngày 18/11/2026" in seen(page)
    assert [line.task.state for line in page.context["lines"]] == ["dropped"]


# Succession


@pytest.fixture
def ended(province):
    """Thanh tra Sở and a room of the department ended; the province's inspectorate continues one."""
    home = province["SKHCN"]
    long_ago = {"level": Level.UNIT, "parent": home, "valid_to": date(2025, 6, 30)}
    inspectors = make_agency("LS-SKHCN-TTS", name="Thanh tra Sở", **long_ago)
    room = make_agency("LS-SKHCN-QLCN", name="Phòng Quản lý công nghệ", **long_ago)
    Succession.objects.create(
        predecessor=inspectors, successor=province["TTT"], starts_on=date(2025, 7, 1),
        document="Luật Thanh tra số 84/2025/QH15",
    )  # fmt: skip
    return inspectors, room


def test_tasks_of_a_unit_that_ended_go_to_its_successor(province, ended):
    inspectors, room = ended
    plan = a_plan(province["SKHCN"])
    task = a_task(plan, (inspectors, "lead"), (room, "cooperate"),
                  assignee=province.person("officer", "SKHCN"))  # fmt: skip
    client = client_of(province.person("handler", "SKHCN"))
    page = client.get(reverse("plan_detail", args=[plan.pk]))
    assert page.context["ended"] == ["Thanh tra Sở", "Phòng Quản lý công nghệ"]
    address = reverse("plan_handover", args=[plan.pk])
    units = [f.unit for f in client.get(address).context["forms"]]
    assert [(u.agency, [h.agency for h in u.heirs]) for u in units] == [
        (inspectors, [province["TTT"]]), (room, [])
    ]  # fmt: skip
    # Where no document names a successor, the issuer and its rooms in force are offered.
    assert units[1].choices == [province["SKHCN"]]
    answer = client.post(address, {f"dv-{inspectors.pk}-heirs": [province["TTT"].pk]})
    assert answer.status_code == 302
    lead, helper = task.units.all()
    assert (lead.agency, lead.scope_path, lead.handed_from, lead.name) == (
        province["TTT"], province["TTT"].path, inspectors, "Thanh tra Sở",
    )  # fmt: skip
    assert (helper.agency, helper.handed_from) == (room, None)
    task.refresh_from_db()
    assert task.assignee is None
    assert [(u.kind, u.note) for u in TaskUpdate.objects.filter(task=task)] == [
        ("handover", "Thanh tra Sở → Thanh tra tỉnh, theo Luật Thanh tra số 84/2025/QH15.")
    ]
    assert set(Notice.objects.values_list("user__username", flat=True)) == {
        "officer.ttt.ls", "handler.ttt.ls", "head.ttt.ls", "inspector.ttt.ls",
    }  # fmt: skip


def test_one_choice_serves_every_unit_that_has_none_of_its_own(province, ended):
    inspectors, room = ended
    Succession.objects.filter(predecessor=inspectors).delete()
    plan = a_plan(province["SKHCN"])
    task = a_task(plan, (inspectors, "lead"), (room, "cooperate"))
    client = client_of(province.person("handler", "SKHCN"))
    answer = client.post(
        reverse("plan_handover", args=[plan.pk]), {"chung-heirs": [province["SKHCN"].pk]}
    )
    assert answer.status_code == 302
    assert [u.agency for u in task.units.all()] == [province["SKHCN"], province["SKHCN"]]


def test_where_one_successor_is_sure_all_plans_are_handed_over_at_once(province, ended):
    inspectors, room = ended
    for number in ("1/KH", "2/KH"):
        a_task(a_plan(province["SKHCN"], number), (inspectors, "lead"), (room, "cooperate"))
    client = client_of(province.person("head", "SKHCN"))
    assert client.get(reverse("plan_list")).context["to_hand_over"] == 2
    answer = client.post(reverse("plan_handover_all"))
    assert (answer.status_code, answer["Location"]) == (302, reverse("plan_list"))
    assert PlanTaskUnit.objects.filter(agency=province["TTT"]).count() == 2
    assert PlanTaskUnit.objects.filter(agency=room).count() == 2
    assert hand_over_where_sure(by=province.person("head", "SKHCN"), now=NOW) == 0


def test_a_district_that_ended_is_continued_by_several_and_a_person_chooses(province):
    """Mỹ Xuyên: the district and its rooms ended on 30/06/2025, five communes continue them."""
    ended_on = {"valid_to": date(2025, 6, 30)}
    district = make_agency("ST-MX", name="UBND huyện Mỹ Xuyên", level=Level.DISTRICT, **ended_on)
    board = make_agency("ST-MX-BTCD", name="Ban Tiếp công dân huyện", level=Level.UNIT,
                        parent=district, **ended_on)  # fmt: skip
    police = make_agency("ST-MX-CA", name="Công an huyện", level=Level.UNIT, parent=district,
                         **ended_on)  # fmt: skip
    communes = [make_agency(f"CT-{n}", name=f"UBND xã {n}", level=Level.COMMUNE) for n in (1, 2, 3)]
    for commune in communes:
        Succession.objects.create(
            predecessor=district, successor=commune, starts_on=date(2025, 7, 1), document="NQ"
        )
    plan = a_plan(district)
    task = a_task(plan, (board, "lead"))
    a_task(plan, (police, "lead"), text="Nắm tình hình.")
    user = make_user("xa", (Role.HEAD, communes[0]))
    # The successors see and look after the plan of the district.
    page = client_of(user).get(reverse("plan_handover", args=[plan.pk]))
    assert [form.unit.agency for form in page.context["forms"]] == [board]
    assert [unit.agency for unit in page.context["police"]] == [police]
    [unit] = [u for u in ended_units(plan, TODAY) if not u.is_police]
    assert [(h.agency, h.through) for h in unit.heirs] == [(c, district) for c in communes]
    with pytest.raises(Refused, match="hãy chọn đơn vị nhận"):
        hand_over(plan_id=plan.pk, moves={board.pk: [province["XA"].pk]}, by=user, now=NOW)
    with pytest.raises(Refused, match="không còn nhiệm vụ nào cần bàn giao"):
        hand_over(plan_id=plan.pk, moves={police.pk: [communes[0].pk]}, by=user, now=NOW)
    moves = {board.pk: [communes[1].pk, communes[0].pk]}
    assert hand_over(plan_id=plan.pk, moves=moves, by=user, now=NOW) == 1
    # What is left is the police: nobody is asked to hand that over.
    assert client_of(user).get(reverse("plan_list")).context["to_hand_over"] == 0
    assert [(u.agency, u.role, u.handed_from) for u in task.units.all()] == [
        (communes[1], "lead", board), (communes[0], "lead", board),
    ]  # fmt: skip


def test_a_successor_that_ended_is_followed_to_the_one_in_force(province):
    first = make_agency("A", valid_to=date(2023, 12, 31))
    second = make_agency("B", valid_to=date(2025, 6, 30))
    third = make_agency("C")
    for old, new, day in ((first, second, date(2024, 1, 1)), (second, third, date(2025, 7, 1))):
        Succession.objects.create(predecessor=old, successor=new, starts_on=day, document=f"{new}")
    plan = a_plan(province["SKHCN"])
    a_task(plan, (first, "lead"))
    [unit] = ended_units(plan, TODAY)
    assert [(h.agency, h.document) for h in unit.heirs] == [(third, "Cơ quan C")]


# Price and constraints


@pytest.mark.parametrize("count", [1, 4])
def test_the_tree_and_the_page_cost_the_same_for_one_and_four(province, count):
    upper = a_plan(province["UBND"])
    for n in range(count):
        lower = a_plan(province["SKHCN"], f"{n}/KH-SKHCN", parent=upper)
        a_task(lower, (province["SKHCN"], "lead"))
        a_task(upper, (province["SKHCN"], "lead"), (province["XA"], "cooperate"))
    client = client_of(province.person("head", "UBND"))
    spent = {}
    for name in ("plan_tree", "plan_detail", "plan_replace"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name, args=[upper.pk])).status_code == 200
        spent[name] = len(queries)
    assert spent == {"plan_tree": 10, "plan_detail": 9, "plan_replace": 11}
