"""The box of the desk: a card, a receipt of ours, a number, a name; and what it leaves nowhere."""

import re
import uuid

import pytest
from django.urls import reverse

from complaints.enums import PetitionKind, Secrecy
from complaints.petitioner import Petitioner
from records.models import LedgerEntry
from tests.reception.conftest import HOA, typed

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
CARD = "020171004567||Bế Thị Hòa|05031971|Nữ|Thôn Nà Lầu, xã Tân Thanh|15082021"
KEY = str(uuid.UUID(int=5))


def look(client, scan="", htmx=True, **more):
    """Asks as the page does: the box, and what stands in the form so far."""
    form = {"key": KEY, "scan": scan, **more}
    return client.post(reverse("person_lookup"), form, headers=HTMX if htmx else {})


def shown(response) -> dict[str, object]:
    """The fields of the form that came back and hold something."""
    assert response.status_code == 200
    form = response.context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value()}


def test_a_card_fills_the_fields_and_leaves_what_was_typed(desk):
    given = {
        "full_name": "be thi", "phone": "0987654321", "content": "Đang ghi dở",
        "representatives": ["Lý Một", ""], "further-1-title": "Việc khác",
    }  # fmt: skip
    answer = look(desk, CARD, **given)
    assert shown(answer) == {
        "key": KEY, "full_name": "Bế Thị Hòa", "birth_year": "1971",
        "id_number": "020171004567", "address": "Thôn Nà Lầu, xã Tân Thanh", "paper": "card",
        "paper_issued_on": "2021-08-15", "phone": "0987654321", "content": "Đang ghi dở",
        "representatives": ["Lý Một", ""],
    }  # fmt: skip
    assert answer.context["form"].further_forms[1]["title"].value() == "Việc khác"
    assert answer.context["form"].errors == {}


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize("text", [CARD, "Bế Thị Hoà hỏi", "020171004569", "A|B|C"])
def test_the_text_of_the_box_is_in_no_answer(desk, htmx, text):
    page = look(desk, text, htmx=htmx).content.decode()
    assert text not in page
    boxes = re.findall(r'<input[^>]*name="scan"[^>]*>', page)
    assert [("value" in box) for box in boxes] == ([] if htmx else [False])


def test_the_ledger_knows_only_how_long_the_question_was(desk):
    look(desk, CARD)
    assert LedgerEntry.objects.filter(verb="look_up").get().details == {"so_ky_tu": 12}


def test_a_card_of_somebody_known_offers_their_matters_and_a_new_one(desk, receive):
    visit = receive()
    other = receive(title="Kiến nghị về điện")
    options = look(desk, CARD).context["options"]
    assert [(one.digit, one.matter and one.matter.title) for one in options] == [
        (1, "Kiến nghị về điện"),
        (2, "Kiến nghị về đường vào khu sản xuất"),
        (3, None),
    ]
    assert [one.is_first for one in options] == [True, False, False]
    assert options[1].value == f"{visit.person_id} {visit.matter_id}"
    assert other.person_id == visit.person_id


def test_a_chosen_matter_is_joined_and_the_card_stays(desk, receive):
    visit = receive()
    kept = {"full_name": "Bế Thị Hòa", "id_number": "020171004567", "address": "Thôn khác"}
    answer = look(desk, chon=f"{visit.person_id} {visit.matter_id}", is_first_time="on", **kept)
    values = shown(answer)
    assert {name: values[name] for name in ("kind", "field", "title", "phone", "address")} == {
        "kind": "recommendation",
        "field": "land",
        "title": "Kiến nghị về đường vào khu sản xuất",
        "phone": HOA.phone,
        "address": "Thôn khác",
    }
    assert "is_first_time" not in values
    assert f'name="vu" value="{visit.matter_id}"' in answer.content.decode()
    sent = typed(**{**values, "vu": str(visit.matter_id), "is_first_time": "", "content": "Hỏi"})
    assert desk.post(reverse("visit_new"), sent).status_code == 302
    assert visit.matter.visits.count() == 2


def test_a_new_matter_leaves_the_joined_one(desk, receive):
    visit = receive()
    joined = {"vu": str(visit.matter_id), "kind": "recommendation", "title": "Cũ"}
    values = shown(look(desk, chon="moi", full_name="Bế Thị Hòa", **joined))
    assert values == {"key": KEY, "full_name": "Bế Thị Hòa", "is_first_time": True}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("00020101021238540010A000000727012400069704", "hãy quét lại"),
        ("https://tiepcongdan.vi.du/tra-cuu?ma=1", "hãy quét lại"),
        ("a|b|c|d|e|f|g", "hãy quét lại"),
        ("x" * 101, "hãy quét lại"),
        ("02017100456", "số vừa nhập có 11 chữ số"),
    ],
)
def test_another_code_or_a_torn_number_is_said_beside_the_box(desk, text, sentence):
    answer = look(desk, text, content="Giữ lại")
    assert sentence in answer.context["problem"]
    assert answer.context["problem"] in answer.content.decode()
    assert shown(answer)["content"] == "Giữ lại"
    assert LedgerEntry.objects.filter(verb="look_up").count() == 0


def test_the_code_of_a_receipt_opens_its_matter(desk, receive):
    visit = receive()
    values = shown(look(desk, f"TCD:{visit.lookup_code}"))
    assert (values["title"], values["full_name"]) == (visit.matter.title, HOA.full_name)
    assert LedgerEntry.objects.filter(verb="look_up").count() == 1


def test_the_code_of_what_one_may_not_see_answers_like_no_code(desk, receive, province, sign_in):
    visit = receive(keep_sealed=True, content="Kiến nghị", by=province.person("handler", "SKHCN"))
    assert visit.secrecy == Secrecy.SEALED
    pages = [look(desk, f"TCD:{code}") for code in (visit.lookup_code, "ZZZZZZZZZZZZ")]
    assert pages[0].content == pages[1].content
    rival = sign_in(province.person("officer", "XA"))
    open_one = receive()
    assert "title" not in shown(look(rival, f"TCD:{open_one.lookup_code}"))


def test_the_card_of_a_lawyer_is_the_lawyers(desk):
    values = shown(look(desk, CARD, capacity="lawyer", full_name="Lý Thị Mai"))
    assert (values["full_name"], values["mandate_name"], values["mandate_number"]) == (
        "Lý Thị Mai",
        "Bế Thị Hòa",
        "020171004567",
    )


def test_a_matter_of_another_agency_is_never_joined_by_choosing(desk, receive, province):
    visit = receive()
    strange = receive(
        agency=province["XA"], by=province.person("officer", "XA"),
        petitioner=Petitioner("Lý Thị Mai"), kind=PetitionKind.COMPLAINT,
    )  # fmt: skip
    answer = look(desk, chon=f"{visit.person_id} {strange.matter_id}")
    assert answer.status_code == 404
    assert look(desk, chon=f"{strange.person_id} moi").status_code == 404
    assert look(desk, vu=str(strange.matter_id), scan="be thi").status_code == 404


def test_without_a_script_a_card_still_fills_the_page(desk):
    response = desk.post(reverse("person_lookup"), {"scan": CARD})
    values = shown(response)
    assert (values["full_name"], values["head_count"]) == ("Bế Thị Hòa", 1)
    assert "<!doctype html>" in response.content.decode()
