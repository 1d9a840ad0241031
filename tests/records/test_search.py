"""The search through its door: what is found, by whom, under which words; what is never found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.models import User
from complaints.actions.petitions import register_petition
from complaints.enums import Field, PetitionKind, Source
from complaints.models import Petition, PlaceAlias
from complaints.petitioner import Petitioner
from records import search_walk
from records.models import SearchRow
from records.search_words import NO_WORD, ONE_LETTER, TOO_LONG
from tests.factories import NOW, PASSWORD, Province
from tests.reception.conftest import HOA, typed

LAN = Petitioner(full_name="Nguyễn Thị Lan", birth_year=1970, address="thôn Nà Lầu, xã Đồng Đăng")


@pytest.fixture
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def province(db: None, now: None) -> Province:
    return Province()


def written(province: Province, part: str = "SKHCN", **changes: Any) -> Petition:
    told = {
        "agency": province[part], "kind": PetitionKind.COMPLAINT, "field": Field.LAND,
        "source": Source.POST, "received_on": date(2026, 11, 16), "petitioner": LAN,
        "locality": "xã Đồng Đăng", "summary": "Khiếu nại giá bồi thường",
        "content": "Đề nghị tính lại giá đất ruộng.", "by": province.person("handler", part),
        "now": NOW,
    }  # fmt: skip
    return register_petition(**{**told, **changes})


def signed_in(user: User) -> Client:
    client = Client()
    client.post("/dang-nhap/", {"username": user.username, "password": PASSWORD})
    return client


@pytest.fixture
def officer(province: Province) -> Client:
    return signed_in(province.person("officer", "SKHCN"))


def labels(client: Client, q: str, **more: str) -> list[str]:
    found = client.get("/tra-cuu/", {"q": q, **more}).context["rows"]
    return ["".join(piece for piece, _ in row.pieces) for row in found]


TITLES = ["Vụ việc: Khiếu nại giá bồi thường", "Đơn số 01/2026: Khiếu nại giá bồi thường"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("lan nguyễn thị", TITLES),
        ("gia boi thuong", TITLES),
        ("BỒI \u00d0ồng đăng", TITLES),
        ("1/2026", TITLES[1:]),
        ("001/2026", TITLES[1:]),
        ("16/11/2026", TITLES),
        ("ruong", TITLES[1:]),
        ("thuo*", TITLES),
        ("boi ruong", TITLES[1:]),
        ("lang", []),
        ("thuo", []),
    ],
)
def test_records_are_found_by_any_of_their_words(officer, province, asked, found):
    written(province)
    assert sorted(labels(officer, asked)) == found


def test_a_name_finds_a_record_and_is_not_shown(officer, province):
    written(province)
    page = officer.get("/tra-cuu/", {"q": "nguyen thi lan"}).content.decode()
    assert "Nguyễn Thị Lan" not in page
    assert "khớp ở phần khác của hồ sơ" in page
    assert "<mark>bồi</mark>" in officer.get("/tra-cuu/", {"q": "boi"}).content.decode()


def test_a_visit_and_its_document_are_found(officer, province):
    officer.post("/tiep-cong-dan/ban-tiep/", typed())
    assert labels(officer, "be thi hoa", loai="visit") == [
        "Lượt tiếp số 01/2026: Kiến nghị về đường vào khu sản xuất"
    ]
    assert labels(officer, "sat lo") == labels(officer, HOA.address, loai="visit")


def test_htmx_gets_the_rows_alone(officer, province):
    written(province)
    page = officer.get("/tra-cuu/?q=boi", headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in page, "16/11/2026" in page) == (False, True)


def test_each_reader_finds_what_they_reach(province):
    written(province)
    written(province, "XA", summary="Khiếu nại đường làng")
    own, beside = (signed_in(province.person("officer", part)) for part in ("SKHCN", "XA"))
    inspector = signed_in(province.person("inspector", "TTT"))
    assert labels(own, "khieu nai", loai="petition") == TITLES[1:]
    assert labels(beside, "khieu nai", loai="matter") == ["Vụ việc: Khiếu nại đường làng"]
    assert len(labels(inspector, "khieu nai")) == 4
    only_commune = labels(inspector, "khieu nai", co_quan=str(province["XA"].pk), loai="petition")
    assert only_commune == ["Đơn số 01/2026: Khiếu nại đường làng"]
    assert labels(signed_in(Province("BN", "Bắc Ninh").person("handler", "SKHCN")), "khieu") == []


def test_what_is_sealed_is_found_by_nobody(officer, province):
    written(province, kind=PetitionKind.DENUNCIATION, summary="Tố cáo thu tiền")
    assert SearchRow.objects.count() == 0
    page = officer.get("/tra-cuu/", {"q": "to cao"}).content.decode()
    assert "Không có hồ sơ nào khớp" in page
    assert "hồ sơ kín không nằm trong tra cứu" in page
    call_command("rebuild_search", verbosity=0)
    assert SearchRow.objects.count() == 0


def test_choices_of_kind_place_and_days(officer, province):
    written(province)
    written(province, locality="xã Hữu Lũng", received_on=date(2026, 10, 1))
    places = dict(officer.get("/tra-cuu/").context["form"].fields["noi"].choices)
    dong_dang = next(code for code, name in places.items() if name == "Xã Đồng Đăng")
    assert labels(officer, "", loai="petition", noi=dong_dang) == TITLES[1:]
    assert labels(officer, "lan", loai="petition", den="2026-10-31") == [
        "Đơn số 02/2026: Khiếu nại giá bồi thường"
    ]
    assert labels(officer, "lan", tu="2026-11-17") == []
    torn = officer.get("/tra-cuu/", {"q": "lan", "tu": "2026-11-17", "den": "2026-11-01"})
    assert "Đến ngày phải bằng hoặc sau từ ngày." in torn.content.decode()


def test_old_and_new_names_of_a_place_find_the_same(officer, province):
    written(province)
    PlaceAlias.objects.create(
        folded="xa bao lam", old_name="xã Bảo Lâm", commune="Xã Đồng Đăng", source="Nghị quyết",
        commune_code=next(
            code for code, name in officer.get("/tra-cuu/").context["form"].fields["noi"].choices
            if name == "Xã Đồng Đăng"
        ),
    )  # fmt: skip
    written(province, locality="xã Bảo Lâm", summary="Khiếu nại ở nơi cũ")
    both = ["Đơn số 01/2026: Khiếu nại giá bồi thường", "Đơn số 02/2026: Khiếu nại ở nơi cũ"]
    assert sorted(labels(officer, "bao lam khieu", loai="petition")) == both
    assert sorted(labels(officer, "khieu nai dong dang", loai="petition")) == both


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [("%", NO_WORD), ("'", NO_WORD), ("_", NO_WORD), ("a", ONE_LETTER), ("đ" * 10_000, TOO_LONG)],
    ids=["percent", "quote", "underscore", "letter", "long"],
)
def test_bad_input_is_answered_by_a_sentence_and_reads_no_row(officer, asked, sentence):
    with CaptureQueriesContext(connection) as statements:
        page = officer.get("/tra-cuu/", {"q": asked})
    assert (page.status_code, sentence in page.content.decode()) == (200, True)
    assert [s["sql"] for s in statements if "records_searchrow" in s["sql"]] == []


def test_pages_go_on_and_back_and_the_window_of_days_changes_nothing(
    officer, province, monkeypatch
):
    rows = [
        SearchRow(
            agency=province["SKHCN"], scope_path=province["SKHCN"].path, subject_kind="matter",
            subject_id=petition.matter_id, matter=petition.matter_id, label="Vụ việc",
            text="chung", on_date=date(2026, 11, 18) - timedelta(days=n * n),
        )
        for n, petition in enumerate([written(province) for _ in range(5)])
    ]  # fmt: skip
    SearchRow.objects.filter(subject_kind="matter").delete()
    SearchRow.objects.bulk_create(rows)
    monkeypatch.setattr("records.views.search._SIZE", 2)

    def walk() -> list[list[date]]:
        page = officer.get("/tra-cuu/?q=chung")
        found = [[row.on for row in page.context["rows"]]]
        while page.context["page"].next_url:
            page = officer.get(f"/tra-cuu/{page.context['page'].next_url}")
            found.append([row.on for row in page.context["rows"]])
        back = officer.get(f"/tra-cuu/{page.context['page'].prev_url}")
        assert page.context["page"].prev_url
        return [*found, [row.on for row in back.context["rows"]]]

    days = [row.on_date for row in rows]
    expected = [days[:2], days[2:4], days[4:], days[2:4]]
    assert walk() == expected
    monkeypatch.setattr(search_walk, "SMALL", -1)
    monkeypatch.setattr(search_walk, "SAMPLE", 0)
    assert walk() == expected


def test_statements_do_not_grow_with_the_rows(officer, province):
    counts = []
    for _ in range(2):
        written(province)
        officer.post("/tiep-cong-dan/ban-tiep/", typed())
        with CaptureQueriesContext(connection) as statements:
            officer.get("/tra-cuu/?q=khieu+nai")
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 15


def test_rows_are_rebuilt_and_those_of_the_sealed_go(province):
    petition = written(province)
    SearchRow.objects.filter(subject_kind="petition").delete()
    SearchRow.objects.create(
        agency=province["XA"], scope_path=province["XA"].path, subject_kind="petition",
        subject_id=petition.matter_id, label="Không còn", text="khong con", on_date=NOW.date(),
    )  # fmt: skip
    for options in ({"missing": True}, {}, {}):
        call_command("rebuild_search", verbosity=0, **options)
        kept = SearchRow.objects.order_by("subject_kind").values_list("subject_id", flat=True)
        assert list(kept) == [petition.matter_id, petition.pk]
    with pytest.raises(CommandError, match="Không có loại hồ sơ “nguoi”"):
        call_command("rebuild_search", kind=["nguoi"])
