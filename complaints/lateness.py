"""Which duties make an office late (ADR 0003, convention 9).

Of a limitation, an effect or a posting the time has only run: the citizen's thirty days to complain
again are nobody's delay, and no list may count them as one.
"""

from functools import cache

from law.enums import DUTIES_OF_THE_OFFICE
from law.shipped import shipped_rules


@cache
def passing_duties() -> frozenset[str]:
    """Codes of the duties that make nobody late when their day is over."""
    return frozenset(rule.code for rule in shipped_rules() if rule.kind not in DUTIES_OF_THE_OFFICE)
