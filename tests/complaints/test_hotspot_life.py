"""The life of a confirmed flag through its pages: level, owner, review, measures, situation, reminders."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from agencies.refusals import Refused
from complaints.actions.hotspot_keeping import name_owner
from complaints.actions.hotspot_reminders import remind_of_hotspots
from complaints.actions.hotspots import confirm_hotspot, raise_hotspot
from complaints.enums import HotLevel, HotStep
from complaints.models import HotMeasure, HotSpot, SituationReport
from records.models import LedgerEntry, Notice
from tests.complaints.doors import client_of, statements
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def watched(register, province) -> HotSpot:
    """Raised by the handler, confirmed by the head, answered for by the handler."""
    handler = province.person("handler", "SKHCN")
    spot = raise_hotspot(
        matter_id=register().matter_id, level=HotLevel.WARNING, note="Nhiều hộ.", by=handler,
        now=NOW,
    )  # fmt: skip
    return confirm_hotspot(
        hotspot_id=spot.pk, owner=handler, review_on=date(2026, 11, 25),
        by=province.person("head", "SKHCN"), now=NOW,
    )  # fmt: skip


def page(name: str, spot: object) -> str:
    return reverse(name, args=[spot.pk])


def test_the_level_goes_up_and_down_with_a_reason_and_the_matter_carries_it(watched, province):
    head = client_of(province.person("head", "SKHCN"))
    level = page("hotspot_level", watched)
    same = head.post(level, {"level": "warning", "note": "Như cũ."})
    assert (same.status_code, "Cờ đang ở mức “Cảnh báo”" in same.content.decode()) == (409, True)
    assert head.post(level, {"level": "hot", "note": ""}).status_code == 422
    for value in ("hot", "watch"):
        assert head.post(level, {"level": value, "note": "Số người thay đổi."}).status_code == 302
        watched.refresh_from_db()
        assert (watched.level, watched.matter.hot_level) == (value, value)
    moves = watched.events.filter(step=HotStep.LEVEL).values_list("old", "new", "note")
    assert set(moves) == {
        ("Cảnh báo", "Điểm nóng", "Số người thay đổi."),
        ("Điểm nóng", "Theo dõi", "Số người thay đổi."),
    }
    assert client_of(province.person("handler", "SKHCN")).get(level).status_code == 403


def test_an_owner_has_a_right_there_or_above_and_sees_the_matter(watched, province):
    inspector = province.person("inspector", "TTT")
    client = client_of(inspector)
    body = client.get(page("hotspot_owner", watched)).content.decode()
    offered = {
        person: str(province.person(*person).pk) in body
        for person in (
            ("officer", "SKHCN"), ("head", "SKHCN"), ("head", "UBND"), ("inspector", "TTT"),
            ("head", "XA"), ("officer", "UBND"), ("custodian", "SKHCN"),
        )
    }  # fmt: skip
    assert offered == {
        ("officer", "SKHCN"): True, ("head", "SKHCN"): True, ("head", "UBND"): True,
        ("inspector", "TTT"): True, ("head", "XA"): False, ("officer", "UBND"): False,
        ("custodian", "SKHCN"): False,
    }  # fmt: skip
    officer = province.person("officer", "SKHCN")
    assert client.post(page("hotspot_owner", watched), {"owner": officer.pk}).status_code == 302
    told = Notice.objects.get(user=officer, topic="assigned")
    assert told.sentence == (
        f"Bạn được giao phụ trách một vụ việc của {watched.agency.short_name} đang theo dõi ở mức "
        "“Cảnh báo”; hẹn xem lại ngày 25/11/2026."
    )
    with pytest.raises(Refused, match="trong danh sách"):
        name_owner(
            hotspot_id=watched.pk, owner=province.person("head", "XA"), by=inspector, now=NOW
        )


def test_who_answers_reviews_it_and_others_are_told_why_not(watched, province):
    handler = client_of(province.person("handler", "SKHCN"))
    review = page("hotspot_review", watched)
    officer = client_of(province.person("officer", "SKHCN"))
    assert "Chỉ người phụ trách hoặc người có thẩm quyền" in officer.get(review).content.decode()
    assert officer.post(review, {"seen": "x", "review_on": "2026-11-30"}).status_code == 409
    past = handler.post(review, {"seen": "Đã có văn bản trả lời.", "review_on": "2026-11-18"})
    body = past.content.decode()
    assert (past.status_code, "Đã có văn bản trả lời." in body) == (409, True)
    assert "Ngày xem lại phải từ ngày mai" in body
    done = handler.post(review, {"seen": "Đã có văn bản trả lời.", "review_on": "2026-12-02"})
    assert done.url == page("hotspot_detail", watched)
    told = watched.events.get(step=HotStep.REVIEW)
    assert (told.old, told.new, told.note) == (
        "25/11/2026", "02/12/2026", "Đã có văn bản trả lời.",
    )  # fmt: skip


def test_measures_have_a_day_and_end_once_with_their_result(watched, province):
    handler = client_of(province.person("handler", "SKHCN"))
    add = page("hotspot_measure", watched)
    early = handler.post(add, {"text": "Đối thoại với các hộ", "due_on": "2026-11-17"})
    assert (early.status_code, "từ hôm nay" in early.content.decode()) == (409, True)
    told = {"text": "Đối thoại với các hộ", "due_on": "2026-11-20", "in_charge": province["XA"].pk}
    told["key"] = "6c1c9a52-2a3d-4a53-9a0e-5f4a3f1f0c11"
    assert [handler.post(add, told).status_code for _ in range(2)] == [302, 302]
    measure = HotMeasure.objects.get()
    done = page("hotspot_measure_done", measure)
    officer = client_of(province.person("officer", "SKHCN"))
    assert officer.post(done, {"done_on": "2026-11-18", "result": ""}).status_code == 422
    answer = {"done_on": "2026-11-18", "result": "Đã đối thoại, có biên bản."}
    assert officer.post(done, answer).status_code == 302
    again = officer.post(done, answer)
    assert "Biện pháp đã ghi kết quả ngày 18/11/2026." in again.content.decode()
    body = handler.get(page("hotspot_detail", watched)).content.decode()
    assert ("Đã đối thoại, có biên bản." in body, "xong ngày 18/11/2026" in body) == (True, True)


def test_a_situation_holds_counts_and_what_was_done(watched, province):
    officer = client_of(province.person("officer", "SKHCN"))
    told = {
        "happened_at": "2026-11-18T08:15", "place": "Trụ sở tiếp công dân", "situation": "crowded",
        "people_count": "12", "representatives": "13", "done": "Mời đại diện vào phòng tiếp.",
        "proposal": "",
    }  # fmt: skip
    address = page("hotspot_situation", watched)
    help_text = "Không ghi tên công dân, không ghi hành vi của cá nhân."
    assert help_text in officer.get(address).content.decode()
    many = officer.post(address, told)
    assert (many.status_code, "nhiều hơn số người có mặt" in many.content.decode()) == (409, True)
    assert officer.post(address, {**told, "representatives": "3"}).status_code == 302
    report = SituationReport.objects.get()
    assert (report.people_count, report.representatives, report.situation) == (12, 3, "crowded")


def test_a_closed_matter_is_only_read_and_its_flag_can_be_ended(watched, province):
    matter = watched.matter
    matter.closed_on = TODAY
    matter.save(update_fields=["closed_on"])
    head = client_of(province.person("head", "SKHCN"))
    sentence = "Vụ việc đã kết thúc: chỉ còn xem lại hoặc kết thúc theo dõi."
    for name in ("level", "owner", "review", "measure", "situation"):
        assert sentence in head.get(page(f"hotspot_{name}", watched)).content.decode(), name
    detail = head.get(page("hotspot_detail", watched))
    assert [door.label for door in detail.context["doors"]] == ["Kết thúc theo dõi"]
    assert head.post(page("hotspot_close", watched), {"result": "Đã xong."}).status_code == 302


def test_the_story_is_one_price_a_reading_and_names_nobody(watched, province):
    head = client_of(province.person("head", "SKHCN"))
    detail = page("hotspot_detail", watched)
    one = statements(head, detail)
    for day in (20, 21, 22):
        head.post(
            page("hotspot_measure", watched),
            {"text": f"Việc {day}", "due_on": f"2026-11-{day}"},
        )
    assert (one, statements(head, detail)) == (one, one)
    assert one <= 15
    body = head.get(detail).content.decode()
    assert "Lý Văn Thành" not in body
    reading = LedgerEntry.objects.filter(verb="read", subject_id=watched.matter_id)
    assert reading.count() == 3
    assert client_of(province.person("handler", "XA")).get(detail).status_code == 404


def test_the_owner_is_reminded_on_the_day_then_the_head_once_each(watched, province):
    handler, head = province.person("handler", "SKHCN"), province.person("head", "SKHCN")
    due = date(2026, 11, 25)
    told = [
        remind_of_hotspots(today=due + timedelta(days=days), now=NOW) for days in (-1, 0, 0, 1, 2)
    ]
    assert told == [0, 1, 0, 1, 0]
    rows = Notice.objects.filter(topic="review").order_by("made_at", "key")
    assert {(row.user, row.url_name) for row in rows} == {
        (handler, "hotspot_review"), (head, "hotspot_review"),
    }  # fmt: skip


def test_the_panel_has_proposals_and_reviews_due(watched, register, province):
    waiting = raise_hotspot(
        matter_id=register(summary="Vụ chờ quyết định").matter_id, level=HotLevel.WATCH,
        note="Theo dõi.", by=province.person("officer", "SKHCN"), now=NOW,
    )  # fmt: skip
    HotSpot.objects.filter(pk=watched.pk).update(review_on=TODAY - timedelta(days=3))
    head = client_of(province.person("head", "SKHCN"))
    body = head.get(reverse("panel_hotspots")).content.decode()
    assert (page("hotspot_decide", waiting) in body, "quá hạn 3 ngày" in body) == (True, True)
    other = client_of(province.person("head", "XA")).get(reverse("panel_hotspots"))
    assert "Không có đề xuất nào chờ quyết định" in other.content.decode()
    due = head.get(reverse("hotspot_list"), {"xem_lai": "den", "phu_trach": "chua"})
    assert due.context["page"].rows == []
    due = head.get(reverse("hotspot_list"), {"xem_lai": "den"})
    assert [row.spot.pk for row in due.context["rows"]] == [watched.pk]
