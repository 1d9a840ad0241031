"""Events set, changed, given units and closed through their pages, and who may not."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse

from agencies.actions.calendar import add_event, close_event, set_event_units
from agencies.enums import EventKind, Level, Phase
from agencies.models import Event, EventUnit
from agencies.refusals import NotAllowed, Refused
from agencies.windows_open import concerns, open_events
from records.models import LedgerEntry
from tests.complaints.doors import client_of, statements
from tests.factories import NOW, Province, make_agency

pytestmark = pytest.mark.django_db
TODAY = NOW.date()  # Wednesday 18/11/2026


@pytest.fixture
def province(db):
    with time_machine.travel(NOW, tick=False):
        yield Province()


def days(before: int, first: int, last: int, after: int) -> dict[str, tuple[date, date]]:
    """Window and days, counted from today."""
    starts, ends = TODAY + timedelta(days=first), TODAY + timedelta(days=last)
    return {
        "window": (starts - timedelta(days=before), ends + timedelta(days=after)),
        "days": (starts, ends),
    }


def event_of(agency, by, name="Kỳ họp thứ 2 HĐND tỉnh", **more) -> Event:
    told = {"kind": EventKind.ASSEMBLY_SESSION, **days(10, -1, 2, 5), **more}
    return add_event(name=name, agency=agency, by=by, now=NOW, **told)


def typed(agency, **changes) -> dict[str, str]:
    usual = {
        "key": str(uuid4()), "name": "Kỳ họp thứ 2  HĐND tỉnh", "kind": "assembly_session",
        "agency": str(agency.pk), "starts_on": "2026-12-07", "ends_on": "2026-12-09",
        "days_before": "15", "days_after": "10", "report_at": "16:00", "warn_days": "3",
        "previous": "gan-nhat", "note": "Theo Kế hoạch số 12/KH-UBND",
    }  # fmt: skip
    return {**usual, **changes}


def test_a_head_sets_an_event_whose_window_is_told_by_days_before_and_after(province):
    head = province.person("head", "UBND")
    previous = event_of(province["UBND"], head, name="Kỳ họp thứ nhất", **days(5, -90, -88, 5))
    client, told = client_of(head), typed(province["UBND"])

    answers = [client.post(reverse("event_new"), told) for _ in range(2)]

    event = Event.objects.exclude(pk=previous.pk).get()
    assert [a["Location"] for a in answers] == [reverse("event_detail", args=[event.pk])] * 2
    assert event.name == "Kỳ họp thứ 2 HĐND tỉnh"
    assert (event.window_from, event.window_to) == (date(2026, 11, 22), date(2026, 12, 19))
    assert (event.report_at, event.warn_days, event.previous) == (time(16), 3, previous)
    assert (event.agency, event.scope_path) == (province["UBND"], province["UBND"].path)
    assert LedgerEntry.objects.filter(subject_id=event.pk).count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"ends_on": "2026-12-06"}, "ends_on", "Ngày kết thúc phải từ ngày bắt đầu trở đi."),
        ({"ends_on": "2028-12-09"}, "ends_on", "Sự kiện không dài quá 400 ngày."),
        ({"name": ""}, "name", "Trường này là bắt buộc."),
        ({"starts_on": "07.12"}, "starts_on", "Nhập một ngày hợp lệ."),
        ({"warn_days": "31"}, "warn_days", "Ghi số ngày từ 0 đến 30."),
    ],
)
def test_bad_input_is_told_beside_its_field_and_nothing_typed_is_lost(
    province, changes, field, sentence
):
    client = client_of(province.person("handler", "SKHCN"))

    answer = client.post(reverse("event_new"), typed(province["SKHCN"], **changes))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert sentence in answer.content.decode()
    assert "Theo Kế hoạch số 12/KH-UBND" in answer.content.decode()
    assert Event.objects.count() == 0


def test_the_event_compared_with_is_of_its_kind_and_earlier(province):
    head = province.person("head", "UBND")
    later = event_of(province["UBND"], head, name="Kỳ họp sau", **days(0, 30, 31, 0))
    tet = event_of(province["UBND"], head, name="Tết", kind=EventKind.TET, **days(0, -300, -295, 0))
    client = client_of(head)
    for wrong in (later, tet):
        answer = client.post(reverse("event_new"), typed(province["UBND"], previous=str(wrong.pk)))
        assert list(answer.context["form"].errors) == ["previous"]
    assert Event.objects.count() == 2


def test_nobody_sets_an_event_for_another_agency_or_for_all(province):
    handler = province.person("handler", "SKHCN")
    answer = client_of(handler).post(reverse("event_new"), typed(province["BTCD"]))
    assert list(answer.context["form"].errors) == ["agency"]
    for agency in (province["BTCD"], None):
        with pytest.raises(NotAllowed, match="không lập sự kiện thay"):
            event_of(agency, handler)


def test_the_inspectorate_sets_events_for_the_province_it_watches_over(province):
    event = event_of(province["UBND"], province.person("inspector", "TTT"))
    assert concerns(event, province["XA"])
    assert not concerns(event, make_agency("CB"))


def test_who_sees_an_event_and_who_does_not(province):
    """A province's event concerns everybody below; a department's event nobody beside it."""
    rival = Province("CB", "Cao Bằng")
    event_of(rival["UBND"], rival.person("head", "UBND"), name="Kỳ họp của Cao Bằng")
    event_of(province["UBND"], province.person("head", "UBND"), name="Của tỉnh")
    event_of(province["SKHCN"], province.person("head", "SKHCN"), name="Của sở")
    event_of(None, None, name="Chung")
    seen = {
        who: sorted(str(e) for e in open_events(province.person(*who), TODAY))
        for who in (("officer", "SKHCN"), ("officer", "XA"), ("head", "UBND"))
    }
    assert seen == {
        ("officer", "SKHCN"): ["Chung", "Của sở", "Của tỉnh"],
        ("officer", "XA"): ["Chung", "Của tỉnh"],
        ("head", "UBND"): ["Chung", "Của sở", "Của tỉnh"],
    }
    text = client_of(province.person("officer", "XA")).get(reverse("event_list")).content.decode()
    assert ("Của tỉnh" in text, "Của sở" in text, "Cao Bằng" in text) == (True, False, False)


def test_the_page_shows_where_the_window_stands_and_what_each_phase_asks(province):
    head = province.person("head", "UBND")
    event = event_of(province["UBND"], head, report_at=time(16), warn_days=3)
    set_event_units(
        event_id=event.pk, agencies=[province["SKHCN"], province["XA"]], by=head, now=NOW
    )

    answer = client_of(province.person("officer", "XA")).get(
        reverse("event_detail", args=[event.pk])
    )

    text = answer.content.decode()
    assert "ngày thứ 2 trên 4, còn 2 ngày" in text
    assert [(b.phase, b.is_now) for b in answer.context["boxes"]] == [
        (Phase.BEFORE, False), (Phase.DURING, True), (Phase.AFTER, False),
    ]  # fmt: skip
    assert answer.context["timeline"].today == 11
    # A commune is told of its own duty alone; it may change nothing.
    assert [u.agency for u in answer.context["units"]] == [province["XA"]]
    assert (reverse("event_edit", args=[event.pk]) in text) is False
    assert f'hx-get="{reverse("panel_event_plans", args=[event.pk])}"' in text


def test_an_event_is_changed_by_who_set_it_and_a_second_hand_is_told(province):
    head = province.person("head", "UBND")
    event = event_of(province["UBND"], head)
    client, address = client_of(head), reverse("event_edit", args=[event.pk])
    form = client.get(address).context["form"]
    told = {
        name: "" if form[name].value() is None else form[name].value() for name in form.fields
    } | {"starts_on": "2026-11-17", "ends_on": "2026-11-21", "report_at": "15:30"}  # fmt: skip

    assert client.post(address, told).status_code == 302
    late = client.post(address, {**told, "note": "của người thứ hai"})

    event.refresh_from_db()
    assert (event.ends_on, event.window_to, event.report_at) == (
        date(2026, 11, 21), date(2026, 11, 26), time(15, 30),
    )  # fmt: skip
    assert late.status_code == 422
    assert "Người khác vừa sửa sự kiện này" in late.content.decode()
    assert "của người thứ hai" in late.content.decode()
    below = client_of(province.person("head", "SKHCN"))
    assert below.post(address, told).status_code == 403


def test_units_that_report_are_chosen_one_by_one_or_a_level_at_once(province):
    head = province.person("head", "UBND")
    police = make_agency(
        "LS-CA", name="Công an tỉnh", level=Level.DEPARTMENT, parent=province["UBND"]
    )
    room = make_agency(
        "LS-SKHCN-VP", name="Văn phòng Sở", level=Level.UNIT, parent=province["SKHCN"]
    )
    event = event_of(province["UBND"], head, report_at=time(16))
    client, address = client_of(head), reverse("event_units", args=[event.pk])

    offered = [a for g in client.get(address).context["groups"] for a, _ in g["agencies"]]
    client.post(address, {"units": [province["XA"].pk], "whole": ["department"]})

    assert police not in offered
    assert room not in offered
    named = EventUnit.objects.order_by("agency__code").values_list("agency__code", "scope_path")
    assert list(named) == [
        ("LS-SKHCN", province["SKHCN"].path), ("LS-XA", province["XA"].path),
    ]  # fmt: skip
    client.post(address, {"units": [province["XA"].pk]})
    assert [u.agency for u in event.units.all()] == [province["XA"]]
    last = LedgerEntry.objects.filter(subject_id=event.pk).latest("id")
    assert last.details == {"added": [], "removed": ["LS-SKHCN"]}
    wrong = client.post(address, {"units": [police.pk]})
    assert wrong.status_code == 422
    with pytest.raises(Refused, match="Công an tỉnh không thuộc các đơn vị"):
        set_event_units(event_id=event.pk, agencies=[police], by=head, now=NOW)


def test_units_of_an_event_of_all_are_named_by_each_for_its_own_tree(province):
    """One province must not strike out the units of another."""
    rival = Province("CB", "Cao Bằng")
    event = event_of(None, None, name="Kỳ họp Quốc hội")
    for each in (province, rival):
        set_event_units(
            event_id=event.pk, agencies=[each["XA"]], by=each.person("head", "UBND"), now=NOW
        )
    set_event_units(event_id=event.pk, agencies=[], by=province.person("head", "UBND"), now=NOW)
    assert [u.agency for u in event.units.all()] == [rival["XA"]]
    with pytest.raises(Refused, match="không thuộc các đơn vị"):
        set_event_units(
            event_id=event.pk, agencies=[rival["XA"]], by=province.person("head", "UBND"), now=NOW
        )


def test_closing_says_who_and_when_and_ends_the_window(province):
    head = province.person("head", "UBND")
    running = event_of(province["UBND"], head)
    over = event_of(province["UBND"], head, name="Kỳ họp trước", **days(5, -9, -7, 20))
    client = client_of(head)

    early = client.post(reverse("event_close", args=[running.pk]))
    done = client.post(reverse("event_close", args=[over.pk]))

    assert (early.status_code, done.status_code) == (409, 302)
    assert "từ ngày đó mới đóng được" in early.content.decode()
    over.refresh_from_db()
    assert (over.closed_at, over.closed_by) == (NOW, head)
    assert open_events(head, TODAY) == [running]
    close_event(event_id=over.pk, by=head, now=NOW + timedelta(days=1))
    over.refresh_from_db()
    assert over.closed_at == NOW
    with pytest.raises(Refused, match="Sự kiện đã đóng"):
        set_event_units(event_id=over.pk, agencies=[], by=head, now=NOW)
    edited = client.post(
        reverse("event_edit", args=[over.pk]),
        typed(province["UBND"], name="Tên khác", previous="", seen=""),
    )
    assert (edited.status_code, "không sửa được nữa" in edited.content.decode()) == (422, True)


def test_the_list_tells_apart_what_runs_what_comes_and_what_is_over(province):
    head = province.person("head", "UBND")
    event_of(province["UBND"], head, name="đang diễn ra")
    event_of(province["UBND"], head, name="sắp tới", **days(5, 30, 31, 5))
    event_of(province["UBND"], head, name="đã qua", kind=EventKind.TET, **days(5, -300, -295, 5))
    client, address = client_of(head), reverse("event_list")

    def shown(query: str) -> dict[str, list[str]]:
        groups = client.get(address + query).context["groups"]
        return {title: [str(line.event) for line in lines] for title, lines in groups if lines}

    assert shown("") == {
        "Đang theo dõi": ["đang diễn ra"], "Sắp tới": ["sắp tới"], "Đã qua": ["đã qua"],
    }  # fmt: skip
    assert shown("?loai=tet") == {"Đã qua": ["đã qua"]}
    assert shown("?nam=2025") == {}
    assert shown("?nam=abc&loai=tet") == shown("")


def test_pages_of_events_cost_the_same_for_one_and_four(province):
    head = province.person("head", "UBND")
    client, costs = client_of(head), []
    for many in (1, 3):
        for n in range(many):
            event = event_of(province["UBND"], head, name=f"Kỳ họp {many}.{n}")
        set_event_units(
            event_id=event.pk, agencies=list(province.agencies.values())[:many], by=head, now=NOW
        )
        costs.append(
            [
                statements(client, address)
                for address in (
                    reverse("event_list"), reverse("event_detail", args=[event.pk]),
                    reverse("panel_event"), reverse("event_units", args=[event.pk]),
                )
            ]
        )  # fmt: skip
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 15


def test_home_has_the_panel_on_days_with_an_open_window_alone(province):
    officer, head = province.person("officer", "XA"), province.person("head", "UBND")
    client, panel = client_of(officer), reverse("panel_event")
    assert panel not in client.get(reverse("home")).content.decode()
    event = event_of(province["UBND"], head, report_at=time(16), warn_days=3)
    set_event_units(event_id=event.pk, agencies=[province["XA"]], by=head, now=NOW)

    home = client.get(reverse("home")).content.decode()
    text = client.get(panel, headers={"HX-Request": "true"}).content.decode()

    assert f'hx-get="{panel}"' in home
    assert "trước 16:00" in text
    assert "sớm hơn 3 ngày" in text
    beside = client_of(province.person("officer", "BTCD"))
    assert "trước 16:00" not in beside.get(panel).content.decode()


def test_a_unit_is_named_once_for_an_event(province):
    event = event_of(province["UBND"], province.person("head", "UBND"))
    EventUnit.objects.create(event=event, agency=province["XA"], scope_path="LS/LS-XA/")
    with pytest.raises(DatabaseError, match="event_unit_is_named_once"), transaction.atomic():
        EventUnit.objects.create(event=event, agency=province["XA"], scope_path="LS/LS-XA/")


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"window_from": date(2026, 12, 1)}, "event_window_holds_the_event"),
        ({"scope_path": ""}, "event_path_goes_with_agency"),
        ({"closed_at": NOW}, "event_closed_has_when_and_who"),
    ],
)
def test_the_database_refuses_nonsense(province, changes, constraint):
    event = event_of(province["UBND"], province.person("head", "UBND"))
    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(**changes)
