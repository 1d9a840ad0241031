"""The roster of an event: what each day of its window needs, how it is filled, printed and kept."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.actions.duty import answer_swap, ask_swap, write_shift
from agencies.actions.own_phone import BAD_PHONE
from agencies.enums import Duty, EventKind
from agencies.models import DutyShift, Event, User
from agencies.refusals import NotAllowed, Refused
from complaints.actions.substitution import make_substitution
from reception.duty_event import event_roster_of
from records.models import LedgerEntry
from tests.factories import HANOI, NOW
from tests.house.crawl import _text_of_pdf

# Friday 20/11 before · Saturday 21/11 to Monday 23/11 during · Tuesday 24/11 after, a holiday.
WINDOW = (date(2026, 11, 20), date(2026, 11, 24))
DAYS = (date(2026, 11, 21), date(2026, 11, 23))
FRI, SAT, SUN, MON, TUE = (date(2026, 11, n) for n in range(20, 25))
NO_DESK, NO_LEADER, NO_PHONE = (
    "Chưa có người trực tiếp công dân", "Chưa có lãnh đạo trực", "Chưa có người trực điện thoại",
)  # fmt: skip


def at(day, hour):
    return datetime(day.year, day.month, day.day, hour, tzinfo=HANOI)


def make_event(agency, window=WINDOW, days=DAYS, name="Kỳ họp thứ hai HĐND tỉnh", **more):
    return Event.objects.create(
        name=name, kind=EventKind.ASSEMBLY_SESSION, agency=agency, scope_path=agency.path,
        window_from=window[0], starts_on=days[0], ends_on=days[1], window_to=window[1], **more,
    )  # fmt: skip


@pytest.fixture
def event(province):
    return make_event(province["UBND"])


@pytest.fixture
def write(province, event):
    """A shift of the department's roster for the event, by its head."""

    def made(day=SAT, role="handler", duty=Duty.PHONE, hours=(8, 11), **more):
        part = more.pop("part", "SKHCN")
        said = {
            "agency": province[part], "user": province.person(role, part), "duty": duty,
            "starts_at": at(day, hours[0]), "ends_at": at(day, hours[1]), "event": event,
            "by": province.person("head", part), "now": NOW,
        }  # fmt: skip
        return write_shift(**{**said, **more})

    return made


def roster(province, event, **asked):
    return event_roster_of(province.person("officer", "SKHCN"), province["SKHCN"], event, **asked)


def gaps(province, event):
    return {
        day.on.day: [column.missing for column in day.columns if column.missing]
        for day in roster(province, event).days
    }


def test_each_day_says_what_it_needs(province, event, write):
    assert gaps(province, event) == {
        20: [NO_DESK, NO_LEADER],
        21: [NO_LEADER, NO_PHONE],
        22: [NO_LEADER, NO_PHONE],
        23: [NO_DESK, NO_LEADER, NO_PHONE],
        24: [],
    }
    write(SAT)
    write(SUN, "head", Duty.LEADER)
    # The ordinary week counts as well: the place is served by either.
    write(MON, "officer", Duty.DESK, event=None)
    assert gaps(province, event) == {
        20: [NO_DESK, NO_LEADER],
        21: [NO_LEADER],
        22: [NO_PHONE],
        23: [NO_LEADER, NO_PHONE],
        24: [],
    }
    found = roster(province, event)
    assert (found.gaps, found.days_with_gaps, found.doubles) == (6, 4, 0)


def test_a_phone_or_a_posting_is_for_any_colleague_and_the_desk_is_not(province, event, write):
    for role, duty in (("handler", Duty.PHONE), ("officer", Duty.CENTRAL), ("head", Duty.PROVINCE)):
        assert write(SUN, role, duty).event == event
    inspector = province.person("inspector", "TTT")
    told = {"part": "TTT", "user": inspector}
    assert write(SUN, "head", Duty.PHONE, **told).user == inspector
    with pytest.raises(Refused, match="không tiếp công dân ở cơ quan này"):
        write(MON, "head", Duty.DESK, **told)
    for role in ("custodian", "guard"):
        with pytest.raises(Refused, match="không làm việc ở cơ quan này ngày 21/11/2026"):
            write(SAT, role)


def test_a_past_or_closed_event_or_another_window_takes_no_shift(province, event, write):
    past = make_event(
        province["UBND"], (date(2026, 10, 1), date(2026, 10, 9)), (date(2026, 10, 5),) * 2
    )
    with pytest.raises(Refused, match="đã hết từ ngày 09/10/2026 nên không lập lịch trực"):
        write(date(2026, 10, 5), event=past)
    with pytest.raises(Refused, match=r"Ngày 25/11/2026 nằm ngoài .*\(20/11/2026 – 24/11/2026\)"):
        write(date(2026, 11, 25))
    elsewhere = make_event(province["XA"])
    with pytest.raises(Refused, match="không thuộc phạm vi"):
        write(event=elsewhere)
    event.closed_at, event.closed_by = NOW, province.person("head", "UBND")
    event.save()
    with pytest.raises(Refused, match="đã đóng"):
        write()
    assert not DutyShift.objects.exists()


def test_a_past_event_is_looked_at_and_not_written(desk, province):
    past = make_event(
        province["UBND"], (date(2026, 10, 1), date(2026, 10, 9)), (date(2026, 10, 5),) * 2
    )
    page = desk.get(reverse("event_roster", args=[past.pk])).content.decode()
    assert "không lập lịch trực cho sự kiện đã qua" in page
    assert "Xếp tự động" not in page
    for address in (
        reverse("duty_fill", args=[past.pk]), f"{reverse('duty_new')}?su-kien={past.pk}",
    ):  # fmt: skip
        answer = desk.get(address)
        assert answer.status_code == 409, address
        assert "sự kiện đã qua" in answer.content.decode()


def test_a_shift_of_the_event_changes_hands_with_consent(province, event, write):
    shift = write(SUN, "officer", Duty.CENTRAL)
    handler = province.person("handler", "SKHCN")
    swap = ask_swap(shift_id=shift.pk, asked_of=handler, reason="Đi họp.", by=shift.user, now=NOW)
    answer_swap(swap_id=swap.pk, agree=True, by=handler, now=NOW)
    shift.refresh_from_db()
    assert (shift.user, shift.event, shift.duty) == (handler, event, Duty.CENTRAL)


def test_people_in_two_places_show(province, event, write):
    shift = write(SAT)
    DutyShift.objects.create(
        agency=province["XA"], scope_path=province["XA"].path, user=shift.user,
        starts_at=at(SAT, 10), ends_at=at(SAT, 12),
    )  # fmt: skip
    assert roster(province, event).doubles == 1


def test_workload_is_of_the_staff_and_says_how_far_from_the_mean(desk, province, event, write):
    write(SAT)
    write(SUN)
    write(MON, "officer", hours=(8, 10))
    found = {
        share.person.username: (share.shifts, share.days_off, share.hours, share.from_mean)
        for share in roster(province, event).people
    }
    assert found == {
        "handler.skhcn.ls": (2, 2, 6.0, 1.0),
        "officer.skhcn.ls": (1, 0, 2.0, 0.0),
        "head.skhcn.ls": (0, 0, 0.0, -1.0),
    }
    page = desk.get(reverse("duty_fairness", args=[event.pk])).content.decode()
    assert "3 người" in page


# Xếp tự động


def fill(client, event, people, step="xem", **changes):
    typed = {
        "duty": "phone", "people": [str(one.pk) for one in people], "first": "2026-11-20",
        "last": "2026-11-24", "which": "all", "begins": "08:00", "ends": "17:00", "each": "1",
        "only_gaps": "on", "place": "", "phone": "0205 000 0102", "buoc": step, **changes,
    }  # fmt: skip
    return client.post(reverse("duty_fill", args=[event.pk]), typed)


def proposed(page):
    return {turn.on.day: turn.person and turn.person.username for turn, _ in page.context["rows"]}


def test_a_proposal_is_looked_at_and_written_whole(desk, province, event, write):
    officer, handler = (province.person(role, "SKHCN") for role in ("officer", "handler"))
    write(SUN)
    page = fill(desk, event, [officer, handler])
    # Sunday is filled and counts: of the days off Saturday and the holiday each takes one.
    assert proposed(page) == {
        20: "officer.skhcn.ls", 21: "officer.skhcn.ls", 23: "officer.skhcn.ls",
        24: "handler.skhcn.ls",
    }  # fmt: skip
    sums = [
        (one.person.username, one.before, one.added, one.days_off) for one in page.context["sums"]
    ]
    assert sums == [("handler.skhcn.ls", 1, 1, 2), ("officer.skhcn.ls", 0, 3, 1)]
    assert DutyShift.objects.count() == 1
    chosen = {turn.key: key for turn, key in page.context["rows"]}
    done = fill(desk, event, [officer, handler], "ghi", **chosen)
    assert done["Location"] == f"{reverse('event_roster', args=[event.pk])}?co-quan=LS-SKHCN"
    shifts = DutyShift.objects.filter(phone="0205 000 0102", event=event, duty=Duty.PHONE)
    assert shifts.count() == 4
    assert gaps(province, event)[21] == [NO_LEADER]
    # Sent twice it is written once.
    fill(desk, event, [officer, handler], "ghi", **chosen)
    assert DutyShift.objects.count() == 5


def test_who_is_on_another_duty_or_away_is_left_out(desk, province, event, write):
    officer, handler = (province.person(role, "SKHCN") for role in ("officer", "handler"))
    write(SAT, "officer", Duty.CENTRAL)
    make_substitution(
        absent=handler, substitute=province.person("head", "SKHCN"), from_on=SUN, to_on=MON,
        reason="Nghỉ phép.", agency=province["SKHCN"], by=province.person("head", "SKHCN"), now=NOW,
    )  # fmt: skip
    page = fill(desk, event, [officer, handler], first="2026-11-21", last="2026-11-23")
    assert proposed(page) == {
        21: "handler.skhcn.ls", 22: "officer.skhcn.ls", 23: "officer.skhcn.ls",
    }  # fmt: skip
    alone = fill(desk, event, [handler], first="2026-11-22", last="2026-11-22")
    assert proposed(alone) == {22: None}
    assert "Không ai trong số đã chọn rảnh giờ này." in alone.content.decode()


def test_all_or_nothing_and_what_was_chosen_stays(desk, province, event, write):
    officer, handler = (province.person(role, "SKHCN") for role in ("officer", "handler"))
    page = fill(desk, event, [officer, handler], first="2026-11-21", last="2026-11-22")
    keys = [turn.key for turn, _ in page.context["rows"]]
    write(SUN, "officer", Duty.PROVINCE)
    told = dict.fromkeys(keys, str(officer.pk))
    refused = fill(desk, event, [officer, handler], "ghi", first="2026-11-21", last="2026-11-22",
                   **told)  # fmt: skip
    text = refused.content.decode()
    assert (refused.status_code, DutyShift.objects.count()) == (422, 1)
    assert "đã có ca trực khác trùng giờ ngày 22/11/2026" in text
    assert [chosen for _, chosen in refused.context["rows"]] == [str(officer.pk)] * 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"first": "2026-11-17"}, "Chỉ xếp ca từ hôm nay (18/11/2026) trở đi."),
        ({"first": "2026-11-19"}, "Sớm hơn thời gian theo dõi sự kiện (20/11/2026 – 24/11/2026)."),
        ({"last": "2026-11-25"}, "Muộn hơn thời gian theo dõi sự kiện"),
        ({"last": "2026-11-19", "first": "2026-11-20"}, "Ngày cuối phải từ ngày đầu trở đi."),
        ({"ends": "07:00"}, "Giờ kết thúc phải sau giờ bắt đầu."),
        ({"people": []}, "Chọn ít nhất một người."),
        ({"each": "3"}, "Số người mỗi ca nhiều hơn số người đã chọn."),
        ({"first": "2026-11-21", "last": "2026-11-22", "which": "working"}, "Không có ngày nào"),
        ({"phone": "gọi tôi"}, BAD_PHONE),
    ],
)
def test_bad_input_is_said_beside_the_field(desk, province, event, change, sentence):
    change = dict(change)
    people = [province.person(role, "SKHCN") for role in ("officer", "handler")]
    people = change.pop("people", people)
    page = fill(desk, event, people, **change)
    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_the_gap_of_a_day_off_is_filled_from_its_place(desk, province, event):
    page = desk.get(reverse("event_roster", args=[event.pk])).content.decode()
    address = f"{reverse('duty_new')}?ngay=2026-11-22&viec=phone&su-kien={event.pk}"
    assert address.replace("&", "&amp;") in page
    form = desk.get(address).context["form"]
    typed = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    typed |= {"user": str(province.person("handler", "SKHCN").pk), "event": str(event.pk),
              "begins": "07:30", "ends": "17:00", "place": "", "phone": "", "note": ""}  # fmt: skip
    done = desk.post(reverse("duty_new"), {k: v for k, v in typed.items() if v is not None})
    assert done["Location"] == reverse("event_roster", args=[event.pk])
    shift = DutyShift.objects.get()
    assert (shift.starts_at.astimezone(HANOI).day, shift.duty, shift.event) == (22, "phone", event)


# Who sees it


def test_one_looks_below_and_writes_at_home_alone(province, event, write, sign_in):
    write(SAT)
    above = sign_in(province.person("head", "UBND"))
    page = above.get(reverse("event_roster", args=[event.pk]), {"co-quan": "LS-SKHCN"})
    assert province.person("handler", "SKHCN").full_name in page.content.decode()
    assert "Xếp tự động" not in page.content.decode()
    assert above.get(
        reverse("duty_fill", args=[event.pk]), {"co-quan": "LS-SKHCN"}
    ).status_code == 403  # fmt: skip
    beside = sign_in(province.person("officer", "BTCD"))
    own = beside.get(reverse("event_roster", args=[event.pk])).content.decode()
    assert "Ban Tiếp công dân tỉnh" in own
    assert province.person("handler", "SKHCN").full_name not in own
    for code in ("LS-SKHCN", "khong-co"):
        answer = beside.get(reverse("event_roster", args=[event.pk]), {"co-quan": code})
        assert answer.status_code == 404, code
    with pytest.raises(NotAllowed):
        write(SUN, by=province.person("head", "UBND"))


def test_the_roster_has_a_fixed_price(desk, province, event, write):
    def price(name="event_roster"):
        with CaptureQueriesContext(connection) as queries:
            desk.get(reverse(name, args=[event.pk]))
        return len(queries)

    write(SAT)
    one = price()
    for day in (SUN, MON, TUE):
        shift = write(day)
    ask_swap(
        shift_id=shift.pk, asked_of=province.person("officer", "SKHCN"), reason="x",
        by=shift.user, now=NOW,
    )  # fmt: skip
    assert price() == one <= 15


def test_on_paper_with_phone_numbers(desk, province, event, write):
    User.objects.filter(pk=province.person("handler", "SKHCN").pk).update(
        phone="0912 000 103", title="Chuyên viên"
    )
    write(SAT, place="Phòng trực số 2")
    write(SUN, "officer", Duty.CENTRAL, phone="0205 000 0104")
    answer = desk.get(reverse("event_roster_pdf", args=[event.pk]))
    text = " ".join(_text_of_pdf(answer.content).decode().split())
    for line in ("LỊCH TRỰC", "/LT-SKHCN", "Phục vụ Kỳ họp thứ hai HĐND tỉnh",
                 "(từ ngày 20/11/2026 đến ngày 24/11/2026)", "22/11/2026", "0912 000 103",
                 "0205 000 0104", "Trụ sở trung ương:", "(chưa phân công)"):  # fmt: skip
        assert line in text, line
    assert "24/11/2026" not in text.replace("đến ngày 24/11/2026", "")
    entry = LedgerEntry.objects.get(verb="print")
    assert entry.details == {"what": "event_roster", "agency": "LS-SKHCN"}
    week = desk.get(reverse("duty_print"), {"tuan": "2026-W47"})
    assert "0912 000 103" in _text_of_pdf(week.content).decode()
