"""The room: numbers, order, one at a time, stepping back, the end of the day."""

from datetime import date, datetime, timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from agencies.models import DutyShift
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Role
from reception.actions import room
from reception.enums import TicketState
from reception.models import QueueDay, QueueTicket
from reception.tasks import forget_priority_marks
from records.models import LedgerEntry
from tests.factories import HANOI, NOW, Province, make_user

MINUTE = timedelta(minutes=1)


@pytest.fixture
def officer(province):
    return province.person("officer", "SKHCN")


@pytest.fixture
def take(province, officer):
    def made(people=1, priority=False, now=NOW, part="SKHCN"):
        return room.take_ticket(
            agency=province[part], head_count=people, is_priority=priority,
            by=province.person("officer", part), now=now,
        )  # fmt: skip

    return made


def call(province, by, now=NOW, counter="Bàn 1"):
    return room.call_next(agency=province["SKHCN"], counter=counter, by=by, now=now)


def test_numbers_run_by_agency_and_local_day(province, take):
    assert [take().number, take().number, take(part="XA").number] == [1, 2, 1]
    # 00:30 in Hanoi is still the day before on a machine in UTC.
    night = datetime(2026, 11, 19, 0, 30, tzinfo=HANOI)
    with time_machine.travel(night, tick=False):
        ticket = take(now=night)
    assert (ticket.number, ticket.on_date) == (1, date(2026, 11, 19))


def test_priority_comes_first_then_the_order_of_numbers(province, officer, take):
    take(), take(), take(priority=True), take(priority=True)
    order = []
    for _ in range(4):
        ticket = call(province, officer)
        order.append(ticket.number)
        room.finish_ticket(ticket_id=ticket.pk, by=officer, now=NOW)
    assert order == [3, 4, 1, 2]
    with pytest.raises(Refused, match="Không còn ai đang chờ"):
        call(province, officer)


def test_an_officer_receives_one_at_a_time(province, officer, take):
    take(), take()
    call(province, officer)
    with pytest.raises(Refused, match="Bạn đang tiếp phiếu số 1"):
        call(province, officer)
    second = call(province, province.person("handler", "SKHCN"))
    assert second.number == 2


def test_a_number_is_called_out_of_turn_once(province, officer, take):
    take()
    second = take()
    called = room.call_ticket(ticket_id=second.pk, counter="  Bàn   2 ", by=officer, now=NOW)
    assert (called.state, called.counter, called.officer) == ("received", "Bàn 2", officer)
    with pytest.raises(Refused, match="không còn chờ"):
        room.call_ticket(
            ticket_id=second.pk, counter="", by=province.person("handler", "SKHCN"), now=NOW
        )


def test_who_is_put_back_keeps_the_place(province, officer, take):
    take(), take()
    first = call(province, officer)
    room.put_back(ticket_id=first.pk, by=officer, now=NOW)
    assert call(province, officer).number == 1


def test_finishing_twice_changes_nothing(province, officer, take):
    ticket = take()
    room.finish_ticket(ticket_id=ticket.pk, by=officer, now=NOW + MINUTE)
    again = room.finish_ticket(ticket_id=ticket.pk, by=officer, now=NOW + 5 * MINUTE)
    assert (again.state, again.finished_at, again.called_at, again.officer) == (
        "done", NOW + MINUTE, NOW + MINUTE, officer,
    )  # fmt: skip


def test_the_officer_concerned_steps_back(province, officer, take):
    take()
    ticket = call(province, officer)
    colleague = province.person("handler", "SKHCN")
    given = room.hand_over(ticket_id=ticket.pk, to=colleague, by=officer, now=NOW)
    assert (given.state, given.officer, given.handed_over_by) == ("received", colleague, officer)
    room.put_back(ticket_id=ticket.pk, by=colleague, now=NOW)
    with pytest.raises(Refused, match="Không còn ai"):
        call(province, officer)
    with pytest.raises(Refused, match="không gọi lại được"):
        room.call_ticket(ticket_id=ticket.pk, counter="", by=officer, now=NOW)
    assert call(province, colleague).number == 1


@pytest.mark.parametrize(
    ("role", "part", "taken"),
    [("head", "SKHCN", True), ("custodian", "SKHCN", False), ("guard", "SKHCN", False),
     ("officer", "BTCD", False), ("officer", "SKHCN", False)],
)  # fmt: skip
def test_a_ticket_goes_to_the_desk_or_the_head_alone(province, officer, take, role, part, taken):
    take()
    ticket = call(province, officer)
    to = province.person(role, part)
    if taken:
        assert room.hand_over(ticket_id=ticket.pk, to=to, by=officer, now=NOW).officer == to
        return
    with pytest.raises(Refused):
        room.hand_over(ticket_id=ticket.pk, to=to, by=officer, now=NOW)


def test_only_who_receives_hands_over(province, officer, take):
    ticket = take()
    with pytest.raises(Refused, match="Chỉ người đang tiếp"):
        room.hand_over(
            ticket_id=ticket.pk, to=province.person("head", "SKHCN"), by=officer, now=NOW
        )


def test_closing_sends_home_and_deletes_marks(province, officer, take):
    take(priority=True), take()
    held = call(province, officer)
    close = {"agency": province["SKHCN"], "on_date": NOW.date(), "by": officer, "now": NOW}
    with pytest.raises(Refused, match="Phiếu số 1 đang được tiếp"):
        room.close_day(note="", **close)
    room.finish_ticket(ticket_id=held.pk, by=officer, now=NOW)
    day = room.close_day(note="Mất điện 15 phút.", **close)
    assert (day.closed_by, day.note) == (officer, "Mất điện 15 phút.")
    rows = QueueTicket.objects.order_by("number").values_list("state", "is_priority")
    assert list(rows) == [("done", False), ("left", False)]
    for again in (lambda: room.close_day(note="", **close), take):
        with pytest.raises(Refused, match="đã chốt"):
            again()
    room.reopen_day(agency=province["SKHCN"], by=officer, now=NOW)
    assert take().number == 3


def test_tomorrow_cannot_be_closed(province, officer):
    with pytest.raises(Refused, match="Chưa đến ngày"):
        room.close_day(
            agency=province["SKHCN"], on_date=date(2026, 11, 19), note="", by=officer, now=NOW
        )


def test_marks_are_gone_at_night_everywhere(province, take):
    take(priority=True), take(priority=True, part="XA"), take()
    with time_machine.travel(NOW.replace(hour=23, minute=30), tick=False):
        assert [forget_priority_marks(), forget_priority_marks()] == [2, 0]
    assert not QueueTicket.objects.filter(is_priority=True).exists()


@pytest.mark.parametrize("people", [0, -1, 1000])
def test_a_ticket_is_of_some_people(province, officer, people):
    with pytest.raises(Refused, match="từ 1 đến 999"):
        room.take_ticket(
            agency=province["SKHCN"], head_count=people, is_priority=False, by=officer, now=NOW
        )


@pytest.mark.parametrize(
    ("role", "part"), [("head", "SKHCN"), ("guard", "SKHCN"), ("officer", "BTCD")]
)
def test_who_does_not_run_this_room_is_refused(province, take, role, part):
    take()
    with pytest.raises(NotAllowed):
        room.take_ticket(
            agency=province["SKHCN"], head_count=1, is_priority=False,
            by=province.person(role, part), now=NOW,
        )  # fmt: skip


def test_the_ledger_names_numbers_only(province, officer, take):
    take()
    call(province, officer)
    rows = LedgerEntry.objects.filter(subject_kind="queueticket").order_by("id")
    assert [(r.verb, r.subject_label, r.details) for r in rows] == [
        ("create", "Phiếu số 1", {}),
        ("change", "Phiếu số 1", {"to": "received"}),
    ]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"number": 1}, "ticket_number_is_given_once"),
        ({"head_count": 0}, "ticket_has_people"),
        ({"state": TicketState.RECEIVED}, "ticket_received_has_its_officer"),
    ],
)
def test_the_database_refuses_nonsense(province, take, change, name):
    take()
    second = take()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        QueueTicket.objects.filter(pk=second.pk).update(**change)


def test_a_day_is_one(province, take):
    take()
    with pytest.raises(IntegrityError, match="queue_day_is_one"), transaction.atomic():
        QueueDay.objects.create(agency=province["SKHCN"], scope_path="x/", on_date=NOW.date())


@pytest.mark.django_db(transaction=True)
def test_simultaneous_tickets_get_different_numbers():
    with time_machine.travel(NOW, tick=False):
        province = Province()
        start, numbers, failures = Barrier(4), [], []

        def work():
            try:
                start.wait()
                for _ in range(5):
                    numbers.append(
                        room.take_ticket(
                            agency=province["SKHCN"], head_count=1, is_priority=False,
                            by=province.person("officer", "SKHCN"), now=NOW,
                        ).number
                    )  # fmt: skip
            except Exception as error:
                failures.append(error)
            finally:
                connection.close()

        threads = [Thread(target=work) for _ in range(4)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
    assert failures == []
    assert sorted(numbers) == list(range(1, 21))


# Pages


def test_the_way_of_a_ticket_through_the_page(desk, province, officer):
    desk.post(reverse("ticket_take"), {"head_count": "3", "is_priority": "on"})
    page = desk.post(reverse("ticket_next"), {"counter": "Bàn 2"}, follow=True)
    ticket = QueueTicket.objects.get()
    assert (ticket.officer, ticket.counter, ticket.head_count) == (officer, "Bàn 2", 3)
    assert f"{reverse('visit_new')}?phieu={ticket.pk}" in page.content.decode()
    assert 'value="Bàn 2"' in desk.get(reverse("room")).content.decode()
    page = desk.post(reverse("ticket_finish", args=[ticket.pk]), follow=True)
    assert "Đã kết thúc tiếp phiếu số 1." in page.content.decode()
    ticket.refresh_from_db()
    assert ticket.state == TicketState.DONE


def test_bad_numbers_keep_what_was_typed(desk):
    page = desk.post(reverse("ticket_take"), {"head_count": "0", "is_priority": "on"})
    text = page.content.decode()
    assert page.status_code == 422
    assert "Số người ít nhất là 1." in text
    assert 'value="0"' in text


def test_who_comes_too_late_is_told_in_the_room(desk, province, take):
    ticket = take()
    room.call_next(
        agency=province["SKHCN"], counter="", by=province.person("handler", "SKHCN"), now=NOW
    )
    page = desk.post(reverse("ticket_call", args=[ticket.pk]), {"counter": ""}, follow=True)
    assert "Phiếu số 1 không còn chờ" in page.content.decode()


def test_the_list_comes_without_body_while_nothing_changed(desk, province, take):
    take()
    asked = {"HX-Request": "true", "X-Poll": "1"}
    first = desk.get(reverse("room_list"), headers=asked)
    same = desk.get(reverse("room_list"), headers={**asked, "If-None-Match": first["ETag"]})
    assert (first.status_code, same.status_code, same.content) == (200, 304, b"")
    assert same["HX-Reswap"] == "none"
    take()
    other = desk.get(reverse("room_list"), headers={**asked, "If-None-Match": first["ETag"]})
    assert other.status_code == 200
    assert "Đang chờ: 2 phiếu" in other.content.decode()


def test_a_waiting_minute_is_news(desk, province, take):
    take()
    asked = {"HX-Request": "true", "X-Poll": "1"}
    first = desk.get(reverse("room_list"), headers=asked)
    with time_machine.travel(NOW + MINUTE, tick=False):
        later = desk.get(reverse("room_list"), headers={**asked, "If-None-Match": first["ETag"]})
    assert later.status_code == 200


def test_the_fragment_is_the_list_of_the_page(desk, take):
    take()
    fragment = desk.get(reverse("room_list"), headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip() in desk.get(reverse("room")).content.decode()


@pytest.mark.parametrize("tickets", [1, 4])
def test_the_room_has_a_fixed_price(desk, take, tickets, django_assert_num_queries):
    for _ in range(tickets):
        take()
    desk.get(reverse("room"))
    with django_assert_num_queries(7):
        desk.get(reverse("room"))


def test_the_board_names_nobody(desk, province, officer, take):
    take(), take()
    call(province, officer)
    text = desk.get(reverse("room_board")).content.decode()
    assert "Bàn 1" in text
    assert officer.full_name not in text


def test_a_screen_of_the_hall_opens_nothing_else(desk):
    desk.post(reverse("room_board_open"))
    codes = [desk.get(reverse(name)).status_code for name in ("room_board", "room", "visit_list")]
    assert codes == [200, 403, 403]
    desk.post(reverse("logout"))
    assert desk.get(reverse("room")).status_code == 302


def test_hand_over_page(desk, province, officer, take):
    take()
    ticket = call(province, officer)
    address = reverse("ticket_hand_over", args=[ticket.pk])
    assert "Chọn người tiếp thay." in desk.post(address, {"to": ""}).content.decode()
    desk.post(address, {"to": str(province.person("head", "SKHCN").pk)})
    ticket.refresh_from_db()
    assert ticket.handed_over_by == officer
    assert desk.get(address).status_code == 403


def test_the_room_of_another_agency_is_not_there(province, sign_in, take):
    ticket = take()
    rival = make_user("xa.khac", (Role.OFFICER, province["XA"]))
    take(part="XA")
    client = sign_in(rival)
    for name in ("ticket_call", "ticket_finish", "ticket_leave", "ticket_put_back"):
        assert client.post(reverse(name, args=[ticket.pk])).status_code == 404, name
    assert client.get(reverse("ticket_hand_over", args=[ticket.pk])).status_code == 404
    ticket.refresh_from_db()
    assert ticket.state == TicketState.WAITING


# The guard


def test_the_guard_sees_sums_and_nothing_else(province, sign_in, officer, take):
    take(people=4), take(people=2), take(people=5, part="XA")
    call(province, officer)
    guard = sign_in(province.person("guard", "SKHCN"))
    text = guard.get(reverse("room_count")).content.decode()
    numbers = [part.split("<")[0] for part in text.split('figure-number">')[1:]]
    assert numbers == ["6", "2", "4"]
    assert officer.full_name not in text
    home = guard.get("/").content.decode()
    links = {part.split('"')[0] for part in home.split('side-link" href="')[1:]}
    assert links == {"/", reverse("room_count")}
    assert reverse("panel_visits_today") not in home


def test_every_other_door_is_closed_to_the_guard(province, sign_in):
    guard = sign_in(province.person("guard", "SKHCN"))
    for name in ("visit_list", "search", "session_list", "room", "room_list", "room_board",
                 "day_summary", "petition_list", "plan_list"):  # fmt: skip
        assert guard.get(reverse(name)).status_code == 403, name
    for name in ("ticket_take", "ticket_next", "day_close", "person_lookup"):
        assert guard.post(reverse(name), {"head_count": "1"}).status_code == 403, name
    assert not QueueTicket.objects.exists()


def test_a_guard_with_a_desk_is_no_longer_confined(province, sign_in):
    both = make_user("hai.viec", (Role.GUARD, province["SKHCN"]), (Role.OFFICER, province["SKHCN"]))
    assert sign_in(both).get(reverse("visit_list")).status_code == 200


# The poll and the shared desk


def cookie_after(client, **headers):
    client.cookies.pop("luc_cuoi", None)
    client.get(reverse("room_list"), headers={"HX-Request": "true", **headers})
    return "luc_cuoi" in client.cookies


def test_a_page_that_asks_by_itself_keeps_no_session_alive(desk):
    assert cookie_after(desk)
    assert not cookie_after(desk, **{"X-Poll": "1"})
    asked = {"HX-Request": "true", "X-Poll": "1"}
    for minute in range(1, 15):
        with time_machine.travel(NOW + minute * MINUTE, tick=False):
            assert desk.get(reverse("room_list"), headers=asked).status_code == 200
    with time_machine.travel(NOW + 16 * MINUTE, tick=False):
        # Not through get(): ending a session writes, which is the one write a GET may cause.
        ended = desk.generic("GET", reverse("room_list"), headers=asked)
        assert ended["HX-Redirect"] == reverse("login") + "?het=gio"


def test_the_screen_of_the_hall_and_the_guard_stay(province, desk, sign_in):
    desk.post(reverse("room_board_open"))
    guard = sign_in(province.person("guard", "SKHCN"))
    for minute in range(10, 60, 10):
        with time_machine.travel(NOW + minute * MINUTE, tick=False):
            for client, name in ((desk, "room_board"), (guard, "room_count")):
                asked = {"HX-Request": "true", "X-Poll": "1"}
                answer = client.get(reverse(name), headers=asked)
                assert (answer.status_code, "HX-Redirect" in answer) == (200, False), name


# The end of the day


def test_the_sheet_of_the_day(province, desk, officer, receive, take):
    receive()
    receive(head_count=6, representatives=["Bế Thị Hòa"])
    for wait in (10, 20, 45):
        ticket = take(now=NOW)
        room.call_ticket(ticket_id=ticket.pk, counter="", by=officer, now=NOW + wait * MINUTE)
        room.finish_ticket(ticket_id=ticket.pk, by=officer, now=NOW + wait * MINUTE)
    DutyShift.objects.create(
        agency=province["SKHCN"], scope_path=province["SKHCN"].path, user=officer,
        starts_at=NOW, ends_at=NOW + timedelta(hours=2),
    )  # fmt: skip
    text = desk.get(reverse("day_summary")).content.decode()
    assert "20 phút" in text
    assert "45 phút" in text
    assert '<th scope="row">Hướng dẫn</th><td class="num">2</td><td class="num">7</td>' in text
    assert f"{officer.full_name}" in text
    page = desk.post(reverse("day_close"), {"on_date": "2026-11-18", "note": "Đủ."}, follow=True)
    assert "Đã chốt lúc 09:30 18/11/2026" in page.content.decode()


def test_a_day_that_is_none_is_said(desk):
    text = desk.get(reverse("day_summary"), {"ngay": "2026-02-31"}).content.decode()
    assert "Ngày không hợp lệ" in text


def test_closing_with_an_open_ticket_keeps_the_note(province, desk, officer, take):
    take()
    call(province, officer)
    page = desk.post(reverse("day_close"), {"on_date": "2026-11-18", "note": "Ghi chú giữ lại"})
    assert page.status_code == 422
    assert "Phiếu số 1 đang được tiếp" in page.content.decode()
    assert "Ghi chú giữ lại" in page.content.decode()
