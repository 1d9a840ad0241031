"""Letters that tell of notices: rows first, each once, content-free of what is sealed."""

import smtplib
from datetime import date, datetime, time, timedelta

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from agencies.actions.mail_address import BAD_ADDRESS
from agencies.models import User
from complaints.actions.matters import exclude
from complaints.enums import PetitionKind
from records.actions.digests import make_digests, set_digest_hour
from records.actions.mail_sending import REFUSED, SERVER_DOWN, UNSURE, send_waiting
from records.actions.mailing import choose_mail
from records.actions.notices import give
from records.enums import MailChoice, MailKind, MailState, NoticeTopic
from records.models import DigestHour, Notice, NoticeChoice, NoticeMail, NoticeMailLine
from tests.complaints.doors import client_of
from tests.factories import HANOI, NOW

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(minutes=2)
ADDRESS = "thu.truong@langson.example"
MORNING = datetime(2026, 11, 18, 7, 0, tzinfo=HANOI)
HALF_PAST = MORNING + timedelta(minutes=30)


@pytest.fixture
def head(province) -> User:
    head = province.person("head", "SKHCN")
    User.objects.filter(pk=head.pk).update(email=ADDRESS)
    return User.objects.get(pk=head.pk)


def at_once(user, *topics) -> None:
    choose_mail(chosen=dict.fromkeys(topics, MailChoice.NOW), by=user)


def tell(user, petition, key="a", topic=NoticeTopic.URGED, at=NOW) -> int:
    return give(
        users=[user], key=key, sentence=f"Đôn đốc {key}.", url_name="petition_detail",
        subject_id=petition.pk, now=at, topic=topic,
    )  # fmt: skip


def test_what_comes_at_once_is_one_letter_that_goes_once(register, head):
    at_once(head, NoticeTopic.URGED)
    petition = register()
    for key in ("một", "hai"):
        tell(head, petition, key)
    tell(head, petition, "ba", NoticeTopic.REPORT)

    assert send_waiting(now=NOW) == 0
    assert send_waiting(now=SOON) == 1
    assert send_waiting(now=SOON) == 0

    row, (letter,) = NoticeMail.objects.get(), mail.outbox
    assert (row.state, row.ended_at, row.tries) == (MailState.SENT, SOON, 1)
    assert letter.to == [ADDRESS]
    assert letter.subject == "Có thông báo mới trong hệ thống tiếp công dân"
    assert letter.extra_headers["Message-ID"] == f"<{row.pk}@127.0.0.1>"
    told = letter.body.split("Bị đôn đốc: 2\n")[1].splitlines()[:3]
    assert told == [
        "  - Đôn đốc một.", "  - Đôn đốc hai.",
        "  http://127.0.0.1:8000/thong-bao/?loai=urged",
    ]  # fmt: skip
    assert "Đôn đốc ba." not in letter.body


def test_a_letter_says_of_a_sealed_matter_only_that_there_is_a_notice(register, head):
    at_once(head, NoticeTopic.URGED)
    tell(head, register(kind=PetitionKind.DENUNCIATION), "tố cáo về đất")
    assert send_waiting(now=SOON) == 1
    assert mail.outbox[0].body.splitlines()[:5] == [
        "Bạn có 1 thông báo chưa đọc trong hệ thống tiếp công dân.", "",
        "Thông báo khác: 1", "  http://127.0.0.1:8000/thong-bao/", "",
    ]  # fmt: skip
    assert "tố cáo" not in mail.outbox[0].body
    assert "đôn đốc" not in mail.outbox[0].body.lower()


def test_a_letter_tells_nothing_that_was_read_or_may_not_be_seen_any_more(register, province, head):
    handler = province.person("handler", "SKHCN")
    User.objects.filter(pk=handler.pk).update(email="xu.ly@langson.example", is_active=False)
    closed = register(kind=PetitionKind.DENUNCIATION)
    for user in (head, handler):
        at_once(user, NoticeTopic.URGED)
        tell(user, closed, user.username)
    assert NoticeMail.objects.filter(user=handler).count() == 0
    by = province.person("inspector", "TTT")
    exclude(matter=closed.matter, users=[head], reason="Có liên quan.", by=by, now=NOW)
    assert send_waiting(now=SOON) == 0
    assert NoticeMail.objects.get().state == MailState.DROPPED
    tell(head, register(), "đã đọc", at=SOON)
    Notice.objects.filter(key="đã đọc").update(read_at=SOON)
    assert send_waiting(now=SOON + timedelta(minutes=2)) == 0
    assert mail.outbox == []


def test_the_digest_counts_by_kind_once_a_working_day_and_nothing_twice(register, head):
    petition = register()
    before = MORNING - timedelta(hours=1)
    tell(head, petition, "một", at=before)
    tell(head, petition, "hai", NoticeTopic.REPORT, at=before)
    tell(head, register(kind=PetitionKind.DENUNCIATION), "kín", at=before)
    tell(head, petition, "muộn", at=HALF_PAST + timedelta(minutes=1))
    choose_mail(chosen={NoticeTopic.FLAGGED: MailChoice.NONE}, by=head)
    tell(head, petition, "thôi", NoticeTopic.FLAGGED, at=before)

    assert make_digests(now=MORNING) == 0
    assert make_digests(now=NOW) == 1
    assert make_digests(now=NOW) == 0
    assert send_waiting(now=NOW) == 1
    letter = mail.outbox[0]
    assert letter.subject == "Tóm tắt thông báo ngày 18/11/2026 trong hệ thống tiếp công dân"
    assert letter.body.splitlines()[:9] == [
        "Bạn có 3 thông báo chưa đọc trong hệ thống tiếp công dân.", "",
        "Bị đôn đốc: 1", "  http://127.0.0.1:8000/thong-bao/?loai=urged", "",
        "Báo cáo: 1", "  http://127.0.0.1:8000/thong-bao/?loai=report", "",
        "Thông báo khác: 1",
    ]  # fmt: skip
    assert "Đôn đốc" not in letter.body
    assert make_digests(now=NOW + timedelta(days=3)) == 0, "a Saturday"
    assert make_digests(now=NOW + timedelta(days=1)) == 1, "what came after the hour"
    assert NoticeMailLine.objects.filter(mail__day=date(2026, 11, 19)).count() == 1
    assert make_digests(now=NOW + timedelta(days=2)) == 0


def test_the_agency_says_when_its_digest_comes(register, province, head):
    tell(head, register(), at=MORNING)
    client, own = client_of(head), reverse("digest_hour", args=[province["SKHCN"].pk])
    assert client.post(own, {"at": "05:00"}).status_code == 422
    assert client.post(own, {"at": "16:15"}).status_code == 302
    assert DigestHour.objects.get().at == time(16, 15)
    assert client.post(reverse("digest_hour", args=[province["XA"].pk])).status_code == 404
    officer = client_of(province.person("officer", "SKHCN"))
    assert officer.post(own, {"at": "08:00"}).status_code == 403
    assert "16:15" in client.get(reverse("notice_choices")).content.decode()
    assert make_digests(now=NOW) == 0
    assert make_digests(now=NOW.replace(hour=16, minute=20)) == 1
    set_digest_hour(agency=province["SKHCN"], at=time(8), by=head, now=NOW)
    assert DigestHour.objects.get().at == time(8)


class Down(locmem.EmailBackend):
    """A mail server that cannot be reached."""

    def open(self) -> None:
        raise ConnectionRefusedError


class Answers(locmem.EmailBackend):
    """A mail server that answers, or breaks off, as the test says."""

    error: Exception

    def send_messages(self, messages: list[object]) -> int:
        raise self.error


def name_of(backend: type) -> str:
    return f"{__name__}.{backend.__name__}"


def test_while_the_server_is_down_rows_wait_and_then_go_once(register, head, settings):
    at_once(head, NoticeTopic.URGED)
    tell(head, register())
    usual, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, name_of(Down)
    at = SOON
    for wait in (1, 5, 15, 60, 60):
        assert send_waiting(now=at) == 0
        row = NoticeMail.objects.get()
        assert (row.state, row.error) == (MailState.WAITING, SERVER_DOWN)
        assert row.next_try_at == at + timedelta(minutes=wait)
        at = row.next_try_at
    settings.EMAIL_BACKEND = usual
    assert (send_waiting(now=at), send_waiting(now=at)) == (1, 0)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("error", "state", "said"),
    [
        (smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"")}), "failed", REFUSED.format(code=550)),
        (smtplib.SMTPRecipientsRefused({ADDRESS: (450, b"")}), "waiting", SERVER_DOWN),
        (smtplib.SMTPServerDisconnected(), "failed", UNSURE),
    ],
)
def test_what_the_server_says_no_to_ends_or_waits(
    register, head, settings, monkeypatch, error, state, said
):
    at_once(head, NoticeTopic.URGED)
    tell(head, register())
    settings.EMAIL_BACKEND = name_of(Answers)
    monkeypatch.setattr(Answers, "error", error, raising=False)
    assert send_waiting(now=SOON) == 0
    row = NoticeMail.objects.get()
    assert (row.state, row.error) == (state, said)
    page = client_of(head).get(reverse("notice_choices")).content.decode()
    assert (said in page) == (state == "failed")


def test_a_machine_that_stopped_while_sending_sends_no_second_letter(register, head):
    at_once(head, NoticeTopic.URGED)
    tell(head, register())
    NoticeMail.objects.update(state=MailState.SENDING, tries=1, next_try_at=SOON)
    assert send_waiting(now=SOON) == 0
    assert NoticeMail.objects.get().state == MailState.SENDING
    assert send_waiting(now=SOON + timedelta(minutes=1)) == 0
    row = NoticeMail.objects.get()
    assert (row.state, row.error) == (MailState.FAILED, UNSURE)
    assert mail.outbox == []


def chosen(**changes) -> dict[str, str]:
    return {"email": ADDRESS, **{t.value: "digest" for t in NoticeTopic}, **changes}


@pytest.mark.parametrize("bad", ["a@b.vn\nBcc: c@d.vn", "không phải thư", "a@b.vn, c@d.vn"])
def test_a_bad_address_is_refused_and_nothing_is_lost(province, head, bad):
    client, address = client_of(head), reverse("notice_choices")
    answer = client.post(address, chosen(email=bad, report="now"))
    assert answer.status_code == 422
    assert BAD_ADDRESS in answer.content.decode()
    assert answer.context["form"]["report"].value() == "now"
    assert NoticeChoice.objects.count() == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        User.objects.filter(pk=head.pk).update(email=bad)


def test_one_chooses_for_oneself_and_the_administrator_keeps_addresses(province, head):
    client, address = client_of(head), reverse("notice_choices")
    assert client.post(address, chosen(email="moi@langson.example", due="now")).status_code == 302
    assert client.post(address, chosen(email="", due="none")).status_code == 302
    head.refresh_from_db()
    assert head.email == ""
    assert NoticeChoice.objects.get(user=head, topic="due").mail == MailChoice.NONE
    assert client.post(address, chosen(due="lúc nào đó")).status_code == 422

    account = reverse("account_mail", args=[head.pk])
    admin = client_of(province.person("admin", "UBND"))
    assert client.post(account, {"email": ADDRESS}).status_code == 403
    assert admin.post(account, {"email": "xấu"}).status_code == 422
    assert admin.post(account, {"email": ADDRESS})["Location"] == reverse("user_list")
    assert ADDRESS in admin.get(reverse("user_list")).content.decode()


def test_rows_that_contradict_themselves_are_refused(register, province, head):
    base = {"user": head, "made_at": NOW, "next_try_at": NOW}
    digest = NoticeMail.objects.create(kind=MailKind.DIGEST, day=NOW.date(), **base)
    NoticeMail.objects.create(kind=MailKind.NOW, **base)
    line = {"mail": digest, "source": "general", "notice_id": head.pk, "topic": "due"}
    NoticeMailLine.objects.create(**line)
    NoticeChoice.objects.create(user=head, topic="due", mail="now")
    bad = [
        lambda: NoticeMail.objects.create(kind=MailKind.DIGEST, day=NOW.date(), **base),
        lambda: NoticeMail.objects.create(kind=MailKind.NOW, **base),
        lambda: NoticeMail.objects.create(kind=MailKind.DIGEST, **base),
        lambda: NoticeMail.objects.create(kind=MailKind.NOW, state="sent", **base),
        lambda: NoticeMailLine.objects.create(**line),
        lambda: NoticeChoice.objects.create(user=head, topic="due", mail="none"),
    ]
    for make in bad:
        with pytest.raises(IntegrityError), transaction.atomic():
            make()
