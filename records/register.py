"""What is wrong with a register: gaps, doubles, a counter that does not agree (sổ, năm)."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Count, Max

from records.enums import Book
from records.models import RegisterCounter, RegisterEntry

# Gaps are told as ranges; more than this many ranges are not worth reading one by one.
_MOST_RANGES = 100

_GAPS = """
SELECT previous + 1, number - 1 FROM (
  SELECT number, lag(number, 1, 0) OVER (ORDER BY number) AS previous
  FROM (SELECT DISTINCT number FROM records_registerentry
        WHERE agency_id = %s AND book = %s AND year = %s) AS numbers
) AS steps WHERE number > previous + 1 ORDER BY number LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Findings:
    """One book of one agency in one year. `gaps`: first and last missing number of each hole."""

    entries: int
    last: int
    counter: int
    gaps: list[tuple[int, int]]
    doubles: list[int]

    @property
    def missing(self) -> int:
        return sum(end - start + 1 for start, end in self.gaps)

    @property
    def is_whole(self) -> bool:
        return not self.gaps and not self.doubles and self.counter == self.last


def check(*, agency_id: UUID, book: Book, year: int) -> Findings:
    """Compares the numbers given with each other and with the counter."""
    entries = RegisterEntry.objects.filter(agency_id=agency_id, book=book, year=year)
    totals = entries.aggregate(entries=Count("pk"), last=Max("number"))
    doubles = entries.values("number").annotate(times=Count("pk")).filter(times__gt=1)
    counter = RegisterCounter.objects.filter(agency_id=agency_id, book=book, year=year).first()
    return Findings(
        entries=totals["entries"],
        last=totals["last"] or 0,
        counter=counter.last if counter else 0,
        gaps=_gaps(agency_id, book, year),
        doubles=list(doubles.order_by("number").values_list("number", flat=True)),
    )


def _gaps(agency_id: UUID, book: Book, year: int) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_GAPS, [agency_id, book.value, year, _MOST_RANGES])
        return [(first, last) for first, last in cursor.fetchall()]
