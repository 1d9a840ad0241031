"""Standing material of an event: contacts, contingencies, checklist, matters to be settled first."""

import csv
import io
from datetime import date, timedelta

import openpyxl
import pypdfium2
import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.actions.calendar import add_event, close_event
from agencies.enums import EventKind
from agencies.models import Event
from agencies.refusals import NotAllowed, Refused
from complaints.actions.petitions import register_petition
from complaints.enums import FactKind, Field, PetitionKind, Secrecy, Source
from complaints.models import Matter, MatterExclusion, MatterFact
from complaints.petitioner import Petitioner
from plans.actions.contingencies import add_contingency, change_contingency
from plans.actions.settling import NOT_FOUND, SettleTold, list_matter, step_settling
from plans.actions.standing import (
    ContactTold,
    add_contact,
    add_ready,
    check_ready,
    copy_contacts,
    take_readiness,
)
from plans.enums import ReadyState, SettleState
from plans.models import ContactLine, Contingency, ContingencyStep, ReadyItem, SettleItem
from plans.starter import ContingencyTold, StepTold, contingencies, readiness
from records.models import LedgerEntry
from tests.factories import NOW, Province
from tests.house.crawl import masked

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def event(province) -> Event:
    return session(province, TODAY + 2 * DAY)


def session(province, starts: date, name="Kỳ họp thứ 2 HĐND tỉnh") -> Event:
    return add_event(
        name=name, kind=EventKind.ASSEMBLY_SESSION, agency=province["UBND"],
        window=(starts - 10 * DAY, starts + 12 * DAY), days=(starts, starts + 2 * DAY),
        by=province.person("head", "UBND"), now=NOW,
    )  # fmt: skip


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def call(province, part="SKHCN") -> dict:
    return {"agency": province[part], "by": province.person("handler", part), "now": NOW}


def matter_of(province, title, part="SKHCN", **changed) -> Matter:
    petition = register_petition(
        agency=province[part], kind=PetitionKind.COMPLAINT, field=Field.LAND, source=Source.POST,
        received_on=TODAY, petitioner=Petitioner(full_name="Lý Văn Chương"), summary=title,
        content="Nội dung.", by=province.person("handler", part), now=NOW,
    )  # fmt: skip
    Matter.objects.filter(pk=petition.matter_id).update(**changed)
    return Matter.objects.get(pk=petition.matter_id)


def settle(province, event, matter, part="SKHCN", **told) -> SettleItem:
    told = {"way": "Đối thoại.", "in_charge": "Phó Giám đốc Sở", "due_on": TODAY + DAY} | told
    return list_matter(
        event=event, matter_id=matter.pk, told=SettleTold(**told),
        by=province.person("handler", part), now=NOW,
    )  # fmt: skip


OFFICE = ContactTold("Ban Tiếp công dân tỉnh", "Hoàng Văn Trực", "0205.3812.345", "Trưởng ban")


def test_the_directory_of_a_body_above_is_seen_below_and_not_beside(province, event, now):
    add_contact(event=event, told=OFFICE, **call(province, "UBND"))
    add_contact(event=event, told=ContactTold("Văn phòng Sở", "Lê Thị An", "0205 111"),
                **call(province))  # fmt: skip
    add_contact(event=None, told=ContactTold("Y tế cơ quan", "Vi Văn Y", "0205 222"),
                **call(province))  # fmt: skip
    seen = {}
    for part in ("SKHCN", "BTCD"):
        page = client_of(province.person("officer", part)).get(reverse("standing", args=[event.pk]))
        groups = page.context["material"].contacts
        seen[part] = [line.name for group in groups for line in group.rows]
    assert seen == {
        "SKHCN": ["Hoàng Văn Trực", "Lê Thị An", "Vi Văn Y"], "BTCD": ["Hoàng Văn Trực"]
    }  # fmt: skip
    rival = Province("CB", "Cao Bằng").person("handler", "SKHCN")
    assert client_of(rival).get(reverse("standing", args=[event.pk])).status_code == 404


def test_a_contact_is_added_once_and_removed_by_its_own_office(province, event, now):
    client, url = client_of(province.person("handler", "SKHCN")), None
    url = reverse("contact_new", args=[event.pk])
    typed = {"agency": province["SKHCN"].pk, "office": "Văn phòng Sở", "name": "Lê Thị An",
             "phone": "không rõ"}  # fmt: skip
    refused = client.post(url, typed)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["phone"])
    for _ in range(2):
        client.post(url, typed | {"phone": "0205.3812.346"})
    [line] = ContactLine.objects.all()
    assert (line.event, line.phone) == (event, "0205.3812.346")
    remove = reverse("contact_remove", args=[line.pk])
    assert client_of(province.person("head", "UBND")).post(remove).status_code == 403
    back = client.post(remove, {"su_kien": event.pk})
    assert (back["Location"], ContactLine.objects.count()) == (
        reverse("standing", args=[event.pk]) + "#danh-ba", 0
    )  # fmt: skip


def test_the_directory_is_taken_over_from_the_previous_event_of_the_kind(province, event):
    who = call(province, "UBND")
    with pytest.raises(Refused, match="Chưa có sự kiện cùng loại"):
        copy_contacts(event=event, **who)
    before = session(province, TODAY - 100 * DAY, "Kỳ họp thứ nhất HĐND tỉnh")
    add_contact(event=before, told=OFFICE, **who)
    assert (copy_contacts(event=event, **who), copy_contacts(event=event, **who)) == (1, 0)
    assert ContactLine.objects.get(event=event).phone == OFFICE.phone


def test_the_starter_sets_are_whole_calm_and_taken_once(province, event, now):
    client, url = None, reverse("standing_starter", args=[event.pk])
    client = client_of(province.person("handler", "SKHCN"))
    for part in ("tinh-huong", "dieu-kien", "tinh-huong", "dieu-kien"):
        client.post(url, {"phan": part})
    assert list(Contingency.objects.values_list("title", flat=True)) == [
        told.title for told in contingencies()
    ]
    assert ReadyItem.objects.count() == len(readiness()) >= 10
    words = " ".join(
        f"{told.title} {told.sign} {' '.join(step.text for step in told.steps)}"
        for told in contingencies()
    ).lower()
    assert [w for w in ("công an", "đối tượng", "cưỡng chế", "quá khích", "xử lý nghiêm", "ghi hình")
            if w in words] == []  # fmt: skip
    assert all(step.doer for told in contingencies() for step in told.steps)


def test_a_scenario_is_written_with_its_steps_and_rewritten(province, event, now):
    client = client_of(province.person("handler", "SKHCN"))
    url = reverse("contingency_new", args=[event.pk])
    rows = {"buoc-TOTAL_FORMS": "5", "buoc-INITIAL_FORMS": "0"}
    typed = {"agency": province["SKHCN"].pk, "title": "Mưa lớn", "sign": "Nước vào sân", **rows}
    empty = client.post(url, typed)
    assert (empty.status_code, empty.context["steps"].non_form_errors()) == (
        422, ["Hãy ghi ít nhất một bước xử lý."]
    )  # fmt: skip
    half = client.post(url, typed | {"buoc-0-text": "Mời vào sảnh"})
    assert half.context["steps"].forms[0].errors == {"doer": ["Hãy ghi bộ phận thực hiện."]}
    client.post(url, typed | {
        "buoc-0-text": "Mời vào sảnh", "buoc-0-doer": "Bảo vệ", "buoc-0-within": "5",
        "buoc-2-text": "Báo lãnh đạo", "buoc-2-doer": "Cán bộ trực",
    })  # fmt: skip
    made = Contingency.objects.get()
    steps = made.steps.values_list("order", "text", "doer", "within_minutes")
    assert list(steps) == [
        (0, "Mời vào sảnh", "Bảo vệ", 5), (1, "Báo lãnh đạo", "Cán bộ trực", None)
    ]  # fmt: skip
    rows = {"buoc-TOTAL_FORMS": "1", "buoc-INITIAL_FORMS": "1"}
    edited = {"title": "Mưa lớn, ngập", "sign": "Nước vào sân", "buoc-0-text": "Mở phòng trên",
              "buoc-0-doer": "Bảo vệ", "su_kien": event.pk, **rows}  # fmt: skip
    answer = client.post(reverse("contingency_edit", args=[made.pk]), edited)
    assert answer.status_code == 302
    made.refresh_from_db()
    assert (made.title, [s.text for s in made.steps.all()]) == ("Mưa lớn, ngập", ["Mở phòng trên"])
    told = ContingencyTold("x", "y", (StepTold("a", "b"),))
    with pytest.raises(NotAllowed):
        change_contingency(
            contingency_id=made.pk, told=told, by=province.person("head", "UBND"), now=NOW
        )


def test_an_officer_ticks_the_checklist_with_one_click(province, event, now):
    item = add_ready(event=event, text="Nước uống", in_charge="Văn phòng", due_on=TODAY,
                     **call(province))  # fmt: skip
    officer = province.person("officer", "SKHCN")
    client, url = client_of(officer), reverse("ready_check", args=[item.pk])
    client.post(url, {"state": "missing", "note": ""})
    item.refresh_from_db()
    assert item.state == ReadyState.OPEN
    client.post(url, {"state": "missing", "note": "Còn thiếu cốc"})
    client.post(url, {"state": "ready", "note": ""})
    item.refresh_from_db()
    assert (item.state, item.note, item.checked_by, item.checked_at) == (
        "ready", "", officer, NOW
    )  # fmt: skip
    material = client.get(reverse("standing", args=[event.pk])).context["material"]
    assert (material.ready_done, material.ready_count, material.ready_late) == (1, 1, 0)
    beside = client_of(province.person("officer", "BTCD"))
    assert beside.post(url, {"state": "ready"}).status_code == 404


def test_a_closed_event_keeps_its_material(province, event):
    item = add_ready(event=event, text="Nước uống", in_charge="", due_on=TODAY, **call(province))
    close_event(event_id=event.pk, by=province.person("head", "UBND"), now=NOW + 5 * DAY)
    closed = Event.objects.get(pk=event.pk)
    for change in (
        lambda: add_contact(event=closed, told=OFFICE, **call(province)),
        lambda: take_readiness(event=closed, **call(province)),
        lambda: add_contingency(event=closed, told=contingencies()[0], **call(province)),
        lambda: check_ready(
            item_id=item.pk, state=ReadyState.READY, note="",
            by=province.person("officer", "SKHCN"), now=NOW,
        ),
        lambda: settle(province, closed, matter_of(province, "Đất")),
    ):  # fmt: skip
        with pytest.raises(Refused, match="đã đóng"):
            change()


def test_the_booklet_says_who_does_what(province, event, now):
    add_contact(event=event, told=OFFICE, **call(province, "UBND"))
    add_contingency(event=event, told=contingencies()[2], **call(province))
    take_readiness(event=event, **call(province))
    client = client_of(province.person("officer", "SKHCN"))
    answer = client.get(reverse("standing_pdf", args=[event.pk]))
    pages = pypdfium2.PdfDocument(answer.content)
    text = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pages)
    for said in ("TÀI LIỆU THƯỜNG TRỰC", event.name, "0205.3812.345", "cấp cứu 115", "2 phút",
                 "Sổ tiếp công dân dự phòng"):  # fmt: skip
        assert said in text, said
    assert LedgerEntry.objects.filter(verb="print", subject_kind="event").count() == 1


def test_the_page_costs_the_same_for_one_row_and_four(province, event, now):
    client, url = client_of(province.person("head", "UBND")), None
    url = reverse("standing", args=[event.pk])

    def one_more(n: int) -> None:
        add_contact(event=event, told=ContactTold(f"Phòng {n}", "A", "123"), **call(province))
        add_contingency(event=event, told=contingencies()[n], **call(province))
        add_ready(event=event, text=f"Việc {n}", in_charge="", due_on=TODAY, **call(province))
        settle(province, event, matter_of(province, f"Vụ việc {n}"))
        matter_of(province, f"Khác {n}", people_count=9)

    one_more(0)
    client.get(url)
    listed = reverse("settle_list", args=[event.pk])
    counts = []
    for _ in range(2):
        for address in (url, listed):
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            counts.append(len(asked))
        for n in (1, 2, 3):
            one_more(n)
    assert counts[:2] == counts[2:]
    assert max(counts) <= 15


# Vụ việc cần giải quyết trước sự kiện


def test_suggestions_say_why_and_leave_the_others_alone(province, event, now):
    matter_of(province, "Bình thường")
    late = matter_of(province, "Quá hạn", next_due_on=TODAY - 3 * DAY, next_duty="KN_GQ1")
    crowd = matter_of(province, "Đông người", people_count=8, next_due_on=TODAY + 9 * DAY)
    said = matter_of(province, "Phức tạp", next_due_on=TODAY + 20 * DAY)
    MatterFact.objects.create(
        matter=said, kind=FactKind.COMPLEX, happened_on=TODAY, sentence="Có ý kiến khác nhau.",
        reference_id=said.pk,
    )  # fmt: skip
    matter_of(province, "Đã xong", people_count=50, opened_on=TODAY, closed_on=TODAY)
    listed = matter_of(province, "Đã có", people_count=50)
    settle(province, event, listed)
    page = client_of(province.person("handler", "SKHCN")).get(
        reverse("settle_list", args=[event.pk])
    )
    found = [(s.matter, s.reasons) for s in page.context["suggestions"]]
    assert found == [
        (late, ["Quá hạn 3 ngày: giải quyết khiếu nại lần đầu."]),
        (crowd, ["Đông người: 8 người cùng nội dung."]),
        (said, ["18/11/2026: Có ý kiến khác nhau."]),
    ]
    assert "Lý Văn Chương" not in page.content.decode()


def test_a_matter_is_listed_under_its_own_agency_and_closed_with_a_result(province, event, now):
    matter = matter_of(province, "Thu hồi đất")
    head = province.person("head", "UBND")
    client, url = client_of(head), reverse("settle_new", args=[event.pk])
    typed = {"matter": f"https://x/vu-viec/{matter.pk}/", "way": "", "in_charge": "Giám đốc Sở",
             "due_on": "2026-11-20"}  # fmt: skip
    refused = client.post(url, typed)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["way"])
    client.post(url, typed | {"way": "Đối thoại trước ngày khai mạc."})
    item = SettleItem.objects.get()
    assert (item.agency, item.matter, item.added_by) == (province["SKHCN"], matter, head)
    again = client.post(url, typed | {"way": "Lần nữa"})
    assert again.context["form"].errors["matter"] == [NOT_FOUND]
    with pytest.raises(Refused, match="đã có trong danh sách"):
        settle(province, event, matter)
    handler = client_of(province.person("handler", "SKHCN"))
    step = reverse("settle_step", args=[item.pk])
    assert handler.post(step, {"state": "settled", "result": ""}).status_code == 409
    handler.post(step, {"state": "settled", "result": "Đã trả lời số 12/SKHCN"})
    item.refresh_from_db()
    assert (item.state, item.closed_on, item.result) == (
        "settled", TODAY, "Đã trả lời số 12/SKHCN"
    )  # fmt: skip
    assert handler.post(reverse("settle_edit", args=[item.pk]), typed | {"way": "x"}
                        ).status_code == 422  # fmt: skip
    handler.post(step, {"state": "open"})
    handler.post(step, {"state": "carried", "result": "Chờ kết quả đo đạc"})
    page = handler.get(reverse("settle_list", args=[event.pk])).context
    assert (page["tally"].open, page["tally"].carried) == (0, 1)


def test_secret_matters_are_not_found_like_those_elsewhere(province, event):
    elsewhere = Province("CB", "Cao Bằng")
    far = matter_of(elsewhere, "Của nơi khác")
    sealed = matter_of(province, "Kín danh tính", secrecy=Secrecy.SEALED)
    excluded = matter_of(province, "Có người bị loại trừ")
    MatterExclusion.objects.create(
        matter=excluded, user=province.person("head", "SKHCN"), reason="Liên quan.",
        excluded_at=NOW,
    )  # fmt: skip
    for matter in (far, sealed, excluded):
        with pytest.raises(Refused) as caught:
            settle(province, event, matter)
        assert caught.value.sentence == NOT_FOUND
    assert SettleItem.objects.count() == 0


def test_a_matter_that_becomes_restricted_leaves_no_trace(province, event, now):
    """The same bytes as if it had never been listed, for the list, its counts and its exports."""
    settle(province, event, matter_of(province, "Vụ việc thường"))
    client = client_of(province.person("head", "SKHCN"))
    urls = [reverse("settle_list", args=[event.pk]) + q for q in ("", "?dang=csv")]

    def seen() -> list[bytes]:
        return [masked(client.get(url).content) for url in urls]

    before = seen()
    hidden = matter_of(province, "Tố cáo người đứng đầu", people_count=30)
    item = settle(province, event, hidden)
    assert len(client.get(urls[0]).context["items"]) == 2
    Matter.objects.filter(pk=hidden.pk).update(secrecy=Secrecy.RESTRICTED)
    assert seen() == before
    page = client.get(urls[0]).context
    assert (len(page["items"]), page["tally"].open, page["suggestions"]) == (1, 1, [])
    for name in ("settle_edit", "settle_step"):
        url = reverse(name, args=[item.pk])
        answer = client.post(url, {"state": "settled", "result": "x"})
        assert answer.status_code == 404
    with pytest.raises(SettleItem.DoesNotExist):
        step_settling(
            item_id=item.pk, state=SettleState.SETTLED, result="x",
            by=province.person("head", "SKHCN"), now=NOW,
        )  # fmt: skip


def test_the_list_is_taken_away_as_it_is_shown(province, event, now):
    settle(province, event, matter_of(province, "=HYPERLINK(1)", people_count=6), way="Đối thoại")
    client, url = client_of(province.person("officer", "SKHCN")), None
    url = reverse("settle_list", args=[event.pk])
    text = client.get(url, {"dang": "csv"}).content.decode("utf-8-sig")
    [head, row] = list(csv.reader(io.StringIO(text)))
    assert (head[1], row[1:7]) == (
        "Vụ việc",
        ["'=HYPERLINK(1)", "Sở Khoa học và Công nghệ", "", "6", "Đối thoại", "Phó Giám đốc Sở"],
    )
    book = openpyxl.load_workbook(io.BytesIO(client.get(url, {"dang": "xlsx"}).content))
    cells = [c.value for c in book.active[4]][:5]
    assert cells == [1, "=HYPERLINK(1)", "Sở Khoa học và Công nghệ", "", 6]
    assert book.active["B4"].data_type == "s"
    assert LedgerEntry.objects.filter(verb="export", subject_kind="event").count() == 2


def violated(change) -> str:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        change()
    return str(caught.value)


def test_rows_cannot_contradict_themselves(province, event):
    item = settle(province, event, matter_of(province, "Đất"))
    again = {f.name: getattr(item, f.name) for f in SettleItem._meta.fields if f.name != "id"}
    assert "settle_item_is_listed_once" in violated(lambda: SettleItem.objects.create(**again))
    rows = SettleItem.objects.filter(pk=item.pk)
    assert "settle_item_closed_has_its_day" in violated(lambda: rows.update(state="settled"))
    ready = add_ready(event=event, text="Nước", in_charge="", due_on=TODAY, **call(province))
    ticked = ReadyItem.objects.filter(pk=ready.pk)
    assert "ready_item_checked_has_its_time" in violated(lambda: ticked.update(state="ready"))
    told = add_contingency(event=event, told=contingencies()[0], **call(province))
    assert "contingency_step_has_its_place" in violated(
        lambda: ContingencyStep.objects.create(contingency=told, order=0, text="x", doer="y")
    )
