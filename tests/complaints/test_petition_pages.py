"""Pages of petitions through the door: rows in reach, prices of lists, what stays typed."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from complaints.actions.deciding import process_petition
from complaints.enums import Outcome, PetitionKind, PetitionState, Source
from complaints.petitioner import Petitioner
from records.models import LedgerEntry
from tests.complaints.doors import client_of, statements
from tests.factories import NOW, Province

pytestmark = pytest.mark.django_db


@pytest.fixture
def rival(register):
    """Another province with the same roles and a petition of its own."""
    other = Province("CB", "Cao Bằng")
    petition = register(
        agency=other["SKHCN"],
        by=other.person("handler", "SKHCN"),
        summary="Khiếu nại của tỉnh khác",
    )
    return other, petition


def summaries(client: Client, **asked: str) -> list[str]:
    answer = client.get(reverse("petition_list"), asked)
    assert answer.status_code == 200
    return [row.summary for row in answer.context["rows"]]


def test_the_list_shows_rows_in_reach_and_nobody_elses(handler, province, register, rival):
    register(summary="Khiếu nại của sở")
    assert summaries(handler) == ["Khiếu nại của sở"]
    assert summaries(client_of(rival[0].person("head", "SKHCN"))) == ["Khiếu nại của tỉnh khác"]
    assert summaries(client_of(province.person("head", "XA"))) == []
    assert summaries(client_of(province.person("inspector", "TTT"))) == ["Khiếu nại của sở"]


def test_the_list_has_one_price(handler, register):
    register()
    one = statements(handler, reverse("petition_list"))
    for number in range(3):
        register(summary=f"Khiếu nại {number}")
    assert (one, statements(handler, reverse("petition_list"))) == (9, 9)


def test_filters_agree_with_their_names(handler, register):
    register(summary="Thu hồi đất", received_on=date(2026, 9, 1))
    register(summary="Phản ánh tiếng ồn", content="Xưởng gỗ", kind=PetitionKind.RECOMMENDATION)
    register(summary="Tố cáo cán bộ", kind=PetitionKind.DENUNCIATION)
    assert summaries(handler, loai="complaint") == ["Thu hồi đất"]
    assert summaries(handler, qua_han="co") == ["Thu hồi đất"]
    assert summaries(handler, tu="2026-11-01", loai="recommendation") == ["Phản ánh tiếng ồn"]
    assert summaries(handler, den="2026-10-01") == ["Thu hồi đất"]
    assert summaries(handler, q="thu hoi dat") == ["Thu hồi đất"]
    assert summaries(handler, q="02") == ["Phản ánh tiếng ồn"]
    assert summaries(handler, q="Tố cáo cán bộ") == ["Tố cáo cán bộ"]
    assert summaries(handler, q="Lý Văn Thành", loai="denunciation") == []


def test_the_list_is_cut_by_source_holder_outcome_and_stage(handler, province, register):
    head, worker = province.person("head", "SKHCN"), province.person("handler", "SKHCN")
    kept = register(summary="Đang giải quyết", source=Source.PARTY)
    filed = register(summary="Đã lưu")
    register(summary="Chưa ai giữ", by=province.person("officer", "SKHCN"))
    decided(kept, head, outcome=Outcome.ACCEPT)
    decided(filed, head, outcome=Outcome.FILE)
    assert summaries(handler, nguon="party") == ["Đang giải quyết"]
    assert summaries(handler, giai_doan="accepted") == ["Đang giải quyết"]
    assert summaries(handler, huong="file") == ["Đã lưu"]
    assert summaries(handler, giu="chua") == ["Chưa ai giữ"]
    assert sorted(summaries(handler, giu="toi")) == ["Đang giải quyết", "Đã lưu"]
    mine = client_of(head)
    assert sorted(summaries(mine, giu=str(worker.pk))) == ["Đang giải quyết", "Đã lưu"]
    assert summaries(mine, giu="toi") == []


def decided(petition, head, **changes):
    told = {
        "petition_id": petition.pk, "is_competent": True, "note": "Đã xem xét.",
        "processed_on": NOW.date(), "version": petition.version, "by": head, "now": NOW,
    }  # fmt: skip
    return process_petition(**{**told, **changes})


def test_the_list_goes_by_the_nearest_due_date(handler, register):
    register(summary="Sau", received_on=date(2026, 11, 17))
    register(summary="Trước", received_on=date(2026, 11, 12))
    register(summary="Giữa", received_on=date(2026, 11, 16))
    assert summaries(handler, xep="han") == ["Trước", "Giữa", "Sau"]
    assert summaries(handler) == ["Sau", "Giữa", "Trước"]


def test_forty_five_days_without_processing_is_a_red_line(handler, province, register):
    """18/11 less 45 days is 04/10: the day before is not red yet."""
    red = register(summary="Đã 45 ngày", received_on=date(2026, 10, 4))
    register(summary="Đã 44 ngày", received_on=date(2026, 10, 5))
    done = register(summary="Đã xử lý", received_on=date(2026, 9, 1))
    decided(done, province.person("head", "SKHCN"), outcome=Outcome.FILE)
    assert summaries(handler, qua_han="treo") == ["Đã 45 ngày"]
    answer = handler.get(reverse("petition_list"))
    marks = {row.summary: (row.too_long, row.waiting) for row in answer.context["rows"]}
    assert marks == {
        "Đã 45 ngày": (True, "đã chờ 45 ngày"),
        "Đã 44 ngày": (False, "đã chờ 44 ngày"),
        "Đã xử lý": (False, ""),
    }
    assert answer.content.decode().count("tone-late") > 0
    assert red.clocks.get(rule_code="XLD_TREO").due_on == date(2026, 11, 18)


def test_an_agency_of_others_is_no_filter(handler, province, rival):
    inspector = client_of(province.person("inspector", "TTT"))
    form = inspector.get(reverse("petition_list")).context["form"]
    assert rival[0]["SKHCN"] not in list(form.fields["co_quan"].queryset)
    assert "co_quan" not in handler.get(reverse("petition_list")).context["form"].fields


def test_numbers_of_the_sealed_register_are_for_its_keepers(handler, province, register):
    petition = register(kind=PetitionKind.DENUNCIATION)
    line = handler.get(reverse("petition_list")).context["rows"][0]
    assert (line.sealed, line.number) == (True, "")
    custodian = client_of(province.person("custodian", "SKHCN"))
    rows = custodian.get(reverse("sealed_register")).context["rows"]
    assert [(row.petition, row.number) for row in rows] == [(petition, "01/2026")]


def test_administrators_see_no_case(province, register):
    petition = register()
    admin = client_of(province.person("admin", "UBND"))
    for name in ("petition_list", "petition_new", "hotspot_list", "identity_requests",
                 "sealed_register", "panel_due"):  # fmt: skip
        assert admin.get(reverse(name)).status_code == 403, name
    for name, pk in (
        ("petition_detail", petition.pk),
        ("petition_propose", petition.pk),
        ("matter_detail", petition.matter_id),
        ("clock_detail", petition.clocks.first().pk),
    ):
        assert admin.get(reverse(name, args=[pk])).status_code == 404, name


def test_a_petition_of_another_agency_is_not_found(handler, rival):
    _, theirs = rival
    for name in ("petition_detail", "petition_assess", "petition_propose", "petition_withdraw",
                 "petition_links", "link_new"):  # fmt: skip
        assert handler.get(reverse(name, args=[theirs.pk])).status_code == 404, name


def test_a_role_that_may_not_decide_is_told_why(province, register):
    petition = register()
    officer = client_of(province.person("officer", "SKHCN"))
    answer = officer.get(reverse("petition_propose", args=[petition.pk]))
    assert answer.status_code == 403
    assert "Chỉ cán bộ xử lý, thủ trưởng của cơ quan giữ đơn" in answer.content.decode()


def test_reading_a_petition_is_one_row_of_the_ledger(handler, register, province):
    petition = register()
    handler.get(reverse("petition_detail", args=[petition.pk]))
    rows = LedgerEntry.objects.filter(subject_id=petition.pk, verb="read")
    assert [row.user_id for row in rows] == [province.person("handler", "SKHCN").pk]


def test_a_petition_is_withdrawn(handler, register):
    petition = register()
    handler.post(
        reverse("petition_withdraw", args=[petition.pk]),
        {"version": 1, "note": "Tự nguyện rút toàn bộ, đơn ngày 17/11.", "withdrawn_on": "2026-11-17"},
    )  # fmt: skip
    petition.refresh_from_db()
    assert petition.state == PetitionState.WITHDRAWN
    assert not petition.clocks.filter(finished_on=None).exists()


def test_the_panel_shows_what_is_late_and_soon(handler, register):
    register(summary="Đã quá hạn", received_on=date(2026, 9, 1))
    register(summary="Còn lâu", received_on=NOW.date(), kind=PetitionKind.COMPLAINT,
             petitioner=Petitioner(full_name="Vi Văn Sáng"))  # fmt: skip
    answer = handler.get(reverse("panel_due"), headers={"HX-Request": "true"})
    body = answer.content.decode()
    assert ("Đã quá hạn" in body, "Còn lâu" in body, "<html" in body) == (True, False, False)
    rows = handler.get(reverse("panel_due")).context["rows"]
    assert [matter.title for matter, _ in rows] == ["Đã quá hạn"]
    assert statements(handler, reverse("panel_due")) == 6
