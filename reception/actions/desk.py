"""A visit is logged at the desk: the register first, then what brought the visitor there."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from agencies.refusals import Refused
from reception.actions import heads_day, paper
from reception.actions.drafts import drop_draft
from reception.actions.room import finish_ticket
from reception.actions.visits import register_visit
from reception.errand import Errand
from reception.intake import VisitInput
from reception.models import Visit
from records.actions import once


@transaction.atomic
def log_visit(*, told: VisitInput, errand: Errand, key: UUID, by: User, now: datetime) -> Visit:
    """Registers the visit and ends its ticket, its registration, its sheet of paper. A second
    sending with the same key gives the first visit and changes nothing more."""
    is_new = once.found(key=key, by=by) is None
    if is_new and (sheet := errand.sheet) and (why := paper.refusal_for(sheet, told.is_secret)):
        raise Refused(why)
    visit = register_visit(**told.as_arguments(), key=key, by=by, now=now)
    if is_new:
        _end(errand, visit, by, now)
    drop_draft(by=by, key=key)
    return visit


def _end(errand: Errand, visit: Visit, by: User, now: datetime) -> None:
    """Each of them takes a second telling calmly, for two sendings that came at once."""
    if errand.ticket is not None:
        finish_ticket(ticket_id=errand.ticket.pk, by=by, now=now)
    if errand.registration is not None:
        heads_day.note_received(registration_id=errand.registration.pk, visit=visit, by=by, now=now)
    if errand.sheet is not None:
        paper.note_entered(sheet_id=errand.sheet.pk, visit=visit, by=by, now=now)
