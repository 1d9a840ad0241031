"""Lines of the register of citizen reception as text: the template of a busy page only prints them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from agencies.models import User
from complaints.selectors import number_for
from reception.models import Visit

_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One line by the columns of form 03/TCD. `petitions`: (address, words) of what was handed in."""

    url: str
    number: str
    sealed: bool
    day: str
    hour: str
    visitor: str
    address: str
    case_url: str
    title: str
    kind: str
    people: int
    is_group: bool
    result: str
    petitions: list[tuple[str, str]]
    receiver: str
    session: str


def visit_lines(found: Iterable[Visit], user: User) -> list[VisitLine]:
    """Lines of visits with their matter, receiver and petitions at hand; no further statement."""
    pages = [reverse(name, args=[_NOBODY]) for name in ("visit_detail", "matter_detail")]
    petition_url = reverse("petition_detail", args=[_NOBODY])
    return [_line(visit, user, *pages, petition_url) for visit in found]


def _line(visit: Visit, user: User, own: str, case: str, petition: str) -> VisitLine:
    arrived = timezone.localtime(visit.arrived_at)
    return VisitLine(
        url=_at(own, visit.pk),
        number=number_for(visit, user),
        sealed=bool(visit.secrecy),
        day=f"{arrived:%d/%m/%Y}",
        hour=f"{arrived:%H:%M}",
        visitor=visit.visitor_label,
        address=visit.address,
        case_url=_at(case, visit.matter_id),
        title=visit.matter.title,
        kind=visit.matter.get_kind_display(),
        people=visit.head_count,
        is_group=visit.is_group,
        result=visit.get_result_display(),
        petitions=[
            (_at(petition, link.petition_id), str(link.petition))
            for link in visit.visit_petitions.all()
        ],
        receiver=visit.received_by.full_name,
        session=visit.get_session_kind_display(),
    )


def _at(page: str, pk: UUID) -> str:
    return page.replace(str(_NOBODY), str(pk))
