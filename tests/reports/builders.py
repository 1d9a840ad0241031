"""Rows of a case written straight to the tables, so that expected numbers are counted by hand."""

from datetime import date, datetime, time, timedelta
from itertools import count

from agencies.models import Agency, User
from complaints.enums import Field, HotLevel, HotState, Outcome, PetitionKind, PetitionState, Source
from complaints.models import Clock, HotSpot, Matter, Petition
from reception.enums import SessionKind, VisitResult
from reception.models import Visit
from tests.factories import HANOI

_numbers = count(1)


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=HANOI)


def make_matter(agency: Agency, **fields: object) -> Matter:
    given = {
        "agency": agency,
        "scope_path": agency.path,
        "kind": PetitionKind.COMPLAINT,
        "field": Field.LAND,
        "title": "Khiếu nại quyết định thu hồi đất",
        "petitioner_label": "Hoàng Văn Bình",
        "opened_on": date(2026, 11, 2),
    }
    return Matter.objects.create(**given | fields)


def make_visit(
    agency: Agency, by: User, day: date, matter: Matter | None = None, **fields
) -> Visit:
    matter = matter or make_matter(agency)
    given = {
        "matter": matter,
        "agency": agency,
        "scope_path": agency.path,
        "secrecy": matter.secrecy,
        "session_kind": SessionKind.STANDING,
        "number": next(_numbers),
        "year": day.year,
        "arrived_at": at(day),
        "entered_at": at(day, 10),
        "received_by": by,
        "visitor_label": "Hoàng Văn Bình",
        "content": "Đề nghị xem xét lại giá bồi thường.",
        "result": VisitResult.GUIDED,
    }
    return Visit.objects.create(**given | fields)


def make_petition(
    agency: Agency, by: User, received_on: date, matter: Matter | None = None, **fields
) -> Petition:
    matter = matter or make_matter(agency, kind=fields.get("kind", PetitionKind.COMPLAINT),
                                   secrecy=fields.get("secrecy", 0))  # fmt: skip
    given = {
        "matter": matter,
        "agency": agency,
        "scope_path": agency.path,
        "secrecy": matter.secrecy,
        "number": next(_numbers),
        "year": received_on.year,
        "kind": matter.kind,
        "field": matter.field,
        "source": Source.POST,
        "received_on": received_on,
        "entered_at": at(received_on),
        "entered_by": by,
        "petitioner_label": matter.petitioner_label,
        "summary": "Khiếu nại quyết định thu hồi đất",
        "content": "Đề nghị xem xét lại quyết định.",
    }
    return Petition.objects.create(**given | fields)


def processed(on: date, outcome: Outcome = Outcome.GUIDE) -> dict:
    """Columns of a petition that was processed."""
    state = PetitionState.ACCEPTED if outcome is Outcome.ACCEPT else PetitionState.PROCESSED
    return {"state": state, "outcome": outcome, "processed_on": on}


def resolved(accepted_on: date, on: date) -> dict:
    """Columns of a petition that was accepted and resolved."""
    return {
        "state": PetitionState.RESOLVED,
        "outcome": Outcome.ACCEPT,
        "processed_on": accepted_on,
        "resolved_on": on,
    }


def make_clock(agency: Agency, due_on: date, matter: Matter | None = None, **fields) -> Clock:
    matter = matter or make_matter(agency)
    given = {
        "matter": matter,
        "agency": agency,
        "scope_path": agency.path,
        "secrecy": matter.secrecy,
        "rule_code": "KN_THULY",
        "started_on": due_on - timedelta(days=10),
        "due_on": due_on,
    }
    return Clock.objects.create(**given | fields)


def make_hotspot(agency: Agency, by: User, raised_on: date, **fields) -> HotSpot:
    matter = fields.pop("matter", None) or make_matter(agency, title="Điểm nóng đất đai")
    given = {
        "matter": matter,
        "agency": agency,
        "scope_path": agency.path,
        "secrecy": matter.secrecy,
        "level": HotLevel.WARNING,
        "raised_note": "Nhiều hộ cùng khiếu nại.",
        "raised_at": at(raised_on),
        "raised_by": by,
    }
    return HotSpot.objects.create(**given | fields)


def confirmed(by: User, on: date) -> dict:
    return {"state": HotState.CONFIRMED, "decided_at": at(on), "decided_by": by}


def closed(by: User, on: date) -> dict:
    return {
        "state": HotState.CLOSED,
        "decided_at": at(on - timedelta(days=1)),
        "decided_by": by,
        "closed_at": at(on),
        "closed_by": by,
        "result": "Đã đối thoại, các hộ đồng thuận.",
    }
