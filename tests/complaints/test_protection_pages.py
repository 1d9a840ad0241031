"""Pages of the protection of denouncers, through the doors people use."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agencies import reauth
from complaints.actions import sealing
from complaints.actions.protection import request_protection
from complaints.actions.protection_adverse import note_adverse
from complaints.actions.protection_documents import bytes_for_scanner, may_open
from complaints.enums import PetitionKind
from complaints.models import AdverseNote, Matter, ProtectionFile
from complaints.protection.names import Asked, FileState, Relation, Way, Working
from complaints.protection.told import PersonTold, RequestTold
from records.actions.files import path_of
from records.enums import FileState as StoredState
from records.models import LedgerEntry, StoredFile
from tests.factories import NOW

TODAY = NOW.date()
TYPED = {
    "way": "phone", "requested_on": "2026-11-18", "asked": ["life"],
    "reason": "Bị dọa đánh sau khi gửi đơn.", "protects_denouncer": "on", "working": "official",
    "kin-0-relation": "child", "kin-0-working": "other", "kin-0-full_name": "Lý Thị Hoa",
}  # fmt: skip


@pytest.fixture
def sealed(register) -> Matter:
    return register(kind=PetitionKind.DENUNCIATION).matter


@pytest.fixture
def signed_in(province):
    """A client of a person of the department, who has just proved themself."""

    def client(role: str, *, fresh: bool = True) -> Client:
        made = Client()
        made.force_login(province.person(role, "SKHCN"))
        session = made.session
        session.pop(reauth.PROVED_AT, None)
        if fresh:
            session[reauth.PROVED_AT] = NOW.timestamp()
        session.save()
        return made

    return client


@pytest.fixture
def file(sealed, province) -> ProtectionFile:
    told = RequestTold(
        way=Way.PHONE, requested_on=TODAY, asked=(Asked.JOB,), reason="Bị đe dọa cho thôi việc.",
        people=(PersonTold(Relation.DENOUNCER, Working.OFFICIAL),),
    )  # fmt: skip
    by = province.person("handler", "SKHCN")
    return request_protection(matter_id=sealed.pk, told=told, by=by, now=NOW)


def test_a_request_is_taken_in_once_and_tells_its_taker_nothing(sealed, signed_in):
    desk, address = signed_in("handler"), reverse("protection_new", args=[sealed.pk])
    assert "Ghi vào hồ sơ kín" in desk.get(address).text
    typed = {**TYPED, "key": str(uuid.uuid4())}
    for _ in range(2):
        answer = desk.post(address, typed)
        assert (answer.status_code, answer["Location"]) == (
            302, reverse("matter_detail", args=[sealed.pk]),
        )  # fmt: skip
    file = ProtectionFile.objects.get()
    assert (file.steps.count(), file.people.count(), file.written_on) == (1, 2, None)
    assert desk.get(reverse("protection_detail", args=[file.pk])).status_code == 404
    assert file.code not in desk.get(reverse("protection_list")).text
    assert file.code not in desk.get(reverse("matter_detail", args=[sealed.pk])).text


def test_bad_input_keeps_what_was_typed(sealed, signed_in):
    desk, address = signed_in("handler"), reverse("protection_new", args=[sealed.pk])
    bad = {**TYPED, "key": str(uuid.uuid4()), "kin-0-relation": "", "asked": []}
    answer = desk.post(address, bad)
    assert answer.status_code == 422
    for kept in (
        "Bị dọa đánh sau khi gửi đơn.",
        "Lý Thị Hoa",
        "Hãy chọn quan hệ với người tố cáo.",
    ):
        assert kept in answer.text
    assert not ProtectionFile.objects.exists()


def test_who_reads_proves_themself_and_stands_in_the_ledger(file, signed_in):
    address = reverse("protection_detail", args=[file.pk])
    stale = signed_in("custodian", fresh=False).get(address)
    assert (stale.status_code, stale["Location"].startswith(reverse("prove_again"))) == (302, True)
    assert not LedgerEntry.objects.filter(verb="read", subject_id=file.pk).exists()
    page = signed_in("custodian").get(address)
    assert page.status_code == 200
    assert "Đề nghị khẩn cấp chưa có văn bản theo sau" in page.text
    assert "Bị đe dọa cho thôi việc." in page.text
    assert LedgerEntry.objects.filter(verb="read", subject_id=file.pk).count() == 1
    assert page["Cache-Control"] == "no-store, private"


def test_a_decision_through_its_page(file, signed_in):
    head, address = signed_in("head"), reverse("protection_step", args=[file.pk]) + "?buoc=apply"
    assert "Biện pháp" in head.get(address).text
    [person] = file.people.all()
    typed = {"version": file.version, "people": [person.pk], "measures": ["57.2.a"],
             "starts_on": "2026-11-18", "text": "Căn cứ đề nghị của người tố cáo."}  # fmt: skip
    refused = head.post(address, typed)
    assert refused.status_code == 422
    assert "người làm việc theo hợp đồng lao động" in refused.text
    assert "Căn cứ đề nghị của người tố cáo." in refused.text
    done = head.post(address, {**typed, "measures": ["57.1.b"]})
    assert (done.status_code, done["Location"]) == (
        302, reverse("protection_detail", args=[file.pk]),
    )  # fmt: skip
    file.refresh_from_db()
    assert file.state == FileState.APPLIED
    assert "Khôi phục vị trí công tác" in head.get(done["Location"]).text
    late = head.post(address, {**typed, "measures": ["57.1.b"]})
    assert late.status_code == 409
    assert "người khác cập nhật" in late.text


def test_a_custodian_names_and_no_other_does(file, signed_in, province):
    address = reverse("protection_reader", args=[file.pk])
    officer = province.person("handler", "SKHCN")
    said = {"user": officer.pk, "reason": "Được giao xác minh đề nghị"}
    assert signed_in("head").post(address, said).status_code == 403
    keeper = signed_in("custodian")
    assert keeper.post(address, {**said, "reason": ""}).status_code == 422
    assert keeper.post(address, said).status_code == 302
    assert signed_in("handler").get(reverse("protection_detail", args=[file.pk])).status_code == 200
    assert keeper.post(address, {"user": officer.pk, "viec": "thoi"}).status_code == 302
    assert signed_in("handler").get(reverse("protection_detail", args=[file.pk])).status_code == 404
    assert keeper.post(address, {"user": "x", "viec": "thoi"}).status_code == 404


def test_the_figures_are_the_custodians(file, signed_in):
    keeper, address = signed_in("custodian"), reverse("protection_figures")
    assert "Đề nghị bảo vệ nhận trong kỳ" in keeper.get(address).text
    assert keeper.get(address, {"tu": "2026-11-18", "den": "2026-11-17"}).status_code == 422
    assert signed_in("head").get(address).status_code == 403


def test_told_at_the_desk_and_seen_by_the_custodian(sealed, signed_in, province):
    note = note_adverse(
        matter=sealed, visit_id=None, text="Bị cắt thi đua.", now=NOW,
        by=province.person("officer", "SKHCN"),
    )  # fmt: skip
    keeper, address = signed_in("custodian"), reverse("protection_adverse", args=[note.pk])
    assert "Bị cắt thi đua." in keeper.get(address).text
    assert keeper.post(address).status_code == 302
    assert AdverseNote.objects.get().seen_by == province.person("custodian", "SKHCN")
    assert signed_in("head").get(address).status_code == 404


PAPER = "Giấy khai sinh của cháu Lý Thị Hoa, con bà Vi Thị Mai.".encode()


def put_in(
    client: Client, file: ProtectionFile, name: str = "khai-sinh-Ly-Thi-Hoa.txt", content=PAPER
):
    file.refresh_from_db()
    return client.post(
        reverse("protection_step", args=[file.pk]) + "?buoc=file",
        {"version": file.version, "happened_on": "2026-11-17", "text": "Giấy khai sinh, số 12",
         "file": SimpleUploadedFile(name, content)},
    )  # fmt: skip


def taken_out(client: Client, file: ProtectionFile):
    paper = file.steps.get(step="file")
    return client.post(reverse("protection_document", args=[file.pk]), {"tai_lieu": paper.pk})


def test_a_paper_lies_encrypted_and_opens_like_an_identity(file, signed_in, province):
    keeper, head = signed_in("custodian"), signed_in("head")
    assert put_in(keeper, file).status_code == 302
    [stored] = StoredFile.objects.filter(parent_kind="protectionfile")
    for told in (stored.name.encode(), path_of(stored.sha256).read_bytes()):
        assert [word for word in (b"Hoa", b"khai sinh", b"khai-sinh") if word in told] == []
    page = head.get(reverse("protection_detail", args=[file.pk])).text
    assert ("Giấy khai sinh, số 12" in page, "khai-sinh" in page, "Hoa" in page) == (
        True,
        False,
        False,
    )
    assert keeper.get(reverse("file_download", args=[stored.pk])).status_code == 404

    opened = taken_out(keeper, file)
    assert (opened.status_code, opened.content) == (200, PAPER)
    assert opened["Content-Disposition"] == f'attachment; filename="{stored.name}"'
    assert opened["Content-Security-Policy"] == "sandbox; default-src 'none'"
    rows = LedgerEntry.objects.filter(verb="open_original", subject_id=file.pk)
    assert rows.get().user_id == province.person("custodian", "SKHCN").pk
    # Named to decide, not to know who it is: an approved request opens it, as it opens the names.
    assert taken_out(head, file).status_code == 403
    approve(file.matter, province.person("head", "SKHCN"), province.person("custodian", "SKHCN"))
    assert taken_out(head, file).content == PAPER
    assert rows.count() == 2
    assert taken_out(signed_in("officer"), file).status_code == 404
    stale = taken_out(signed_in("custodian", fresh=False), file)
    assert stale["Location"].startswith(reverse("prove_again"))
    asked = {"tai_lieu": file.steps.exclude(step="file").first().pk}
    assert keeper.post(reverse("protection_document", args=[file.pk]), asked).status_code == 404


def approve(matter: Matter, asker, keeper) -> None:
    asked = sealing.ask_identity(
        matter_id=matter.pk, reason="Ghi vào quyết định bảo vệ.", by=asker, now=NOW
    )
    sealing.decide_identity(request_id=asked.pk, approve=True, note="", by=keeper, now=NOW)


def test_who_brought_a_paper_in_looks_at_it_for_a_day(file, signed_in, province):
    head = signed_in("head")
    assert put_in(head, file).status_code == 302
    assert taken_out(head, file).content == PAPER
    [paper] = file.steps.filter(step="file")
    by = province.person("head", "SKHCN")
    days = [may_open(file, paper, by, NOW + timedelta(hours=hours)) for hours in (24, 25)]
    assert days == [True, False]


def test_a_bad_paper_is_refused_beside_the_field(file, signed_in, settings):
    keeper = signed_in("custodian")
    bad = put_in(keeper, file, "chay.exe", b"MZ" + b"\0" * 60)
    assert (bad.status_code, "Giấy khai sinh, số 12" in bad.text) == (422, True)
    settings.IDENTITY_MODE = "paper"
    on_paper = put_in(keeper, file)
    assert (on_paper.status_code, "cất tài liệu vào phong bì" in on_paper.text) == (422, True)
    assert not StoredFile.objects.exists()
    assert not file.steps.filter(step="file").exists()


def test_a_held_paper_is_scanned_and_given_to_nobody_before(file, signed_in, settings, tmp_path):
    settings.CLAMD_SOCKET = str(tmp_path / "none")
    keeper = signed_in("custodian")
    assert put_in(keeper, file).status_code == 302
    [stored] = StoredFile.objects.all()
    assert stored.state == StoredState.HELD
    assert taken_out(keeper, file).status_code == 409
    assert bytes_for_scanner(stored=stored) == PAPER
