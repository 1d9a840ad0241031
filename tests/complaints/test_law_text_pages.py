"""Văn bản áp dụng, through the door: tried, proposed, decided by a second person."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import LawText
from complaints.models import Clock
from records.models import Job
from tests.complaints.doors import client_of, statements
from tests.factories import Province

pytestmark = pytest.mark.django_db
NEW = reverse("law_text_new")
KEY = UUID(int=7)


@pytest.fixture
def admin(province) -> Client:
    return client_of(province.person("admin", "UBND"))


@pytest.fixture
def inspector(province) -> Client:
    return client_of(province.person("inspector", "TTT"))


def calendar(**changes):
    told = {
        "key": str(KEY), "title": "Thông báo nghỉ bù", "citation": "Thông báo số 3/TB",
        "valid_from": "2026-11-01", "confidence": "verified",
        "d0-kind": "off", "d0-first": "2026-11-25", "d0-name": "nghỉ bù",
    }  # fmt: skip
    return {**told, **changes}


def rule(**changes):
    told = {
        "key": str(KEY), "title": "Quyết định của tỉnh", "citation": "Quyết định số 5/QĐ-UBND",
        "valid_from": "2026-11-01", "confidence": "verified", "rule": "KN_THULY", "amount": "5",
        "unit": "working_days",
    }  # fmt: skip
    return {**told, **changes}


def test_a_text_is_tried_and_nothing_is_written(admin, register):
    register()
    # Seven working days from Mon 16/11: Thu 26/11; without Wed 25: Fri 27.
    answer = admin.post(NEW, calendar(thu="1"))
    found = answer.context["effect"]
    assert (answer.status_code, found.moved, found.by_duty[0].span) == (200, 1, "muộn hơn 1 ngày")
    body = answer.content.decode()
    assert "1 thời hạn đang chạy sẽ dời" in body
    assert 'value="Thông báo nghỉ bù"' in body
    assert "Khiếu nại quyết định thu hồi đất" not in body
    assert (LawText.objects.count(), Job.objects.count()) == (0, 0)
    assert list(Clock.objects.filter(due_on=date(2026, 11, 27))) == []


def test_a_text_is_proposed_once_and_adopted_by_another(
    admin, inspector, register, django_capture_on_commit_callbacks
):
    clock = register().clocks.get(rule_code="KN_THULY")
    for _ in range(2):
        answer = admin.post(NEW, calendar())
        assert answer.url == reverse("law_text_detail", args=[KEY])
    text = LawText.objects.get()
    assert text.payload == {
        "cancelled": [],
        "day": [
            {
                "date": "2026-11-25", "kind": "off", "name": "nghỉ bù", "confidence": "verified",
                "citation": "Thông báo số 3/TB",
            }
        ],
    }  # fmt: skip
    page, decide = (reverse(name, args=[KEY]) for name in ("law_text_detail", "law_text_decide"))
    assert "Chờ một người khác" in admin.get(page).content.decode()
    assert admin.post(decide, {"decision": "ap-dung"}).status_code == 409
    assert [case.new for case in inspector.get(page).context["effect"].cases] == [
        date(2026, 11, 27)
    ]
    with django_capture_on_commit_callbacks(execute=True):
        assert inspector.post(decide, {"decision": "ap-dung"}).url == page
    assert Job.objects.get().kind == "law_change"
    assert "Đang tính lại các thời hạn" in inspector.get(page).content.decode()
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 11, 26)


def test_a_rule_is_proposed_in_the_shape_of_the_data(admin):
    admin.post(f"{NEW}?loai=thoi-han", rule(complex="6", complex_remote="9", note="Theo tỉnh."))
    assert LawText.objects.get().payload == {
        "rule": "KN_THULY",
        "version": {
            "valid_from": "2026-11-01", "amount": 5, "unit": "working_days",
            "citation": "Quyết định số 5/QĐ-UBND", "confidence": "verified",
            "branches": {"complex": 6, "complex+remote": 9}, "note": "Theo tỉnh.",
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    ("address", "told", "sentence"),
    [
        (NEW, calendar(**{"d0-kind": "cancelled"}),
         "Lịch làm việc không ghi gì về ngày 25/11/2026 nên không có gì để bỏ."),
        (NEW, calendar(**{"d0-kind": "worked", "d0-other": "2026-11-26"}),
         "Lịch làm việc, ngày 25/11/2026: ngày làm bù phải là ngày cuối tuần."),
        (NEW, calendar(**{"d0-kind": ""}), "Hãy chọn loại ngày."),
        (NEW, calendar(**{"d0-name": ""}), "Hãy ghi lý do."),
        (NEW, calendar(**{"d0-last": "2026-11-24"}), "Ngày cuối phải từ ngày đầu trở đi"),
        (NEW, calendar(**{"d0-kind": "", "d0-first": "", "d0-name": ""}),
         "Văn bản về lịch làm việc phải có ít nhất một ngày."),
        (f"{NEW}?loai=thoi-han", rule(each="30"),
         "Gia hạn phải ghi đủ số ngày mỗi lần và số lần."),
        (f"{NEW}?loai=thoi-han", rule(amount="0"), "lớn hơn hoặc bằng"),
    ],
)  # fmt: skip
def test_a_bad_text_is_one_sentence_and_keeps_what_was_typed(admin, address, told, sentence):
    answer = admin.post(address, told)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in body
    assert told["citation"] in body
    assert LawText.objects.count() == 0


def test_refusing_needs_a_reason_and_a_choice(admin, inspector):
    admin.post(NEW, calendar())
    decide = reverse("law_text_decide", args=[KEY])
    blank = inspector.post(decide, {"decision": "khong", "note": " "})
    assert (blank.status_code, "Hãy ghi lý do không áp dụng." in blank.content.decode()) == (
        409, True,
    )  # fmt: skip
    none = inspector.post(decide, {"note": "Ý kiến của tôi"})
    assert "Hãy chọn áp dụng hoặc không áp dụng." in none.content.decode()
    assert "Ý kiến của tôi" in none.content.decode()
    inspector.post(decide, {"decision": "khong", "note": "Chưa ban hành."})
    listed = admin.get(reverse("law_text_list")).content.decode()
    assert "Không áp dụng" in listed
    assert "Chưa ban hành." in admin.get(reverse("law_text_detail", args=[KEY])).content.decode()


def test_other_roles_stay_outside(register, province):
    for role, part in (("officer", "SKHCN"), ("handler", "SKHCN"), ("head", "UBND")):
        client = client_of(province.person(role, part))
        assert client.get(NEW).status_code == 403
        assert client.post(NEW, calendar()).status_code == 403
        assert client.get(reverse("law_text_list")).status_code == 403


def test_the_inspector_of_another_province_sees_the_text_and_none_of_our_cases(admin, register):
    register()
    admin.post(NEW, calendar())
    other = client_of(Province("CB", "Cao Bằng").person("inspector", "TTT"))
    answer = other.get(reverse("law_text_detail", args=[KEY]))
    assert answer.context["effect"].cases == []
    assert "Khiếu nại quyết định thu hồi đất" not in answer.content.decode()


def test_the_list_has_one_price(admin):
    admin.post(NEW, calendar())
    one = statements(admin, reverse("law_text_list"))
    for _ in range(3):
        admin.post(NEW, calendar(key=str(uuid4())))
    assert (one, statements(admin, reverse("law_text_list"))) == (5, 5)


def test_an_empty_list_says_what_to_do_next(admin):
    assert "Dự thảo văn bản" in admin.get(reverse("law_text_list")).content.decode()
