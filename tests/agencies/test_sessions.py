"""Sessions: proof asked again, the lock of a shared desk, ends with the rights it was opened with."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.urls import reverse

from agencies.models import Membership, User
from agencies.own_paths import own_path, page_before
from agencies.reauth import AskAgain, ensure_fresh
from agencies.roles import Role
from records.models import LedgerEntry
from records.tasks import clear_old
from tests.factories import NOW, PASSWORD, make_agency, make_user

pytestmark = pytest.mark.django_db
LOGIN = reverse("login")


@pytest.fixture
def head() -> User:
    return make_user("thu.truong", (Role.HEAD, make_agency("SKHCN")), full_name="Lê Văn Tư")


@pytest.fixture
def desk(head):
    with time_machine.travel(NOW, tick=False):
        client = Client()
        client.force_login(head)
        yield client


def later(minutes: float):
    return time_machine.travel(NOW + timedelta(minutes=minutes), tick=False)


def asked(client: Client, address: str = "/", method: str = "get", **headers: str):
    """A request of this session as ensure_fresh sees it."""
    request = getattr(RequestFactory(headers=headers), method)(address)
    request.session = client.session
    return request


def test_proof_is_asked_again_after_five_minutes(desk):
    ensure_fresh(asked(desk))
    with later(5):
        ensure_fresh(asked(desk))
    with later(5.1), pytest.raises(AskAgain) as again:
        ensure_fresh(asked(desk, "/don/?trang=2"))
    assert again.value.address == "/xac-nhan-lai/?next=%2Fdon%2F%3Ftrang%3D2"


def test_a_sent_form_comes_back_to_the_page_it_stood_on(desk):
    with later(6):
        for referer, back in (
            ("http://testserver/don/?trang=2", "/don/?trang=2"),
            ("https://evil.example/don/", "/"),
            ("", "/"),
        ):
            with pytest.raises(AskAgain) as again:
                ensure_fresh(asked(desk, "/tep/", "post", Referer=referer))
            assert again.value.back == back


def test_the_page_that_asks_sends_back_after_the_password(desk, head):
    with later(6):
        sent_to = desk.get(reverse("app_new"))
        assert sent_to["Location"] == "/xac-nhan-lai/?next=%2Ftai-khoan-cua-toi%2Fung-dung%2F"
        assert "Lê Văn Tư" in desk.get(sent_to["Location"]).content.decode()
        wrong = desk.post(sent_to["Location"], {"step": "password", "said": "sai"})
        assert (wrong.status_code, "Mật khẩu không đúng." in wrong.content.decode()) == (422, True)
        right = desk.post(sent_to["Location"], {"step": "password", "said": PASSWORD})
        assert (right.status_code, right["Location"]) == (302, reverse("app_new"))
        assert desk.get(reverse("app_new")).status_code == 200


def test_a_fragment_is_sent_as_a_whole_page(desk):
    with later(6):
        answer = desk.get(reverse("app_new"), headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith(reverse("prove_again"))


HOSTILE = [
    "https://evil.example/", "https:evil.example", "http:evil.example", "//evil.example/",
    "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example",
    "//user@evil.example/", "@evil.example", "/@evil.example", "https://testserver@evil.example/",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", " //evil.example", "/\t/evil.example",
    "/%0d%0aSet-Cookie:%20a=b", "/don/\r\nX: y", "/%2f/evil.example\r\nX: y", "/don/\u2028",
    "/%5cevil.example", "/..//evil.example", "http://testserver/", "/khong-co-trang-nay/", "don/",
    "?next=//evil.example", "",
]  # fmt: skip


def test_no_address_but_our_own_pages_is_ever_next(desk, head):
    """Every place that is told where to go next, given every hostile form."""
    said = {"step": "password", "said": PASSWORD}
    signing_in = {"username": head.username, "password": PASSWORD}

    def proved(hostile: str):
        return desk.post(reverse("prove_again"), {**said, "next": hostile})

    def proved_on_a_page(hostile: str):
        page = desk.get(reverse("prove_again"), {"next": hostile})
        assert 'name="next" value="/"' in page.content.decode()
        return desk.post(reverse("prove_again"), {**said, "next": "/"})

    def unlocked(hostile: str):
        desk.post(reverse("lock"), {"next": hostile})
        return desk.post(reverse("lock"), said)

    def entered(hostile: str):
        return Client().post(LOGIN, {**signing_in, "next": hostile})

    def entered_by_address(hostile: str):
        return Client().post(f"{LOGIN}?{urlencode({'next': hostile})}", signing_in)

    def already_in(hostile: str):
        return desk.get(LOGIN, {"next": hostile})

    doors = (proved, proved_on_a_page, unlocked, entered, entered_by_address, already_in)
    found = {}
    for hostile in HOSTILE:
        assert own_path(hostile) == ""
        assert page_before(asked(desk, Referer=hostile.replace("\r\n", ""))) in ("", "/")
        for door in doors:
            answer = door(hostile)
            found[door.__name__, hostile] = (answer.status_code, answer.get("Location"))
            assert not {"HX-Redirect", "Refresh", "X"} & set(answer.headers)
    assert set(found.values()) == {(302, "/")}


def test_next_may_be_one_of_our_pages():
    assert own_path("/don/?trang=2") == "/don/?trang=2"


def test_a_locked_desk_shows_a_name_and_nothing_else(desk, head):
    assert desk.get(reverse("lock"))["Location"] == "/"
    assert desk.post(reverse("lock"), {"next": "/don/?trang=2"})["Location"] == "/khoa/"
    assert desk.get("/don/")["Location"] == "/khoa/"
    assert desk.get("/don/", headers={"HX-Request": "true"})["HX-Redirect"] == "/khoa/"
    page = desk.get("/khoa/").content.decode()
    assert "Lê Văn Tư" in page
    assert "side-list" not in page
    assert desk.post(reverse("app_new"), {})["Location"] == "/khoa/"
    assert desk.post("/khoa/", {"step": "password", "said": "sai"}).status_code == 422
    assert desk.get("/don/")["Location"] == "/khoa/"
    opened = desk.post("/khoa/", {"step": "password", "said": PASSWORD})
    assert opened["Location"] == "/don/?trang=2"
    assert desk.get("/don/").status_code == 200


def test_the_lock_answers_a_script_and_signs_out_who_keeps_guessing(desk, head):
    asks = {"Accept": "application/json"}
    assert desk.post("/khoa/", {}, headers=asks).status_code == 204
    tries = [
        desk.post("/khoa/", {"step": "password", "said": f"sai {n}"}, headers=asks)
        for n in range(9)
    ]
    assert [one.status_code for one in tries] == [422] * 8 + [429]
    assert tries[0].json() == {"why": "Mật khẩu không đúng.", "over": False}
    assert tries[8].json()["over"] is True
    assert desk.get("/khoa/")["Location"].startswith(LOGIN)


def test_another_person_signs_the_first_one_out(desk, head):
    desk.post("/khoa/", {})
    answer = desk.post(reverse("logout"))
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert desk.get("/")["Location"].startswith(LOGIN)


def change_roles(head: User) -> None:
    Membership.objects.create(
        user=head, agency=make_agency("SXD"), role=Role.OFFICER, valid_from=NOW.date()
    )


def end_role(head: User) -> None:
    Membership.objects.filter(user=head).update(valid_to=NOW.date() - timedelta(days=1))


def change_role(head: User) -> None:
    Membership.objects.filter(user=head).update(role=Role.HANDLER)


@pytest.mark.parametrize("change", [change_roles, end_role, change_role])
def test_a_session_ends_with_the_rights_it_was_opened_with(desk, head, change):
    assert desk.get("/don/").status_code == 200
    change(head)
    ended = desk.get("/don/")
    assert ended["Location"] == f"{LOGIN}?het=quyen"
    assert (ended.cookies["phien"].value, ended.cookies["luc_cuoi"].value) == ("", "")
    assert ended["Clear-Site-Data"] == '"cache", "storage"'
    assert (
        "vì vai trò, cách đăng nhập của bạn vừa thay đổi"
        in desk.get(ended["Location"]).content.decode()
    )


def test_an_account_that_is_closed_opens_nothing(desk, head):
    User.objects.filter(pk=head.pk).update(is_active=False)
    assert desk.get("/don/")["Location"] == f"{LOGIN}?next=/don/"
    assert desk.post(reverse("event_new"), {"name": "x"})["Location"].startswith(LOGIN)


def test_a_second_tab_sends_nothing_after_a_right_ended(desk, head):
    """A form that stood open is refused with a sentence and given back; sent again it finds no session,
    and after a new sign-in no right."""
    form, browser = {"name": "Đại hội Đảng bộ", "kind": "party"}, {"Accept": "text/html,*/*;q=0.8"}
    end_role(head)
    refused = desk.post(reverse("event_new"), form, headers=browser)
    page = refused.content.decode()
    assert refused.status_code == 403
    assert "biểu mẫu này không được nhận" in page
    assert "Đại hội Đảng bộ</textarea>" in page
    again = desk.post(reverse("event_new"), form, headers=browser)
    assert again["Location"].startswith(LOGIN)
    desk.force_login(User.objects.get(pk=head.pk))
    assert desk.post(reverse("event_new"), form, headers=browser).status_code == 403
    assert not LedgerEntry.objects.filter(verb="create").exists()


def test_a_script_is_sent_to_sign_in_when_a_right_ended(desk, head):
    end_role(head)
    answer = desk.post(
        reverse("event_new"), {}, headers={"HX-Request": "true", "Accept": "text/html"}
    )
    assert answer["HX-Redirect"] == f"{LOGIN}?het=quyen"


def test_nobody_waits_before_the_page_of_a_session_whose_time_is_over(desk):
    with later(16):
        refused = desk.post(
            reverse("event_new"), {"name": "Đại hội Đảng bộ"}, headers={"Accept": "text/html"}
        )
    assert refused["Location"] == f"{LOGIN}?het=gio"


def test_a_new_password_ends_the_sessions_elsewhere(desk, head):
    other = Client()
    other.force_login(head)
    new = "mot-mat-khau-khac-2026"
    bad = desk.post(
        reverse("password_change"),
        {"old_password": "sai", "new_password1": new, "new_password2": new},
    )
    assert bad.status_code == 422
    assert other.get("/").status_code == 200
    done = desk.post(
        reverse("password_change"),
        {"old_password": PASSWORD, "new_password1": new, "new_password2": new},
    )
    assert done["Location"] == reverse("my_account")
    assert desk.get("/").status_code == 200
    # By POST: Django itself deletes a session whose password changed.
    assert other.post(reverse("notices_read"))["Location"].startswith(LOGIN)
    head.refresh_from_db()
    assert head.check_password(new)
    entry = LedgerEntry.objects.get(verb="change")
    assert (entry.user_id, entry.details) == (head.pk, {"sign_in": "password"})


def test_an_open_desk_is_no_place_to_guess_the_password(desk):
    said = {"new_password1": "mot-mat-khau-khac-2026", "new_password2": "mot-mat-khau-khac-2026"}
    tries = [
        desk.post(reverse("password_change"), {**said, "old_password": f"sai {n}"}).status_code
        for n in range(9)
    ]
    assert tries == [422] * 8 + [302]
    assert desk.get("/")["Location"].startswith(LOGIN)


@pytest.mark.parametrize(("minutes", "opens"), [(14, True), (16, False)])
def test_a_desk_left_open_ends(desk, minutes, opens):
    assert desk.get("/").status_code == 200
    with later(minutes):
        assert (desk.get("/").status_code == 200) is opens


def test_nobody_works_ten_hours_on_one_sign_in(desk):
    for minutes in range(10, 541, 10):
        with later(minutes):
            assert desk.head(reverse("lock"))["Location"] == "/"
    with later(545):
        assert desk.get("/")["Location"] == f"{LOGIN}?het=gio"


def test_the_guard_locks_and_changes_the_password_and_sees_no_more(head):
    client = Client()
    with time_machine.travel(NOW, tick=False):
        client.force_login(make_user("bao.ve", (Role.GUARD, make_agency("SXD"))))
        found = {
            name: client.get(reverse(name)).status_code
            for name in ("lock", "prove_again", "password_change", "my_account", "app_new")
        }
        assert found == {
            "lock": 302, "prove_again": 200, "password_change": 200, "my_account": 403,
            "app_new": 403,
        }  # fmt: skip
        assert 'data-lock="0"' in client.get("/").content.decode()


def test_signing_out_elsewhere_leaves_this_one(desk, head):
    other = Client()
    other.force_login(head)
    desk.post(reverse("sign_out_elsewhere"))
    assert desk.get("/").status_code == 200
    assert other.get("/")["Location"].startswith(LOGIN)


CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"


def entered(head: User, agent: str, address: str) -> Client:
    client = Client(REMOTE_ADDR=address, headers={"User-Agent": agent})
    assert client.post(LOGIN, {"username": head.username, "password": PASSWORD}).status_code == 302
    return client


def codes(page: str) -> list[str]:
    return re.findall(r'name="phien" value="([0-9a-f]+)"', page)


def test_own_sessions_are_listed_and_ended_one_by_one(head):
    with time_machine.travel(NOW, tick=False):
        here, there = entered(head, CHROME, "10.0.0.1"), entered(head, PHONE, "10.0.0.2")
        stranger = entered(make_user("ke.khac", (Role.HEAD, make_agency("SXD"))), "<b>", "10.0.0.3")
        there.post(reverse("lock"))
        page = here.get(reverse("my_sessions")).content.decode()
        rows = page.partition("<tbody>")[2].partition("</tbody>")[0]
        told = ("Chrome trên Windows", "10.0.0.1", "phiên này", "Safari trên iPhone", "10.0.0.2")
        places = [rows.index(words) for words in (*told, "đang khóa")]
        assert places == sorted(places)
        assert rows.count("<tr>") == 2
        [code] = codes(page)
        key = (
            Session.objects.exclude(
                session_key__in=[here.session.session_key, stranger.session.session_key]
            )
            .get()
            .session_key
        )
        assert key not in page
        # Nobody ends the session of somebody else, nor the one in hand.
        assert stranger.post(reverse("session_end"), {"phien": code}).status_code == 409
        [own] = codes(there_unlocked(there))
        assert here.post(reverse("session_end"), {"phien": own}).status_code == 409
        assert here.post(reverse("session_end"), {"phien": "ế"}).status_code == 409
        assert here.post(reverse("session_end"), {"phien": code})["Location"] == reverse(
            "my_sessions"
        )
        assert there.get("/")["Location"].startswith(LOGIN)
        assert codes(here.get(reverse("my_sessions")).content.decode()) == []
        assert "Máy không rõ loại" in stranger.get(reverse("my_sessions")).content.decode()
    entry = LedgerEntry.objects.filter(verb="change").get()
    assert (entry.user_id, entry.details) == (head.pk, {"sign_in": "session ended"})


def there_unlocked(client: Client) -> str:
    client.post(reverse("lock"), {"step": "password", "said": PASSWORD})
    return client.get(reverse("my_sessions")).content.decode()


def test_rows_of_sessions_go_a_night_after_they_end(desk):
    assert Session.objects.count() == 1
    with later(9 * 60 + 59):
        clear_old()
        assert Session.objects.count() == 1
    with later(10 * 60 + 1):
        clear_old()
        assert Session.objects.count() == 0
