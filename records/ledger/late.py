"""Numbers that a seal missed and whose row may still come: their transaction was open then."""

from records.ledger.rows import Gap
from records.ledger.seals import without
from records.ledger_models import LedgerSeal

# No transaction of the product stays open through a hundred seals.
_LAST = 100


def open_gaps() -> list[Gap]:
    """Those of the newest seals, without the numbers that a later seal took in as late."""
    rows = LedgerSeal.objects.order_by("-number").values_list("missing", "late", "horizon")[:_LAST]
    recent = list(rows)
    came = {number for _, late, _ in recent for number in late}
    return [
        (a, b, horizon)
        for missing, _, horizon in recent
        for a, b in without([(a, b) for a, b in missing], came)
    ]
