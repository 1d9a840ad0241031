"""The general addressee: whom a plan asks to carry out its content part."""

import re

from plans.parser.units import UnitFinder

_ASKS = re.compile(r"(?:[Yy]êu cầu|[Đđ]ề nghị|[Gg]iao)\s+")
_CLOSING = re.compile(r"Trên đây là|Trong quá trình|Căn cứ Kế hoạch này")
_TOO_WIDE = re.compile(r"(?:tổ chức, )?cá nhân", re.IGNORECASE)


def addressee_of(texts: list[str], issuer: str | None, finder: UnitFinder) -> tuple[str, ...]:
    """Units asked in a lead-in, else in the closing sentence, else the issuer itself."""
    leads = [t for t in texts if t.endswith(":")]
    closings = [t for t in texts if _CLOSING.match(t)]
    for text in leads + closings:
        for asks in _ASKS.finditer(text):
            found = finder.list_at(text, asks.end())
            if found and not any(_TOO_WIDE.search(n) for n in found.names):
                return found.names
    return (issuer,) if issuer else ()
