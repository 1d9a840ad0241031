"""Phân công: chosen, previewed, done; what cannot go says why."""

import pytest
from django.urls import reverse

from agencies.models import User
from agencies.refusals import NotAllowed
from agencies.roles import Role
from complaints.actions.assigning import assign_petitions
from complaints.actions.petitions import withdraw_petition
from complaints.enums import PetitionKind
from complaints.models import Assignment, Petition
from records.models import LedgerEntry
from tests.complaints.doors import client_of, statements
from tests.factories import NOW, Province, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(province):
    return province.person("head", "SKHCN")


@pytest.fixture
def handler(province):
    return province.person("handler", "SKHCN")


@pytest.fixture
def nobodys(register, province):
    """Entered at the desk: nobody holds it."""
    officer = province.person("officer", "SKHCN")

    def made(**changes) -> Petition:
        return register(by=officer, **changes)

    return made


def post(client, step, petitions, to_user=None, reason=""):
    typed = {"buoc": step, "ho-so": [str(p.pk) for p in petitions], "reason": reason}
    if to_user:
        typed["to_user"] = str(to_user.pk)
    return client.post(reverse("work_assign"), typed)


def test_the_head_gives_several_cases_to_one_after_a_preview(nobodys, head, handler):
    first, second = nobodys(summary="Đơn một"), nobodys(summary="Đơn hai")
    client = client_of(head)

    chosen = post(client, "chon", [first, second]).content.decode()
    preview = post(client, "xem", [first, second], handler, "Theo địa bàn").content.decode()
    assert "Đã chọn 2 đơn" in chosen
    assert f"Sẽ giao 2 đơn cho {handler.full_name}" in preview
    assert Assignment.objects.count() == 0

    done = post(client, "giao", [first, second], handler, "Theo địa bàn")
    assert done.status_code == 302
    assert (
        list(Assignment.objects.values_list("from_user", "to_user", "assigned_by", "reason"))
        == [(None, handler.pk, head.pk, "Theo địa bàn")] * 2
    )
    assert set(Petition.objects.values_list("holder", flat=True)) == {handler.pk}


def test_a_second_click_changes_nothing_more(nobodys, head, handler):
    petition = nobodys()
    client = client_of(head)
    post(client, "giao", [petition], handler)
    post(client, "giao", [petition], handler)

    assert Assignment.objects.count() == 1


def test_what_cannot_go_stays_with_its_reason_and_the_others_go(nobodys, head, handler):
    free, held, ended = nobodys(summary="tự do"), nobodys(summary="đã giao"), nobodys()
    assign_petitions(petition_ids=[held.pk], to_user=handler, by=head, now=NOW)
    withdraw_petition(
        petition_id=ended.pk, note="Công dân rút đơn.", withdrawn_on=NOW.date(),
        version=ended.version, by=head, now=NOW,
    )  # fmt: skip

    preview = post(client_of(head), "xem", [free, held, ended], handler).content.decode()
    made = assign_petitions(
        petition_ids=[free.pk, held.pk, ended.pk], to_user=handler, by=head, now=NOW
    )

    assert f"Đơn đang do {handler} thụ lý." in preview
    assert "Đơn không còn việc phải làm." in preview
    assert [p.pk for p in made.done] == [free.pk]
    assert {p.pk: why for p, why in made.refused} == {
        held.pk: f"Đơn đang do {handler} thụ lý.", ended.pk: "Đơn không còn việc phải làm.",
    }  # fmt: skip


def test_only_who_processes_there_is_offered(nobodys, province, head, handler):
    petition = nobodys()
    form = client_of(head).get(f"{reverse('work_assign')}?ho-so={petition.pk}").context["form"]

    offered = set(form.fields["to_user"].queryset)
    assert offered == {handler, head}
    wrong = post(client_of(head), "xem", [petition], province.person("officer", "SKHCN"))
    assert wrong.status_code == 422
    made = assign_petitions(
        petition_ids=[petition.pk], to_user=province.person("handler", "XA"), by=head, now=NOW
    )
    assert [why for _, why in made.refused] == [
        f"{province.person('handler', 'XA')} không xử lý đơn ở Sở Khoa học và Công nghệ."
    ]


def test_a_handler_takes_what_nobody_holds_and_nothing_else(nobodys, head, handler, province):
    free, held = nobodys(), nobodys()
    assign_petitions(petition_ids=[held.pk], to_user=head, by=head, now=NOW)

    assert post(client_of(handler), "giao", [free], handler).status_code == 302
    assert Petition.objects.get(pk=free.pk).holder == handler
    assert post(client_of(handler), "giao", [held], handler).status_code == 403
    with pytest.raises(NotAllowed, match="Chỉ thủ trưởng phân công lại"):
        assign_petitions(petition_ids=[held.pk], to_user=handler, by=handler, now=NOW)


def test_the_ledger_tells_who_gave_a_case_to_whom(nobodys, head, handler):
    petition = nobodys()
    assign_petitions(petition_ids=[petition.pk], to_user=handler, by=head, now=NOW)

    entry = LedgerEntry.objects.filter(subject_id=petition.pk).latest("id")
    assert (entry.user_id, entry.verb) == (head.pk, "change")
    assert entry.details == {"buoc": "phan_cong", "cho": str(handler)}


def test_giving_a_case_does_not_disturb_who_decides_on_it(nobodys, head, handler):
    petition = nobodys()
    assign_petitions(petition_ids=[petition.pk], to_user=handler, by=head, now=NOW)

    assert Petition.objects.get(pk=petition.pk).version == petition.version


def test_nothing_chosen_is_said_and_nothing_foreign_is_found(register, head):
    rival = Province("CB", "Cao Bằng").person("head", "SKHCN")
    petition = register()

    assert post(client_of(head), "chon", []).status_code == 422
    assert "Chưa chọn đơn nào" in client_of(head).get(reverse("work_assign")).content.decode()
    assert post(client_of(rival), "chon", [petition]).status_code == 404
    assert client_of(head).get(f"{reverse('work_assign')}?ho-so=khong").status_code == 404
    above = client_of(petition.agency.parent.memberships.get(role="head").user)
    assert post(above, "chon", [petition]).status_code == 403


def test_who_must_not_learn_of_a_case_is_never_offered_it(register, province):
    """Vụ việc hạn chế: only those told of by name stand in the list, and only they can be given it."""
    denounced, told = province.person("handler", "TTT"), province.person("head", "TTT")
    newcomer = make_user("moi.ttt", (Role.HANDLER, province["TTT"]))
    petition = register(
        agency=province["TTT"], kind=PetitionKind.DENUNCIATION, summary="Tố cáo kín",
        excluded_users=[denounced], by=told_by(province),
    )  # fmt: skip
    newer = make_user("sau.ttt", (Role.HANDLER, province["TTT"]))

    address = f"{reverse('work_assign')}?ho-so={petition.pk}"
    offered = set(client_of(told).get(address).context["form"].fields["to_user"].queryset)
    assert denounced not in offered
    assert newer not in offered
    assert {told, newcomer} <= offered
    made = assign_petitions(petition_ids=[petition.pk], to_user=denounced, by=told, now=NOW)
    assert [why for _, why in made.refused] == [
        f"{denounced} không thuộc diện được biết vụ việc này."
    ]


def told_by(province) -> User:
    return make_user("nhan.ttt", (Role.HANDLER, province["TTT"]))


def test_the_unit_shows_cases_by_holder_in_the_order_of_names(nobodys, register, head, handler):
    nobodys(summary="chưa giao")
    register(summary="của cán bộ")

    page = client_of(head).get(reverse("work_unit"))
    held = {str(row.holder or ""): row.running for row in page.context["held"]}
    assert held == {"": 1, str(handler): 1, str(head): 0}
    names = [row.holder.sort_key for row in page.context["held"] if row.holder]
    assert names == sorted(names)
    mine = client_of(head).get(f"{reverse('work_unit')}?nguoi=chua-giao")
    assert [line.summary for line in mine.context["lines"]] == ["chưa giao"]
    assert len(client_of(head).get(f"{reverse('work_unit')}?nguoi=sai").context["lines"]) == 0


def test_the_unit_costs_the_same_for_one_case_and_for_four(nobodys, head):
    client, address = client_of(head), reverse("work_unit")
    nobodys()
    one = statements(client, address)
    for n in range(3):
        nobodys(summary=f"Đơn {n}")

    assert statements(client, address) == one <= 15


def test_an_excluded_head_counts_the_same_with_and_without_the_matter(register, province, head):
    """Two worlds of the unit: nothing of a matter about the head reaches the figures."""
    register(summary="bình thường")
    client, address = client_of(head), reverse("work_unit")
    client.get(reverse("home"))  # what is said once after a sign-in is said here
    before, price = client.get(address).content, statements(client, address)
    register(
        kind=PetitionKind.DENUNCIATION, accused_agency=province["SKHCN"], excluded_users=[head],
        summary="Tố cáo thủ trưởng",
    )  # fmt: skip

    assert _plain(client.get(address).content) == _plain(before)
    assert statements(client, address) == price
    for name in ("stage_times", "work_today", "substitution_list"):
        assert b"T\xe1\xbb\x91 c\xc3\xa1o th\xe1\xbb\xa7" not in client.get(reverse(name)).content


def _plain(body: bytes) -> bytes:
    from tests.house.crawl import masked

    return masked(body)
