"""Saved filters of lists: closed choices alone, one's own or one's agency's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from agencies.models import User
from records.models import LedgerEntry, SavedFilter
from tests.factories import NOW, PASSWORD, Province

pytestmark = pytest.mark.django_db
LATE = "loai=complaint&qua_han=co"


@pytest.fixture
def province() -> Iterator[Province]:
    with time_machine.travel(NOW, tick=False):
        yield Province()


def signed_in(user: User) -> Client:
    client = Client()
    client.post("/dang-nhap/", {"username": user.username, "password": PASSWORD})
    return client


def save(client: Client, query: str, **more: str) -> int:
    told = {"page": "petition_list", "name": "Khiếu nại quá hạn", "query": query, **more}
    return client.post("/bo-loc/luu/", told).status_code


def test_a_filter_is_saved_without_what_was_typed(province):
    officer = signed_in(province.person("officer", "SKHCN"))
    assert (
        save(officer, f"{LATE}&q=Nguyễn+Thị+Lan&tu=&sau=x&giu={province.people['head', 'XA'].pk}")
        == 302
    )
    saved = SavedFilter.objects.get()
    assert (saved.page, saved.query, saved.agency) == ("petition_list", LATE, None)
    assert save(officer, "qua_han=co") == 302
    assert SavedFilter.objects.get().query == "qua_han=co"
    page = officer.get("/don/?qua_han=co&q=lan").content.decode()
    assert "Khiếu nại quá hạn" in page
    assert "Bỏ bộ lọc đã lưu" in page
    assert set(LedgerEntry.objects.filter(subject_kind="savedfilter").values_list(
        "subject_label", flat=True)) == {"Bộ lọc đã lưu"}  # fmt: skip


@pytest.mark.parametrize(
    ("page", "query", "name"),
    [
        ("petition_list", "q=lan", "Tên"),
        ("petition_list", "loai=khong-co", "Tên"),
        ("petition_list", LATE, "  "),
        ("user_list", LATE, "Tên"),
        ("search", "q=lan&loai=", "Tên"),
        ("petition_list", "x" * 3000, "Tên"),
    ],
)
def test_what_cannot_be_saved(province, page, query, name):
    officer = signed_in(province.person("officer", "SKHCN"))
    assert save(officer, query, page=page, name=name) == 409
    assert not SavedFilter.objects.exists()


def test_it_is_shared_with_one_s_own_agency_and_removed_by_its_owner(province):
    officer, head, beside = (
        signed_in(province.person(*who))
        for who in (("officer", "SKHCN"), ("head", "SKHCN"), ("officer", "XA"))
    )
    assert save(officer, LATE, agency=str(province["XA"].pk)) == 409
    assert save(officer, LATE, agency=str(province["SKHCN"].pk)) == 302
    saved = SavedFilter.objects.get()
    link = f"/don/?{LATE.replace('&', '&amp;')}"
    assert [link in client.get("/don/").content.decode() for client in (officer, head, beside)] == [
        True, True, False,
    ]  # fmt: skip
    gone = [
        client.post(f"/bo-loc/{saved.pk}/bo/").status_code for client in (beside, head, officer)
    ]
    assert gone == [404, 409, 302]
    assert not SavedFilter.objects.exists()


def test_the_database_refuses_a_filter_that_says_nothing(province):
    user = province.person("officer", "SKHCN")
    whole = {"user": user, "page": "search", "name": "Tên", "query": "loai=visit", "saved_at": NOW}
    SavedFilter.objects.create(**whole)
    for broken in ({}, {"name": ""}, {"name": "Khác", "query": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SavedFilter.objects.create(**{**whole, **broken})
