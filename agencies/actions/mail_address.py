"""The address to which notices go by e-mail (hộp thư công vụ), said by oneself or the administrator."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from agencies import ledger
from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission

LONGEST = 254
BAD_ADDRESS = "Địa chỉ thư điện tử không hợp lệ; hãy ghi một địa chỉ như ten@langson.gov.vn."


def refusal_of(address: str) -> str:
    """Why this is no address; empty when it is one, or nothing."""
    if not address:
        return ""
    try:
        validate_email(address)
    except ValidationError:
        return BAD_ADDRESS
    return "" if len(address) <= LONGEST and not any(c.isspace() for c in address) else BAD_ADDRESS


@transaction.atomic
def set_mail_address(*, user_id: UUID, address: str, by: User, now: datetime) -> User:
    """Keeps the address with the account, one's own or by the administrator; the ledger says that it
    changed, not what it is. Raises NotAllowed, Refused."""
    if user_id != by.pk and not by.may(Permission.MANAGE_UNITS):
        raise NotAllowed("Chỉ người quản trị ghi hộp thư của người khác.")
    said = address.strip(" ")
    if why := refusal_of(said):
        raise Refused(why)
    user: User = User.objects.select_for_update(of=("self",), no_key=True).get(pk=user_id)
    if user.email != said:
        user.email = said
        user.save(update_fields=["email"])
        ledger.record(by=by, verb="change", subject=user, now=now, details={"email": True})
    return user
