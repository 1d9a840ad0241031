"""My shifts: the month on a page, the phone I am reached by, the calendar behind a secret address."""

import re
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.actions.duty import ask_swap, write_shift
from agencies.actions.feed import end_feed, hash_of, new_feed
from agencies.actions.own_phone import BAD_PHONE
from agencies.enums import Duty
from agencies.models import CalendarFeed, Membership, User
from reception.ical import escaped, folded
from records.models import LedgerEntry
from tests.factories import HANOI, NOW

THU = datetime(2026, 11, 19, 7, 30, tzinfo=HANOI)


@pytest.fixture
def write(province):
    """A shift at the department, four hours long; the officer's unless said otherwise."""

    def made(begins=THU, role="officer", duty=Duty.DESK, **more):
        return write_shift(
            agency=province["SKHCN"], user=province.person(role, "SKHCN"), duty=duty,
            starts_at=begins, ends_at=begins + timedelta(hours=4),
            by=province.person("head", "SKHCN"), now=NOW, **more,
        )  # fmt: skip

    return made


def parsed(body: bytes) -> list[dict[str, str]]:
    """A strict reader of RFC 5545: refuses what a calendar program may refuse; gives the events."""
    text = body.decode()
    assert text.endswith("\r\n")
    lines = text.removesuffix("\r\n").split("\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    assert max(len(line.encode()) for line in lines) <= 75
    whole = []
    for line in lines:
        if line.startswith((" ", "\t")):
            whole[-1] += line[1:]
        else:
            whole.append(line)
    return _components(whole)


def _components(lines: list[str]) -> list[dict[str, str]]:
    events, open_, head = [], [], {}
    for line in lines:
        name, _, value = line.partition(":")
        assert re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[^;:]+)*", name), line
        if name == "BEGIN":
            open_.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert open_.pop() == value
        else:
            target = events[-1] if open_ == ["VCALENDAR", "VEVENT"] else head
            assert name not in target
            target[name] = _plain(name, value)
    assert open_ == []
    assert (head["VERSION"], head["METHOD"]) == ("2.0", "PUBLISH")
    assert head["PRODID"]
    for event in events:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND"} <= event.keys()
        for moment in (event["DTSTAMP"], event["DTSTART"], event["DTEND"]):
            assert re.fullmatch(r"\d{8}T\d{6}Z", moment)
    assert len({event["UID"] for event in events}) == len(events)
    return events


def _plain(name: str, value: str) -> str:
    assert not re.search(r"\\(?![\\;,nN])", value), value
    if name in {"SUMMARY", "LOCATION", "DESCRIPTION"}:
        assert not re.search(r"(?<!\\)[;,]", value), value
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)


def address_of(user) -> str:
    return reverse("duty_feed", args=[new_feed(by=user, now=NOW)])


def test_the_calendar_tells_duty_place_and_who_leads(province, write):
    officer = province.person("officer", "SKHCN")
    head = province.person("head", "SKHCN")
    User.objects.filter(pk=head.pk).update(phone="0912 000 101", title="Giám đốc; Bí thư, Sở")
    shift = write(note="Vụ ông A", place="Trụ sở tỉnh, phòng 2", phone="0205 000 0102")
    write(THU + timedelta(hours=1), "head", Duty.LEADER)
    write(role="handler")
    answer = Client().get(address_of(officer))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert parsed(answer.content) == [
        {
            "UID": f"{shift.pk}@lich-truc.tiep-cong-dan",
            "DTSTAMP": "20261118T023000Z",
            "DTSTART": "20261119T003000Z",
            "DTEND": "20261119T043000Z",
            "SUMMARY": "Trực tiếp công dân, Sở Khoa học và Công nghệ",
            "LOCATION": "Trụ sở tỉnh, phòng 2",
            "DESCRIPTION": "Cơ quan: Sở Khoa học và Công nghệ\nĐiện thoại trực: 0205 000 0102\n"
            f"Lãnh đạo trực: {head.full_name}, Giám đốc; Bí thư, Sở, điện thoại 0912 000 101",
        }
    ]
    assert "Vụ ông A" not in answer.content.decode()


def test_an_empty_calendar_is_one(province):
    assert parsed(Client().get(address_of(province.person("officer", "SKHCN"))).content) == []


def test_a_new_address_ends_the_old_one(province):
    officer = province.person("officer", "SKHCN")
    old, new = address_of(officer), address_of(officer)
    assert [Client().get(one).status_code for one in (old, new)] == [404, 200]
    assert end_feed(by=officer, now=NOW)
    assert not end_feed(by=officer, now=NOW)
    answers = [Client().get(one) for one in (new, reverse("duty_feed", args=[uuid4()]))]
    assert [one.status_code for one in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    said = LedgerEntry.objects.filter(subject_kind="user").order_by("pk")
    details = [entry.details.get("calendar_feed") for entry in said]
    assert [one for one in details if one] == ["new", "new", "ended"]


def test_the_address_is_nowhere_but_in_one_answer(desk, province):
    page = desk.post(reverse("duty_feed_new"))
    [uuid] = re.findall(r"lich-truc/([0-9a-f-]{36})\.ics", page.content.decode())
    assert CalendarFeed.objects.get().address_hash == hash_of(uuid)
    assert uuid not in CalendarFeed.objects.get().address_hash
    assert ".ics" not in desk.get(reverse("my_duty")).content.decode()
    assert uuid not in str(list(LedgerEntry.objects.values()))
    assert desk.post(reverse("duty_feed_new"), {"viec": "ngung"})["Location"] == reverse("my_duty")
    assert not CalendarFeed.objects.exists()


def test_whoever_left_is_no_longer_told(province, write):
    officer = province.person("officer", "SKHCN")
    address = address_of(officer)
    Membership.objects.filter(user=officer).update(valid_to=NOW.date() - timedelta(days=1))
    assert Client().get(address).status_code == 404
    Membership.objects.filter(user=officer).update(valid_to=None)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_the_calendar_costs_the_same_for_one_and_for_four(province, write):
    address = address_of(province.person("officer", "SKHCN"))

    def price():
        with CaptureQueriesContext(connection) as queries:
            Client().get(address)
        return len(queries)

    write()
    one = price()
    for day in (1, 2, 3):
        write(THU + timedelta(days=day))
        write(THU + timedelta(days=day), "head", Duty.LEADER)
    assert price() == one <= 6


def test_one_address_for_each_person(province):
    officer, handler = (province.person(role, "SKHCN") for role in ("officer", "handler"))
    new_feed(by=officer, now=NOW)
    kept = CalendarFeed.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFeed.objects.create(user=officer, address_hash="x", made_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFeed.objects.create(user=handler, address_hash=kept.address_hash, made_at=NOW)


@pytest.mark.parametrize("text", ["Trực " * 40, "ệ" * 300, "a" * 74 + "ệ", "x" * 75, ""])
def test_a_long_line_is_folded_between_letters(text):
    lines = folded(text).split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert lines[0] + "".join(line[1:] for line in lines[1:]) == text


def test_what_would_break_a_line_is_escaped():
    assert escaped("a;b,c\\d\r\ne\rf\x07") == r"a\;b\,c\\d\ne\nf"


# Tôi trực ngày nào


def test_my_month_shows_my_shifts_and_who_leads(desk, province, write, sign_in):
    User.objects.filter(pk=province.person("head", "SKHCN").pk).update(phone="0912 000 101")
    shift = write()
    write(THU, "head", Duty.LEADER)
    write(THU + timedelta(days=40))
    write(role="handler")
    text = desk.get(reverse("my_duty"), {"thang": "2026-11"}).content.decode()
    for line in ("Thứ Năm", "19/11/2026", "07:30–11:30", "0912 000 101", "1 ca</span>",
                 reverse("duty_swap", args=[shift.pk])):  # fmt: skip
        assert line in text, line
    december = desk.get(reverse("my_duty"), {"thang": "2026-12"}).content.decode()
    assert "29/12/2026" in december
    for wrong in ("2026-13", "xyz", "9999-12"):
        assert "19/11/2026" in desk.get(reverse("my_duty"), {"thang": wrong}).content.decode()
    other = sign_in(province.person("officer", "BTCD")).get(reverse("my_duty")).content.decode()
    assert "Tháng này bạn không có ca trực" in other


def test_my_phone_is_kept_with_my_account(desk, province):
    done = desk.post(reverse("my_duty"), {"phone": " 0912  000 105 "})
    assert done["Location"] == reverse("my_duty")
    officer = User.objects.get(pk=province.person("officer", "SKHCN").pk)
    assert officer.phone == "0912 000 105"
    entry = LedgerEntry.objects.get(subject_kind="user", details__phone=True)
    assert "0912" not in str(entry.details) + entry.subject_label
    for bad in ("12", "gọi cho tôi", "1" * 16, "091x"):
        page = desk.post(reverse("my_duty"), {"phone": bad})
        assert (page.status_code, BAD_PHONE in page.content.decode()) == (422, True), bad
        assert f'value="{bad}"' in page.content.decode()
    desk.post(reverse("my_duty"), {"phone": ""})
    officer.refresh_from_db()
    assert officer.phone == ""


def test_my_month_has_a_fixed_price(desk, province, write):
    def price():
        with CaptureQueriesContext(connection) as queries:
            desk.get(reverse("my_duty"))
        return len(queries)

    write()
    one = price()
    for day in (1, 2, 3):
        shift = write(THU + timedelta(days=day))
        write(THU + timedelta(days=day), "head", Duty.LEADER)
    ask_swap(
        shift_id=shift.pk, asked_of=province.person("handler", "SKHCN"), reason="x",
        by=shift.user, now=NOW,
    )  # fmt: skip
    assert price() == one <= 15
