"""Management activities: recorded, counted as 06/QLKNTC, tied to tasks; texts signed as read."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.enums import Level
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Role
from plans.actions.activities import Objections, change_activity, record_activity, void_activity
from plans.actions.importing import import_plan
from plans.actions.readings import ask_to_read, remind_all, sign_reading
from plans.activity_counts import COLUMNS, behind, headings, qlkntc
from plans.activity_told import ActivityTold, objections
from plans.enums import ActivityKind, EvidenceKind
from plans.models import ManagementActivity, PlanTask, ReadingRequest, ReadingSignature
from records.models import LedgerEntry, Notice, StoredFile
from tests.factories import LONG_AGO, NOW, Province, make_agency, make_user
from tests.house.test_access_matrix import PLAN

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
FIRST, LAST = date(2025, 12, 15), date(2026, 12, 14)


@pytest.fixture
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def record(province, part="SKHCN", task=None, **told) -> ManagementActivity:
    told = {"kind": ActivityKind.TRAINING, "title": "Tập huấn xử lý đơn", "on_date": TODAY} | told
    if told["kind"] == ActivityKind.TRAINING:
        told = {"classes": 1, "people": 30} | told
    return record_activity(
        agency=province[part], told=ActivityTold(**told), task=task,
        by=province.person("handler", part), now=NOW,
    )  # fmt: skip


def inspection(province, on, **told) -> ManagementActivity:
    told = {"units": 1, "title": "Kiểm tra trách nhiệm tiếp công dân"} | told
    return record(province, kind=ActivityKind.INSPECTION, on_date=on, **told)


def a_year(province) -> None:
    """What a department did; the expected figures below are counted by hand from these lines."""
    for kind, on in (
        (ActivityKind.NEW_TEXT, date(2026, 2, 1)), (ActivityKind.NEW_TEXT, date(2026, 3, 1)),
        (ActivityKind.NEW_TEXT, date(2025, 12, 14)), (ActivityKind.CHANGED_TEXT, date(2026, 4, 1)),
        (ActivityKind.REVOKED_TEXT, date(2026, 5, 1)),
    ):  # fmt: skip
        record(province, kind=kind, on_date=on, title="Quy chế", document="12/QĐ-SKHCN")
    record(province, on_date=date(2026, 3, 3), classes=2, people=80)
    record(
        province, kind=ActivityKind.DISSEMINATION, on_date=date(2026, 6, 1), people=45,
        title="Phổ biến Luật Tiếp công dân",
    )  # fmt: skip
    record(province, on_date=date(2025, 6, 1), classes=9, people=900)  # before the period
    # Begun and concluded before, carried out within: 13–17 only.
    inspection(
        province, date(2025, 9, 1), concluded_on=date(2025, 11, 1), advised_people=3,
        carried_out_people=2, carried_out_on=date(2026, 1, 10), prosecuted_cases=1,
        prosecuted_people=2,
    )  # fmt: skip
    # Begun before, concluded within.
    inspection(
        province, date(2025, 11, 20), units=2, concluded_on=date(2026, 1, 20),
        advised_organisations=1, advised_people=4, handed_organisations=1, handed_people=1,
        carried_out_organisations=1, carried_out_people=1,
    )  # fmt: skip
    inspection(province, date(2026, 10, 1), units=3)  # still running
    # Carried out before the period: counted nowhere.
    inspection(
        province, date(2025, 2, 1), concluded_on=date(2025, 3, 1), advised_people=1,
        carried_out_people=1, carried_out_on=date(2025, 5, 1),
    )  # fmt: skip
    wrong = record(province, on_date=date(2026, 7, 7), classes=5, people=500)
    void_activity(
        activity_id=wrong.pk, reason="Ghi nhầm", by=province.person("handler", "SKHCN"), now=NOW
    )


EXPECTED = {
    1: 2, 2: 1, 3: 1, 4: 2, 5: 125, 6: 2, 7: 5, 8: 1, 9: 1, 10: 4, 11: 1, 12: 1, 13: 2, 14: 1,
    15: 3, 16: 1, 17: 2,
}  # fmt: skip


def test_the_columns_of_06_qlkntc_as_counted_by_hand(province):
    a_year(province)
    record(province, part="BTCD", on_date=date(2026, 8, 1), classes=1, people=10)
    head = province.person("head", "SKHCN")
    assert qlkntc(head, FIRST, LAST) == EXPECTED
    above = province.person("head", "UBND")
    assert qlkntc(above, FIRST, LAST) == EXPECTED | {4: 3, 5: 135}
    assert qlkntc(above, FIRST, LAST, agency=province["SKHCN"]) == EXPECTED
    assert set(headings()) == set(COLUMNS) == set(range(1, 18))


def test_every_figure_is_its_measure_over_the_rows_behind_it(province):
    a_year(province)
    rows = ManagementActivity.objects.visible_to(province.person("head", "SKHCN"))
    for number, column in COLUMNS.items():
        found = behind(rows, number, FIRST, LAST)
        total = sum(getattr(a, column.measure) for a in found) if column.measure else len(found)
        assert total == EXPECTED[number], number


def test_the_page_links_each_figure_to_its_rows(province, now):
    a_year(province)
    client = client_of(province.person("officer", "SKHCN"))
    whole = client.get(reverse("activity_list"))
    assert {line["number"]: line["figure"] for line in whole.context["figures"]} == EXPECTED
    [link] = [line["url"] for line in whole.context["figures"] if line["number"] == 13]
    page = client.get(reverse("activity_list") + link).context["page"]
    assert sorted(a.on_date for a in page.rows) == [date(2025, 9, 1), date(2025, 11, 20)]
    none = client.get(reverse("activity_list"), {"ky": "khong-co"})
    assert (none.context["page"].rows, none.context["figures"]) == ([], [])


def test_the_list_costs_the_same_for_one_row_and_four(province, now):
    client = client_of(province.person("head", "UBND"))
    record(province)
    client.get(reverse("activity_list"))
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(reverse("activity_list"))
    for _ in range(3):
        record(province)
    with CaptureQueriesContext(connection) as four:
        client.get(reverse("activity_list"))
    assert len(one) == len(four) <= 15


def test_rules_name_the_field():
    told = ActivityTold(kind=ActivityKind.INSPECTION, title="Kiểm tra", on_date=TODAY)
    assert list(objections(told, TODAY)) == ["units"]
    for more, field in (
        ({"advised_people": 1}, "concluded_on"),
        ({"concluded_on": TODAY + timedelta(days=1)}, "concluded_on"),
        ({"concluded_on": TODAY, "carried_out_people": 1}, "carried_out_people"),
        ({"concluded_on": TODAY, "carried_out_on": TODAY - timedelta(days=1)}, "carried_out_on"),
        ({"on_date": TODAY + timedelta(days=1)}, "on_date"),
    ):
        fields = {"units": 1, "title": "Kiểm tra", "on_date": TODAY, **more}
        wrong = ActivityTold(kind=ActivityKind.INSPECTION, **fields)
        assert list(objections(wrong, TODAY)) == [field]
    training = ActivityTold(
        kind=ActivityKind.TRAINING, title="Lớp", on_date=TODAY, classes=1, people=2, units=7
    )
    assert (training.proper().units, training.proper().people) == (0, 2)


def test_recording_through_the_page_keeps_what_was_typed_and_makes_one(province, now):
    client, url = client_of(province.person("handler", "SKHCN")), reverse("activity_new")
    key = client.get(url).context["form"]["key"].value()
    typed = {
        "agency": province["SKHCN"].pk, "kind": "training", "title": "Tập huấn nghiệp vụ",
        "on_date": "2026-11-18", "classes": "2", "people": "", "units": "9", "key": key,
    }  # fmt: skip
    refused = client.post(url, typed)
    assert (refused.status_code, refused.context["form"].errors["people"]) == (
        422, ["Hãy ghi số người dự."]
    )  # fmt: skip
    assert 'value="Tập huấn nghiệp vụ"' in refused.content.decode()
    for _ in range(2):
        answer = client.post(url, typed | {"people": "40"})
    [made] = ManagementActivity.objects.all()
    assert answer["Location"] == reverse("activity_detail", args=[made.pk])
    assert (made.classes, made.people, made.units) == (2, 40, 0)
    assert LedgerEntry.objects.filter(subject_kind="managementactivity").count() == 1


def test_an_inspection_is_completed_later_and_the_ledger_names_what_changed(province, now):
    made = inspection(province, date(2026, 10, 1), units=3)
    client = client_of(province.person("handler", "SKHCN"))
    url = reverse("activity_edit", args=[made.pk])
    typed = {
        "title": made.title, "on_date": "2026-10-01", "units": "3", "concluded_on": "2026-11-10",
        "advised_people": "2", "document": "05/KL-SKHCN",
    }  # fmt: skip
    assert client.post(url, typed).status_code == 302
    made.refresh_from_db()
    assert (made.concluded_on, made.advised_people) == (date(2026, 11, 10), 2)
    changed = LedgerEntry.objects.get(subject_id=made.pk, verb="change").details["sua"]
    assert sorted(changed) == ["advised_people", "concluded_on", "document"]
    late = client.post(url, typed | {"concluded_on": "2026-09-01"})
    assert (late.status_code, list(late.context["form"].errors)) == (422, ["concluded_on"])


def test_a_voided_activity_stays_to_be_seen(province, now):
    made = record(province)
    client = client_of(province.person("handler", "SKHCN"))
    url = reverse("activity_void", args=[made.pk])
    assert client.post(url, {"reason": " "}).status_code == 422
    client.post(url, {"reason": "Ghi nhầm lớp"})
    assert client.get(reverse("activity_list")).context["page"].rows == []
    assert client.get(reverse("activity_list"), {"huy": "co"}).context["page"].rows == [made]
    with pytest.raises(Refused, match="đã hủy"):
        void_activity(
            activity_id=made.pk, reason="x", by=province.person("handler", "SKHCN"), now=NOW
        )


def test_only_those_who_record_for_the_agency_record(province):
    elsewhere = Province("CB", "Cao Bằng")
    record(elsewhere)
    made = record(province)
    told = ActivityTold(kind=ActivityKind.TRAINING, title="x", on_date=TODAY, classes=1, people=1)
    for who in (province.person("officer", "SKHCN"), province.person("head", "UBND")):
        with pytest.raises(NotAllowed):
            record_activity(agency=province["SKHCN"], told=told, by=who, now=NOW)
    with pytest.raises(ManagementActivity.DoesNotExist):
        change_activity(
            activity_id=made.pk, told=told, by=elsewhere.person("handler", "SKHCN"), now=NOW
        )
    with pytest.raises(Objections):
        record(province, people=0)


def test_an_activity_is_evidence_of_the_task_it_carries_out(province):
    plan, _ = import_plan(
        agency=province["SKHCN"], name="kh.txt", content=PLAN.encode(), by=None, now=NOW,
        accepted=True,
    )  # fmt: skip
    task: PlanTask = plan.tasks.first()
    made = record(province, task=task)
    update = task.updates.get()
    assert (update.evidence, update.ref_kind, update.ref_id) == (
        EvidenceKind.ACTIVITY, "managementactivity", made.pk
    )  # fmt: skip
    task.refresh_from_db()
    assert task.last_evidence_on == TODAY


def violated(change) -> str:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        change()
    return str(caught.value)


def test_rows_cannot_contradict_themselves(province):
    rows = ManagementActivity.objects.filter(pk=record(province).pk)
    other = ManagementActivity.objects.filter(pk=inspection(province, TODAY).pk)
    before = TODAY - timedelta(days=1)
    assert "activity_concluded_is_an_inspection" in violated(
        lambda: rows.update(concluded_on=TODAY)
    )
    assert "activity_concludes_after" in violated(lambda: other.update(concluded_on=before))
    assert "activity_carries_out" in violated(lambda: other.update(carried_out_on=TODAY))
    other.update(concluded_on=TODAY)
    assert "activity_carries_out" in violated(lambda: other.update(carried_out_on=before))


# Xác nhận đã đọc


def spread(province, offices=None, **told) -> ReadingRequest:
    activity = record(
        province, kind=ActivityKind.DISSEMINATION, title="Quán triệt Kết luận 107", **told
    )
    return ask_to_read(
        activity=activity, text="Toàn văn.", until=TODAY + timedelta(days=2),
        offices=offices or [province["SKHCN"]], by=province.person("handler", "SKHCN"), now=NOW,
    )  # fmt: skip


def test_everybody_of_the_office_is_asked_and_the_guard_is_not(province):
    reading = spread(province)
    asked = set(reading.signatures.values_list("user__username", flat=True))
    roles = ("officer", "handler", "head", "custodian")
    assert asked == {province.person(role, "SKHCN").username for role in roles}
    told = set(Notice.objects.values_list("user__username", flat=True))
    assert told == asked - {province.person("handler", "SKHCN").username}


def test_a_room_alone_may_be_asked_through_the_page(province, now):
    room = make_agency("LS-SKHCN-VP", name="Văn phòng Sở", level=Level.UNIT,
                       parent=province["SKHCN"])  # fmt: skip
    clerk = make_user("vanphong", (Role.OFFICER, room))
    gone = make_user("nghi", (Role.OFFICER, room))
    gone.memberships.update(valid_to=LONG_AGO)
    client, url = client_of(province.person("handler", "SKHCN")), reverse("activity_new")
    form = client.get(url).context["form"]
    typed = {
        "agency": province["SKHCN"].pk, "kind": "dissemination", "title": "Quán triệt quy chế",
        "on_date": "2026-11-18", "key": form["key"].value(), "asks": "on", "text": "",
        "until": "2026-11-20", "offices": [room.pk],
    }  # fmt: skip
    refused = client.post(url, typed)
    assert list(refused.context["form"].errors) == ["text"]
    assert client.post(url, typed | {"text": "Nội dung."}).status_code == 302
    assert [s.user for s in ReadingSignature.objects.all()] == [clerk]
    assert client_of(clerk).get(reverse("reading_list")).context["page"].count_text == (
        "Có 1 văn bản."
    )


def test_one_signs_for_oneself_and_the_issuer_sees_who_has_not(province, now):
    reading = spread(province)
    officer, handler = province.person("officer", "SKHCN"), province.person("handler", "SKHCN")
    client_of(officer).post(reverse("reading_sign", args=[reading.pk]))
    client_of(officer).post(reverse("reading_sign", args=[reading.pk]))
    signed = reading.signatures.filter(signed_at__isnull=False)
    assert [(s.user, s.signed_at) for s in signed] == [(officer, NOW)]
    assert LedgerEntry.objects.filter(subject_kind="readingrequest", verb="change").count() == 1
    page = client_of(handler).get(reverse("reading_detail", args=[reading.pk])).context
    assert [s.user == officer for s in page["signatures"]] == [False, False, False, True]
    assert (page["left"], page["issues"]) == (3, True)
    seen = client_of(officer).get(reverse("reading_detail", args=[reading.pk])).context
    assert (seen["signatures"], seen["issues"]) == ([], False)
    with pytest.raises(NotAllowed, match="không có tên trong danh sách"):
        sign_reading(request_id=reading.pk, by=province.person("head", "UBND"), now=NOW)
    beside = client_of(province.person("officer", "BTCD"))
    assert beside.post(reverse("reading_sign", args=[reading.pk])).status_code == 404


def test_reminders_reach_those_who_have_not_signed_once_a_day(province):
    reading = spread(province)
    sign_reading(request_id=reading.pk, by=province.person("head", "SKHCN"), now=NOW)
    assert remind_all(now=NOW) == 0
    last_day = NOW + timedelta(days=2)
    assert (remind_all(now=last_day), remind_all(now=last_day)) == (3, 0)
    assert remind_all(now=last_day + timedelta(days=1)) == 3


def test_the_file_is_for_those_who_are_asked(province, now):
    activity = record_activity(
        agency=province["UBND"], by=province.person("handler", "UBND"), now=NOW,
        told=ActivityTold(kind=ActivityKind.DISSEMINATION, title="Chỉ thị", on_date=TODAY),
        file=("chi-thi.txt", "Nội dung chỉ thị".encode()),
    )  # fmt: skip
    room = make_agency("LS-VP", name="Văn phòng", level=Level.UNIT, parent=province["UBND"])
    clerk = make_user("vp.ubnd", (Role.OFFICER, room))
    url = reverse("file_download", args=[StoredFile.objects.get().pk])
    assert client_of(clerk).get(url).status_code == 404
    ask_to_read(
        activity=activity, text="", until=TODAY, offices=[room],
        by=province.person("handler", "UBND"), now=NOW,
    )  # fmt: skip
    answer = client_of(clerk).get(url)
    assert b"".join(answer.streaming_content) == "Nội dung chỉ thị".encode()


def test_a_reading_is_signed_once(province):
    reading = spread(province)
    taken = reading.signatures.first()
    assert "reading_is_signed_once" in violated(
        lambda: ReadingSignature.objects.create(request=reading, user=taken.user)
    )
