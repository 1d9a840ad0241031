"""Sends the letters that wait: each at most once, none forgotten while the mail server is down."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse

from records.enums import MailState, NoticeTopic
from records.mail_text import Places, Told, body, subject
from records.models import NoticeMail
from records.notice_sources import sources

log = logging.getLogger(__name__)
# Between tries: the server is back, or it is not; the last one is repeated for as long as it takes.
_WAITS = (1, 5, 15, 60)
_CLAIMED_FOR = timedelta(minutes=10)
_AT_ONCE = 200
_REFUSED_FOR_GOOD = 500
UNSURE = "Máy dừng hoặc mất kết nối giữa lúc gửi; không gửi lại để thư không đến hai lần."
REFUSED = "Máy chủ thư từ chối địa chỉ hoặc thư này (mã {code})."
SERVER_DOWN = "Chưa kết nối được máy chủ thư."


def send_waiting(*, now: datetime) -> int:
    """Sends what is due; returns how many went out. The first failed connection ends the run: the
    others keep their turn.

    Each letter has a connection of its own: one that broke before it was used would be taken for one
    that broke while the letter went.
    """
    _give_up_unsure(now)
    sent = 0
    for mail_id in _due(now):
        letter = _claim(mail_id, now)
        if letter is None:
            continue
        mail, message = letter
        message.connection = get_connection()
        try:
            message.connection.open()
        except (OSError, smtplib.SMTPException) as error:
            _wait(mail, now, error)
            break
        sent += _send(mail, message, now)
        with suppress(OSError, smtplib.SMTPException):
            message.connection.close()
    return sent


def _due(now: datetime) -> list[UUID]:
    waiting = NoticeMail.objects.filter(state=MailState.WAITING, next_try_at__lte=now)
    return list(waiting.order_by("next_try_at", "pk").values_list("pk", flat=True)[:_AT_ONCE])


def _give_up_unsure(now: datetime) -> None:
    """A letter that was being sent when the machine stopped may have arrived: it is not sent again.
    What it told of stands unread in the inbox."""
    stuck = NoticeMail.objects.filter(state=MailState.SENDING, next_try_at__lt=now)
    stuck.update(state=MailState.FAILED, ended_at=now, error=UNSURE)


@transaction.atomic
def _claim(mail_id: UUID, now: datetime) -> tuple[NoticeMail, EmailMessage] | None:
    """The letter with its text of this moment, taken by this worker; None when another has it or
    nothing is left to tell."""
    rows = NoticeMail.objects.select_for_update(skip_locked=True, of=("self",))
    mail = rows.select_related("user").filter(pk=mail_id, state=MailState.WAITING).first()
    if mail is None:
        return None
    told = told_in(mail) if mail.user.is_active and mail.user.email else []
    if not told:
        _end(mail, MailState.DROPPED, now)
        return None
    mail.state, mail.tries = MailState.SENDING, mail.tries + 1
    mail.next_try_at = now + _CLAIMED_FOR
    mail.save(update_fields=["state", "tries", "next_try_at"])
    return mail, _message(mail, told)


def told_in(mail: NoticeMail) -> list[Told]:
    """What is still unread and still to be seen by the reader of the letter."""
    lines = list(mail.lines.order_by("pk").values_list("source", "notice_id", "topic"))
    told: list[Told] = []
    for name, source in sources().items():
        own = {pk: NoticeTopic(topic) for at, pk, topic in lines if at == name}
        if own:
            told += [Told(own[pk], text) for pk, text in source.told(list(own), mail.user).items()]
    return told


def _message(mail: NoticeMail, told: Sequence[Told]) -> EmailMessage:
    places = Places(settings.PUBLIC_ADDRESS, reverse("notices"), reverse("notice_choices"))
    return EmailMessage(
        subject=subject(mail.day),
        body=body(told, places, mail.day),
        to=[mail.user.email],
        headers={
            "Message-ID": places.message_id(mail.pk),
            "Auto-Submitted": "auto-generated",
        },
    )


def _send(mail: NoticeMail, message: EmailMessage, now: datetime) -> bool:
    """One letter over an open connection. What the server said no to waits or ends; where it said
    nothing the letter may have arrived, and is not sent again."""
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        _refused(mail, now, error, max(codes, default=0))
    except smtplib.SMTPResponseException as error:
        _refused(mail, now, error, error.smtp_code)
    except (OSError, smtplib.SMTPException) as error:
        log.warning("letter %s: %s", mail.pk, type(error).__name__)
        _end(mail, MailState.FAILED, now, UNSURE)
    else:
        _end(mail, MailState.SENT, now)
        return True
    return False


def _refused(mail: NoticeMail, now: datetime, error: Exception, code: int) -> None:
    if code >= _REFUSED_FOR_GOOD:
        _end(mail, MailState.FAILED, now, REFUSED.format(code=code))
    else:
        _wait(mail, now, error)


def _wait(mail: NoticeMail, now: datetime, error: Exception) -> None:
    """Back to the others with a later turn; never an address in the log."""
    log.warning("letter %s waits: %s", mail.pk, type(error).__name__)
    minutes = _WAITS[min(mail.tries, len(_WAITS)) - 1]
    mail.state, mail.error = MailState.WAITING, SERVER_DOWN
    mail.next_try_at = now + timedelta(minutes=minutes)
    mail.save(update_fields=["state", "error", "next_try_at"])


def _end(mail: NoticeMail, state: MailState, now: datetime, error: str = "") -> None:
    mail.state, mail.ended_at, mail.error = state, now, error
    mail.save(update_fields=["state", "ended_at", "error"])
