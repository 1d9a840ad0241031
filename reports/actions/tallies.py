"""Sums the tallies up, so that the overview reads few rows however many changes there were."""

from django.db import connection

COLUMNS = (
    "visits",
    "people",
    "groups",
    "received",
    "processed",
    "resolved",
    "waiting",
    "in_progress",
    "due",
    "hot",
)
# One statement: readers see the rows before or the sum after, never half. Of two summings at once
# the second finds its rows gone and leaves them; changes made meanwhile only add rows.
_SUM_UP = """
WITH gone AS (
    DELETE FROM reports_tally WHERE (agency_id, span, day) IN (
        SELECT agency_id, span, day FROM reports_tally GROUP BY 1, 2, 3 HAVING count(*) > 1
    ) RETURNING agency_id, span, day, {columns}
)
INSERT INTO reports_tally (agency_id, span, day, {columns})
SELECT agency_id, span, day, {sums} FROM gone GROUP BY 1, 2, 3 HAVING {changed}
"""


def sum_up() -> int:
    """Replaces the rows of an agency and day by their sum; returns how many sums were written.

    The counts stay the same, so it may run at any time and any number of times.
    """
    statement = _SUM_UP.format(
        columns=", ".join(COLUMNS),
        sums=", ".join(f"sum({name})" for name in COLUMNS),
        changed=" OR ".join(f"sum({name}) <> 0" for name in COLUMNS),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)
