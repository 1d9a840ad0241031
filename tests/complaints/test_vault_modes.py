"""The other two places of an identity: a process apart, and a sealed envelope."""

import sqlite3
import uuid
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from complaints import vault
from complaints.actions.key_rotation import left
from complaints.actions.sealing import copy_identity, new_alias
from complaints.enums import IdentityPlace, PetitionKind
from complaints.models import IdentityRequest, Person, SealedIdentity
from complaints.name_check import findings
from complaints.vault import apart, here
from complaints.vault.apart import KeeperAway
from complaints.vault.shelf import Shelf
from records.models import LedgerEntry
from tests.complaints import keeper
from tests.complaints.conftest import THANH
from tests.complaints.doors import client_of
from tests.complaints.test_identity_pages import approve, ask
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def socket(tmp_path_factory):
    with keeper.running(tmp_path_factory.mktemp("kho")) as found:
        yield found


@pytest.fixture
def asked_apart(settings, socket):
    """This process has no key; whatever is sealed lies with the keeper."""
    settings.IDENTITY_MODE, settings.IDENTITY_KEY_FILE = "apart", ""
    settings.IDENTITY_SOCKET = str(socket)
    return socket


@pytest.fixture
def on_paper(settings):
    settings.IDENTITY_MODE = "paper"


@pytest.fixture
def custodian(province) -> Client:
    return client_of(province.person("custodian", "SKHCN"))


def test_apart_nothing_of_it_lies_here_and_it_opens_through_the_same_door(
    asked_apart, register, handler, custodian
):
    petition = register(kind=PetitionKind.DENUNCIATION)
    row = SealedIdentity.objects.get()
    assert (row.place, row.key_id, bytes(row.cipher), bytes(row.wrapped_key), row.phone_mark) == (
        IdentityPlace.APART, "", b"", b"", "",
    )  # fmt: skip
    asked = ask(handler, petition)
    approve(custodian, asked)
    body = handler.post(reverse("identity_open", args=[asked.pk])).content.decode()
    assert "Lý Văn Thành" in body
    with sqlite3.connect(asked_apart.with_name("keeper.db")) as base:
        why = base.execute("SELECT op, why FROM readings WHERE matter = ?", (str(row.matter_id),))
        handler_id = LedgerEntry.objects.get(verb="open_identity").user_id
        assert why.fetchall() == [("get", f"request {asked.pk} user {handler_id}")]
    for path in asked_apart.parent.glob("keeper.db*"):
        assert "Lý Văn Thành".encode() not in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0


def test_apart_numbers_copies_checks_and_look_ups_go_through_the_keeper(
    asked_apart, register, custodian
):
    assert register().person_id == register().person_id == Person.objects.get().pk
    first = register(kind=PetitionKind.DENUNCIATION).matter
    second = register(kind=PetitionKind.DENUNCIATION, petitioner=_other()).matter
    SealedIdentity.objects.filter(matter=second).delete()
    with sqlite3.connect(asked_apart.with_name("keeper.db")) as base:
        base.execute("DELETE FROM sealed WHERE matter = ?", (str(second.pk),))
    alias = new_alias(kind=PetitionKind.DENUNCIATION)
    copied = copy_identity(source=first, target=second, alias=alias, now=NOW)
    assert copied.place == IdentityPlace.APART
    assert vault.get(matter_id=second.pk, kept=vault.Kept.of(copied), why="test") == (
        THANH.as_texts()
    )
    assert [one.what for one in findings(matter=second, texts={"a": "ly van thanh"})] == ["họ tên"]
    answer = custodian.post(reverse("identity_same"), {"phone": "0912 345 678"})
    assert {matter.pk for matter in answer.context["found"]} == {first.pk, second.pk}
    assert left() == 0


def _other():
    return type(THANH)(full_name="Nông Thị Sen", phone="0987654321")


@pytest.mark.parametrize(
    "question",
    [
        {"op": "list"},
        {"op": "drop", "matter": str(uuid.uuid4())},
        {"op": "get", "matter": "x", "why": "y"},
        {"op": "get", "matter": str(uuid.uuid4()), "why": ""},
        {"op": "get", "matter": str(uuid.uuid4()), "why": "unknown matter"},
        {"op": "put", "matter": str(uuid.uuid4())},
        {"op": "seal", "purpose": "identity", "plain": "", "context": ""},
        {"op": "macs", "purpose": "identity", "text": ""},
        {"op": "unseal", "purpose": "number", "cipher": "??", "context": ""},
    ],
)
def test_the_keeper_answers_a_closed_list_of_questions(asked_apart, question):
    with pytest.raises(ValueError, match=r"\w"):
        apart.ask(question.pop("op"), **question)


def test_a_keeper_that_is_away_loses_nothing(settings, register, handler, tmp_path):
    settings.IDENTITY_MODE, settings.IDENTITY_KEY_FILE = "apart", ""
    settings.IDENTITY_SOCKET = str(tmp_path / "none")
    with pytest.raises(KeeperAway, match="không trả lời"), transaction.atomic():
        register(kind=PetitionKind.DENUNCIATION)
    assert not SealedIdentity.objects.exists()


def test_what_lies_with_the_keeper_is_never_overwritten(asked_apart):
    matter_id = uuid.uuid4()
    vault.put(matter_id=matter_id, identity={"full_name": "A"})
    with pytest.raises(ValueError, match="sealed already"):
        vault.put(matter_id=matter_id, identity={"full_name": "B"})


def test_the_keeper_has_a_backup_of_its_own(asked_apart, settings, tmp_path):
    matter_id = uuid.uuid4()
    vault.put(matter_id=matter_id, identity=THANH.as_texts())
    words = ["keeper_backup", str(tmp_path / "copy.db"), "--database"]
    settings.IDENTITY_KEY_FILE = str(asked_apart.with_name("keeper-key"))
    call_command(*words, str(asked_apart.with_name("keeper.db")), stdout=StringIO())
    copy = tmp_path / "copy.db"
    assert [path.name for path in tmp_path.iterdir()] == ["copy.db"]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert here.get(matter_id, Shelf(copy).get(matter_id)) == THANH.as_texts()
    assert "Lý Văn Thành".encode() not in copy.read_bytes()
    with pytest.raises(CommandError, match=r"^Đã có .*; hãy chỉ một tệp mới cho bản sao\.$"):
        call_command(*words, str(asked_apart.with_name("keeper.db")))
    copy.unlink()
    with pytest.raises(CommandError, match=r"^Không có kho danh tính ở /none"):
        call_command(*words, "/none")
    settings.IDENTITY_KEY_FILE = str(tmp_path / "key")
    (tmp_path / "key").write_text("01" * 32)
    with pytest.raises(CommandError, match="không mở được danh tính mới nhất"):
        call_command(*words, str(asked_apart.with_name("keeper.db")))


def test_what_was_sealed_here_before_is_handed_over_to_the_keeper(
    register, handler, custodian, settings, socket
):
    with pytest.raises(CommandError, match="Chỉ giao được khi IDENTITY_MODE=apart"):
        call_command("hand_over_identities")
    key = socket.with_name("keeper-key")
    settings.IDENTITY_KEY_FILE = str(key)
    petition = register(kind=PetitionKind.DENUNCIATION)
    asked = ask(handler, petition)
    approve(custodian, asked)
    settings.IDENTITY_MODE, settings.IDENTITY_KEY_FILE = "apart", ""
    settings.IDENTITY_SOCKET = str(socket)
    answer = handler.post(reverse("identity_open", args=[asked.pk]))
    assert answer.status_code == 409
    assert "Không mở được danh tính bằng khóa hiện tại" in answer.content.decode()
    before, other = key.read_text(), "02" * 32
    key.write_text(other)
    with pytest.raises(CommandError, match=r"^1 dòng không mở được bằng khóa của tiến trình"):
        call_command("hand_over_identities", stdout=StringIO())
    key.write_text(before)
    apart.adopt(petition.matter_id, vault.Kept.of(SealedIdentity.objects.get()))  # killed here
    said = StringIO()
    call_command("hand_over_identities", stdout=said)
    assert said.getvalue() == "danh tính: 1\nĐã giao 1 dòng cho tiến trình giữ riêng.\n"
    row = SealedIdentity.objects.get()
    assert (row.place, bytes(row.cipher), row.key_id) == (IdentityPlace.APART, b"", "")
    body = handler.post(reverse("identity_open", args=[asked.pk])).content.decode()
    assert "Lý Văn Thành" in body


def test_on_paper_only_a_code_is_kept_and_a_custodian_opens_the_envelope(
    on_paper, register, handler, custodian, province
):
    petition = register(kind=PetitionKind.DENUNCIATION)
    row = SealedIdentity.objects.get()
    assert (row.place, bytes(row.cipher), len(row.envelope)) == (IdentityPlace.PAPER, b"", 12)
    page = handler.get(reverse("matter_detail", args=[petition.matter_id])).content.decode()
    assert f"Bì niêm phong mã {row.envelope}" in page
    asked = ask(handler, petition)
    early = custodian.post(reverse("identity_envelope", args=[asked.pk]))
    assert (early.status_code, LedgerEntry.objects.filter(verb="open_identity").count()) == (409, 0)
    approve(custodian, asked)
    assert handler.post(reverse("identity_open", args=[asked.pk])).status_code == 409
    assert handler.post(reverse("identity_envelope", args=[asked.pk])).status_code == 403
    assert custodian.post(reverse("identity_envelope", args=[asked.pk])).status_code == 302
    again = custodian.post(reverse("identity_envelope", args=[asked.pk]))
    assert again.status_code == 409
    opened = LedgerEntry.objects.get(verb="open_identity")
    keeper_of_it = province.person("custodian", "SKHCN")
    assert (opened.user_id, opened.details) == (keeper_of_it.pk, {"bi": row.envelope})
    asked = IdentityRequest.objects.get()
    assert (asked.opened_by_id, asked.opened_at) == (keeper_of_it.pk, NOW)
    assert (
        "mở bì lúc 09:30 18/11/2026" in handler.get(reverse("identity_requests")).content.decode()
    )


def test_on_paper_nothing_is_compared(on_paper, register, custodian):
    matter = register(kind=PetitionKind.DENUNCIATION).matter
    assert findings(matter=matter, texts={"a": "Lý Văn Thành"}) == []
    answer = custodian.post(reverse("identity_same"), {"phone": "0912345678"})
    assert answer.status_code == 422
    assert "Danh tính nằm trong bì niêm phong, hệ thống không so được." in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("sealed_identity_lies_in_one_place", {"key_id": ""}),
        ("sealed_identity_lies_in_one_place", {"envelope": "AAAA-AAAA-AA"}),
        ("sealed_identity_here_only_on_server", {"cipher": b""}),
        ("sealed_identity_here_only_on_server", {"wrapped_key": b""}),
        (
            "sealed_identity_here_only_on_server",
            {"place": "apart", "key_id": "", "number_mark": "", "phone_mark": ""},
        ),
        (
            "sealed_identity_lies_in_one_place",
            {"place": "paper", "key_id": "", "number_mark": "", "phone_mark": "", "cipher": b"",
             "wrapped_key": b""},
        ),
    ],
)  # fmt: skip
def test_a_row_says_one_place(register, name, columns):
    register(kind=PetitionKind.DENUNCIATION)
    with pytest.raises(IntegrityError, match=name):
        SealedIdentity.objects.update(**columns)


def test_an_envelope_has_a_code_of_its_own(on_paper, register):
    first, second = (register(kind=PetitionKind.DENUNCIATION).matter_id for _ in range(2))
    code = SealedIdentity.objects.get(matter=first).envelope
    with pytest.raises(IntegrityError, match="envelope_code_is_used_once"):
        SealedIdentity.objects.filter(matter=second).update(envelope=code)


def test_only_what_was_approved_was_opened(register, handler):
    ask(handler, register(kind=PetitionKind.DENUNCIATION))
    by = IdentityRequest.objects.get().asked_by_id
    with pytest.raises(IntegrityError, match="identity_request_opened_was_approved"):
        IdentityRequest.objects.update(opened_at=NOW, opened_by=by)


def test_a_person_sealed_here_is_found_by_number_or_phone_alone(register, custodian, province):
    matter = register(kind=PetitionKind.DENUNCIATION).matter
    register(kind=PetitionKind.DENUNCIATION, petitioner=_other())
    address = reverse("identity_same")
    for typed in ({"number": "020 068 001 234"}, {"phone": "+84 912.345.678"}):
        answer = custodian.post(address, typed)
        assert [found.pk for found in answer.context["found"]] == [matter.pk]
        assert "Lý Văn Thành" not in answer.content.decode()
    miss = custodian.post(address, {"phone": "0911111111"})
    assert (miss.status_code, miss.context["found"]) == (200, [])
    assert custodian.post(address, {"phone": "091"}).status_code == 422
    assert custodian.post(address, {}).status_code == 422
    asked = LedgerEntry.objects.filter(verb="look_up_sealed")
    assert [row.details for row in asked.order_by("id")] == [
        {"theo": ["so_giay_to"]}, {"theo": ["dien_thoai"]}, {"theo": ["dien_thoai"]},
    ]  # fmt: skip
    elsewhere = client_of(province.person("custodian", "XA"))
    assert elsewhere.post(address, {"phone": "0912345678"}).context["found"] == []
    head = client_of(province.person("head", "SKHCN"))
    answers = [head.post(address, {"phone": phone}) for phone in ("0912345678", "0911111111")]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert LedgerEntry.objects.filter(verb="look_up_sealed").count() == 4


def test_after_twenty_look_ups_an_hour_one_waits(custodian, province):
    asked_by = province.person("custodian", "SKHCN")
    LedgerEntry.objects.bulk_create(
        LedgerEntry(at=NOW, user_id=asked_by.pk, verb="look_up_sealed", details={})
        for _ in range(20)
    )
    answer = custodian.post(reverse("identity_same"), {"phone": "0912345678"})
    assert answer.status_code == 422
    assert "Đã tra cứu 20 lần trong một giờ" in answer.content.decode()


def test_who_did_not_prove_themself_lately_is_asked_before_anything_opens(
    register, handler, custodian, settings
):
    asked = ask(handler, register(kind=PetitionKind.DENUNCIATION))
    approve(custodian, asked)
    settings.REAUTH_SECONDS = -1
    answer = handler.post(reverse("identity_open", args=[asked.pk]))
    assert answer.status_code in (302, 303)
    assert reverse("prove_again") in answer.url
    assert not LedgerEntry.objects.filter(verb="open_identity").exists()
