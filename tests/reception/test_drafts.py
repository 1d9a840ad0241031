"""What is typed survives; nobody else reads it; a sent form is known as sent."""

import json
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from reception.actions.drafts import MOST, drafts_of, read_draft
from reception.models import DeskDraft, Visit
from records.actions.retention import clear_by_rule
from tests.factories import NOW, Province
from tests.reception.conftest import typed

pytestmark = pytest.mark.django_db
SECRET = "Nông Thị Giấu, 020171004567"


def save(client, key, **more):
    return client.post(
        reverse("draft_save"), {"key": key, "full_name": SECRET, "scan": "0201|quét", **more}
    )


@pytest.fixture
def officer(province):
    return province.person("officer", "SKHCN")


def test_a_draft_is_kept_encrypted_without_the_scanned_text(desk, officer):
    key = str(uuid.uuid4())
    answer = save(desk, key, representatives=["A", "B"])
    assert answer.status_code == 200
    draft = DeskDraft.objects.get()
    assert answer.json() == {"saved": "09:30:00", "draft": str(draft.pk)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT d::text FROM reception_deskdraft d")
        row = cursor.fetchone()[0]
    assert "Giấu" not in row
    assert SECRET.encode().hex() not in row
    assert read_draft(draft_id=draft.pk, by=officer, now=NOW) == {
        "key": [key],
        "full_name": [SECRET],
        "representatives": ["A", "B"],
    }


def test_saving_again_keeps_one_draft_a_form(desk, officer):
    key = str(uuid.uuid4())
    save(desk, key)
    save(desk, key, title="Sau")
    assert DeskDraft.objects.count() == 1
    assert read_draft(draft_id=DeskDraft.objects.get().pk, by=officer, now=NOW)["title"] == ["Sau"]


def test_nobody_else_opens_a_draft(desk, province):
    save(desk, str(uuid.uuid4()))
    draft = DeskDraft.objects.get()
    for role in ("handler", "head", "custodian"):
        assert read_draft(draft_id=draft.pk, by=province.person(role, "SKHCN"), now=NOW) is None
    DeskDraft.objects.filter(pk=draft.pk).update(user=province.person("handler", "SKHCN"))
    assert read_draft(draft_id=draft.pk, by=province.person("handler", "SKHCN"), now=NOW) is None


def test_only_people_of_the_desk_keep_drafts(province, sign_in):
    client = sign_in(province.person("head", "SKHCN"))
    assert save(client, str(uuid.uuid4())).status_code == 403
    assert DeskDraft.objects.count() == 0


def test_a_day_later_the_draft_is_gone(desk, officer):
    save(desk, str(uuid.uuid4()))
    draft = DeskDraft.objects.get()
    later = NOW + timedelta(hours=24)
    assert read_draft(draft_id=draft.pk, by=officer, now=later) is None
    assert drafts_of(officer, later) == []
    assert clear_by_rule(key="desk_drafts", now=later - timedelta(seconds=1)) == 0
    assert clear_by_rule(key="desk_drafts", now=later) == 1
    assert DeskDraft.objects.count() == 0


def test_the_oldest_drafts_give_way(desk):
    for minute in range(MOST + 2):
        with time_machine.travel(NOW + timedelta(minutes=minute % 10, seconds=minute), tick=False):
            save(desk, str(uuid.uuid4()))
    assert DeskDraft.objects.count() == MOST


@pytest.mark.parametrize("key", ["", "khong-phai-khoa"])
def test_a_form_without_key_is_told_so(desk, key):
    answer = save(desk, key)
    assert answer.status_code == 400
    assert answer.json() == {"sentence": "Biểu mẫu thiếu khóa, hãy mở lại trang."}


def test_too_much_is_refused_in_a_sentence(desk):
    answer = save(desk, str(uuid.uuid4()), content="a" * 400_001)
    assert answer.status_code == 409
    assert answer.json()["sentence"].startswith("Nội dung quá dài")
    assert DeskDraft.objects.count() == 0


def test_a_form_that_arrived_is_known_and_not_kept_again(desk):
    form = typed()
    desk.post(reverse("visit_new"), form)
    visit = Visit.objects.get()
    page = reverse("visit_detail", args=[visit.pk])
    assert save(desk, form["key"]).json() == {"registered": page}
    assert DeskDraft.objects.count() == 0
    state = desk.get(reverse("draft_status"), {"key": form["key"]}).json()
    assert state["registered"] == page


def test_status_of_a_form_that_never_arrived(desk, officer):
    state = desk.get(reverse("draft_status"), {"key": str(uuid.uuid4())}).json()
    assert state["registered"] == ""
    assert state["user"] == str(officer.pk)
    assert len(state["token"]) == 64


def test_another_officer_does_not_learn_whether_a_form_arrived(desk, province, sign_in):
    form = typed()
    desk.post(reverse("visit_new"), form)
    other = sign_in(Province("CB", "Cao Bằng").person("officer", "SKHCN"))
    assert other.get(reverse("draft_status"), {"key": form["key"]}).json()["registered"] == ""


def test_registering_throws_the_draft_away(desk):
    form = typed()
    save(desk, form["key"])
    desk.post(reverse("visit_new"), form)
    assert DeskDraft.objects.count() == 0


def test_a_draft_fills_the_desk_again_and_keeps_its_key(desk):
    form = typed(full_name="Lý Thị Dở")
    desk.post(reverse("draft_save"), form)
    draft = DeskDraft.objects.get()
    page = desk.get(reverse("visit_new"), {"nhap": draft.pk}).content.decode()
    assert 'value="Lý Thị Dở"' in page
    assert form["key"] in page


def test_the_desk_offers_drafts_and_throws_one_away(desk):
    save(desk, str(uuid.uuid4()))
    draft = DeskDraft.objects.get()
    assert "Lúc 09:30 18/11/2026" in desk.get(reverse("visit_new")).content.decode()
    assert desk.post(reverse("draft_drop", args=[draft.pk])).status_code == 302
    assert DeskDraft.objects.count() == 0


def test_nobody_throws_away_the_draft_of_another(desk, province, sign_in):
    save(desk, str(uuid.uuid4()))
    other = sign_in(province.person("handler", "SKHCN"))
    other.post(reverse("draft_drop", args=[DeskDraft.objects.get().pk]))
    assert DeskDraft.objects.count() == 1


def test_the_key_of_the_device_is_one_a_user_and_day(desk, province, sign_in):
    mine = desk.post(reverse("device_key")).json()
    assert mine == desk.post(reverse("device_key")).json()
    assert mine["day"] == "2026-11-18"
    other = sign_in(province.person("handler", "SKHCN"))
    assert other.post(reverse("device_key")).json()["key"] != mine["key"]
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        later = sign_in(province.person("officer", "SKHCN"))
        assert later.post(reverse("device_key")).json()["key"] != mine["key"]


def test_a_kept_form_gets_its_address_as_json(desk):
    form = typed()
    answer = desk.post(reverse("visit_new"), form, headers={"X-Kept-Form": "1"})
    assert json.loads(answer.content) == {
        "url": reverse("visit_detail", args=[Visit.objects.get().pk])
    }
    again = desk.post(reverse("visit_new"), form, headers={"X-Kept-Form": "1"})
    assert again.json() == answer.json()
    assert Visit.objects.count() == 1
