"""Rows of the ledger say what was before and after, in words, and never what was typed."""

import json
from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest

from agencies.actions.calendar import add_event, close_event
from agencies.actions.duty import answer_swap, ask_swap, remove_shift, write_shift
from agencies.enums import Duty, EventKind
from agencies.roles import Role
from complaints.actions.hotspots import confirm_hotspot, raise_hotspot
from complaints.actions.petitions import register_petition
from complaints.enums import Field, HotLevel, PetitionKind, Source
from complaints.petitioner import Petitioner
from plans.actions.contingencies import add_contingency, change_contingency, remove_contingency
from plans.starter import ContingencyTold, StepTold
from records.ledger.words import changes
from records.models import LedgerEntry
from reports.actions.scheduling import remove_schedule, save_schedule
from reports.enums import ReportKind, Rhythm
from tests.factories import HANOI, NOW, Province, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Province:
    return Province()


def told(pk: UUID) -> list[tuple[str, list[str]]]:
    """(verb, lines in their alphabet) of the rows on one record, the oldest first."""
    rows = LedgerEntry.objects.filter(subject_id=pk).order_by("id")
    return [(row.verb, sorted(changes(row))) for row in rows]


def test_a_shift_changes_hands_and_goes(province):
    head, first = province.person("head", "SKHCN"), province.person("officer", "SKHCN")
    other = make_user(
        "tiepdan2.skhcn", (Role.OFFICER, province["SKHCN"]), full_name="Hoàng Thị Sen"
    )
    shift = write_shift(
        agency=province["SKHCN"], user=first, duty=Duty.DESK,
        starts_at=datetime(2026, 11, 19, 8, tzinfo=HANOI),
        ends_at=datetime(2026, 11, 19, 11, tzinfo=HANOI), note="Gọi bà Lý Thị Na", by=head, now=NOW,
    )  # fmt: skip
    swap = ask_swap(shift_id=shift.pk, asked_of=other, reason="Đi họp", by=first, now=NOW)
    answer_swap(swap_id=swap.pk, agree=True, by=other, now=NOW)
    remove_shift(shift_id=shift.pk, by=head, now=NOW)
    duty, begins = "Nhiệm vụ trực: Trực tiếp công dân", "Từ lúc: 19/11/2026 08:00"
    ends = "Đến lúc: 19/11/2026 11:00"
    left = ["Người: Hoàng Thị Sen", duty, begins, ends]
    assert told(shift.pk) == [
        ("create", [f"Người: {first}", duty, begins, ends]),
        ("change", [f"Người: {first} → Hoàng Thị Sen"]),
        ("remove", [f"{line} → chưa có" for line in left]),
    ]
    assert told(swap.pk) == [
        ("create", ["Trạng thái: Chờ đồng ý"]), ("change", ["Trạng thái: Chờ đồng ý → Đã đổi"]),
    ]  # fmt: skip
    assert "Lý Thị Na" not in json.dumps(
        list(LedgerEntry.objects.values_list("before", "after")), ensure_ascii=False
    )


def test_a_flag_is_confirmed_with_its_level_owner_and_day(province):
    handler = province.person("handler", "SKHCN")
    row = register_petition(
        agency=province["SKHCN"], kind=PetitionKind.COMPLAINT, field=Field.LAND, source=Source.POST,
        received_on=NOW.date(), petitioner=Petitioner(full_name="Bế Văn Xuân", address="xã"),
        summary="Đất", content="Đất", by=handler, now=NOW,
    )  # fmt: skip
    spot = raise_hotspot(
        matter_id=row.matter_id, level=HotLevel.WARNING, note="Ông Xuân rủ nhiều hộ", by=handler,
        now=NOW,
    )  # fmt: skip
    confirm_hotspot(
        hotspot_id=spot.pk, level=HotLevel.HOT, note="Ông Xuân", owner=handler,
        review_on=date(2026, 11, 25), by=province.person("head", "SKHCN"), now=NOW,
    )  # fmt: skip
    assert told(spot.pk)[1] == (
        "change",
        [
            "Mức: Cảnh báo → Điểm nóng",
            "Ngày xem lại: chưa có → 25/11/2026",
            f"Người phụ trách: chưa có → {handler}",
            "Phần sửa chữ: Ý kiến quyết định",
            "Trạng thái: Đề xuất, chờ xác nhận → Đã xác nhận",
        ],
    )


def test_a_schedule_of_reports_changes_and_goes(province):
    asked = {
        "agency": province["UBND"], "kind": ReportKind.WEEKLY, "rhythm": Rhythm.WEEKLY, "day": 1,
        "with_units_below": True, "is_on": True, "catch_up_from": None,
        "by": province.person("admin", "UBND"), "now": NOW,
    }  # fmt: skip
    schedule = save_schedule(schedule=None, at=time(6), **asked)
    save_schedule(schedule=schedule, at=time(7, 30), **asked | {"is_on": False})
    remove_schedule(schedule_id=schedule.pk, by=asked["by"], now=NOW)
    _, changed, gone = told(schedule.pk)
    assert changed == ("change", ["Giờ: 06:00 → 07:30", "Đang bật: có → không"])
    assert gone[0] == "remove"
    assert "Giờ: 07:30 → chưa có" in gone[1]


def test_an_event_and_what_is_prepared_for_it(province):
    head, day = province.person("head", "UBND"), NOW.date()
    event = add_event(
        name="Kỳ họp", kind=EventKind.ASSEMBLY_SESSION, agency=province["UBND"],
        window=(day - timedelta(days=9), day), days=(day, day), by=head, now=NOW,
    )  # fmt: skip
    first = ContingencyTold("Đông người", "Ông Bế Văn Xuân đến", (StepTold("Báo", "Ban"),))
    asked = {"by": province.person("handler", "SKHCN"), "now": NOW}
    made = add_contingency(agency=province["SKHCN"], event=event, told=first, **asked)
    steps = (StepTold("Báo", "Ban"), StepTold("Mời vào phòng", "Ban"))
    change_contingency(
        contingency_id=made.pk, told=ContingencyTold("Đông người", "Ông Xuân đi", steps), **asked
    )
    remove_contingency(contingency_id=made.pk, **asked)
    assert told(made.pk) == [
        ("create", ["Sự kiện: Kỳ họp"]),
        ("change", ["Phần sửa chữ: Dấu hiệu", "Số bước: 1 → 2"]),
        ("remove", ["Sự kiện: Kỳ họp → chưa có"]),
    ]
    close_event(event_id=event.pk, by=head, now=NOW)
    assert told(event.pk)[-1] == ("change", ["Giờ đóng: chưa có → 18/11/2026 09:30"])
