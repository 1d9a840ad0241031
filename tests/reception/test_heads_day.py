"""The head's day: who is put on the list, in which order, what others may see of it."""

from datetime import date, datetime, time, timedelta

import pytest

from agencies.refusals import NotAllowed, Refused
from complaints.actions import matters
from complaints.enums import Field, HotLevel, PetitionKind, Secrecy
from complaints.models import Matter
from complaints.petitioner import Petitioner
from reception.actions import heads_day, invitations
from reception.enums import SessionKind, SessionState
from reception.models import Invitation, ReceptionSession, Registration
from tests.factories import HANOI, NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def make_session(province, part="SKHCN", **changes) -> ReceptionSession:
    agency = province[part]
    return ReceptionSession.objects.create(
        **{
            "agency": agency,
            "scope_path": agency.path,
            "kind": SessionKind.PERIODIC,
            "on_date": TODAY + timedelta(days=2),
            "place": "Phòng tiếp công dân",
            "host": province.person("head", part),
            **changes,
        }
    )


@pytest.fixture
def received(receive):
    """A visit that was guided, in the words the desk asks for."""

    def made(**changes):
        return receive(**{"result_note": "Hướng dẫn gửi đơn.", **changes})

    return made


@pytest.fixture
def session(province) -> ReceptionSession:
    return make_session(province)


@pytest.fixture
def register(province, session):
    """Puts somebody on the list by the department's officer; keywords change the usual one."""

    def made(**changes) -> Registration:
        told = {
            "session_id": session.pk,
            "visitor_label": "Bế Thị Hòa",
            "phone": "0987 654 321",
            "head_count": 1,
            "summary": "Đường vào khu sản xuất bị sạt lở",
            "by": province.person("officer", "SKHCN"),
            "now": NOW,
        }
        return heads_day.register_for_day(**{**told, **changes})

    return made


def open_matter(province, **changes) -> Matter:
    told = {
        "agency": province["SKHCN"],
        "kind": PetitionKind.COMPLAINT,
        "field": Field.LAND,
        "title": "Thu hồi đất dự án chợ Tân Thanh",
        "petitioner_label": "Lý Văn Chương",
        "people_count": 1,
        "locality": "xã Tân Thanh",
        "secrecy": Secrecy.OPEN,
        "opened_on": TODAY - timedelta(days=10),
        "by": province.person("handler", "SKHCN"),
        "now": NOW,
    }
    return matters.open_matter(**{**told, **changes})


def labels(user, session) -> list[str]:
    from reception.day_list import day_list

    return [row.visitor_label for row in day_list(user, session)]


def test_a_line_keeps_what_was_said(register, session, province):
    row = register()
    assert (row.agency, row.scope_path, row.secrecy) == (
        province["SKHCN"], province["SKHCN"].path, Secrecy.OPEN,
    )  # fmt: skip
    assert (row.visitor_label, row.phone, row.summary) == (
        "Bế Thị Hòa", "0987654321", "Đường vào khu sản xuất bị sạt lở",
    )  # fmt: skip
    assert (row.order, row.state, row.registered_at) == (1, "registered", NOW)
    assert register(visitor_label="Lý Hai").order == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"visitor_label": " "}, "Hãy ghi họ tên người đăng ký hoặc người đại diện."),
        ({"visitor_label": "☺☺ Hòa"},
         "Họ tên chỉ gồm chữ cái, chữ số và dấu câu; hãy bỏ ký hiệu, biểu tượng."),
        ({"head_count": 0}, "Số người phải từ 1 trở lên."),
        ({"phone": "12"}, "Số điện thoại gồm 8 đến 15 chữ số, có thể bắt đầu bằng dấu +."),
        ({"summary": ""}, "Hãy ghi tóm tắt nội dung xin gặp Thủ trưởng."),
    ],
)  # fmt: skip
def test_what_a_line_may_not_say(register, changes, sentence):
    with pytest.raises(Refused) as refused:
        register(**changes)
    assert refused.value.sentence == sentence
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": SessionKind.STANDING}, "Tiếp thường xuyên không phải đăng ký trước; "
         "hãy ghi lượt tiếp tại bàn tiếp."),
        ({"state": SessionState.HELD}, "Buổi tiếp này đã tổ chức; người đến thêm được ghi ngay "
         "tại bàn tiếp."),
        ({"state": SessionState.CANCELLED, "state_reason": "Bận họp"}, "Buổi tiếp này không còn "
         "theo lịch; hãy đăng ký vào buổi khác."),
        ({"on_date": TODAY - timedelta(days=1)}, "Buổi tiếp ngày 17/11/2026 đã qua; hãy đăng ký "
         "vào buổi sắp tới."),
    ],
)  # fmt: skip
def test_sessions_nobody_registers_for(province, register, changes, sentence):
    session = make_session(province, host=province.person("handler", "SKHCN"), **changes)
    with pytest.raises(Refused) as refused:
        register(session_id=session.pk)
    assert refused.value.sentence == sentence


def test_registering_is_the_work_of_the_own_desk(province, register):
    for role, part in (("officer", "BTCD"), ("inspector", "TTT"), ("custodian", "SKHCN")):
        with pytest.raises(Refused):
            register(by=province.person(role, part))
    with pytest.raises(NotAllowed):
        register(by=province.person("head", "UBND"))
    assert register(by=province.person("head", "SKHCN")).pk


def test_a_double_click_makes_one_line(register):
    from uuid import uuid4

    key = uuid4()
    assert register(key=key) == register(key=key)
    assert Registration.objects.count() == 1


def test_a_matter_stands_on_one_list_once(province, register):
    matter = open_matter(province)
    first = register(matter=matter)
    with pytest.raises(Refused, match="đã có đăng ký"):
        register(matter=matter)
    heads_day.withdraw(registration_id=first.pk, by=province.person("officer", "SKHCN"), now=NOW)
    assert register(matter=matter).state == "registered"


def test_a_secret_wish_tells_nothing(register):
    row = register(keep_sealed=True, summary="Tố cáo ông A", visitor_label="Nông Thị Kín")
    assert (row.visitor_label, row.phone, row.summary) == (
        "Công dân đăng ký (việc cần giữ kín)",
        "",
        "Nội dung giữ kín, công dân trình bày khi được tiếp.",
    )


@pytest.fixture
def sealed_visit(province, received):
    """A denunciation told at the department's desk, nobody of it accused: sealed, kept here."""
    return received(
        kind=PetitionKind.DENUNCIATION,
        petitioner=Petitioner("Nông Thị Kín", 1980, "xã Tân Thanh", "0911222333"),
        title="Tố cáo việc cấp giấy phép",
        content="Tố cáo việc cấp giấy phép khai thác.",
        agency=province["SKHCN"],
    )


def test_a_sealed_matter_lends_its_alias_and_its_secrecy(province, register, session, sealed_visit):
    matter = sealed_visit.matter
    register(visitor_label="Trước")
    row = register(matter=matter, visitor_label="Nông Thị Kín", summary="")
    assert row.visitor_label == matter.petitioner_label != "Nông Thị Kín"
    assert (row.phone, row.secrecy, row.agency) == ("", Secrecy.SEALED, province["SKHCN"])
    register(visitor_label="Sau")
    seen = labels(province.person("handler", "SKHCN"), session)
    assert seen == ["Trước", matter.petitioner_label, "Sau"]
    colleague = province.person("head", "UBND")
    assert matter.petitioner_label in labels(colleague, session)


def test_nothing_of_an_open_line_depends_on_a_sealed_one(province, register, sealed_visit):
    register(visitor_label="Một")
    register(matter=sealed_visit.matter, summary="")
    two = register(visitor_label="Hai")
    assert two.order == 2
    heads_day.order_day(
        registration_id=two.pk, up=True, by=province.person("officer", "SKHCN"), now=NOW
    )
    orders = dict(Registration.objects.filter(secrecy=0).values_list("visitor_label", "order"))
    assert orders == {"Hai": 1, "Một": 2}


def test_a_head_who_may_not_know_is_not_given_the_matter(province, session, register, received):
    visit = received(
        kind=PetitionKind.DENUNCIATION, title="Tố cáo người đứng đầu",
        content="Tố cáo người đứng đầu nhận tiền.", accused_agency=province["SKHCN"],
        excluded_users=[province.person("head", "SKHCN")],
    )  # fmt: skip
    with pytest.raises(Refused, match="không thuộc diện được biết"):
        register(matter=visit.matter)
    with pytest.raises(Refused, match="Không tìm thấy vụ việc"):
        register(matter=visit.matter, by=province.person("handler", "SKHCN"))


def test_the_list_follows_when_the_matter_becomes_restricted(
    province, register, session, sealed_visit
):
    row = register(matter=sealed_visit.matter, summary="")
    head, handler = province.person("head", "SKHCN"), province.person("handler", "SKHCN")
    assert labels(handler, session) == [row.visitor_label]
    matters.exclude(
        matter=sealed_visit.matter, users=[handler], reason="Liên quan", by=head, now=NOW
    )
    row.refresh_from_db()
    assert row.secrecy == Secrecy.RESTRICTED
    assert labels(handler, session) == []
    assert labels(province.person("head", "UBND"), session) == []


def test_moving_lines(province, register, session):
    officer = province.person("officer", "SKHCN")
    rows = [register(visitor_label=name) for name in ("Một", "Hai", "Ba")]
    heads_day.order_day(registration_id=rows[2].pk, up=True, by=officer, now=NOW)
    assert labels(officer, session) == ["Một", "Ba", "Hai"]
    heads_day.order_day(registration_id=rows[0].pk, up=False, by=officer, now=NOW)
    assert labels(officer, session) == ["Ba", "Một", "Hai"]
    heads_day.order_day(registration_id=rows[1].pk, up=False, by=officer, now=NOW)
    assert labels(officer, session) == ["Ba", "Một", "Hai"]


def test_moving_a_sealed_line(province, register, session, sealed_visit):
    head = province.person("head", "SKHCN")
    register(visitor_label="Một")
    register(visitor_label="Hai")
    kept = register(matter=sealed_visit.matter, summary="")
    alias = kept.visitor_label
    assert labels(head, session) == ["Một", "Hai", alias]
    heads_day.order_day(registration_id=kept.pk, up=True, by=head, now=NOW)
    assert labels(head, session) == ["Một", alias, "Hai"]
    heads_day.order_day(registration_id=kept.pk, up=True, by=head, now=NOW)
    heads_day.order_day(registration_id=kept.pk, up=True, by=head, now=NOW)
    assert labels(head, session) == [alias, "Một", "Hai"]


def test_crowds_hot_spots_and_old_matters_come_first(province, register, session):
    officer = province.person("officer", "SKHCN")
    register(visitor_label="Thường")
    register(visitor_label="Đoàn", head_count=12)
    old = open_matter(province, opened_on=TODAY - timedelta(days=200), people_count=7)
    register(visitor_label="Kéo dài", matter=old)
    heads_day.order_by_priority(session_id=session.pk, by=officer, now=NOW)
    assert labels(officer, session) == ["Kéo dài", "Đoàn", "Thường"]


def test_reasons_come_from_the_matter(province, register, session):
    from reception.day_list import day_list, priorities

    matter = open_matter(province, opened_on=date(2026, 3, 1), people_count=9)
    Matter.objects.filter(pk=matter.pk).update(
        hot_level=HotLevel.WATCH, next_due_on=date(2026, 11, 10)
    )
    row = register(matter=matter)
    found = priorities(list(day_list(province.person("officer", "SKHCN"), session)), TODAY)
    assert found[row.pk] == (
        "Đông người: 9 người cùng một nội dung",
        "Phức tạp: đang theo dõi điểm nóng",
        "Kéo dài: vụ việc từ ngày 01/03/2026",
        "Đã quá thời hạn luật định ngày 10/11/2026",
    )


def test_absent_and_withdrawn(province, register, session):
    officer = province.person("officer", "SKHCN")
    row = register()
    with pytest.raises(Refused, match="Chưa đến ngày tiếp"):
        heads_day.mark_absent(registration_id=row.pk, by=officer, now=NOW)
    on_the_day = datetime.combine(session.on_date, time(11), tzinfo=HANOI)
    assert heads_day.mark_absent(
        registration_id=row.pk, by=officer, now=on_the_day
    ).state == "absent"  # fmt: skip
    with pytest.raises(Refused, match="Không đến"):
        heads_day.withdraw(registration_id=row.pk, by=officer, now=on_the_day)


def test_only_a_secret_wish_is_marked_received_by_hand(province, register, session):
    officer = province.person("officer", "SKHCN")
    on_the_day = datetime.combine(session.on_date, time(11), tzinfo=HANOI)
    plain, secret = register(), register(keep_sealed=True)
    with pytest.raises(Refused, match="Hãy ghi lượt tiếp"):
        heads_day.mark_received_apart(registration_id=plain.pk, by=officer, now=on_the_day)
    done = heads_day.mark_received_apart(registration_id=secret.pk, by=officer, now=on_the_day)
    assert (done.state, done.visit) == ("received", None)


def test_the_desk_closes_the_line_with_its_visit(province, register, received):
    officer = province.person("officer", "SKHCN")
    row, visit = register(), received()
    done = heads_day.note_received(registration_id=row.pk, visit=visit, by=officer, now=NOW)
    assert (done.state, done.visit, done.matter) == ("received", visit, visit.matter)
    again = heads_day.note_received(registration_id=row.pk, visit=received(), by=officer, now=NOW)
    assert again.visit == visit


def test_a_visit_more_secret_than_the_line_leaves_no_mark(province, register, sealed_visit):
    row = register()
    heads_day.note_received(
        registration_id=row.pk, visit=sealed_visit, by=province.person("officer", "SKHCN"), now=NOW
    )
    row.refresh_from_db()
    assert (row.state, row.visit, row.matter) == ("registered", None, None)


def test_a_unit_is_invited_and_answers(province, register, session):
    officer, row = province.person("officer", "SKHCN"), register()
    asked = invitations.invite(
        registration_id=row.pk, agency=province["XA"], asked_for="Hồ sơ tuyến đường",
        due_on=session.on_date, by=officer, now=NOW,
    )  # fmt: skip
    with pytest.raises(Refused, match="Đã mời"):
        invitations.invite(
            registration_id=row.pk, agency=province["XA"], asked_for="Nữa", due_on=None,
            by=officer, now=NOW,
        )  # fmt: skip
    invited = province.person("handler", "XA")
    assert list(Invitation.objects.visible_to(invited)) == [asked]
    assert not Registration.objects.visible_to(invited).exists()
    with pytest.raises(NotAllowed):
        invitations.answer_invitation(
            invitation_id=asked.pk, answer="Thay xã trả lời", by=officer, now=NOW
        )
    answered = invitations.answer_invitation(
        invitation_id=asked.pk, answer="Phó Chủ tịch xã dự", by=invited, now=NOW
    )
    assert (answered.answer, answered.answered_on) == ("Phó Chủ tịch xã dự", TODAY)
    stranger = province.person("handler", "BTCD")
    assert not Invitation.objects.visible_to(stranger).exists()


def test_nobody_is_invited_to_a_sealed_matter(province, register, sealed_visit):
    row = register(matter=sealed_visit.matter, summary="")
    with pytest.raises(Refused, match="văn bản mật"):
        invitations.invite(
            registration_id=row.pk, agency=province["XA"], asked_for="Hồ sơ", due_on=None,
            by=province.person("officer", "SKHCN"), now=NOW,
        )  # fmt: skip


@pytest.mark.parametrize("days", [-1, 3])
def test_papers_are_due_before_the_day(province, register, days):
    with pytest.raises(Refused, match="Hạn chuẩn bị phải từ hôm nay đến ngày tiếp"):
        invitations.invite(
            registration_id=register().pk, agency=province["XA"], asked_for="Hồ sơ",
            due_on=TODAY + timedelta(days=days), by=province.person("officer", "SKHCN"), now=NOW,
        )  # fmt: skip
