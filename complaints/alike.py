"""Petitions that may be the same one (đơn trùng), looked for within what the reader may see.

Three narrow look-ups by index, then every find is compared and gives its reasons in words. A person
alone leads nowhere: same person means same person and same object (design.md section 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from agencies.models import Agency, User
from agencies.vietnamese import fold
from complaints import vault
from complaints.enums import Secrecy
from complaints.identity import normal_id_number
from complaints.likeness import Told, bands_of, reasons
from complaints.models import Person, Petition
from complaints.selectors import number_for

MOST = 5
_LOOKED_AT, _COMPARED = 40, 15
_SAME_MATTER = "Cùng vụ việc."


@dataclass(frozen=True, slots=True)
class Alike:
    """One find: the petition, its number as the reader may know it, and why."""

    petition: Petition
    number: str
    why: tuple[str, ...]


def alike_to(petition: Petition, user: User) -> list[Alike]:
    """Petitions that may be this one, and the others of its matter; never across secrecy."""
    seen = _within_reach(user, petition.secrecy, petition.matter_id).exclude(pk=petition.pk)
    told = told_by(petition)
    persons = [petition.person_id] if petition.person_id else []
    found = _looked_up(seen, told, petition.text_bands, [petition.agency], _same_people(persons))
    for other in seen.filter(matter=petition.matter_id)[:_LOOKED_AT]:
        found.setdefault(other.pk, other)
    return _with_reasons(found.values(), told, user, matter_id=petition.matter_id)


def alike_to_typed(typed: Mapping[str, str], user: User, agencies: list[Agency]) -> list[Alike]:
    """The same for a petition that is being typed: nothing of it is stored."""
    text = f"{typed.get('summary', '')}\n{typed.get('content', '')}"
    sealed = typed.get("kind") == "denunciation" or bool(typed.get("keep_sealed"))
    people = Person.objects.none() if sealed else _people_typed(typed, agencies)
    told = Told(
        text=text,
        person_keys=frozenset(key for person in people for key in _keys(person)),
        object_reference=typed.get("object_reference", ""),
        letter=typed.get("sender_document", ""),
    )
    secrecy = Secrecy.SEALED if sealed else Secrecy.OPEN
    seen = _within_reach(user, secrecy, None)
    found = _looked_up(seen, told, bands_of(text), agencies, {person.pk for person in people})
    return _with_reasons(found.values(), told, user, matter_id=None)


def told_by(petition: Petition) -> Told:
    """What a stored petition is compared by."""
    return Told(
        text=f"{petition.summary}\n{petition.content}",
        person_keys=_keys(petition.person) if petition.person else frozenset(),
        object_reference=petition.object_reference,
        letter=petition.sender_document,
    )


def _within_reach(user: User, secrecy: int, matter_id: UUID | None) -> QuerySet[Petition]:
    seen: QuerySet[Petition] = Petition.objects.visible_to(user).select_related("agency", "person")
    if secrecy == Secrecy.RESTRICTED:
        return seen.filter(secrecy=secrecy, matter=matter_id)
    return seen.filter(secrecy=secrecy)


def _looked_up(
    seen: QuerySet[Petition],
    told: Told,
    bands: list[int],
    agencies: Iterable[Agency],
    persons: Iterable[UUID],
) -> dict[UUID, Petition]:
    """By text, by the letter that brought it, by person and object; each by its own index."""
    persons = list(persons)
    found: dict[UUID, Petition] = {}
    wanted = []
    if told.letter:
        wanted.append(Q(agency__in=agencies, sender_document=told.letter))
    if persons and told.object_reference:
        wanted.append(Q(person__in=persons) & ~Q(object_reference=""))
    for condition in wanted:
        found |= {one.pk: one for one in seen.filter(condition)[:_COMPARED]}
    if bands:
        # Sorted by a column without an index: the planner then looks all of them up in the GIN
        # index; with a bare limit it would rather read the table until it has found enough.
        newest = seen.filter(text_bands__overlap=bands).order_by("-entered_at")
        near = list(newest[:_LOOKED_AT])
        near.sort(key=lambda one: -len(set(bands) & set(one.text_bands)))
        found |= {one.pk: one for one in near[:_COMPARED]}
    return found


def _same_people(persons: Iterable[UUID]) -> set[UUID]:
    """Rows of the same agency that are the same person by paper or by name."""
    known = list(
        Person.objects.unscoped(
            "the desk compares people of one agency; what it shows is asked of visible_to"
        ).filter(pk__in=list(persons))
    )
    same = {person.pk for person in known}
    for person in known:
        by = Q(folded_name=person.folded_name)
        if person.id_hash:
            by |= Q(id_hash=person.id_hash)
        rows = (
            Person.objects.unscoped(
                "the desk compares people of one agency; what it shows is asked of visible_to"
            )
            .filter(by, agency=person.agency_id)
            .values_list("pk", flat=True)
        )
        same |= set(rows[:_LOOKED_AT])
    return same


def _people_typed(typed: Mapping[str, str], agencies: list[Agency]) -> QuerySet[Person]:
    name, number = fold(typed.get("full_name", "")), normal_id_number(typed.get("id_number", ""))
    by = Q(pk__in=[])
    if name:
        by |= Q(folded_name=name)
    if number:
        by |= Q(id_hash__in=vault.number_hashes(number))
    return Person.objects.unscoped(
        "the desk compares people of one agency; what it shows is asked of visible_to"
    ).filter(by, agency__in=agencies)[:_LOOKED_AT]


def _keys(person: Person) -> frozenset[str]:
    """What makes two rows one person: the paper, else the name."""
    return frozenset(key for key in (person.id_hash, person.folded_name) if key)


def _with_reasons(
    found: Iterable[Petition], told: Told, user: User, *, matter_id: UUID | None
) -> list[Alike]:
    kept = []
    for other in found:
        why = reasons(told, told_by(other))
        if matter_id is not None and other.matter_id == matter_id:
            why.append(_SAME_MATTER)
        if why:
            kept.append(Alike(other, number_for(other, user), tuple(why)))
    kept.sort(
        key=lambda one: (-len(one.why), -one.petition.received_on.toordinal(), str(one.petition.pk))
    )
    return kept[:MOST]
