"""Communes, wards and special zones after the 2025 reform, from the package `vietnam-provinces`."""

from vietnam_provinces import Province, Ward

from agencies.enums import Level
from agencies.units.spec import REFORM, UnitSpec
from agencies.vietnamese import sort_key, tidy

# Code by which the demonstration names the People's Committee of a province; others use its number.
LANG_SON, CAN_THO = 20, 92
_PREFIXES = {LANG_SON: "LS", CAN_THO: "CT", 24: "BN", 75: "DN", 25: "PT"}


def communes_of(province: int, *, only: frozenset[str] | None = None) -> list[UnitSpec]:
    """Every commune of a province in Vietnamese order; `only` keeps those names."""
    found = [w for w in Ward.iter_all() if int(w.province_code) == province]
    prefix = _prefix(province)
    specs = [_commune(prefix, int(w.code), tidy(w.name)) for w in found]
    wanted = [s for s in specs if only is None or s.short_name.removeprefix("UBND ") in only]
    return sorted(wanted, key=lambda spec: sort_key(spec.place))


def _prefix(province: int) -> str:
    return _PREFIXES.get(province, f"T{province:02d}")


def _commune(prefix: str, number: int, name: str) -> UnitSpec:
    """`name` as in "Phường Đông Kinh"; inside a sentence its kind is written small."""
    kind, _, place = name.partition(" ")
    if kind == "Đặc":
        kind, place = "Đặc khu", place.removeprefix("khu ")
    code = f"{number:05d}"
    return UnitSpec(
        f"{prefix}-{code}",
        f"Ủy ban nhân dân {kind.lower()} {place}",
        f"UBND {kind.lower()} {place}",
        "UBND",
        Level.COMMUNE,
        place,
        parent=prefix,
        commune_code=code,
        valid_from=REFORM,
    )


def further_units(already: set[str], wanted: int) -> list[UnitSpec]:
    """Provinces and communes of the rest of the country, until there are `wanted` units in all."""
    specs: list[UnitSpec] = []
    for province in Province.iter_all():
        number = int(province.code)
        here = [_province(number, tidy(province.name)), *communes_of(number)]
        specs += [spec for spec in here if spec.code not in already]
        if len(already) + len(specs) >= wanted:
            break
    return specs[: max(0, wanted - len(already))]


def _province(number: int, name: str) -> UnitSpec:
    is_city = name.startswith("Thành phố ")
    place = name.removeprefix("Thành phố ")
    kind = "thành phố" if is_city else "tỉnh"
    return UnitSpec(
        _prefix(number), f"Ủy ban nhân dân {kind} {place}", f"UBND {kind}", "UBND",
        Level.PROVINCE, place,
    )  # fmt: skip
