"""Bị đối xử bất lợi sau khi tố cáo, told at the desk: heard by the custodian, no trace elsewhere."""

import pytest
from django.core import serializers

from complaints.actions.protection import request_protection
from complaints.actions.protection_steps import take_step
from complaints.models import AdverseNote, Matter, MatterFact, Petition
from complaints.protection.names import Asked, Relation, Step, Way
from complaints.protection.told import PersonTold, RequestTold
from complaints.protection_texts import texts_of
from reception.models import Visit
from records.models import LedgerEntry, Notice
from tests.factories import NOW
from tests.reception.conftest import send
from tests.reception.test_sealed_visits import DENOUNCED

pytestmark = pytest.mark.django_db
WORDS = "Bị trưởng phòng cắt thi đua, dọa điều chuyển."


def test_it_reaches_the_custodian_and_leaves_no_trace(desk, province):
    keeper = province.person("custodian", "SKHCN")
    before = set(Notice.objects.values_list("user", flat=True))
    answer = send(desk, **DENOUNCED, was_mistreated="on", mistreatment=WORDS)
    assert answer.status_code == 302
    note, visit = AdverseNote.objects.get(), Visit.objects.get()
    assert (note.visit, note.matter, note.agency) == (visit.pk, visit.matter, province["SKHCN"])
    assert texts_of(note) == {"text": WORDS}
    told = Notice.objects.filter(url_name="protection_adverse").values_list("user", flat=True)
    assert (list(told), before) == ([keeper.pk], set())
    kept = (Visit, Petition, Matter, MatterFact, LedgerEntry, Notice)
    readable = "".join(serializers.serialize("json", model.objects.all()) for model in kept)
    assert "cắt thi" not in readable
    page = desk.get(answer["Location"])
    assert "bất lợi" not in page.text


def test_the_open_register_does_not_take_it_and_keeps_the_words(desk):
    answer = send(desk, was_mistreated="on", mistreatment=WORDS)
    assert answer.status_code == 422
    assert "chỉ ghi ở lượt tiếp kín" in answer.text
    assert WORDS in answer.text
    assert (Visit.objects.count(), AdverseNote.objects.count()) == (0, 0)


def test_a_protected_person_who_comes_again_is_known_inside_the_vault_alone(desk, province):
    send(desk, **DENOUNCED)
    first = Matter.objects.get()
    people = {role: province.person(role, "SKHCN") for role in ("handler", "head", "custodian")}
    told = RequestTold(
        Way.PHONE, NOW.date(), (Asked.LIFE,), "Bị dọa đánh tại nhà riêng.",
        (PersonTold(Relation.DENOUNCER),),
    )  # fmt: skip
    file = request_protection(matter_id=first.pk, told=told, by=people["handler"], now=NOW)
    send(desk, **DENOUNCED)
    assert not AdverseNote.objects.exists()  # nothing stands yet
    said = {
        "text": "Đủ căn cứ.", "people": [file.people.get().pk], "measures": ["58.2"],
        "starts_on": NOW.date(),
    }  # fmt: skip
    take_step(
        file_id=file.pk,
        step=Step.APPLY,
        said=said,
        version=file.version,
        by=people["head"],
        now=NOW,
    )
    send(desk, **DENOUNCED)
    note = AdverseNote.objects.get()
    assert (note.matter, note.source, note.cipher) == (first, "recognised", None)
    send(desk, **DENOUNCED, id_number="020068009999", phone="", full_name="Người Khác")
    assert AdverseNote.objects.count() == 1
