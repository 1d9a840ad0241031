"""Rights of a running account, through the pages of the administrator: given, ended, closed, reopened."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from agencies.actions.accounts import close_account
from agencies.actions.rights import end_role, give_role
from agencies.forms.accounts import key_of
from agencies.models import Membership, User
from agencies.refusals import NotAllowed
from agencies.role_rules import Term, ends_at_once
from agencies.roles import Role
from records.models import LedgerEntry, Notice
from tests.factories import LONG_AGO, NOW, Province, make_agency, make_user

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = timedelta(days=1)
RIGHTS_CHANGED = f"{reverse('login')}?het=quyen"


@pytest.fixture
def province() -> Iterator[Province]:
    with time_machine.travel(NOW, tick=False):
        yield Province()


@pytest.fixture
def officer(province) -> User:
    return province.person("officer", "SKHCN")


@pytest.fixture
def manager(province) -> User:
    return province.person("admin", "UBND")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(name: str, account: User) -> str:
    return reverse(name, args=[account.pk])


def giving(role: Role, to, **changes: str) -> dict[str, str]:
    told = {
        "role": role.value, "agency": to.code, "first_day": TODAY.isoformat(), "last_day": "",
        "basis": "Quyết định số 12/QĐ-UBND ngày 17/11/2026", "absent": "",
    }  # fmt: skip
    return told | changes


def ending(membership: Membership, **changes: str) -> dict[str, str]:
    told = {
        "vai_tro": key_of(membership),
        "last_day": "",
        "to_agency": "",
        "reason": "Hết việc giao",
    }
    return told | changes


def closing(step: str = "khoa") -> dict[str, str]:
    return {"step": step, "reason": "Nghỉ hưu từ tháng 12"}


def role_of(user: User) -> Membership:
    return Membership.objects.select_related("agency").get(user=user)


def newest() -> LedgerEntry:
    return LedgerEntry.objects.exclude(verb__in=["sign_in", "sign_out"]).latest("id")


def test_a_role_is_given_and_the_person_signs_in_anew(province, officer, manager):
    own, admin = signed_in(officer), signed_in(manager)
    assert own.get("/").status_code == 200

    answer = admin.post(page("role_give", officer), giving(Role.HANDLER, province["SKHCN"]))

    assert answer["Location"] == page("account_detail", officer)
    given = Membership.objects.get(user=officer, role=Role.HANDLER)
    assert (given.agency, given.valid_from, given.valid_to) == (province["SKHCN"], TODAY, None)
    assert own.get("/")["Location"] == RIGHTS_CHANGED
    row = newest()
    assert (row.verb, row.user_id, row.subject_id, row.before) == (
        "give_role", manager.pk, officer.pk, None,
    )  # fmt: skip
    assert row.after == {
        "vai_tro": "Cán bộ xử lý đơn, giải quyết", "co_quan": "Sở Khoa học và Công nghệ",
        "tu_ngay": "2026-11-18",
    }  # fmt: skip
    assert Notice.objects.get(user=officer).sentence == (
        "Bạn được giao vai trò Cán bộ xử lý đơn, giải quyết tại Sở Khoa học và Công nghệ từ 18/11/2026 "
        "(Quyết định số 12/QĐ-UBND ngày 17/11/2026)."
    )
    shown = admin.get(page("account_detail", officer)).content.decode()
    assert "Quyết định số 12/QĐ-UBND ngày 17/11/2026" in shown
    ledger = signed_in(province.person("inspector", "TTT")).get(
        reverse("ledger_list"), {"viec": "give_role", "loai": "khac"}
    )
    assert "Từ ngày: 18/11/2026" in ledger.content.decode()


def test_a_role_ends_at_once_and_a_second_tab_does_nothing(officer, manager):
    own, admin, held = signed_in(officer), signed_in(manager), role_of(officer)

    form = admin.get(page("role_end", officer), {"vai_tro": key_of(held)}).content.decode()
    assert f'value="{key_of(held)}" selected' in form
    assert admin.post(page("role_end", officer), ending(held)).status_code == 302

    held.refresh_from_db()
    assert (held.valid_to, held.end_reason) == (date(2026, 11, 17), "Hết việc giao")
    late = own.post("/don/moi/", {"noi_dung": "đang gõ dở"}, headers={"Accept": "text/html"})
    assert late.status_code == 403
    row = newest()
    assert (row.verb, row.before, row.after) == (
        "end_role", {"den_ngay": ""},
        {"vai_tro": "Cán bộ tiếp công dân", "co_quan": "Sở Khoa học và Công nghệ",
         "den_ngay": "2026-11-17"},
    )  # fmt: skip
    again = admin.post(page("role_end", officer), ending(held))
    assert again.status_code == 422
    assert "Vai trò này đã kết thúc." in again.content.decode()
    assert not signed_in(officer).get("/").wsgi_request.user.access.memberships


def test_a_role_ends_with_a_day_to_come_or_goes_on_in_another_unit(province, officer, manager):
    admin, held, own = signed_in(manager), role_of(officer), signed_in(officer)

    answer = admin.post(
        page("role_end", officer), ending(held, last_day="2026-11-30", to_agency="ls-xa")
    )

    assert answer.status_code == 302
    rows = Membership.objects.filter(user=officer).order_by("valid_from")
    assert list(rows.values_list("agency__code", "role", "valid_from", "valid_to")) == [
        ("LS-SKHCN", "officer", LONG_AGO, date(2026, 11, 30)),
        ("LS-XA", "officer", date(2026, 12, 1), None),
    ]
    assert own.get("/").status_code == 200
    coming = Membership.objects.get(user=officer, agency=province["XA"])
    assert "chưa đến ngày" in admin.get(page("account_detail", officer)).content.decode()
    assert admin.post(page("role_end", officer), ending(coming)).status_code == 302
    coming.refresh_from_db()
    assert coming.valid_to == date(2026, 11, 30)
    assert "đã thu hồi" in admin.get(page("account_detail", officer)).content.decode()


def test_nobody_changes_the_own_rights_or_without_the_role(province, officer, manager):
    colleague = make_user("quan.tri.hai", (Role.ADMIN, province["UBND"]))
    admin, held = signed_in(manager), role_of(manager)
    for name, told in (
        ("role_give", giving(Role.HEAD, province["XA"])),
        ("role_end", ending(held)),
        ("account_state", closing()),
    ):
        answer = admin.post(page(name, manager), told)
        assert answer.status_code == 422
        assert "Không tự thay đổi quyền của mình" in answer.content.decode()
        assert signed_in(officer).post(page(name, colleague), told).status_code == 403
    assert role_of(manager).valid_to is None
    assert "do người quản trị khác thay đổi" in (
        admin.get(page("account_detail", manager)).content.decode()
    )


def test_the_last_administrator_of_an_agency_stays(province, manager):
    second = make_user("quan.tri.so", (Role.ADMIN, province["SKHCN"]))
    admin, held = signed_in(manager), role_of(second)
    why = "là người quản trị duy nhất của Sở Khoa học và Công nghệ"
    for name, told in (("role_end", ending(held)), ("account_state", closing())):
        answer = admin.post(page(name, second), told)
        assert (answer.status_code, why in answer.content.decode()) == (422, True)
    # One who administers for a time is nobody to rely on.
    third = make_user("quan.tri.tam", (Role.ADMIN, province["SKHCN"]))
    Membership.objects.filter(user=third).update(valid_to=TODAY + DAY)
    assert admin.post(page("role_end", second), ending(held)).status_code == 422
    Membership.objects.filter(user=third).update(valid_to=None)
    assert admin.post(page("role_end", second), ending(held)).status_code == 302


def test_another_agencys_administrator_finds_nothing(province, officer, manager):
    small = signed_in(make_user("quan.tri.xa", (Role.ADMIN, province["XA"])))
    rival = make_user("quan.tri.cb", (Role.ADMIN, make_agency("CB")))
    held = role_of(officer)
    for client in (small, signed_in(rival)):
        for name in (
            "account_detail", "role_give", "role_end", "account_state", "factor_reset", "account_mail",
        ):  # fmt: skip
            assert client.get(page(name, officer)).status_code == 404
        assert client.post(page("role_end", officer), ending(held)).status_code == 404
        assert officer.username not in client.get(reverse("user_list")).content.decode()
    with pytest.raises(NotAllowed):
        end_role(membership_id=held.pk, last_day=None, reason="Nghỉ việc", by=rival, now=NOW)
    with pytest.raises(NotAllowed):
        close_account(user_id=officer.pk, reason="Nghỉ việc", by=rival, now=NOW)
    # Who went on elsewhere is looked after there; who holds nothing any more, where they last did.
    past = {"agency": province["XA"], "role": Role.OFFICER, "valid_from": LONG_AGO}
    gone, free = make_user("da.chuyen", (Role.HEAD, province["BTCD"])), make_user("da.thoi")
    for one in (gone, free):
        Membership.objects.create(user=one, valid_to=TODAY - DAY, **past)
    assert small.get(page("factor_reset", gone)).status_code == 404
    assert small.get(page("account_detail", free)).status_code == 200
    # Whom she looks after she gives nothing outside her units, nor ends what is held there.
    own = province.person("officer", "XA")
    outside = Membership.objects.create(
        user=own, agency=province["BTCD"], role=Role.HANDLER, valid_from=LONG_AGO
    )
    answer = small.post(page("role_give", own), giving(Role.HEAD, province["UBND"]))
    assert "Không có đơn vị mang mã LS trong phạm vi bạn quản trị." in answer.content.decode()
    assert small.post(page("role_end", own), ending(outside)).status_code == 422
    answer = small.post(page("account_state", own), closing())
    assert "ngoài phạm vi bạn quản trị" in answer.content.decode()
    own.refresh_from_db()
    assert (own.is_active, Membership.objects.filter(user=own, valid_to=None).count()) == (True, 2)


CANNOT = [
    (Role.OFFICER, "SKHCN", {}, "Người này đã giữ vai trò ấy từ 01/01/2020."),
    (Role.HANDLER, "XA", {"first_day": "2026-11-17"}, "bắt đầu sớm nhất từ hôm nay"),
    (Role.HANDLER, "XA", {"last_day": "2026-11-17"}, "Ngày cuối phải từ ngày đầu trở đi."),
    (Role.HANDLER, "XA", {"basis": " QĐ "}, "Hãy ghi số, ngày của quyết định giao"),
    (Role.HANDLER, "XA", {"agency": "LS-KHONG"}, "Không có đơn vị mang mã LS-KHONG"),
    (Role.INSPECTOR, "XA", {}, "chỉ giao tại cơ quan thanh tra"),
    (Role.ADMIN, "XA", {}, "Người quản trị không thấy nội dung vụ việc"),
    (Role.HEAD, "XA", {"absent": "head.xa.ls"}, "Giữ vai trò thay người vắng phải ghi ngày cuối."),
    (Role.HEAD, "XA", {"absent": "head.skhcn.ls", "last_day": "2026-12-01"}, "không giữ vai trò ấy"),
    (Role.HEAD, "XA", {"absent": "khong.co"}, "Không có tài khoản đang dùng"),
]  # fmt: skip


def test_what_cannot_be_given_is_told_beside_what_was_typed(province, officer, manager):
    admin, wrong = signed_in(manager), []
    for role, part, changes, sentence in CANNOT:
        told = giving(role, province[part], **changes)
        answer = admin.post(page("role_give", officer), told)
        text = answer.content.decode()
        if answer.status_code != 422 or sentence not in text or told["agency"] not in text:
            wrong.append((role, changes))
    assert wrong == []
    assert Membership.objects.filter(user=officer).count() == 1


def test_a_unit_that_ends_takes_no_role_past_its_day(province, officer, manager):
    unit = make_agency("LS-CU", parent=province["UBND"], valid_to=date(2026, 12, 31))
    admin = signed_in(manager)
    answer = admin.post(page("role_give", officer), giving(Role.HANDLER, unit))
    assert "Đơn vị kết thúc ngày 31/12/2026" in answer.content.decode()
    told = giving(Role.HANDLER, unit, last_day="2026-12-31")
    assert admin.post(page("role_give", officer), told).status_code == 302
    ended = make_agency("LS-HET", parent=province["UBND"], valid_to=TODAY - DAY)
    answer = admin.post(
        page("role_give", officer), giving(Role.HANDLER, ended, last_day="2026-11-18")
    )
    assert "Đơn vị kết thúc ngày 17/11/2026" in answer.content.decode()


def test_a_closed_account_opens_nothing_and_no_old_session_comes_back(officer, manager):
    own, admin = signed_in(officer), signed_in(manager)
    old_tab = admin.get(page("account_state", officer)).content.decode()
    assert 'name="step" value="khoa"' in old_tab

    assert admin.post(page("account_state", officer), closing()).status_code == 302

    officer.refresh_from_db()
    assert (officer.is_active, role_of(officer).valid_to) == (False, None)
    assert own.get("/")["Location"].startswith(reverse("login"))
    row = newest()
    assert (row.verb, row.before, row.after) == (
        "close_account", {"tai_khoan": "đang dùng"}, {"tai_khoan": "đã khóa"},
    )  # fmt: skip
    twice = admin.post(page("account_state", officer), closing())
    assert (twice.status_code, "Tài khoản này đã khóa." in twice.content.decode()) == (422, True)
    told = giving(Role.HANDLER, role_of(officer).agency)
    assert "Tài khoản đang khóa" in admin.post(page("role_give", officer), told).content.decode()
    assert admin.post(page("account_state", officer), closing("mo")).status_code == 302
    assert newest().verb == "reopen_account"
    assert own.get("/").status_code == 302
    assert signed_in(officer).get("/").status_code == 200


def test_rights_that_were_taken_meanwhile_give_nothing(province, officer, manager):
    """Two administrators who end each other's role: the second has, by then, no right."""
    other = make_user("quan.tri.hai", (Role.ADMIN, province["UBND"]))
    make_user("quan.tri.ba", (Role.ADMIN, province["UBND"]))
    assert other.access.memberships  # as a request that began before
    end_role(
        membership_id=role_of(other).pk, last_day=None, reason="Nghỉ việc", by=manager, now=NOW
    )
    with pytest.raises(NotAllowed):
        end_role(
            membership_id=role_of(manager).pk, last_day=None, reason="Nghỉ việc", by=other, now=NOW
        )
    with pytest.raises(NotAllowed):
        give_role(
            user_id=officer.pk, agency_id=province["XA"].pk, role=Role.HEAD, first_day=TODAY,
            last_day=None, basis="Quyết định 1", by=other, now=NOW,
        )  # fmt: skip


def test_who_asks_is_proven_anew(officer, manager):
    admin = signed_in(manager)
    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        assert admin.get(page("account_detail", officer)).status_code == 200
        for name in ("role_give", "role_end", "account_state"):
            assert admin.post(page(name, officer), {})["Location"].startswith(
                reverse("prove_again")
            )


def test_accounts_are_found_without_accents_within_the_own_units(province, manager):
    make_user("tuyet", (Role.OFFICER, province["XA"]), full_name="Lành Thị Tuyết")
    found = signed_in(manager).get(reverse("user_list"), {"q": "thi tuyet"}).content.decode()
    assert "Có 1 tài khoản theo từ khóa “thi tuyet”" in found


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        ((0, None), (5, None), True),
        ((0, 4), (5, None), False),
        ((0, 5), (5, 9), True),
        ((3, 2), (0, None), False),
        ((0, 9), (3, 2), False),
    ],
)
def test_terms_meet_on_days_that_both_count(one, other, meets):
    agency = uuid4()

    def term(days) -> Term:
        last = None if days[1] is None else TODAY + days[1] * DAY
        return Term(Role.HEAD, agency, TODAY + days[0] * DAY, last)

    assert term(one).meets(term(other)) is meets
    assert term(other).meets(term(one)) is meets


def test_ended_at_once_counts_no_more_today():
    assert ends_at_once(LONG_AGO, TODAY) == date(2026, 11, 17)
    assert ends_at_once(TODAY, TODAY) == date(2026, 11, 17)
    assert ends_at_once(TODAY + 5 * DAY, TODAY) == date(2026, 11, 22)


def test_rows_that_contradict_themselves_are_refused(province, officer, manager):
    alone = "membership_stands_in_for_another_for_a_time"
    for row, name in (
        ({"valid_to": TODAY - 2 * DAY}, "membership_ends_after_it_begins"),
        ({"stands_in_for": officer, "valid_to": TODAY}, alone),
        ({"stands_in_for": manager}, alone),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Membership.objects.create(
                user=officer, agency=province["XA"], role=Role.HEAD, valid_from=TODAY, **row
            )
