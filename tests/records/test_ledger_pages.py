"""Who reads the ledger, what it holds, and that nothing is shown which it cannot hold."""

import json
from datetime import timedelta
from io import StringIO
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from agencies.models import Agency
from complaints.actions.petitions import register_petition
from complaints.enums import Field, PetitionKind, Source
from complaints.models import Petition
from complaints.petitioner import Petitioner
from records.actions import ledger
from records.enums import Verb
from records.models import LedgerEntry, RegisterEntry
from tests.factories import NOW, PASSWORD, Province
from tests.house.crawl import ask

pytestmark = pytest.mark.django_db
PAGE = "/so-vet/"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def petition(province: Province, summary: str = "Khiếu nại thu hồi đất", **more) -> Petition:
    told = {"kind": PetitionKind.COMPLAINT, "field": Field.LAND, "source": Source.POST} | more
    return register_petition(
        agency=province["SKHCN"], received_on=NOW.date(), summary=summary, content=summary,
        petitioner=Petitioner(full_name="Lý Văn Thành", address="xã Tân Thanh"),
        by=province.person("handler", "SKHCN"), now=NOW, **told,
    )  # fmt: skip


def signed_in(client, user):
    client.logout()
    client.force_login(user)
    return client


def open_as(client, user, row: Petition, **extra):
    return signed_in(client, user).get(reverse("petition_detail", args=[row.pk]), **extra)


def who_saw(told: str, *more: str) -> dict:
    out = StringIO()
    call_command("who_saw", told, *more, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_a_reading_says_who_when_from_where_and_in_which_agency(client, province):
    row, handler = petition(province), province.person("handler", "SKHCN")
    open_as(client, handler, row, REMOTE_ADDR="10.1.2.3")
    read = LedgerEntry.objects.get(verb=Verb.READ)
    assert (read.user_id, read.at, read.address, read.agency_id, read.subject_id) == (
        handler.pk, NOW, "10.1.2.3", province["SKHCN"].pk, row.pk,
    )  # fmt: skip
    assert LedgerEntry.objects.filter(verb=Verb.CREATE).first().address == ""


@pytest.mark.parametrize(
    ("chain", "address"),
    [("1.2.3.4, 10.9.9.9", "10.9.9.9"), ("<script>", ""), ("2001:db8::1", "2001:db8::1")],
)
def test_behind_our_proxy_the_address_is_the_one_it_saw(client, province, settings, chain, address):
    settings.HTTPS = True
    signed_in(client, province.person("handler", "SKHCN"))
    client.get(reverse("petition_detail", args=[petition(province).pk]), HTTP_X_FORWARDED_FOR=chain)
    assert LedgerEntry.objects.get(verb=Verb.READ).address == address


def test_what_was_before_and_after_is_kept(province):
    ledger.write(
        by=None, verb=Verb.CHANGE, subject=Agency.objects.get(pk=province["XA"].pk), now=NOW,
        before={"ten": "A"}, after={"ten": "B"},
    )  # fmt: skip
    row = LedgerEntry.objects.latest("id")
    assert (row.before, row.after) == ({"ten": "A"}, {"ten": "B"})


def test_a_refusal_is_a_row_whether_the_record_exists_or_not(client, province):
    row, stranger = petition(province), province.person("officer", "XA")
    nothing = uuid4()
    for pk in (row.pk, nothing):
        signed_in(client, stranger)
        assert client.get(reverse("petition_detail", args=[pk])).status_code == 404
    assert client.get(reverse("retention")).status_code == 403
    rows = LedgerEntry.objects.filter(verb=Verb.REFUSE).order_by("id")
    assert [
        (r.user_id, r.subject_kind, r.subject_id, r.subject_label, r.details) for r in rows
    ] == [
        (stranger.pk, "page", row.pk, "petition_detail", {"tra_loi": 404, "ma": [str(row.pk)]}),
        (stranger.pk, "page", nothing, "petition_detail", {"tra_loi": 404, "ma": [str(nothing)]}),
        (stranger.pk, "page", None, "retention", {"tra_loi": 403}),
    ]


def test_a_refusal_costs_and_tells_the_same_whether_there_is_a_secret_or_nothing(client, province):
    head = province.person("head", "SKHCN")
    secret = petition(
        province, "Tố cáo nhận hối lộ", kind=PetitionKind.DENUNCIATION, excluded_users=(head,),
        accused_agency=province["SKHCN"],
    )  # fmt: skip
    signed_in(client, head)
    for name, pk in (
        ("petition_detail", secret.pk), ("matter_detail", secret.matter_id),
        ("matter_readings", secret.matter_id),
    ):  # fmt: skip
        ask(client, reverse(name, args=[uuid4()]))  # whatever is read once
        there, nothing = (ask(client, reverse(name, args=[one])) for one in (pk, uuid4()))
        assert there == nothing
        assert there.status == 404
    assert LedgerEntry.objects.filter(verb=Verb.REFUSE, user_id=head.pk).count() == 9
    inspector = signed_in(client, province.person("inspector", "TTT"))
    assert "Bị từ chối" not in inspector.get(PAGE).content.decode()


def test_who_is_refused_before_any_page_runs_leaves_a_row_as_well(client, province):
    guard = signed_in(client, province.person("guard", "SKHCN"))
    assert guard.get(reverse("petition_list")).status_code == 403
    forged = Client(enforce_csrf_checks=True)
    signed_in(forged, province.person("handler", "SKHCN"))
    assert forged.post(reverse("petition_new"), {"summary": "Khiếu nại"}).status_code == 403
    rows = LedgerEntry.objects.filter(verb=Verb.REFUSE).order_by("id")
    assert [(row.user_id, row.subject_label, row.details) for row in rows] == [
        (province.person("guard", "SKHCN").pk, "petition_list", {"tra_loi": 403}),
        (province.person("handler", "SKHCN").pk, "petition_new", {"tra_loi": 403}),
    ]


def test_a_sign_in_that_failed_is_a_row_without_what_was_typed(client, province):
    officer = province.person("officer", "SKHCN")
    for name in (officer.username, "mat-khau-go-nham-o"):
        client.post(reverse("login"), {"username": name, "password": "sai-mat-khau-nay"})
    client.post(reverse("login"), {"username": officer.username, "password": PASSWORD})
    rows = list(LedgerEntry.objects.order_by("id"))
    assert [(row.verb, row.subject_id) for row in rows] == [
        ("fail_sign_in", officer.pk), ("fail_sign_in", None), ("sign_in", officer.pk),
    ]  # fmt: skip
    assert "go-nham" not in str([vars(row) for row in rows])


def test_what_the_ledger_cannot_take_is_not_shown(client, province, settings):
    row = petition(province, "Khiếu nại về ao cá Nà Mò")
    signed_in(client, province.person("handler", "SKHCN"))
    with transaction.atomic():
        with connection.cursor() as cursor:
            role = settings.RUNTIME_DATABASE_ROLE
            cursor.execute("RESET ROLE")
            cursor.execute(f'REVOKE INSERT ON records_ledgerentry FROM "{role}"')
            cursor.execute(f'SET ROLE "{role}"')
        answer = client.get(reverse("petition_detail", args=[row.pk]))
        transaction.set_rollback(True)
    assert answer.status_code == 503
    assert "Chưa ghi được sổ vết" in answer.content.decode()
    assert "Nà Mò" not in answer.content.decode()


def test_who_saw_finds_every_read_of_a_case_and_of_what_hangs_on_it(client, province):
    row, other = petition(province), petition(province, "Kiến nghị khác")
    handler, stranger = province.person("handler", "SKHCN"), province.person("officer", "XA")
    open_as(client, handler, row)
    client.get(reverse("matter_detail", args=[row.matter_id]))
    open_as(client, handler, other)
    open_as(client, stranger, row)
    expected = [
        (str(handler), "read", "petition"), (str(handler), "read", "matter"),
        (str(stranger), "refuse", "page"),
    ]  # fmt: skip
    number = RegisterEntry.objects.get(subject_id=row.pk)
    for told in (str(row.matter_id), str(row.pk), f"{number.number}/{number.year}"):
        found = who_saw(told)
        assert [(r["user"], r["verb"], r["kind"]) for r in found["rows"]] == expected
        assert found["cases"] == [str(row.matter_id)]
    assert found["rows"][0]["agency"] == "Sở Khoa học và Công nghệ"
    out = StringIO()
    call_command("who_saw", str(row.pk), stdout=out)
    assert out.getvalue().splitlines()[-1] == "Có 3 lần xem 1 vụ việc."


@pytest.mark.parametrize("told", ["9/2026", str(UUID(int=7)), "lung tung", "1/20261", "0/0000"])
def test_who_saw_of_nothing_is_one_sentence(province, told):
    with pytest.raises(CommandError, match=f"Không tìm thấy vụ việc nào theo “{told}”"):
        call_command("who_saw", told)


def test_two_agencies_with_one_number_are_told_apart(province):
    petition(province)
    register_petition(
        agency=province["XA"], kind=PetitionKind.COMPLAINT, field=Field.LAND, source=Source.POST,
        received_on=NOW.date(), petitioner=Petitioner(full_name="Bế Văn Xuân", address="xã"),
        summary="Đơn ở xã", content="Đơn ở xã", by=province.person("handler", "XA"), now=NOW,
    )  # fmt: skip
    with pytest.raises(CommandError, match="Nhiều cơ quan có số 1/2026; hãy thêm --agency"):
        call_command("who_saw", "1/2026")
    assert len(who_saw("1/2026", "--agency", "LS-XA")["cases"]) == 1
    with pytest.raises(CommandError, match="Không có cơ quan mang mã “KHONG”"):
        call_command("who_saw", "1/2026", "--agency", "KHONG")


def test_the_inspectorate_reads_and_narrows(client, province):
    row = petition(province)
    open_as(client, province.person("handler", "SKHCN"), row)
    open_as(client, province.person("head", "UBND"), row)
    signed_in(client, province.person("inspector", "TTT"))
    whole = client.get(PAGE).content.decode()
    assert whole.count(">Xem<") == 3  # two rows, and the choice of the filter
    assert "Nguyễn Văn Handler.Skhcn.Ls" in whole
    assert "127.0.0.1" in whole
    asked = {"nguoi": "head.ubnd", "viec": "read", "co_quan": province["UBND"].pk}
    narrowed = client.get(PAGE, asked).content.decode()
    assert "Handler.Skhcn" not in narrowed
    assert "Head.Ubnd" in narrowed
    empty = client.get(PAGE, {"tu": "2026-01-01", "den": "2026-01-31"}).content.decode()
    assert "Không có dòng nào" in empty


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"tu": "2026-11-18", "den": "2026-11-17"}, "Đến ngày phải bằng hoặc sau từ ngày."),
        ({"tu": "2026-01-01"}, "Mỗi lần xem tối đa 92 ngày."),
    ],
)
def test_days_that_cannot_be_shown_are_told(client, province, asked, sentence):
    signed_in(client, province.person("inspector", "TTT"))
    assert sentence in client.get(PAGE, asked).content.decode()


def test_pages_follow_each_other_and_show_no_number_of_a_row(client, province):
    for n in range(120):
        moment = NOW - timedelta(seconds=n // 7)
        ledger.write(by=None, verb=Verb.CHANGE, subject=province["XA"], now=moment)
    signed_in(client, province.person("inspector", "TTT"))
    onward, page = [], client.get(PAGE, {"loai": "khac", "viec": "change"}).context["page"]
    while True:
        onward.append([row.pk for row in page.rows])
        if page.next_url is None:
            break
        page = client.get(PAGE + page.next_url).context["page"]
    backward = []
    while True:
        backward.insert(0, [row.pk for row in page.rows])
        if page.prev_url is None:
            break
        page = client.get(PAGE + page.prev_url).context["page"]
    numbers = list(
        LedgerEntry.objects.filter(verb=Verb.CHANGE)
        .order_by("-at", "-id")
        .values_list("pk", flat=True)
    )
    assert onward == backward == [numbers[:50], numbers[50:100], numbers[100:]]
    for torn in ("sau=x", "truoc=2026_9", "sau=2026-11-18T09:30:00%2B07:00_-4", "sau=_"):
        assert client.get(f"{PAGE}?{torn}").status_code == 200


def test_who_is_excluded_sees_the_same_page_with_and_without_the_matter(client, province):
    inspector = province.person("inspector", "TTT")
    open_as(client, province.person("handler", "SKHCN"), petition(province))
    keeper = province.person("custodian", "TTT")
    keepers = signed_in(Client(), keeper)
    signed_in(client, inspector)
    client.get(PAGE)  # whatever is read once
    others = f"{PAGE}?loai=khac"
    before = ask(client, PAGE), ask(client, others)
    secret = petition(
        province, "Tố cáo nhận hối lộ", kind=PetitionKind.DENUNCIATION,
        excluded_users=(inspector, province.person("head", "SKHCN")),
        accused_agency=province["SKHCN"],
    )  # fmt: skip
    assert keepers.get(reverse("petition_detail", args=[secret.pk])).status_code == 200
    assert "Đơn kín" in keepers.get(PAGE).content.decode()
    assert LedgerEntry.objects.filter(subject_id=secret.pk).count() >= 2
    assert (ask(client, PAGE), ask(client, others)) == before
    assert max(answer.statements for answer in before) <= 15
