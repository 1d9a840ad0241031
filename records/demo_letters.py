"""Addresses and choices of a few people of the demonstration, so that a digest is there to look at."""

from datetime import datetime, time
from typing import Any

from agencies.actions.mail_address import set_mail_address
from agencies.models import User
from records.actions.digests import set_digest_hour
from records.actions.mailing import choose_mail
from records.enums import MailChoice, NoticeTopic

_PEOPLE = ("giamdoc.skhcn", "xuly.skhcn", "thanhtra.ls", "xuly.ls")
_AT_ONCE = {NoticeTopic.URGED: MailChoice.NOW, NoticeTopic.REVIEW: MailChoice.NONE}


def load(*, order: Any, now: datetime) -> None:
    """Through the ordinary actions; nothing in a bulk run."""
    if order.is_bulk:
        return
    for user in User.objects.filter(username__in=_PEOPLE).order_by("username"):
        address = f"{user.username}@langson.example"
        set_mail_address(user_id=user.pk, address=address, by=user, now=now)
    head = User.objects.get(username=_PEOPLE[0])
    choose_mail(chosen=_AT_ONCE, by=head)
    agency = head.access.home_agency()
    if agency is not None:
        set_digest_hour(agency=agency, at=time(8), by=head, now=now)
    order.say("Đã ghi hộp thư và cách nhận thư của vài tài khoản mẫu.")
