"""Other names of a place for the search: old names of a commune of today, and where an old name lies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from functools import cache

from django.db.models import Q

from agencies.models import User
from agencies.vietnamese import fold
from complaints.models import PlaceAlias
from complaints.places import communes_of_province, name_of, province_of
from records.search_sources import Places

_KINDS = ("phuong ", "xa ", "dac khu ", "thi tran ")


def other_names(*, phrases: Collection[str], user: User) -> dict[str, set[str]]:
    """Folded phrases that are names of places -> folded names that the same places bear or bore.

    Only what was loaded (`manage.py load_place_aliases`), and communes of the reader's province: a
    name is borne by communes of many provinces."""
    known = _names_of_province(_province(user))
    own = {code for codes in known.values() for code in codes}
    codes = {code for phrase in phrases for code in known.get(phrase, ())}
    folded = Q(folded__in=phrases) | Q(folded__in=[f"{k}{p}" for p in phrases for k in _KINDS])
    found: dict[str, set[str]] = defaultdict(set)
    of_here = PlaceAlias.objects.filter(folded | Q(commune_code__in=codes))
    for alias in (alias for alias in of_here if alias.commune_code in own):
        old, new = _bare(alias.folded), _bare(fold(name_of(alias.commune_code) or alias.commune))
        for phrase in phrases:
            if _bare(phrase) == old:
                found[phrase].add(new)
            elif alias.commune_code in known.get(phrase, ()):
                found[phrase].add(old)
    return {phrase: names - {phrase} for phrase, names in found.items() if names - {phrase}}


def _province(user: User) -> str:
    """The reader's province, asked once a request: kept on the user object."""
    if not hasattr(user, "_province"):
        home = user.access.home_agency()
        user._province = province_of(home) if home else ""  # type: ignore[attr-defined]
    return user._province  # type: ignore[attr-defined, no-any-return]


@cache
def _names_of_province(place: str) -> dict[str, frozenset[str]]:
    """Folded names of the communes of a province, with and without their kind -> codes."""
    found: dict[str, set[str]] = defaultdict(set)
    for commune in communes_of_province(place):
        folded = fold(commune.name)
        found[folded].add(commune.code)
        found[_bare(folded)].add(commune.code)
    return {name: frozenset(codes) for name, codes in found.items()}


def _bare(name: str) -> str:
    for kind in _KINDS:
        if name.startswith(kind):
            return name.removeprefix(kind)
    return name


def places() -> Places:
    """Communes of today to choose from; one chosen is found under its old names as well."""
    return Places(_choices, names_of)


def _choices(user: User) -> list[tuple[str, str]]:
    found = communes_of_province(_province(user))
    return [(commune.code, commune.name) for commune in found]


def names_of(code: str) -> list[str]:
    """The name of today of a commune and those that it bore."""
    old = PlaceAlias.objects.filter(commune_code=code).values_list("old_name", flat=True)
    return [name_of(code), *old]
