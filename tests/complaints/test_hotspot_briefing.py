"""The briefing of a flagged matter: two pages, sources by line, options with their law, no name."""

from datetime import date, timedelta

import pypdfium2
import pytest
from django.urls import reverse

from complaints.actions.hotspot_measures import add_measure, finish_measure
from complaints.actions.hotspots import confirm_hotspot, raise_hotspot
from complaints.actions.matters import note_fact
from complaints.briefing_names import without_names
from complaints.briefing_options import CaseState, options_for
from complaints.enums import FactKind, HotLevel, PetitionKind
from complaints.models import Petition
from complaints.procedure.names import Stage
from records.models import LedgerEntry
from tests.complaints.cases import accept
from tests.complaints.doors import client_of
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def text_of(pdf: bytes) -> tuple[int, str]:
    """Pages, and what a reader copies out of them in one line."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        said = " ".join(page.get_textpage().get_text_range() for page in opened)
        return len(opened), " ".join(said.split())
    finally:
        opened.close()


@pytest.fixture
def spot(register, province):
    petition = accept(
        register(summary="Bà Lý Văn Thành khiếu nại thu hồi đất", signatories=7), province, TODAY
    )
    note_fact(
        matter=petition.matter, kind=FactKind.CROWD, happened_on=date(2026, 11, 17), amount=12,
        sentence="Đoàn 12 người đến nơi tiếp công dân.", reference=None, now=NOW,
    )  # fmt: skip
    handler, head = province.person("handler", "SKHCN"), province.person("head", "SKHCN")
    spot = raise_hotspot(
        matter_id=petition.matter_id, level=HotLevel.HOT, note="Nhiều hộ.", by=handler, now=NOW
    )
    confirm_hotspot(
        hotspot_id=spot.pk, note="Thống nhất mức.", owner=handler, review_on=date(2026, 11, 25),
        by=head, now=NOW,
    )  # fmt: skip
    measure = add_measure(
        hotspot_id=spot.pk, text="Đối thoại với ông Lý Văn Thành", due_on=TODAY, by=head, now=NOW
    )
    finish_measure(measure_id=measure.pk, done_on=TODAY, result="Đã có biên bản.", by=head, now=NOW)
    return spot


def test_two_pages_with_sources_options_and_no_name(spot, province):
    client = client_of(province.person("inspector", "TTT"))
    answer = client.get(reverse("hotspot_briefing", args=[spot.pk]))
    assert answer["Content-Type"] == "application/pdf"
    pages, text = text_of(answer.content)
    assert pages <= 2
    for said in (
        "BÁO CÁO TÓM TẮT",
        "Vụ việc khiếu nại, lĩnh vực đất đai, nhà cửa",
        "Điểm nóng; đã xác nhận",
        "Đoàn 12 người đến nơi tiếp công dân.",
        "Xác nhận “Điểm nóng”: Thống nhất mức.",
        "Biện pháp: Đối thoại với công dân. Đã có biên bản.",
        "Giải quyết khiếu nại lần đầu: hạn 18/12/2026",
        "Luật Khiếu nại 2011, điều 28",
        "gợi ý để người có thẩm quyền quyết định",
        "Luật Tiếp công dân 2013, điều 29, điều 30 khoản 1",
        f"Hồ sơ đơn số {Petition.objects.get().register_number}, nhận ngày 16/11/2026",
    ):
        assert said in text, said
    assert "Lý Văn Thành" not in text
    read = LedgerEntry.objects.filter(verb="read", subject_id=spot.matter_id)
    assert [entry.details for entry in read] == [{"van_ban": "tom_tat_diem_nong"}]


def test_a_long_story_still_fits_and_options_are_those_that_were_written(spot, province):
    for number in range(40):
        note_fact(
            matter=spot.matter, kind=FactKind.VISIT, happened_on=TODAY - timedelta(days=number),
            amount=3, sentence=f"Lượt thứ {number}: " + "nội dung trình bày " * 14, reference=None,
            now=NOW,
        )  # fmt: skip
    client = client_of(province.person("head", "SKHCN"))
    address = reverse("hotspot_briefing", args=[spot.pk])
    many = client.post(address, {"options": "\n".join(f"Cách {n}" for n in range(9))})
    body = many.content.decode()
    assert (many.status_code, "Nhiều nhất 8 phương án." in body, "Cách 8" in body) == (
        422, True, True,
    )  # fmt: skip
    pages, text = text_of(client.post(address, {"options": "Gặp các hộ ngày thứ Sáu."}).content)
    assert pages == 2
    assert "1) Gặp các hộ ngày thứ Sáu." in text
    assert "việc khác, xem trang điểm nóng trong phần mềm" in text
    assert "Tiếp tục theo dõi ở mức hiện nay" not in text


def test_options_follow_the_situation_and_cite_their_law():
    late = CaseState(PetitionKind.COMPLAINT, 1, is_late=True, stages=frozenset({Stage.VERIFYING}))
    assert [option.basis for option in options_for(late)] == [
        "Luật Khiếu nại 2011, điều 6 khoản 2, điều 28, điều 37",
        "Luật Khiếu nại 2011, điều 30, điều 39",
        "kế hoạch phối hợp của cơ quan",
    ]
    told = CaseState(PetitionKind.DENUNCIATION, 1, is_late=True, is_away=True)
    assert [option.basis for option in options_for(told)] == [
        "Luật Tố cáo 2018, điều 38",
        "Luật Tiếp công dân 2013, điều 31 khoản 1; Nghị định 154/2026/NĐ-CP, điều 34",
        "Luật Tố cáo 2018, điều 47, điều 56",
        "kế hoạch phối hợp của cơ quan",
    ]


def test_known_names_are_taken_out_however_they_are_written():
    names = ["Lý Văn Thành", "Thành"]
    assert without_names("Gặp ông Lý Văn Thành và bà LÝ VĂN THÀNH ở Thành phố", names) == (
        "Gặp công dân và công dân ở Thành phố"
    )
