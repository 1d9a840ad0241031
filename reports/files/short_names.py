"""Names of units as officials write them in a table (“UBND xã Hữu Lũng”, “Sở Tài chính”): one line each.

Pure and read from the names alone, so that the check of a file shortens them as the print did.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reports.files.spelling import clean

_COMMITTEE = re.compile(r"ủy ban nhân dân", re.IGNORECASE)
_COUNCIL = re.compile(r"hội đồng nhân dân", re.IGNORECASE)
# “tỉnh Lạng Sơn” at the end of a name.
_PLACE = re.compile(r" (tỉnh|thành phố) ([^ ].*)$")
_OF_THE_PLACE = re.compile(r"(ủy ban|hội đồng) nhân dân (tỉnh|thành phố)\b", re.IGNORECASE)


def place_of(names: Iterable[str]) -> str:
    """The one province that the units of a table belong to, as their names end; "" for several."""
    found = {match[0] for name in names if (match := _PLACE.search(name))}
    return found.pop() if len(found) == 1 else ""


def short_name(name: str, place: str = "") -> str:
    """The name abbreviated. Under a head that names the province, a department goes without it, and
    the inspectorate is “Thanh tra tỉnh”; the committee of the province keeps its name."""
    name = " ".join(clean(name).split())
    if place and name.endswith(place) and not _OF_THE_PLACE.match(name):
        name = name.removesuffix(place)
        if not name.lower().startswith("sở "):
            name += " " + place.split()[0] if place.startswith(" tỉnh") else " thành phố"
    return _COUNCIL.sub("HĐND", _COMMITTEE.sub("UBND", name))
