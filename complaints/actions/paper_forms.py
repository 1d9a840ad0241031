"""Xác nhận mẫu: an administrator says that the text of a form was compared with the official one."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from agencies.permissions import ensure
from agencies.refusals import Refused
from agencies.roles import Permission
from complaints.models import FormConfirmation
from complaints.papers.registry import form_of
from records.actions import ledger
from records.enums import Verb


@transaction.atomic
def confirm_form(*, code: str, source: str, by: User, now: datetime) -> FormConfirmation:
    """From now on the form is issued as statutory; a second confirmation gives the first."""
    ensure(by, Permission.CONFIRM_FORM)
    form = form_of(code)
    if form is None or form.is_sure:
        raise Refused("Mẫu này không cần xác nhận.")
    if not source.strip():
        raise Refused("Hãy ghi đã đối chiếu với văn bản nào.")
    confirmation, made = FormConfirmation.objects.get_or_create(
        form_code=code,
        defaults={"source": source.strip()[:300], "confirmed_by": by, "confirmed_at": now},
    )
    if made:
        # The key of a confirmation is a code, not a UUID: the ledger tells it in words.
        said = {"viec": "xác nhận mẫu", "mau": code}
        ledger.write(by=by, verb=Verb.CREATE, subject=None, now=now, details=said)
    return confirmation
