"""Who may open pages of the roster, and the rows they ask for."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from agencies.models import Agency, Event, User
from agencies.refusals import NotAllowed
from agencies.roles import Permission
from agencies.windows_open import concerns
from reception.duty_event import agencies_of
from reception.navigation import reaches_anybody


def roster_agency(user: User) -> Agency:
    """The roster is for those who work there: not for whoever only keeps secrets or accounts."""
    agency = user.access.home_agency()
    if agency is None or not reaches_anybody(user):
        raise NotAllowed("Vai trò của bạn không có lịch trực.")
    return agency


def first_of(found: QuerySet[Any]) -> Any:
    """The row, or the answer for what does not exist."""
    row = found.first()
    if row is None:
        raise Http404
    return row


def event_of(user: User, pk: UUID) -> Event:
    """An event within reach, for somebody who has a roster."""
    roster_agency(user)
    return first_of(Event.objects.visible_to(user).select_related("agency").filter(pk=pk))


def events_of(user: User, agency: Agency, today: date) -> QuerySet[Event]:
    """Events for which this agency may still write shifts."""
    paths = agency.path.split("/")[:-1]
    above = ["", *("/".join(paths[: n + 1]) + "/" for n in range(len(paths)))]
    running = Event.objects.visible_to(user).filter(closed_at__isnull=True, window_to__gte=today)
    return running.filter(scope_path__in=above).order_by("window_from", "id")


def agency_for(user: User, event: Event, code: str) -> tuple[Agency, list[Agency]]:
    """The agency asked for by its code, one's own without, and all there are to choose from."""
    found = agencies_of(user, event)
    if code:
        found_one = [agency for agency in found if agency.code == code]
    else:
        mine = {m.agency_id for m in user.access.memberships}
        found_one = [agency for agency in found if agency.pk in mine]
        found_one += [agency for agency in found if agency.pk == event.agency_id] or found
    if not found_one:
        raise Http404
    return found_one[0], found


def filled_by(user: User, event: Event, code: str) -> Agency:
    """The agency for which this user writes the roster of the event."""
    own = user.access.agencies_with(Permission.MANAGE_DUTY)
    own = [agency for agency in own if concerns(event, agency)]
    asked = [agency for agency in own if agency.code == code] if code else own
    if not asked:
        raise NotAllowed("Bạn không lập lịch trực của cơ quan nào thuộc phạm vi sự kiện này.")
    return asked[0]
