"""Sign-in: the second factor, and guessing that is slow without locking the owner out."""

import re
from datetime import timedelta
from io import StringIO
from statistics import median
from time import perf_counter

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import make_password
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, SignInGuess, User
from agencies.roles import Role
from records.models import LedgerEntry, Notice
from tests.agencies.soft_key import SoftKey
from tests.factories import NOW, PASSWORD, make_agency, make_user

pytestmark = pytest.mark.django_db
LOGIN = reverse("login")
ACCOUNT, APP, KEY = reverse("my_account"), reverse("app_new"), reverse("key_new")


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def head() -> User:
    return make_user("thu.truong", (Role.HEAD, make_agency("SKHCN")))


def sign_in(client: Client, password: str = PASSWORD, username: str = "thu.truong", **extra):
    return client.post(LOGIN, {"username": username, "password": password}, **extra)


def signed_in(head: User) -> Client:
    client = Client()
    client.force_login(head)
    return client


def code_at(secret: str, steps: int = 0) -> str:
    """The code of the step of time `steps` from now, by RFC 6238."""
    return format_hotp_value(hotp_value(secret, int(NOW.timestamp()) // 30 + steps))


def set_up_app(client: Client) -> tuple[str, list[str]]:
    """Sets the app up as a person does; (secret, recovery codes)."""
    page = client.get(APP).content.decode()
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)[1]
    secret = re.search(r"nhập tay: <code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    answer = client.post(APP, {"sealed": sealed, "code": code_at(secret, -1)})
    assert answer.status_code == 200, answer.content.decode()
    return secret, re.findall(r"<li><code>(\d+)</code>", answer.content.decode())


def test_the_app_is_set_up_and_asked_for(head):
    other = signed_in(head)
    secret, recovery = set_up_app(signed_in(head))
    assert len(recovery) == 10
    assert secret not in str(Authenticator.objects.get(type="totp").data)
    assert other.get("/")["Location"].startswith(LOGIN)

    client = Client()
    assert sign_in(client)["Location"] == LOGIN
    assert client.get("/")["Location"].startswith(LOGIN)
    asked = client.get(LOGIN).content.decode()
    assert "Mã 6 chữ số" in asked
    assert client.post(LOGIN, {"step": "code", "said": "000000"}).status_code == 422
    entered = client.post(LOGIN, {"step": "code", "said": code_at(secret), "next": "/don/"})
    assert entered["Location"] == "/don/"
    assert client.get("/don/").status_code == 200
    assert "Còn 10 mã dự phòng" in client.get(reverse("my_account")).content.decode()


def test_a_code_is_good_once(head):
    secret, recovery = set_up_app(signed_in(head))
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client)
    # The code of the set-up itself is used up as well.
    assert first.post(LOGIN, {"step": "code", "said": code_at(secret, -1)}).status_code == 422
    assert first.post(LOGIN, {"step": "code", "said": code_at(secret)}).status_code == 302
    assert second.post(LOGIN, {"step": "code", "said": code_at(secret)}).status_code == 422
    assert second.post(LOGIN, {"step": "code", "said": recovery[3]}).status_code == 302
    third = Client()
    sign_in(third)
    assert third.post(LOGIN, {"step": "code", "said": recovery[3]}).status_code == 422


def test_a_set_up_fits_its_owner_alone(head):
    """The form of one person, sent by another, sets nothing up (SecureDrop SEC-01-001)."""
    page = signed_in(head).get(APP).content.decode()
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)[1]
    secret = re.search(r"nhập tay: <code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    thief = signed_in(make_user("ke.khac", (Role.HEAD, make_agency("SXD"))))
    for forged in (sealed, "", "AAAA", "khong-phai-base64"):
        answer = thief.post(APP, {"sealed": forged, "code": code_at(secret)})
        assert answer["Location"] == APP
    assert not Authenticator.objects.exists()


def test_nobody_removes_the_factor_of_another(head):
    set_up_app(signed_in(head))
    factor = Authenticator.objects.get(type="totp")
    thief = signed_in(make_user("ke.khac", (Role.HEAD, make_agency("SXD"))))
    refused = thief.post(reverse("factor_remove"), {"factor": str(factor.pk)})
    assert refused.status_code == 409
    assert Authenticator.objects.filter(user=head).count() == 2


def test_removing_the_last_factor_takes_the_codes_along(head):
    client = signed_in(head)
    set_up_app(client)
    factor = Authenticator.objects.get(type="totp")
    assert "Ứng dụng tạo mã trên điện thoại" in client.get(ACCOUNT).content.decode()
    client.post(reverse("factor_remove"), {"factor": str(factor.pk)})
    assert not Authenticator.objects.exists()
    said = (
        LedgerEntry.objects.filter(verb="change").order_by("id").values_list("details", flat=True)
    )
    assert [one["sign_in"] for one in said] == ["app added", "factor removed"]


def house_of(user: User) -> Agency:
    """Where this person works: an administrator helps the accounts of her own units."""
    return user.memberships.get().agency


WHY = "Mất điện thoại, thủ trưởng đã xác nhận"


def test_a_lost_phone_is_taken_off_by_an_administrator_and_its_owner_told(head):
    client = signed_in(head)
    set_up_app(client)
    manager = make_user("quan.tri", (Role.ADMIN, house_of(head)), full_name="Nông Thị Hà")
    admin, page = signed_in(manager), reverse("factor_reset", args=[head.pk])
    for bad in ("", "ngắn", "a" * 151):
        assert admin.post(page, {"reason": bad}).status_code == 422
    assert Authenticator.objects.filter(user=head).count() == 2
    assert admin.get(page).status_code == 200
    # The list leads there for those alone who have something to lose.
    listed = admin.get(reverse("user_list"), {"q": head.username.upper()}).content.decode()
    assert "Có 1 tài khoản" in listed
    assert (listed.count("Mất thiết bị"), page in listed) == (1, True)
    none = admin.get(reverse("user_list"), {"q": "không ai tên này"}).content.decode()
    assert "Không tìm thấy tài khoản" in none
    assert admin.post(page, {"reason": WHY})["Location"] == reverse("user_list")
    assert not Authenticator.objects.exists()
    assert client.get("/")["Location"] == f"{LOGIN}?het=quyen"
    entry = LedgerEntry.objects.filter(verb="change").latest("id")
    assert (entry.user_id, entry.subject_id, entry.details) == (
        manager.pk, head.pk, {"sign_in": "reset", "reason": WHY},
    )  # fmt: skip
    again = signed_in(head)
    assert f"Nông Thị Hà (quản trị) đã gỡ lớp xác nhận thứ hai của tài khoản bạn: {WHY}." in (
        again.get(reverse("notices")).content.decode()
    )
    [notice] = Notice.objects.all()
    opened = again.post(reverse("notice_open", args=[notice.pk]), follow=True)
    assert opened.redirect_chain[-1] == (ACCOUNT, 302)
    assert "không có gì để gỡ" in admin.get(page).content.decode()
    assert admin.post(page, {"reason": WHY}).status_code == 422


def test_nobody_takes_a_factor_off_alone_or_without_the_right_or_late(head):
    set_up_app(signed_in(head))
    manager = make_user("quan.tri", (Role.ADMIN, house_of(head)))
    admin, own = signed_in(manager), reverse("factor_reset", args=[manager.pk])
    set_up_app(admin)
    assert admin.post(own, {"reason": WHY}).status_code == 422
    page = reverse("factor_reset", args=[head.pk])
    custodian = make_user("giu.kin", (Role.CUSTODIAN, make_agency("SXD")))
    assert signed_in(custodian).post(page, {"reason": WHY}).status_code == 403
    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        assert admin.post(page, {"reason": WHY})["Location"].startswith(reverse("prove_again"))
    assert Authenticator.objects.count() == 4


def test_a_lost_phone_is_taken_off_at_the_server(head):
    set_up_app(signed_in(head))
    make_user("quan.tri", (Role.ADMIN, make_agency("UBND")))
    for names, reason, why in (
        (("khong.co", "quan.tri"), WHY, "Không có tài khoản khong.co."),
        (("quan.tri", "quan.tri"), WHY, "Không tự gỡ lớp xác nhận thứ hai của mình"),
        (("thu.truong", "thu.truong"), WHY, "Vai trò của bạn không có quyền làm việc này."),
        (("thu.truong", "quan.tri"), "mất", "Hãy ghi lý do"),
    ):
        with pytest.raises(CommandError, match=why):
            call_command("reset_second_factor", names[0], by=names[1], reason=reason)
    call_command("reset_second_factor", "thu.truong", by="quan.tri", reason=WHY, stdout=StringIO())
    assert not Authenticator.objects.exists()


def test_a_security_key_is_added_and_opens(head):
    client, key = signed_in(head), SoftKey()
    at = {"HTTP_HOST": "localhost"}
    options = client.post(KEY, {"step": "challenge"}, **at).json()
    assert options["publicKey"]["user"]["name"] == "thu.truong"
    added = client.post(KEY, {"said": key.register(options), "name": "Khóa trong két"}, **at)
    assert (added.status_code, "Mười mã" in added.content.decode()) == (200, True)
    assert "Khóa trong két" in client.get(ACCOUNT).content.decode()

    door = Client()
    sign_in(door)
    asked = door.post(LOGIN, {"step": "challenge"}, **at).json()
    stranger = door.post(LOGIN, {"step": "key", "said": SoftKey().sign(asked)}, **at)
    assert stranger.status_code == 422
    asked = door.post(LOGIN, {"step": "challenge"}, **at).json()
    answer = key.sign(asked)
    assert door.post(LOGIN, {"step": "key", "said": answer}, **at)["Location"] == "/"
    assert door.get("/").status_code == 200

    replayed = Client()
    sign_in(replayed)
    replayed.post(LOGIN, {"step": "challenge"}, **at)
    assert replayed.post(LOGIN, {"step": "key", "said": answer}, **at).status_code == 422


def test_a_key_answers_to_our_own_page_alone(head):
    client = signed_in(head)
    at = {"HTTP_HOST": "localhost"}
    options = client.post(KEY, {"step": "challenge"}, **at).json()
    said = SoftKey("https://tiep-cong-dan.example").register(options)
    assert client.post(KEY, {"said": said}, **at).status_code == 422
    for broken in ("", "{}", "[]", "không phải JSON", '{"id": 5}'):
        assert client.post(KEY, {"said": broken}, **at).status_code == 422
    assert not Authenticator.objects.exists()


def test_where_it_is_required_nothing_else_opens_before(head, settings):
    settings.SECOND_FACTOR = "required"
    client = Client()
    sign_in(client)
    assert client.get("/don/")["Location"] == ACCOUNT
    assert "phải đăng nhập bằng hai lớp" in client.get(ACCOUNT).content.decode()
    set_up_app(client)
    assert client.get("/don/").status_code == 200
    officer = make_user("can.bo", (Role.OFFICER, make_agency("SXD")))
    assert signed_in(officer).get("/don/").status_code == 200


def test_the_factor_and_not_the_password_is_asked_again(head):
    client = signed_in(head)
    secret, _ = set_up_app(client)
    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        page = client.get(reverse("prove_again")).content.decode()
        assert 'type="password"' not in page
        said = {"step": "password", "said": PASSWORD}
        assert client.post(reverse("prove_again"), said).status_code == 422
        code = code_at(secret, 12)
        assert (
            client.post(reverse("prove_again"), {"step": "code", "said": code}).status_code == 302
        )


def test_fifty_strangers_guess_ten_times_an_hour_and_the_owner_enters(head, monkeypatch):
    known = Client()
    assert sign_in(known).status_code == 302
    known.post(reverse("logout"))
    evaluated = []
    check = User.check_password
    monkeypatch.setattr(
        User, "check_password", lambda self, said: evaluated.append(said) or check(self, said)
    )
    statuses = []
    for n in range(100):
        address = f"10.0.0.{n % 50}"
        answer = sign_in(Client(REMOTE_ADDR=address), f"sai-{n}")
        statuses.append(answer.status_code)
    assert (len(evaluated), statuses.count(422), statuses.count(429)) == (10, 10, 90)
    # The right password from a stranger waits as well; the known device does not.
    assert sign_in(Client()).status_code == 429
    assert sign_in(known)["Location"] == "/"
    with time_machine.travel(NOW + timedelta(minutes=61), tick=False):
        assert sign_in(Client()).status_code == 302


def test_a_known_device_is_known_for_its_own_people_alone(head):
    make_user("ke.khac", (Role.HEAD, make_agency("SXD")))
    thief = Client()
    sign_in(thief, username="ke.khac")
    thief.post(reverse("logout"))
    for n in range(10):
        sign_in(Client(REMOTE_ADDR=f"10.0.1.{n}"), "sai")
    assert sign_in(thief).status_code == 429
    assert sign_in(thief, username="ke.khac").status_code == 302
    forged = Client()
    forged.cookies["may"] = thief.cookies["may"].value[:-2] + "AA"
    assert sign_in(forged).status_code == 429


def test_a_known_device_has_its_own_limit(head):
    desk = Client()
    sign_in(desk)
    desk.post(reverse("logout"))
    statuses = [sign_in(desk, f"sai {n}").status_code for n in range(9)]
    assert statuses == [422] * 8 + [429]
    with time_machine.travel(NOW + timedelta(minutes=16), tick=False):
        assert sign_in(desk).status_code == 302


def test_an_unknown_name_is_answered_and_counted_alike(head):
    def bodies(username: str) -> list[tuple[int, str]]:
        found = []
        for n in range(11):
            answer = sign_in(Client(REMOTE_ADDR=f"10.1.0.{n}"), "sai", username)
            text = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1*", answer.content.decode())
            found.append((answer.status_code, text.replace(username, "*")))
        return found

    assert bodies("thu.truong") == bodies("khong.co.ai")
    assert not SignInGuess.objects.filter(account__contains="thu").exists()


def test_an_unknown_name_costs_a_hash_as_well(head, monkeypatch):
    """The time tells nothing: exactly one hash is computed either way."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher,
        "encode",
        lambda self, *args: hashed.append(1) or encode(self, *args),
    )
    counts = []
    for username in ("thu.truong", "khong.co.ai"):
        hashed.clear()
        sign_in(Client(), "sai", username)
        counts.append(len(hashed))
    assert counts == [1, 1]


@pytest.mark.soak
def test_the_time_of_an_answer_does_not_tell_whether_a_name_exists(settings):
    """Medians of 20 sign-ins each, taken in turn, in the best of three runs: less than 5 % apart."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    hashed = make_password(PASSWORD)
    runs = []
    for run in range(3):
        took: dict[str, list[float]] = {"co": [], "khong": []}
        for n in range(20):
            User.objects.create(username=f"co.{run}.{n}", full_name="Có", password=hashed)
        for n in range(20):
            for kind in sorted(took, reverse=n % 2 == 0):
                started = perf_counter()
                sign_in(Client(), "sai", f"{kind}.{run}.{n}")
                took[kind].append(perf_counter() - started)
        there, absent = median(took["co"]), median(took["khong"])
        runs.append(abs(there - absent) / there)
    print(f"\nknown and unknown names: {', '.join(f'{run:.1%}' for run in runs)} apart")
    assert min(runs) < 0.05


def test_old_guesses_are_forgotten(head):
    SignInGuess.objects.create(account="x", device="", at=NOW - timedelta(days=2))
    sign_in(Client(), "sai")
    assert SignInGuess.objects.count() == 1
