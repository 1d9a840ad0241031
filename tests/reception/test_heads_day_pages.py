"""The pages of the head's day, through the door a user takes."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.roles import Role
from complaints.actions import matters
from complaints.enums import PetitionKind
from complaints.petitioner import Petitioner
from reception.actions.conclusions import TaskInput, issue_conclusion, write_conclusion
from reception.actions.heads_day import note_received, register_for_day
from reception.actions.invitations import invite
from reception.enums import SessionKind, VisitResult
from reception.models import ReceptionSession, Registration
from records.models import LedgerEntry
from tests.factories import NOW, make_user
from tests.house.crawl import ask
from tests.reception.test_conclusions import words

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def session(province) -> ReceptionSession:
    return ReceptionSession.objects.create(
        agency=province["SKHCN"], scope_path=province["SKHCN"].path, kind=SessionKind.PERIODIC,
        on_date=TODAY + timedelta(days=2), place="Phòng tiếp công dân",
        host=province.person("head", "SKHCN"),
    )  # fmt: skip


@pytest.fixture
def register(province, session):
    def made(**changes) -> Registration:
        told = {
            "session_id": session.pk,
            "visitor_label": "Bế Thị Hòa",
            "summary": "Đường vào khu sản xuất bị sạt lở",
            "by": province.person("officer", "SKHCN"),
            "now": NOW,
        }
        return register_for_day(**{**told, **changes})

    return made


@pytest.fixture
def sealed_matter(receive):
    return receive(
        kind=PetitionKind.DENUNCIATION, petitioner=Petitioner("Nông Thị Kín", 1980, "xã Tân Thanh"),
        title="Tố cáo việc cấp giấy phép", content="Tố cáo việc cấp giấy phép.",
        result_note="Hẹn gặp Thủ trưởng.",
    ).matter  # fmt: skip


def typed(**changes):
    return {
        "key": str(uuid.uuid4()),
        "visitor_label": "Bế Thị Hòa",
        "phone": "0987 654 321",
        "head_count": "2",
        "summary": "Đường vào khu sản xuất",
        **changes,
    }


def test_somebody_is_registered(desk, session):
    url = reverse("registration_new", args=[session.pk])
    assert desk.get(url).status_code == 200
    answer = desk.post(url, typed())
    row = Registration.objects.get()
    assert answer["Location"] == reverse("registration_detail", args=[row.pk])
    page = desk.get(reverse("heads_day", args=[session.pk])).content.decode()
    for shown in ("Bế Thị Hòa", "0987654321", "Đường vào khu sản xuất", "Có 1 đăng ký."):
        assert shown in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"visitor_label": ""}, "Hãy ghi họ tên người đăng ký hoặc người đại diện."),
        ({"phone": "12"}, "Số điện thoại gồm 8 đến 15 chữ số"),
        ({"summary": ""}, "Hãy ghi tóm tắt nội dung xin gặp Thủ trưởng."),
        ({"head_count": "0"}, "Số người phải từ 1 trở lên."),
    ],
)
def test_nothing_typed_is_lost(desk, session, changes, sentence):
    answer = desk.post(reverse("registration_new", args=[session.pk]), typed(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    kept = "Bế Thị Hòa" if "visitor_label" not in changes else "0987 654 321"
    assert kept in page


def test_a_referred_matter_is_one_click_away(desk, session, receive):
    visit = receive(result=VisitResult.REFERRED, result_note="Báo cáo Thủ trưởng.")
    url = reverse("registration_new", args=[session.pk])
    assert f"?vu={visit.matter_id}" in desk.get(url).content.decode()
    found = desk.get(url + "?tim=duong+vao").content.decode()
    assert f"?vu={visit.matter_id}" in found
    chosen = desk.get(f"{url}?vu={visit.matter_id}").content.decode()
    assert 'value="Bế Thị Hòa"' in chosen
    desk.post(f"{url}?vu={visit.matter_id}", typed())
    assert Registration.objects.get().matter == visit.matter
    assert f"?vu={visit.matter_id}" not in desk.get(url).content.decode()
    assert desk.get(url + "?vu=rách").status_code == 404


def test_a_sealed_matter_asks_no_name(province, sign_in, session, sealed_matter):
    head = sign_in(province.person("head", "SKHCN"))
    url = reverse("registration_new", args=[session.pk]) + f"?vu={sealed_matter.pk}"
    page = head.get(url).content.decode()
    assert 'name="visitor_label"' not in page
    assert 'name="phone"' not in page
    head.post(url, typed(visitor_label="Nông Thị Kín"))
    assert Registration.objects.get().visitor_label == sealed_matter.petitioner_label
    colleague = sign_in(province.person("inspector", "TTT"))
    assert colleague.get(reverse("heads_day", args=[session.pk])).status_code == 200


def test_a_dossier_is_drafted_from_the_matter(desk, register, receive):
    visit = receive(result_note="Hướng dẫn gửi đơn đến UBND xã.")
    row = register(matter=visit.matter)
    url = reverse("registration_detail", args=[row.pk])
    text = desk.get(url).context["dossier"].initial["dossier"]
    assert text.splitlines() == [
        "1. Vụ việc: Kiến nghị về đường vào khu sản xuất (kiến nghị, phản ánh), từ ngày 18/11/2026.",
        "2. Quá trình tiếp công dân:",
        "- Ngày 18/11/2026, 1 người; hướng dẫn: Hướng dẫn gửi đơn đến UBND xã.",
        "3. Chưa có đơn.",
        "4. Thời hạn:",
        "- Thông báo kết quả tiếp công dân: hạn 03/12/2026.",
        "5. Đề xuất hướng giải quyết:",
    ]
    assert not Registration.objects.get().dossier
    desk.post(reverse("registration_dossier", args=[row.pk]), {"dossier": "Đề nghị trả lời."})
    page = desk.get(url)
    assert page.context["dossier"].initial["dossier"] == "Đề nghị trả lời."
    assert page.context["is_draft"] is False


def test_steps(desk, session, register):
    first, second = register(visitor_label="Một"), register(visitor_label="Hai")
    desk.post(reverse("registration_step", args=[second.pk]), {"buoc": "len"})
    day = desk.get(reverse("heads_day", args=[session.pk]))
    assert [(line.position, line.row.pk) for line in day.context["lines"]] == [
        (1, second.pk), (2, first.pk),
    ]  # fmt: skip
    answer = desk.post(reverse("registration_step", args=[first.pk]), {"buoc": "vang"})
    assert answer.status_code == 409
    desk.post(reverse("registration_step", args=[first.pk]), {"buoc": "rut"})
    first.refresh_from_db()
    assert first.state == "withdrawn"
    answer = desk.post(reverse("registration_step", args=[first.pk]), {"buoc": "khác"})
    assert answer.status_code == 404


def test_inviting_and_answering(desk, province, sign_in, session, register):
    row = register()
    invited = province["XA"]
    url = reverse("registration_invite", args=[row.pk])
    told = {"agency": str(invited.pk), "asked_for": "Hồ sơ tuyến đường", "due_on": "2026-11-19"}
    assert desk.post(url, {**told, "asked_for": ""}).status_code == 422
    assert desk.post(url, told).status_code == 302
    commune = sign_in(province.person("officer", "XA"))
    listed = commune.get(reverse("invitation_list")).content.decode()
    assert "Hồ sơ tuyến đường" in listed
    assert "Đường vào khu sản xuất bị sạt lở" in listed
    assert "Bế Thị Hòa" not in listed
    answer_url = reverse("invitation_answer", args=[row.invitations.get().pk])
    assert "Bế Thị Hòa" not in commune.get(answer_url).content.decode()
    assert commune.post(answer_url, {"answer": ""}).status_code == 422
    assert commune.post(answer_url, {"answer": "Phó Chủ tịch xã dự."}).status_code == 302
    assert commune.get(reverse("registration_detail", args=[row.pk])).status_code == 404
    assert "Phó Chủ tịch xã dự." in desk.get(
        reverse("registration_detail", args=[row.pk])
    ).content.decode()  # fmt: skip
    assert desk.post(answer_url, {"answer": "Thay xã"}).status_code == 403


def test_rivals_and_those_above(province, sign_in, session, register):
    row = register()
    rival = sign_in(province.person("handler", "BTCD"))
    above = sign_in(province.person("head", "UBND"))
    for name, pk in (
        ("heads_day", session.pk),
        ("heads_day_print", session.pk),
        ("registration_detail", row.pk),
    ):
        assert rival.get(reverse(name, args=[pk])).status_code == 404
        assert above.get(reverse(name, args=[pk])).status_code == 200
    for name, pk in (
        ("heads_day_sort", session.pk),
        ("registration_step", row.pk),
        ("registration_dossier", row.pk),
        ("registration_invite", row.pk),
    ):
        told = {"buoc": "rut", "dossier": "x"}
        assert rival.post(reverse(name, args=[pk]), told).status_code == 404
        assert above.post(reverse(name, args=[pk]), told).status_code == 403
    row.refresh_from_db()
    assert (row.state, row.dossier) == ("registered", "")


def statements(client, url) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_list_costs_the_same_for_one_and_for_four(desk, province, session, register):
    url = reverse("heads_day", args=[session.pk])
    panel = reverse("panel_heads_day")
    invitations = reverse("invitation_list")

    def one_more(name):
        row = register(visitor_label=name)
        for part in ("XA", "SKHCN"):
            invite(
                registration_id=row.pk, agency=province[part], asked_for="Hồ sơ", due_on=None,
                by=province.person("officer", "SKHCN"), now=NOW,
            )  # fmt: skip

    one_more("Một")
    before = [statements(desk, address) for address in (url, panel, invitations)]
    for name in ("Hai", "Ba", "Bốn"):
        one_more(name)
    assert before == [statements(desk, address) for address in (url, panel, invitations)]
    assert max(before) <= 15
    assert desk.get(panel).context["sessions"][0].registered == 4


def test_the_print_holds_what_its_reader_may_see(
    province, sign_in, session, register, sealed_matter
):
    register(head_count=6)
    register(matter=sealed_matter, summary="")
    url = reverse("heads_day_print", args=[session.pk])
    head = words(sign_in(province.person("head", "SKHCN")).get(url).content)
    other = province.person("head", "UBND")
    assert "DANH SÁCH Công dân đăng ký gặp Thủ trưởng ngày 20/11/2026" in head
    assert "Bế Thị Hòa" in head
    assert "Đông người: 6 người cùng một nội dung" in head
    assert sealed_matter.petitioner_label in head
    matters.exclude(
        matter=sealed_matter, users=[other], reason="Liên quan",
        by=province.person("head", "SKHCN"), now=NOW,
    )  # fmt: skip
    said = words(sign_in(other).get(url).content)
    assert "Bế Thị Hòa" in said
    assert "Tố cáo" not in said
    assert LedgerEntry.objects.filter(verb="print").count() == 2


def test_a_restricted_matter_on_the_day_changes_no_byte(
    province, sign_in, receive, session, sealed_matter
):
    """Registered, received, concluded with a task: those who may not know see the same pages, at the
    same price, as before."""
    home, head, officer = (
        province["SKHCN"], province.person("head", "SKHCN"), province.person("officer", "SKHCN"),
    )  # fmt: skip
    handler = province.person("handler", "SKHCN")
    session.on_date = TODAY
    session.save(update_fields=["on_date"])
    for name in ("Một", "Hai"):
        row = register_for_day(
            session_id=session.pk, visitor_label=name, summary="Đường", by=officer, now=NOW
        )
        invite(
            registration_id=row.pk, agency=home, asked_for="Hồ sơ", due_on=None, by=officer, now=NOW
        )
    matters.exclude(matter=sealed_matter, users=[handler], reason="Liên quan", by=head, now=NOW)
    matters.grant(matter=sealed_matter, users=[head], reason="Chủ trì", by=head, now=NOW)
    observers = [
        handler, make_user("ban.skhcn", (Role.OFFICER, home)), province.person("head", "UBND"),
        province.person("inspector", "TTT"),
    ]  # fmt: skip
    clients = {user.username: sign_in(user) for user in observers}
    for client in clients.values():
        client.get(reverse("home"))  # what is said once after a sign-in is said here
    addresses = [
        reverse(name, args=[session.pk] if has_row else [])
        for name, has_row in (
            ("heads_day", True), ("heads_day_print", True), ("registration_new", True),
            ("session_detail", True), ("session_list", False), ("panel_heads_day", False),
            ("invitation_list", False), ("conclusion_tasks", False),
            ("panel_conclusion_tasks", False), ("document_list", False), ("visit_list", False),
        )
    ]  # fmt: skip

    def seen():
        return {
            (who, address): ask(client, address)
            for who, client in clients.items()
            for address in addresses
        }

    before = seen()
    row = register_for_day(session_id=session.pk, matter=sealed_matter, by=head, now=NOW)
    visit = receive(
        matter=sealed_matter, session=session, kind=PetitionKind.DENUNCIATION,
        title=sealed_matter.title, content="Trình bày.", result_note="Thủ trưởng nghe.",
    )  # fmt: skip
    note_received(registration_id=row.pk, visit=visit, by=officer, now=NOW)
    made = write_conclusion(
        session_id=session.pk, matter_id=sealed_matter.pk, text="Xác minh.", contact="",
        concluded_on=TODAY, tasks=[TaskInput(home, "Xác minh", TODAY)], by=head, now=NOW,
    )  # fmt: skip
    made = issue_conclusion(conclusion_id=made.pk, by=head, now=NOW)
    row.refresh_from_db()
    assert (row.state, row.visit, made.secrecy) == ("received", visit, 2)
    after = seen()
    assert [place for place in before if before[place] != after[place]] == []
    for client in clients.values():
        for name, hidden in (
            ("registration_detail", row), ("registration_step", row), ("conclusion_new", row),
            ("conclusion_detail", made), ("conclusion_preview", made),
            ("conclusion_task_done", made.tasks.get()), ("document_detail", made.document),
        ):  # fmt: skip
            assert client.get(reverse(name, args=[hidden.pk])).status_code in (403, 404, 405)
