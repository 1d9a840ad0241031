"""What a visit tells of its matter, pushed down: hot spots are judged from facts alone."""

from datetime import datetime

from complaints.actions import matters
from complaints.enums import FactKind
from complaints.models import Matter
from reception.enums import Tension
from reception.models import Visit
from reception.overlap import groups_told_of, overlap_of


def push_facts(visit: Visit, *, matter: Matter, now: datetime) -> None:
    """Writes the facts of one visit about one of its matters: it happened and, for the one they came
    about, it was a crowd, it was tense. Never a name, never what a named person did."""
    found = _facts(visit)
    for kind, amount, sentence in found if matter.pk == visit.matter_id else found[:1]:
        matters.note_fact(
            matter=matter,
            kind=kind,
            happened_on=visit.arrived_on,
            amount=amount,
            sentence=sentence[:300],
            reference=visit,
            now=now,
        )


def push_overlap(visit: Visit, *, now: datetime) -> None:
    """Writes how many of the group came before about the same matter, once its list is kept: a number
    inside one matter, never who."""
    amount = overlap_of(visit)
    if amount:
        matters.note_fact(
            matter=visit.matter,
            kind=FactKind.OVERLAP,
            happened_on=visit.arrived_on,
            amount=amount,
            sentence=f"Trong đoàn có {amount} người đã đến ở lượt trước về chính vụ việc này.",
            reference=visit,
            now=now,
        )


def tell_overlap_anew(matter: Matter, *, now: datetime) -> None:
    """A visit of this matter is void: those after it may repeat nobody any more."""
    for visit in groups_told_of(matter.pk, FactKind.OVERLAP):
        matters.drop_facts(reference=visit, kind=FactKind.OVERLAP, now=now)
        push_overlap(visit, now=now)


def _facts(visit: Visit) -> list[tuple[FactKind, int, str]]:
    people = visit.head_count
    found = [(FactKind.VISIT, people, f"{people} người đến nơi tiếp công dân trình bày.")]
    if visit.is_group:
        crowd = f"Đoàn {people} người đến nơi tiếp công dân về cùng một nội dung."
        found.append((FactKind.CROWD, people, crowd))
    if visit.tension != Tension.CALM:
        said = f"{visit.get_tension_display()}. Đã làm: {visit.calming}"
        found.append((FactKind.TENSION, people, said))
    return found
