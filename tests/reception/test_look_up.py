"""Recognising a visitor: for serving them, within the limits of the house."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from complaints.petitioner import Petitioner
from reception.selectors import LOOK_UPS_AN_HOUR
from records.actions import ledger
from records.enums import Verb
from records.models import LedgerEntry
from tests.factories import NOW
from tests.reception.conftest import HOA

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
# What lines to choose from add, and what differs in each page: keys, numbers.
_OF_A_HIT = (
    r'(?s)<li>.*</li>| Bấm số để chọn.*?khác\.|<button[^>]*value="moi".*?</button>'
    r'|name="key" value="[^"]*"|\d'
)


def ask(client, words=""):
    return client.post(reverse("person_lookup"), {"scan": words}, headers=HTMX)


def names(response) -> list[str]:
    return re.findall(r"<strong>(.*?)</strong>", response.content.decode())


@pytest.mark.parametrize("words", ["be thi hoa", "BẾ THỊ", "hòa bế", "Bê\u0301 Thi\u0323"])
def test_found_by_a_name_without_accents(desk, receive, words):
    visit = receive()
    response = ask(desk, words)
    assert names(response) == [HOA.full_name]
    page = response.content.decode()
    assert "Tìm thấy 1 người đã đến." in page
    assert "Đã đến 1 lần, gần nhất ngày 18/11/2026." in page
    assert visit.matter.title in page
    assert f'value="{visit.person_id} {visit.matter_id}"' in page


def test_found_by_the_whole_number_alone(desk, receive):
    receive()
    assert names(ask(desk, "020171 004567")) == [HOA.full_name]
    assert names(ask(desk, "020171004568")) == []
    assert names(ask(desk, "020171")) == []


@pytest.mark.parametrize("words", ["", "a", "be", "%%%", "___"])
def test_too_little_finds_nobody(desk, receive, words):
    receive()
    assert names(ask(desk, words)) == []


def test_a_hit_and_a_miss_have_one_shape(desk, receive):
    receive()
    pages = [ask(desk, words) for words in ("be thi hoa", "nguyen thi khong")]
    assert [page.status_code for page in pages] == [200, 200]
    shapes = [re.sub(_OF_A_HIT, "", page.content.decode()).split() for page in pages]
    assert shapes[0] == shapes[1]


def test_at_most_five(desk, receive):
    for year in range(1960, 1967):
        receive(petitioner=Petitioner("Lý Thị Mai", birth_year=year))
    assert len(names(ask(desk, "ly thi mai"))) == 5


def test_sealed_visits_leave_nobody_to_find(desk, receive):
    receive(keep_sealed=True, content="Kiến nghị")
    assert names(ask(desk, "be thi hoa")) == []


def test_only_the_own_agency(province, sign_in, receive):
    receive()
    assert names(ask(sign_in(province.person("officer", "XA")), "be thi hoa")) == []
    assert ask(sign_in(province.person("head", "SKHCN")), "be thi hoa").status_code == 403


def test_every_look_up_is_in_the_ledger_by_its_length_only(desk, receive):
    receive()
    ask(desk, "be thi hoa")
    ask(desk, "nguyen thi khong")
    rows = LedgerEntry.objects.filter(verb="look_up").order_by("id")
    assert [row.details for row in rows] == [{"so_ky_tu": 10}, {"so_ky_tu": 16}]
    assert {row.subject_label for row in rows} == {"Sở Khoa học và Công nghệ"}


def test_looking_up_has_a_limit(desk, province, receive):
    receive()
    officer = province.person("officer", "SKHCN")
    for number in range(LOOK_UPS_AN_HOUR):
        ledger.write(
            by=officer, verb=Verb.LOOK_UP, subject=province["SKHCN"],
            now=NOW - timedelta(minutes=number // 2),
        )  # fmt: skip
    assert ask(desk, "be thi hoa").status_code == 409


def test_the_one_picked_fills_the_form_and_never_shows_the_number(desk, receive):
    visit = receive()
    typed = {"key": str(UUID(int=1)), "chon": visit.person_id, "id_number": "020"}
    page = desk.post(reverse("person_lookup"), typed, headers=HTMX).content.decode()
    assert f'value="{HOA.full_name}"' in page
    assert 'value="1971"' in page
    assert 'value="020"' in page
    assert HOA.id_number not in page


@pytest.mark.parametrize("picked", ["khong-phai-ma", UUID(int=9)])
def test_nobody_else_can_be_picked(desk, picked):
    assert desk.post(reverse("person_lookup"), {"chon": picked}).status_code == 404


def test_a_person_of_a_rival_agency_cannot_be_picked(province, sign_in, receive):
    visit = receive()
    rival = sign_in(province.person("officer", "XA"))
    assert rival.post(reverse("person_lookup"), {"chon": visit.person_id}).status_code == 404


def test_without_a_script_the_whole_page_comes_back(desk, receive):
    receive()
    page = desk.post(reverse("person_lookup"), {"scan": "be thi hoa"})
    assert HOA.full_name in names(page)
    assert "<!doctype html>" in page.content.decode()


def test_there_is_no_get(desk):
    assert desk.get(reverse("person_lookup")).status_code == 405
