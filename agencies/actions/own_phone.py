"""The number under which one is reached on duty, said by oneself (điện thoại công vụ)."""

import re
from datetime import datetime

from django.db import transaction

from agencies import ledger
from agencies.models import User
from agencies.refusals import Refused
from agencies.vietnamese import tidy

_PHONE = re.compile(r"\+?[0-9(][0-9 ().-]*", re.ASCII)
_FEWEST, _MOST = 3, 15  # digits: a short office number; the longest by ITU-T E.164
BAD_PHONE = "Số điện thoại gồm 3 đến 15 chữ số, có thể có dấu +, dấu cách, dấu chấm, dấu ngoặc."


def refusal_of(phone: str) -> str:
    """Why this is no phone number; empty when it is one, or nothing."""
    digits = sum(char.isdigit() for char in phone)
    good = _PHONE.fullmatch(phone) and _FEWEST <= digits <= _MOST
    return "" if good or not phone else BAD_PHONE


@transaction.atomic
def set_own_phone(*, phone: str, by: User, now: datetime) -> User:
    """Keeps the number with the account; the ledger says that it changed, not what it is."""
    said = tidy(phone)
    if why := refusal_of(said):
        raise Refused(why)
    user: User = User.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    if user.phone != said:
        user.phone = said
        user.save(update_fields=["phone"])
        ledger.record(by=by, verb="change", subject=user, now=now, details={"phone": True})
    return user
