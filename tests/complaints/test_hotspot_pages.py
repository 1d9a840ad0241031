"""Flags of matters through the door: raised, decided by a second person, closed."""

from datetime import date

import pytest
from django.urls import reverse

from complaints.actions.hotspots import raise_hotspot
from complaints.actions.matters import note_fact
from complaints.enums import FactKind, HotLevel, HotState
from complaints.models import HotSpot
from tests.complaints.doors import statements
from tests.factories import NOW, Province

pytestmark = pytest.mark.django_db


def raised(petition, by) -> HotSpot:
    return raise_hotspot(
        matter_id=petition.matter_id, level=HotLevel.WARNING, note="Nhiều hộ cùng có mặt.",
        by=by, now=NOW,
    )  # fmt: skip


def test_reasons_are_shown_before_a_flag_is_raised(handler, register):
    petition = register()
    note_fact(
        matter=petition.matter, kind=FactKind.CROWD, happened_on=date(2026, 11, 17), amount=12,
        sentence="12 người cùng đến", reference=petition, now=NOW,
    )  # fmt: skip
    address = reverse("hotspot_raise", args=[petition.matter_id])
    assert "17/11/2026: 12 người cùng đến" in handler.get(address).content.decode()
    empty = handler.post(address, {"level": "hot", "note": " "})
    assert empty.status_code == 409
    assert "Hãy ghi nhận định vì sao vụ việc cần theo dõi." in empty.content.decode()
    done = handler.post(address, {"level": "hot", "note": "Cần gặp các hộ."})
    assert done.url == reverse("matter_detail", args=[petition.matter_id])
    assert HotSpot.objects.get().reasons == ["17/11/2026: 12 người cùng đến"]


def test_a_second_person_confirms_and_closes(handler, head, register, province):
    spot = raised(register(), province.person("handler", "SKHCN"))
    decide = reverse("hotspot_decide", args=[spot.pk])
    assert handler.get(decide).status_code == 403
    assert "Nhiều hộ cùng có mặt." in head.get(decide).content.decode()
    assert head.post(decide, {"decision": "khong", "note": ""}).status_code == 409
    bare = head.post(decide, {"decision": "co", "note": "Ý kiến còn giữ"})
    body = bare.content.decode()
    assert bare.status_code == 422
    for said in ("Hãy chọn mức.", "Hãy chọn người phụ trách.", "Hãy ghi ngày xem lại.",
                 "Ý kiến còn giữ"):  # fmt: skip
        assert said in body, said
    owner = province.person("handler", "SKHCN")
    told = {"decision": "co", "note": "", "level": "hot", "owner": owner.pk}
    late = head.post(decide, {**told, "review_on": "2027-02-17"})
    assert "đến ngày 16/02/2027 (nhiều nhất 90 ngày)" in late.content.decode()
    done = head.post(decide, {**told, "review_on": "2026-11-25"})
    assert done.url == reverse("hotspot_detail", args=[spot.pk])
    spot.refresh_from_db()
    assert (spot.state, spot.level, spot.matter.hot_level) == ("confirmed", "hot", "hot")
    assert (spot.owner, spot.review_on) == (owner, date(2026, 11, 25))
    close = reverse("hotspot_close", args=[spot.pk])
    assert head.post(close, {"result": ""}).status_code == 409
    assert head.post(close, {"result": "Đã đối thoại, các hộ đồng thuận."}).status_code == 302
    spot.refresh_from_db()
    assert (spot.state, spot.result) == (HotState.CLOSED, "Đã đối thoại, các hộ đồng thuận.")


def test_nobody_confirms_their_own_flag(head, register, province):
    spot = raised(register(), province.person("head", "SKHCN"))
    decide = reverse("hotspot_decide", args=[spot.pk])
    sentence = "Người đề xuất không tự xác nhận; cần một người khác quyết định."
    assert sentence in head.get(decide).content.decode()
    answer = head.post(decide, {"decision": "khong", "note": "x"})
    assert (answer.status_code, sentence in answer.content.decode()) == (409, True)


def test_the_list_has_rows_in_reach_one_price_and_no_name(handler, head, register, province):
    other = Province("CB", "Cao Bằng")
    theirs = register(
        agency=other["SKHCN"], by=other.person("handler", "SKHCN"), summary="Vụ việc tỉnh khác"
    )
    raised(theirs, other.person("handler", "SKHCN"))
    by = province.person("handler", "SKHCN")
    raised(register(), by)
    waiting = f"{reverse('hotspot_list')}?tinh_trang=proposed"
    one = statements(head, waiting)
    for number in range(3):
        raised(register(summary=f"Vụ việc {number}"), by)
    assert (one, statements(head, waiting)) == (15, 15)
    assert head.get(reverse("hotspot_list")).context["page"].rows == []
    answer = head.get(reverse("hotspot_list"), {"muc": "warning", "tinh_trang": "proposed"})
    assert len(answer.context["page"].rows) == 4
    body = answer.content.decode()
    assert ("Vụ việc tỉnh khác" in body, "Lý Văn Thành" in body) == (False, False)
    assert handler.get(reverse("hotspot_list"), {"muc": "hot"}).context["page"].rows == []
