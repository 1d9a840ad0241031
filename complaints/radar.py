"""Cùng nơi phát sinh: open matters that share a place, an object or a text before a group has formed.

Matters and counts only, from a minimum number on; a person is never what they share (design.md
section 2). Sealed matters are not looked at: likeness would tell who wrote them. The newest petitions of
the window are read, no further than a cap, so the cost does not grow with the register.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from agencies.models import User
from agencies.vietnamese import fold
from complaints.enums import FactKind, Field, ObjectKind, Secrecy
from complaints.models import MatterFact, Petition, PetitionLink
from complaints.places import name_of
from complaints.running_matters import RUNNING

LEAST = 3
DAYS = (30, 90, 365)
CAP = 10_000
TEXTS_CAP = 6_000
MOST = 50
# Bands that two texts must share: one may be chance among thousands, two hardly.
SHARED_BANDS = 2
COMMUNE, TEXT = "xa", "noi_dung"
BY = (
    (COMMUNE, "Xã, phường và lĩnh vực"),
    (ObjectKind.PROJECT.value, "Dự án, công trình"),
    (ObjectKind.PARCEL.value, "Thửa đất"),
    (ObjectKind.DECISION.value, "Quyết định hành chính"),
    (TEXT, "Nội dung gần như trùng nhau"),
)
_MARKS = re.compile(r"[^0-9a-z]+")
_COLUMNS = (
    "pk", "matter_id", "received_on", "matter__people_count", "matter__agency_id",
)  # fmt: skip


@dataclass(slots=True)
class Place:
    """What some matters share. `key`: what `radar_matters` asks for."""

    label: str
    note: str
    key: dict[str, str]
    first: date
    last: date
    people: dict[UUID, int] = field(default_factory=dict)
    agencies: set[UUID] = field(default_factory=set)
    petitions: set[UUID] = field(default_factory=set)
    visits: int = 0
    linked: int = 0

    @property
    def matters(self) -> int:
        return len(self.people)

    @property
    def people_sum(self) -> int:
        return sum(self.people.values())


@dataclass(frozen=True, slots=True)
class Radar:
    """The places found; `cut_at`: how many petitions were read when there were more, else 0."""

    places: list[Place]
    cut_at: int
    more: bool


def window(user: User, since: date) -> QuerySet[Petition]:
    """Open petitions that wait or are being settled, as far as the reader sees and figures count."""
    seen: QuerySet[Petition] = Petition.objects.visible_to(user).counted()
    return seen.filter(
        secrecy=Secrecy.OPEN, matter__closed_on=None, received_on__gte=since, state__in=RUNNING
    )  # fmt: skip


def radar(user: User, *, by: str, since: date, least: int, many_first: bool = False) -> Radar:
    """Places of one kind. In the order of names, of texts by their newest petition; by number only when
    the reader asks."""
    rows = window(user, since).order_by("-received_on", "-id")
    if by == COMMUNE:
        read = list(rows.exclude(commune_code="").values(*_COLUMNS, "commune_code", "field")[:CAP])
        found = _gathered(read, _commune_key, _commune)
    elif by == TEXT:
        read = _texts(rows)
        found = _by_text(read)
    else:
        named = rows.filter(object_kind=by).exclude(object_reference="")
        read = list(named.values(*_COLUMNS, "object_kind", "object_reference")[:CAP])
        found = _gathered(read, _object_key, _object)
    places = [place for place in found if place.matters >= max(least, LEAST)]
    if by == TEXT:
        places.sort(key=lambda place: (-place.last.toordinal(), place.label))
    else:
        places.sort(key=lambda place: (fold(place.label), place.note))
    if many_first:
        places.sort(key=lambda place: -place.matters)
    shown = places[:MOST]
    _count_visits(shown, since)
    if by != COMMUNE:
        _count_links(shown)
    cap = TEXTS_CAP if by == TEXT else CAP
    return Radar(shown, cap if len(read) == cap else 0, len(places) > MOST)


def plain(reference: str) -> str:
    """A reference without accents, case and marks: "QĐ số 12/QĐ-UBND" and "qđ 12 qd ubnd" alike."""
    return " ".join(
        word for word in _MARKS.split(fold(reference)) if word and word not in ("so", "qd")
    )


def _commune_key(row: dict[str, Any]) -> str:
    return f"{row['commune_code']} {row['field']}"


def _commune(row: dict[str, Any]) -> Place:
    code, about = row["commune_code"], row["field"]
    asked = {"theo": COMMUNE, "xa": code, "linh_vuc": about}
    return _place(name_of(code) or "Xã, phường chưa rõ tên", str(Field(about).label), asked, row)


def _object_key(row: dict[str, Any]) -> str:
    return plain(row["object_reference"])


def _object(row: dict[str, Any]) -> Place:
    asked = {"theo": row["object_kind"], "don": str(row["pk"])}
    return _place(row["object_reference"], "", asked, row)


def _place(label: str, note: str, asked: dict[str, str], row: dict[str, Any]) -> Place:
    return Place(label, note, asked, row["received_on"], row["received_on"])


def _gathered(
    rows: Iterable[dict[str, Any]],
    key_of: Callable[[dict[str, Any]], str],
    place_of: Callable[[dict[str, Any]], Place],
) -> list[Place]:
    found: dict[str, Place] = {}
    for row in rows:
        key = key_of(row)
        if not key:
            continue
        if key not in found:
            found[key] = place_of(row)
        _add(found[key], row)
    return list(found.values())


def _add(place: Place, row: dict[str, Any]) -> None:
    place.people[row["matter_id"]] = row["matter__people_count"]
    place.agencies.add(row["matter__agency_id"])
    place.petitions.add(row["pk"])
    place.first = min(place.first, row["received_on"])
    place.last = max(place.last, row["received_on"])


def _texts(rows: QuerySet[Petition]) -> list[dict[str, Any]]:
    named = rows.exclude(text_bands=[])
    return list(named.values(*_COLUMNS, "text_bands", "summary")[:TEXTS_CAP])


def _by_text(rows: list[dict[str, Any]]) -> list[Place]:
    """Petitions joined where two bands or more are the same."""
    by_band: dict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for band in row["text_bands"]:
            by_band[band].append(number)
    roots = list(range(len(rows)))
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in by_band.values():
        # The first of a band stands for it: a chain through it joins the rest.
        for other in numbers[1:]:
            pair = (numbers[0], other)
            shared[pair] += 1
            if shared[pair] == SHARED_BANDS:
                roots[_root(roots, other)] = _root(roots, numbers[0])
    groups: dict[int, Place] = {}
    for number, row in enumerate(rows):
        root = _root(roots, number)
        if root not in groups:
            asked = {"theo": TEXT, "don": str(row["pk"])}
            groups[root] = _place(row["summary"], "", asked, row)
        _add(groups[root], row)
    return list(groups.values())


def _root(roots: list[int], number: int) -> int:
    while roots[number] != number:
        roots[number] = roots[roots[number]]
        number = roots[number]
    return number


def _count_visits(places: list[Place], since: date) -> None:
    """How often citizens came about these matters in the window; one statement."""
    wanted = {pk for place in places for pk in place.people}
    visits = MatterFact.objects.filter(
        matter__in=wanted, kind=FactKind.VISIT, happened_on__gte=since
    ).order_by()
    counted = dict(visits.values_list("matter").annotate(n=Count("pk")))
    for place in places:
        place.visits = sum(counted.get(pk, 0) for pk in place.people)


def _count_links(places: list[Place]) -> None:
    """How many of the petitions are linked with another of the same place already; one statement."""
    wanted = [pk for place in places for pk in place.petitions]
    ends = list(
        PetitionLink.objects.unscoped("a number inside a place, of petitions let through")
        .standing()
        .filter(petition__in=wanted)
        .values_list("petition_id", "other_id")
    )
    for place in places:
        place.linked = len(set(_within(place.petitions, ends)))


def _within(petitions: set[UUID], ends: list[tuple[UUID, UUID]]) -> Iterator[UUID]:
    for one, other in ends:
        if one in petitions and other in petitions:
            yield one
            yield other


def since_of(today: date, days: int) -> date:
    """The first day of the window."""
    return today - timedelta(days=days)


def petitions_at(user: User, asked: dict[str, str], since: date) -> list[UUID]:
    """Petitions of one place, found anew for this reader: the newest of the window, up to the cap."""
    rows = window(user, since).order_by("-received_on", "-id")
    by = asked.get("theo", "")
    if by == COMMUNE:
        here = rows.filter(commune_code=asked.get("xa", ""), field=asked.get("linh_vuc", ""))
        return [] if not asked.get("xa") else list(here.values_list("pk", flat=True)[:CAP])
    try:
        one = rows.filter(pk=UUID(asked.get("don", ""))).first()
    except ValueError:
        one = None
    if one is None:
        return []
    if by == TEXT:
        return _alike(rows, one)
    key = plain(one.object_reference)
    named = rows.filter(object_kind=one.object_kind).exclude(object_reference="")
    read = named.values_list("pk", "object_reference")[:CAP]
    return [pk for pk, reference in read if plain(reference) == key]


def _alike(rows: QuerySet[Petition], one: Petition) -> list[UUID]:
    """Those joined with it, by the same reckoning as the table."""
    for place in _by_text(_texts(rows)):
        if one.pk in place.petitions:
            return list(place.petitions)
    return []
