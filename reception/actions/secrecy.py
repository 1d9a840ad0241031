"""Visits, registrations and conclusions follow when the secrecy of their matter rises (ADR 0008)."""

from complaints.enums import Secrecy
from complaints.models import Matter
from reception.models import Registration, SessionConclusion, Visit


def follow(*, matter: Matter, secrecy: Secrecy) -> None:
    """A matter rises from sealed to restricted: its visits named nobody before; now they leave
    their session as well, so that its count tells nothing."""
    visits = Visit.objects.filter(matter=matter)
    if secrecy == Secrecy.RESTRICTED:
        visits.update(secrecy=secrecy, session=None)
    else:
        visits.update(secrecy=secrecy)
    place = {"secrecy": secrecy, "agency": matter.agency, "scope_path": matter.scope_path}
    Registration.objects.filter(matter=matter).update(
        **place, visitor_label=matter.petitioner_label, phone=""
    )
    SessionConclusion.objects.filter(matter=matter).update(**place)
