"""Which agency a name in a plan means: the issuer among all, a unit near the issuer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from agencies.models import Agency
from agencies.refusals import Refused
from plans.parser import PlanDocument
from plans.parser.words import key


def whole_date(text: str | None) -> date | None:
    """The date when day, month and year are known."""
    return date.fromisoformat(text) if text and len(text) == 10 else None


def likely_date(text: str | None) -> date | None:
    """A day for asking who existed then: the first of the month or year where only that is known."""
    if not text:
        return None
    return date.fromisoformat((text + "-01-01")[:10] if len(text) == 4 else (text + "-01")[:10])


def find_issuer(document: PlanDocument) -> Agency:
    """The agency that issued the plan, by name, then by superior, place and mentions.

    Raises Refused with the codes that fit when none or several do.
    """
    wanted = key(document.issuer or "")
    named = [a for a in _all() if wanted and wanted in (key(a.name), key(a.short_name))]
    if not named:
        raise Refused(
            f"Không có đơn vị nào tên “{document.issuer or 'không rõ'}”; hãy chọn bằng --agency MÃ."
        )
    scores = [(_evidence(a, document), a) for a in named]
    best = max(score for score, _ in scores)
    fitting = [a for score, a in scores if score == best]
    if len(fitting) > 1:
        codes = ", ".join(sorted(a.code for a in fitting))
        raise Refused(
            f"Nhiều đơn vị cùng tên “{document.issuer}”: {codes}; hãy chọn bằng --agency."
        )
    return fitting[0]


def _all() -> Iterable[Agency]:
    return Agency.objects.select_related("parent")


def _evidence(agency: Agency, document: PlanDocument) -> int:
    """How much of the document speaks for this agency."""
    above = key(document.parent_issuer or "")
    parent = key(agency.parent.name) if agency.parent else ""
    text = key(" ".join(document.paragraphs))
    day = likely_date(document.date)
    return (
        4 * bool(above and above == parent)
        + 2 * bool(document.place and key(document.place) == key(agency.place))
        + bool(f"tinh {key(agency.place)}" in text)
        + bool(day and agency.exists_on(day))
    )


class UnitMatcher:
    """Finds units of a plan among the agencies around its issuer."""

    def __init__(self, issuer: Agency, on: date | None) -> None:
        root = issuer.path.split("/")[0] + "/"
        near = [a for a in _all().filter(path__startswith=root) if on is None or a.exists_on(on)]
        self._own = [a for a in near if a.path.startswith(issuer.path)]
        self._near = near

    def agency(self, name: str) -> Agency | None:
        """The one agency that bears this name: below the issuer first, then in its province."""
        wanted = key(name)
        for circle in (self._own, self._near):
            found = [a for a in circle if wanted in (key(a.name), key(a.short_name))]
            if len(found) == 1:
                return found[0]
        longer = [a for a in self._own if key(a.short_name).startswith(f"{wanted} ")]
        return longer[0] if len(longer) == 1 and len(wanted.split()) > 1 else None
