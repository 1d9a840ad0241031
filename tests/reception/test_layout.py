"""An agency asks for more at its desk, never for a paper, and only what it may."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from reception.actions.layout import ask_question, require_fields, retire_question
from reception.enums import AnswerKind
from reception.layout import MOST_QUESTIONS, layout_of
from reception.models import DeskLayout, DeskQuestion, Visit, VisitAnswer
from tests.factories import NOW, Province
from tests.reception.conftest import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def handler(province):
    return province.person("handler", "SKHCN")


@pytest.fixture
def setting_up(handler, sign_in):
    return sign_in(handler)


def ask(handler, province, label="Khu dân cư số mấy?", kind=AnswerKind.TEXT, **more):
    return ask_question(
        agency=province["SKHCN"], label=label, kind=kind, by=handler, now=NOW, **more
    )


def test_required_fields_hold_from_the_next_visit(setting_up, desk, province):
    answer = setting_up.post(reverse("desk_layout_require"), {"required": ["phone", "locality"]})
    assert answer.status_code == 302
    assert layout_of(province["SKHCN"]).required == {"phone", "locality"}
    refused = desk.post(reverse("visit_new"), typed(phone="", locality=""))
    assert refused.status_code == 422
    assert refused.context["form"].errors.keys() == {"phone", "locality"}
    assert desk.post(reverse("visit_new"), typed()).status_code == 302


def test_papers_are_never_required(setting_up, province):
    assert (
        setting_up.post(reverse("desk_layout_require"), {"required": ["id_number"]}).status_code
        == 422
    )
    assert not DeskLayout.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        DeskLayout.objects.create(agency=province["SKHCN"], scope_path="x/", required=["id_number"])


def test_a_question_is_asked_answered_and_shown(setting_up, desk):
    setting_up.post(reverse("desk_question_new"), {"label": "Thuộc dự án nào?", "kind": "text"})
    question = DeskQuestion.objects.get()
    assert "Thuộc dự án nào?" in desk.get(reverse("visit_new")).content.decode()
    desk.post(reverse("visit_new"), typed(**{f"hoi-{question.pk}": "Đường tránh thành phố"}))
    visit = Visit.objects.get()
    told = VisitAnswer.objects.get()
    assert (told.visit, told.label, told.text) == (
        visit,
        "Thuộc dự án nào?",
        "Đường tránh thành phố",
    )
    page = desk.get(reverse("visit_detail", args=[visit.pk])).content.decode()
    assert "Đường tránh thành phố" in page


def test_a_required_question_refuses_an_empty_answer_beside_the_field(desk, handler, province):
    question = ask(handler, province, is_required=True)
    refused = desk.post(reverse("visit_new"), typed())
    assert refused.status_code == 422
    assert refused.context["form"].errors.keys() == {f"hoi-{question.pk}"}


def test_a_choice_is_one_of_those_offered(desk, handler, province):
    question = ask(
        handler, province, kind=AnswerKind.CHOICE, choices=["Đất ở", "Đất ruộng", "Đất ở"]
    )
    assert question.choices == ["Đất ở", "Đất ruộng"]
    refused = desk.post(reverse("visit_new"), typed(**{f"hoi-{question.pk}": "Đất rừng"}))
    assert refused.context["form"].errors.keys() == {f"hoi-{question.pk}"}


def test_answers_of_a_sealed_visit_do_not_name_who_came(desk, handler, province):
    question = ask(handler, province)
    form = typed(keep_sealed="on", full_name="Nông Thị Giấu")
    refused = desk.post(
        reverse("visit_new"), {**form, f"hoi-{question.pk}": "nhà bà nông thị giấu"}
    )
    assert refused.status_code == 422
    assert refused.context["form"].errors.keys() == {f"hoi-{question.pk}"}


def test_a_retired_question_is_asked_no_more_and_its_answers_stay(
    desk, setting_up, handler, province
):
    question = ask(handler, province)
    desk.post(reverse("visit_new"), typed(**{f"hoi-{question.pk}": "Khu 3"}))
    setting_up.post(reverse("desk_question_retire", args=[question.pk]))
    assert layout_of(province["SKHCN"]).questions == []
    page = desk.get(reverse("visit_detail", args=[Visit.objects.get().pk])).content.decode()
    assert "Khu 3" in page
    assert ask(handler, province).label == question.label


@pytest.mark.parametrize(
    ("typed_in", "field"),
    [
        ({"label": "", "kind": "text"}, "label"),
        ({"label": "Loại đất", "kind": "choice", "choices": "Đất ở"}, "choices"),
        ({"label": "Loại đất", "kind": "choice", "choices": "a" * 81 + "\nb"}, "choices"),
        ({"label": "Loại đất", "kind": "bảng"}, "kind"),
    ],
)
def test_a_bad_question_is_refused_beside_the_field(setting_up, typed_in, field):
    answer = setting_up.post(reverse("desk_question_new"), typed_in)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    assert not DeskQuestion.objects.exists()


def test_no_more_questions_than_a_desk_can_bear(setting_up, handler, province):
    for number in range(MOST_QUESTIONS):
        ask(handler, province, label=f"Câu {number}")
    answer = setting_up.post(reverse("desk_question_new"), {"label": "Thêm", "kind": "yes_no"})
    assert answer.status_code == 422
    assert DeskQuestion.objects.count() == MOST_QUESTIONS


def test_the_same_question_is_not_asked_twice(setting_up, handler, province):
    ask(handler, province, label="Câu hỏi")
    assert (
        setting_up.post(
            reverse("desk_question_new"), {"label": "Câu hỏi", "kind": "text"}
        ).status_code
        == 422
    )


def test_another_agency_neither_sees_nor_retires(handler, province, sign_in):
    question = ask(handler, province)
    rival = sign_in(Province("CB", "Cao Bằng").person("handler", "SKHCN"))
    assert "Khu dân cư" not in rival.get(reverse("desk_layout")).content.decode()
    assert rival.post(reverse("desk_question_retire", args=[question.pk])).status_code == 404
    question.refresh_from_db()
    assert question.retired_on is None


def test_who_does_not_set_up_the_desk_is_refused(desk):
    assert (
        desk.post(reverse("desk_question_new"), {"label": "A", "kind": "text"}).status_code == 403
    )
    assert desk.post(reverse("desk_layout_require"), {}).status_code == 403


@pytest.mark.parametrize(
    "broken",
    [{"kind": "choice", "choices": ["một"]}, {"label": "Khu dân cư số mấy?"}],
)
def test_the_database_refuses_a_broken_question(handler, province, broken):
    ask(handler, province)
    fields = {"label": "Khác", "kind": "text", **broken}
    with pytest.raises(IntegrityError), transaction.atomic():
        DeskQuestion.objects.create(agency=province["SKHCN"], scope_path="x/", **fields)


def test_retiring_twice_changes_nothing(handler, province):
    question = ask(handler, province)
    first = retire_question(question_id=question.pk, by=handler, now=NOW).retired_on
    assert retire_question(question_id=question.pk, by=handler, now=NOW).retired_on == first
    assert (
        require_fields(agency=province["SKHCN"], required=["x"], by=handler, now=NOW).required == []
    )
