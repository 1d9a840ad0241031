"""Người làm thay khi vắng: through the page, with what cannot be."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from agencies.refusals import NotAllowed, Refused
from agencies.roles import Role
from complaints.actions.substitution import end_substitution, make_substitution
from complaints.models import CaseNotice, Clock, Substitution
from tests.complaints.doors import client_of, statements
from tests.factories import NOW, Province, make_user

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def team(province):
    """The handler, a second one, and the head of the department."""
    second = make_user("hai.skhcn", (Role.HANDLER, province["SKHCN"]), full_name="Vi Thị Hai")
    return province.person("handler", "SKHCN"), second, province.person("head", "SKHCN")


def made(province, absent, substitute, by, first=0, last=3, **changes) -> Substitution:
    told = {
        "agency": province["SKHCN"], "absent": absent, "substitute": substitute,
        "from_on": TODAY + timedelta(days=first), "to_on": TODAY + timedelta(days=last),
        "reason": "Nghỉ phép", "by": by, "now": NOW,
    }  # fmt: skip
    return make_substitution(**{**told, **changes})


def typed(absent, substitute, first, last, reason="Nghỉ phép"):
    return {
        "absent": str(absent.pk), "substitute": str(substitute.pk), "from_on": first.isoformat(),
        "to_on": last.isoformat(), "reason": reason,
    }  # fmt: skip


def test_a_handler_names_who_does_the_work_meanwhile(province, team):
    handler, second, _ = team
    answer = client_of(handler).post(
        reverse("substitution_new"), typed(handler, second, TODAY, TODAY + timedelta(days=2))
    )

    assert answer.status_code == 302
    row = Substitution.objects.get()
    assert (row.absent, row.substitute, row.made_by) == (handler, second, handler)
    text = client_of(second).get(reverse("substitution_list")).content.decode()
    assert "đang làm thay" in text
    assert "Kết thúc</button>" not in text


def test_the_head_names_one_for_anybody_a_handler_only_for_themselves(province, team):
    handler, second, head = team
    assert made(province, handler, second, by=head).absent == handler
    with pytest.raises(NotAllowed, match="Bạn chỉ cử người làm thay cho chính mình"):
        made(province, second, handler, by=handler)
    form = client_of(second).get(reverse("substitution_new")).context["form"]
    assert list(form.fields["absent"].queryset) == [second]


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (-1, 2, "Việc làm thay bắt đầu sớm nhất từ hôm nay."),
        (3, 1, "Ngày cuối phải từ ngày đầu trở đi."),
        (0, 400, "Mỗi lần cử người làm thay không quá một năm."),
    ],
)
def test_days_that_cannot_be_are_said_and_nothing_typed_is_lost(
    province, team, first, last, sentence
):
    handler, second, head = team
    days = (TODAY + timedelta(days=first), TODAY + timedelta(days=last))
    answer = client_of(head).post(
        reverse("substitution_new"), typed(handler, second, *days, reason="Đi học ở tỉnh")
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    assert "Đi học ở tỉnh" in text


def test_one_substitute_at_a_time_and_nobody_absent_stands_in(province, team):
    handler, second, head = team
    third = make_user("ba.skhcn", (Role.HANDLER, province["SKHCN"]), full_name="Lý Văn Ba")
    made(province, handler, second, by=head)
    days = f"từ {TODAY:%d/%m/%Y} đến {TODAY + timedelta(days=3):%d/%m/%Y}"

    for absent, substitute, sentence in (
        (handler, third, f"Đã có Vi Thị Hai làm thay {handler} {days}."),
        (third, handler, f"{handler} cũng vắng {days}; hãy chọn người khác."),
        (second, third, f"Vi Thị Hai đang làm thay {handler} {days}; hãy đổi người trước."),
        (third, third, "Người làm thay phải là người khác."),
        (third, province.person("officer", "SKHCN"), None),
    ):
        with pytest.raises(Refused) as refused:
            made(province, absent, substitute, by=head)
        assert sentence in (None, refused.value.sentence)
    assert made(province, handler, third, by=head, first=4, last=9).substitute == third


def test_back_early_ends_it_once(province, team):
    handler, second, head = team
    row = made(province, handler, second, by=head)
    stranger = client_of(Province("CB", "Cao Bằng").person("head", "SKHCN"))
    assert stranger.post(reverse("substitution_end", args=[row.pk])).status_code == 404
    with pytest.raises(NotAllowed):
        end_substitution(substitution_id=row.pk, by=second, now=NOW)

    assert client_of(handler).post(reverse("substitution_end", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert row.ended_at == NOW
    again = client_of(handler).post(reverse("substitution_end", args=[row.pk]))
    assert again.status_code == 409
    assert made(province, handler, second, by=head).pk != row.pk


def test_the_list_costs_the_same_for_one_and_four(province, team):
    handler, second, head = team
    client, address = client_of(head), reverse("substitution_list")
    made(province, handler, second, by=head)
    one = statements(client, address)
    for week in (10, 20, 30):
        made(province, handler, second, by=head, first=week, last=week + 2)

    assert statements(client, address) == one <= 15


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        (lambda handler, second: {"substitute": handler}, "substitution_is_between_two"),
        (
            lambda handler, second: {"to_on": TODAY - timedelta(days=1)},
            "substitution_ends_after_it_begins",
        ),
    ],
)
def test_rows_that_contradict_themselves_are_refused(province, team, changes, name):
    handler, second, head = team
    row = {
        "agency": province["SKHCN"], "scope_path": province["SKHCN"].path, "absent": handler,
        "substitute": second, "from_on": TODAY, "to_on": TODAY, "reason": "Nghỉ", "made_by": head,
        "made_at": NOW,
    }  # fmt: skip
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Substitution.objects.create(**{**row, **changes(handler, second)})


def test_a_notice_of_one_level_is_given_once(register, team):
    clock = Clock.objects.filter(petition=register()).first()
    row = {"user": team[0], "clock": clock, "level": 1, "due_on": clock.due_on, "made_at": NOW}
    CaseNotice.objects.create(**row)
    with pytest.raises(IntegrityError, match="notice_is_given_once"), transaction.atomic():
        CaseNotice.objects.create(**row)
