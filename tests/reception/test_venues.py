"""Places shared by several bodies, and the sheet of their monthly meeting."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.refusals import NotAllowed, Refused
from complaints.enums import Field, PetitionKind
from complaints.petitioner import Petitioner
from reception.actions.sessions import hold_session
from reception.actions.venues import MemberInput, write_venue
from reception.actions.visits import register_visit
from reception.enums import SessionKind, SessionMode, Tension, VisitResult
from reception.intake import PetitionInput
from reception.models import Venue, VenueMember
from reception.venue_sheet import meeting_sheet
from tests.factories import NOW
from tests.house.crawl import _text_of_pdf

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
MONTH = date(2026, 11, 1)


@pytest.fixture
def shared(province) -> Venue:
    """The headquarters of the province: run by the reception board, the department takes part."""
    return write_venue(
        agency=province["BTCD"], name="Trụ sở tiếp công dân tỉnh", address="Đường Hùng Vương",
        is_headquarters=True, by=province.person("officer", "BTCD"), now=NOW,
        members=[MemberInput(province["SKHCN"], date(2026, 1, 1), "Ông A, Phó GĐ", "05/QĐ")],
    )  # fmt: skip


def come(province, part, **changes):
    """A visit at the desk of a part."""
    said = {
        "agency": province[part], "arrived_at": NOW, "head_count": 1, "content": "Đường sạt lở.",
        "petitioner": Petitioner("Bế Thị Hòa"), "tension": Tension.CALM,
        "result": VisitResult.GUIDED, "result_note": "Hướng dẫn đến xã.",
        "is_first_time": True, "kind": PetitionKind.RECOMMENDATION,
        "field": Field.LAND, "title": "Kiến nghị về đường",
        "by": province.person("officer", part), "now": NOW,
    }  # fmt: skip
    return register_visit(**{**said, **changes})


def with_petition(province, part, kind, **changes):
    return come(
        province, part, kind=kind, result=VisitResult.PETITION,
        petition=PetitionInput("Nội dung đơn"), **changes,
    )  # fmt: skip


def figures(venue, month=MONTH) -> dict[str, list[int]]:
    return {body.code: found.cells for body, found in meeting_sheet(venue, month).lines}


def test_the_sheet_counts_each_body_and_nothing_from_elsewhere(province, shared):
    with_petition(province, "BTCD", PetitionKind.COMPLAINT, title="Khiếu nại thu hồi đất")
    come(province, "BTCD", head_count=7, representatives=["Lý Một"])
    with_petition(province, "SKHCN", PetitionKind.RECOMMENDATION)
    with_petition(province, "SKHCN", PetitionKind.DENUNCIATION, title="Tố cáo cán bộ")
    come(province, "XA")
    assert figures(shared) == {
        "LS-BTCD": [1, 2, 8, 1, 1, 0, 0, 2],
        "LS-SKHCN": [1, 2, 2, 0, 0, 1, 1, 2],
    }
    assert meeting_sheet(shared, MONTH).total.cells == [2, 4, 10, 1, 1, 1, 1, 4]
    assert figures(shared, date(2026, 10, 1)) == {
        "LS-BTCD": [0] * 8,
        "LS-SKHCN": [0] * 8,
    }


def test_a_matter_with_excluded_persons_is_in_no_sum(province, shared):
    before = figures(shared)
    with_petition(
        province, "SKHCN", PetitionKind.DENUNCIATION, title="Tố cáo người đứng đầu",
        accused_agency=province["SKHCN"], excluded_users=[province.person("head", "SKHCN")],
    )  # fmt: skip
    assert figures(shared) == before


def test_a_body_that_left_is_on_the_sheets_of_its_time(province, shared):
    VenueMember.objects.update(valid_to=date(2026, 10, 15))
    assert list(figures(shared)) == ["LS-BTCD"]
    assert list(figures(shared, date(2026, 10, 1))) == ["LS-BTCD", "LS-SKHCN"]


def test_a_body_with_a_place_of_its_own_receives_there(province, shared):
    own = write_venue(
        agency=province["SKHCN"], name="Phòng tiếp dân của Sở", address="Số 1",
        is_headquarters=False, members=[], by=province.person("officer", "SKHCN"), now=NOW,
    )  # fmt: skip
    assert come(province, "SKHCN").session.venue == own
    assert figures(shared)["LS-SKHCN"] == [0] * 8


def test_a_session_held_elsewhere_does_not_count(province, shared):
    come(
        province, "SKHCN",
        session=hold_session(
            agency=province["SKHCN"], kind=SessionKind.PERIODIC, mode=SessionMode.IN_PERSON,
            on_date=TODAY, place="Phòng họp Sở", host=province.person("head", "SKHCN"),
            delegated=False, by=province.person("officer", "SKHCN"), now=NOW,
        ),
    )  # fmt: skip
    assert figures(shared)["LS-SKHCN"] == [0] * 8


def test_the_sheet_is_for_the_body_that_runs_the_place(province, shared, sign_in):
    url = reverse("venue_meeting", args=[shared.pk])
    seen = {
        who: sign_in(province.person(*who)).get(url).status_code
        for who in (("officer", "BTCD"), ("head", "BTCD"), ("officer", "SKHCN"), ("head", "UBND"),
                    ("inspector", "TTT"), ("officer", "XA"))
    }  # fmt: skip
    assert seen == {
        ("officer", "BTCD"): 200, ("head", "BTCD"): 200, ("officer", "SKHCN"): 403,
        ("head", "UBND"): 403, ("inspector", "TTT"): 403, ("officer", "XA"): 404,
    }  # fmt: skip


def test_the_sheet_costs_the_same_and_names_nobody(province, shared, sign_in):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            page = board.get(url)
        assert "Bế Thị Hòa" not in page.content.decode()
        return len(queries)

    board = sign_in(province.person("officer", "BTCD"))
    url = reverse("venue_meeting", args=[shared.pk]) + "?thang=2026-11"
    come(province, "BTCD")
    one = cost()
    for minute in range(1, 4):
        come(province, "SKHCN", arrived_at=NOW - timedelta(minutes=minute))
    assert cost() == one <= 15


def test_the_printed_sheet(province, shared, sign_in):
    come(province, "BTCD", head_count=7, representatives=["Lý Một"])
    board = sign_in(province.person("officer", "BTCD"))
    answer = board.get(reverse("venue_meeting", args=[shared.pk]) + "?thang=2026-11&in=1")
    text = " ".join(_text_of_pdf(answer.content).decode().split())
    assert "Tình hình tiếp công dân tại Trụ sở tiếp công dân tỉnh" in text
    assert "(từ ngày 01/11/2026 đến ngày 30/11/2026)" in text
    assert "Cộng 1 1 7 1 0 0 0 1" in text


# Writing a place


def typed(province, *members, **changes) -> dict[str, str]:
    given = {
        "name": "Trụ sở mới", "address": "Số 2", "is_headquarters": "on",
        "members-TOTAL_FORMS": str(len(members)), "members-INITIAL_FORMS": "0",
    }  # fmt: skip
    for number, member in enumerate(members):
        given |= {f"members-{number}-{name}": value for name, value in member.items()}
    return {**given, **changes}


def member(agency, **changes) -> dict[str, str]:
    return {
        "agency": str(agency.pk), "document": "05/QĐ-UBND", "valid_from": "2026-11-01", **changes
    }  # fmt: skip


def test_a_place_is_written_and_changed_through_the_page(province, desk):
    given = typed(province, member(province["UBND"], representative="Bà B"), {})
    assert desk.post(reverse("venue_new"), given).url == reverse("venue_list")
    venue = Venue.objects.get()
    assert (venue.agency, venue.name, venue.is_headquarters) == (
        province["SKHCN"], "Trụ sở mới", True,
    )  # fmt: skip
    assert [(m.agency, m.representative) for m in venue.members.all()] == [
        (province["UBND"], "Bà B")
    ]
    url = reverse("venue_edit", args=[venue.pk])
    assert "Trụ sở mới" in desk.get(url).content.decode()
    changed = typed(
        province, member(province["UBND"], DELETE="on"), member(province["TTT"]), name="Trụ sở cũ"
    )
    assert desk.post(url, changed).status_code == 302
    venue.refresh_from_db()
    assert (venue.name, [m.agency for m in venue.members.all()]) == ("Trụ sở cũ", [province["TTT"]])


def test_a_body_is_named_once_and_the_own_is_no_choice(province, desk):
    twice = typed(province, member(province["UBND"]), member(province["UBND"]))
    response = desk.post(reverse("venue_new"), twice)
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == ["Mỗi cơ quan tham gia chỉ ghi một dòng."]
    own = desk.post(reverse("venue_new"), typed(province, member(province["SKHCN"])))
    assert own.status_code == 422
    assert list(own.context["members"].errors[0]) == ["agency"]
    assert Venue.objects.count() == 0


def test_a_member_has_its_document_and_its_days(province):
    said = {
        "agency": province["BTCD"], "name": "Trụ sở", "address": "Số 1", "is_headquarters": True,
        "by": province.person("officer", "BTCD"), "now": NOW,
    }  # fmt: skip
    with pytest.raises(Refused, match="hãy ghi văn bản cử người đại diện"):
        write_venue(**said, members=[MemberInput(province["SKHCN"], TODAY)])
    gone = MemberInput(province["SKHCN"], TODAY, document="1", valid_to=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="ngày thôi tham gia phải từ ngày bắt đầu trở đi"):
        write_venue(**said, members=[gone])
    with pytest.raises(Refused, match="Cơ quan phụ trách địa điểm không cần ghi"):
        write_venue(**said, members=[MemberInput(province["BTCD"], TODAY, document="1")])
    write_venue(**said, members=[])
    with pytest.raises(Refused, match="Cơ quan đã có địa điểm cùng tên này"):
        write_venue(**said, members=[])


def test_who_writes_a_place(province, shared, sign_in):
    with pytest.raises(NotAllowed):
        write_venue(
            agency=province["BTCD"], name="Khác", address="Số 1", is_headquarters=False, members=[],
            by=province.person("officer", "SKHCN"), now=NOW,
        )  # fmt: skip
    url = reverse("venue_edit", args=[shared.pk])
    assert sign_in(province.person("officer", "SKHCN")).get(url).status_code == 403
    assert sign_in(province.person("officer", "XA")).get(url).status_code == 404


def test_who_sees_a_place(province, shared, sign_in):
    def listed(role, part):
        page = sign_in(province.person(role, part)).get(reverse("venue_list"))
        return [venue.name for venue in page.context["venues"]]

    assert listed("officer", "BTCD") == listed("officer", "SKHCN") == [shared.name]
    assert listed("head", "UBND") == [shared.name]
    assert listed("officer", "XA") == []


def test_the_list_of_places_costs_the_same(province, shared, desk):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            desk.get(reverse("venue_list"))
        return len(queries)

    one = cost()
    for number in range(3):
        write_venue(
            agency=province["SKHCN"], name=f"Phòng {number}", address="Số 1", is_headquarters=False,
            members=[MemberInput(province["TTT"], TODAY, document="1")],
            by=province.person("officer", "SKHCN"), now=NOW,
        )  # fmt: skip
    assert cost() == one <= 15


def test_the_form_costs_the_same_for_more_members(province, shared, sign_in):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            board.get(reverse("venue_edit", args=[shared.pk]))
        return len(queries)

    board = sign_in(province.person("officer", "BTCD"))
    one = cost()
    VenueMember.objects.create(venue=shared, agency=province["TTT"], document="1", valid_from=TODAY)
    assert cost() == one <= 15


def test_the_tables_refuse_what_contradicts_itself(province, shared):
    said = {"venue": shared, "valid_from": TODAY}
    for wrong in (
        {"agency": province["SKHCN"]},
        {"agency": province["TTT"], "valid_to": TODAY - timedelta(days=1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            VenueMember.objects.create(**said, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Venue.objects.create(
            agency=shared.agency, scope_path=shared.scope_path, name=shared.name, address="x"
        )
