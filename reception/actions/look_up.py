"""Looking somebody up at the desk: logged, limited, alike for a hit and a miss."""

from datetime import datetime

from django.db import transaction

from agencies.models import Agency, User
from agencies.refusals import Refused
from reception.actions.sessions import ensure_works_at_desk
from reception.selectors import LOOK_UPS_AN_HOUR, Known, look_ups_of_last_hour, recognised
from records.actions import ledger
from records.enums import Verb


@transaction.atomic
def look_up(*, agency: Agency, asked: str, by: User, now: datetime) -> list[Known]:
    """People who came openly to this agency. The ledger gets the length of what was asked, never
    the words; the row stands before anything is shown."""
    ensure_works_at_desk(by, agency)
    if look_ups_of_last_hour(by, now) >= LOOK_UPS_AN_HOUR:
        raise Refused(
            "Bạn đã tra cứu nhiều lần trong một giờ; hãy ghi lượt tiếp như người mới đến."
        )
    ledger.write(
        by=by, verb=Verb.LOOK_UP, subject=agency, now=now, details={"so_ky_tu": len(asked)}
    )
    return recognised(by, agency, asked)
