"""Who opened a case is told to those who may know; what changed is told in words; nothing is shown
that the ledger cannot take."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from agencies.actions.calendar import add_event, change_event
from agencies.enums import EventKind
from agencies.roles import Role
from complaints.actions.assigning import assign_petitions
from complaints.actions.sealing import ask_identity, decide_identity, open_identity
from complaints.enums import PetitionKind
from complaints.models import Petition
from records.actions.documents import issue_document
from records.actions.files import store
from records.enums import DocumentKind, Verb
from records.ledger.visible import rows_seen_by
from records.ledger.words import changes
from records.models import LedgerEntry
from tests.factories import NOW, PASSWORD, Province, make_user
from tests.house import rows_protection
from tests.house.crawl import close_file
from tests.records.test_ledger_pages import PAGE, petition, signed_in, who_saw
from tests.scans import scan

REASON = "Cần mời người tố cáo làm rõ nội dung ngày 20/11."


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def province(db) -> Province:
    return Province()


def denunciation(province: Province, **more) -> Petition:
    return petition(province, "Tố cáo nhận hối lộ", kind=PetitionKind.DENUNCIATION, **more)


def opened_by(province: Province, row: Petition) -> None:
    """The identity, asked for by the handler, approved by the custodian, opened."""
    handler, keeper = province.person("handler", "SKHCN"), province.person("custodian", "SKHCN")
    asked = ask_identity(matter_id=row.matter_id, reason=REASON, by=handler, now=NOW)
    decide_identity(request_id=asked.pk, approve=True, note="", by=keeper, now=NOW)
    open_identity(request_id=asked.pk, by=handler, now=NOW)


def told(client: Client, user, address: str) -> list[tuple[str, str]]:
    """(who, what) of each line, newest first."""
    lines = signed_in(client, user).get(address).context["lines"]
    return [(row.user_label.rpartition(" ")[2], row.verb) for row, _ in lines]


@pytest.mark.opens_identity
def test_a_case_shows_who_opened_it_and_its_identity_to_those_who_may_know(client, province):
    row = denunciation(province)
    address = reverse("matter_readings", args=[row.matter_id])
    signed_in(client, province.person("handler", "SKHCN"))
    client.get(reverse("petition_detail", args=[row.pk]))
    assert client.get(address).status_code == 403
    opened_by(province, row)
    read, asked, approved, opened = (
        ("Handler.Skhcn.Ls", "read"), ("Handler.Skhcn.Ls", "ask_identity"),
        ("Custodian.Skhcn.Ls", "approve_identity"), ("Handler.Skhcn.Ls", "open_identity"),
    )  # fmt: skip
    assert told(client, province.person("head", "SKHCN"), address) == [read]
    keeper = province.person("custodian", "SKHCN")
    assert told(client, keeper, address) == [opened, approved, asked, read]
    assert signed_in(client, province.person("head", "XA")).get(address).status_code == 404


@pytest.mark.parametrize(("role", "shown"), [("head", True), ("handler", False)])
def test_the_page_of_a_petition_offers_it_to_those_alone(client, province, role, shown):
    row = petition(province)
    page = signed_in(client, province.person(role, "SKHCN")).get(
        reverse("petition_detail", args=[row.pk])
    )
    address = reverse("matter_readings", args=[row.matter_id])
    assert (address in page.content.decode()) is shown


def test_a_protection_file_shows_who_opened_it_to_its_custodians(client, province):
    row = denunciation(province)
    found = rows_protection.rows(province, {"sealed_matter": row.matter})
    file, note = found["protection_file"], found["adverse_note"]
    keeper, head = province.person("custodian", "SKHCN"), province.person("head", "SKHCN")
    for user, name, pk in (
        (head, "protection_detail", file.pk), (keeper, "protection_adverse", note.pk)
    ):  # fmt: skip
        client.logout()
        client.post(reverse("login"), {"username": user.username, "password": PASSWORD})
        assert client.get(reverse(name, args=[pk])).status_code == 200
    address = reverse("protection_readings", args=[file.pk])
    assert signed_in(client, head).get(address).status_code == 403
    assert told(client, keeper, address) == [
        ("Custodian.Skhcn.Ls", "read"), ("Head.Skhcn.Ls", "read"),
    ]  # fmt: skip
    assert {line["kind"] for line in who_saw(str(row.pk))["rows"]} == {
        "protectionfile", "adversenote", "page",
    }  # fmt: skip


@pytest.mark.opens_identity
def test_rows_on_identities_and_protection_reach_no_reader_who_may_not_know(province):
    """The inspector of the body above, and one whose head is the person denounced."""
    row = denunciation(
        province, excluded_users=(province.person("head", "TTT"),), accused_agency=province["TTT"]
    )
    secret = denunciation(province)
    rows_protection.rows(province, {"sealed_matter": secret.matter})
    opened_by(province, secret)
    inspector = province.person("inspector", "TTT")
    both = make_user("trongca.ttt", (Role.INSPECTOR, province["TTT"]), (Role.HEAD, province["TTT"]))
    kept = {"protectionfile", "adversenote", "identityrequest", "sealedidentity"}
    for reader in (inspector, both):
        seen = [
            one
            for of_cases in (True, False)
            for one in rows_seen_by(reader, of_cases=of_cases).newest(0, 500)
        ]
        assert seen
        assert not {one.subject_kind for one in seen} & kept
        assert row.pk not in {one.subject_id for one in seen}
    custodian = rows_seen_by(province.person("custodian", "SKHCN"), of_cases=True).newest(0, 500)
    assert {"protectionfile", "identityrequest"} <= {one.subject_kind for one in custodian}


def test_what_was_before_and_after_is_told_in_words(client, province):
    days = (NOW.date(), NOW.date())
    event = add_event(
        name="Kỳ họp", kind=EventKind.CONGRESS, window=days, days=days, agency=province["UBND"],
        by=province.person("head", "UBND"), now=NOW,
    )  # fmt: skip
    change_event(
        event_id=event.pk, name="Kỳ họp", kind=EventKind.TET, window=days, days=days,
        by=province.person("head", "UBND"), now=NOW,
    )  # fmt: skip
    row, handler = petition(province), province.person("handler", "SKHCN")
    other = make_user("xuly2.skhcn", (Role.HANDLER, province["SKHCN"]), full_name="Hoàng Thị Sen")
    assign_petitions(
        petition_ids=[row.pk], to_user=other, reason="Chia việc",
        by=province.person("head", "SKHCN"), now=NOW,
    )  # fmt: skip
    page = signed_in(client, province.person("inspector", "TTT")).get(PAGE, {"viec": "change"})
    assert f"Người thụ lý: {handler} → Hoàng Thị Sen" in page.content.decode()
    entry = LedgerEntry.objects.get(subject_id=event.pk, verb=Verb.CHANGE)
    assert changes(entry) == [f"Loại: {EventKind.CONGRESS.label} → {EventKind.TET.label}"]


def test_the_state_of_the_identity_keys_is_told_without_a_record(client, province):
    call_command("rotate_identity_keys", stdout=StringIO())
    inspector = signed_in(client, province.person("inspector", "TTT"))
    page = inspector.get(PAGE, {"loai": "khac", "viec": "change"}).content.decode()
    assert "Khóa danh tính: " in page
    assert "không còn dòng nào dùng khóa cũ" in page


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (None, {"vai_tro": "Thủ trưởng"}, "Vai trò: Thủ trưởng"),
        ({"vai_tro": "Thủ trưởng"}, {"vai_tro": ""}, "Vai trò: Thủ trưởng → chưa có"),
        ({"han": "2026-11-30"}, {"han": "2026-12-07"}, "Hạn: 30/11/2026 → 07/12/2026"),
        ({"lop_xac_nhan": True}, {"lop_xac_nhan": False}, "Lớp xác nhận thứ hai: có → không"),
        ({"bat_buoc": ["Địa chỉ"]}, {"bat_buoc": []}, "Phần phải ghi: Địa chỉ → chưa có"),
    ],
)
def test_each_kind_of_value_has_its_words(before, after, line):
    assert changes(LedgerEntry(before=before, after=after)) == [line]


@contextmanager
def closed_ledger(role: str) -> Iterator[None]:
    """The ledger takes no row."""
    point = transaction.savepoint()
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(f'REVOKE INSERT ON records_ledgerentry FROM "{role}"')
        cursor.execute(f'SET ROLE "{role}"')
    yield
    transaction.set_rollback(False)  # what failed goes with the savepoint
    transaction.savepoint_rollback(point)


def address_of(door: str, province: Province) -> tuple[str, str]:
    """(who knocks, at which address), with the row behind it."""
    row, handler = denunciation(province), province.person("handler", "SKHCN")
    keeper, case = province.person("custodian", "SKHCN"), row.matter
    if door == "identity_open":
        asked = ask_identity(matter_id=case.pk, reason=REASON, by=handler, now=NOW)
        decide_identity(request_id=asked.pk, approve=True, note="", by=keeper, now=NOW)
        return "handler", reverse(door, args=[asked.pk])
    if door == "protection_detail":
        file = rows_protection.rows(province, {"sealed_matter": case})["protection_file"]
        return "custodian", reverse(door, args=[file.pk])
    if door == "file_download":
        case = petition(province).matter
        file = store(parent=case, name="giay.pdf", content=scan("Na Mo"), by=handler, now=NOW)
        return "handler", reverse(door, args=[file.pk])
    if door == "sighting_counts":
        return "handler", reverse(door) + "?dang=xlsx"
    if door == "document_download":
        document = issue_document(
            agency=province["SKHCN"], kind=DocumentKind.GUIDANCE, subject=petition(province),
            title="Phiếu hướng dẫn", template="records/pdf/official.html", context={}, sealed=False,
            signer=None, by=province.person("officer", "SKHCN"), now=NOW,
        )  # fmt: skip
        return "officer", reverse(door, args=[document.pk])
    return "handler", reverse(door, args=[case.pk if door == "matter_detail" else row.pk])


@pytest.mark.opens_identity
@pytest.mark.parametrize(
    ("door", "method"),
    [("matter_detail", "get"), ("petition_detail", "get"), ("protection_detail", "get"),
     ("identity_open", "post"), ("document_download", "get"), ("file_download", "get"),
     ("sighting_counts", "get")],
)  # fmt: skip
def test_case_identity_export_print_and_file_stay_shut_while_the_ledger_is(
    client, province, settings, door, method
):
    role, address = address_of(door, province)
    who = {"username": province.person(role, "SKHCN").username, "password": PASSWORD}
    client.post(reverse("login"), who)
    with closed_ledger(settings.RUNTIME_DATABASE_ROLE):
        answer = getattr(client, method)(address)
    body = answer.content.decode()
    assert (answer.status_code, answer["Content-Type"][:5]) == (503, "text/")
    assert "Chưa ghi được sổ vết" in body
    assert "Tố cáo nhận hối lộ" not in body
    assert "Lý Văn Thành" not in body
    answer = getattr(client, method)(address)
    close_file(answer)
    assert answer.status_code == 200
