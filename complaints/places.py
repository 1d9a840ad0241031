"""Where a matter arose: the communes of today and the names of before (địa danh mới, cũ).

Communes since the reform of 01/07/2025 come from the package `vietnam-provinces`; old names only from
what the administrator has loaded (`manage.py load_place_aliases`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from vietnam_provinces import Province, Ward

from agencies.models import Agency
from agencies.vietnamese import fold, sort_key, tidy
from complaints.models import PlaceAlias

_KINDS = ("phuong ", "xa ", "dac khu ", "thi tran ")


@dataclass(frozen=True, slots=True)
class Commune:
    """Xã, phường, đặc khu hiện nay; `code` of five digits, `name` with its kind."""

    code: str
    name: str


@cache
def _provinces() -> dict[str, int]:
    """Folded name of a province without its kind -> code."""
    return {_bare(p.name): int(p.code) for p in Province.iter_all()}


def _bare(name: str) -> str:
    return fold(name).removeprefix("thanh pho ").removeprefix("tinh ")


@cache
def communes() -> dict[str, Commune]:
    """Every commune of the country by code."""
    found = (Commune(f"{int(w.code):05d}", tidy(w.name)) for w in Ward.iter_all())
    return {commune.code: commune for commune in found}


@cache
def communes_of_province(name: str) -> tuple[Commune, ...]:
    """Communes of the province called `name`, in Vietnamese order; none for no province."""
    number = _provinces().get(_bare(name))
    found = [f"{int(w.code):05d}" for w in Ward.iter_all() if int(w.province_code) == number]
    return tuple(sorted((communes()[c] for c in found), key=lambda commune: sort_key(commune.name)))


def province_of(agency: Agency) -> str:
    """The place of the root of the tree in which `agency` stands."""
    if agency.parent_id is None:
        return agency.place
    root = agency.path.partition("/")[0]
    return str(Agency.objects.values_list("place", flat=True).get(code=root))


def commune_in(text: str, known: tuple[Commune, ...]) -> Commune | None:
    """The commune that `text` names, whole or after its last comma: "thôn Nà Lầu, xã Tân Thanh".

    Without its kind a name counts only when one commune bears it."""
    wanted = fold(text.rpartition(",")[2])
    if not wanted:
        return None
    whole = [c for c in known if fold(c.name) == wanted]
    bare = [c for c in known if _without_kind(fold(c.name)) == wanted]
    found = whole or bare
    return found[0] if len(found) == 1 else None


def _without_kind(folded: str) -> str:
    for kind in _KINDS:
        if folded.startswith(kind):
            return folded.removeprefix(kind)
    return folded


def name_of(code: str) -> str:
    """Name of a commune of today; empty for none."""
    return communes()[code].name if code in communes() else ""


def present_names(old: str, known: tuple[Commune, ...]) -> list[Commune]:
    """Where a place of before lies now, within the communes `known`; by what was loaded."""
    folded = fold(old.rpartition(",")[2])
    codes = {commune.code for commune in known}
    found = PlaceAlias.objects.filter(folded__in={folded, _without_kind(folded)}) if folded else []
    now_in = {alias.commune_code for alias in found if alias.commune_code in codes}
    return [commune for commune in known if commune.code in now_in]
