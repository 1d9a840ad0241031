"""Two columns of a text file: letterhead and motto, recipients and signature, parted by many blanks."""

import re

# A new column starts with a capital; the blanks of "Số:      /KH" and "ngày      tháng" are none.
_APART = re.compile(r"(?<=\S) {5,}(?=[A-ZĐÀ-Ỹ*(])")
_WORD = re.compile(r"[^\W\d_]{2}")


def in_reading_order(rows: list[str]) -> list[str]:
    """Rows with the right column put below the left one, block by block."""
    result: list[str] = []
    right: list[str] = []
    for row in rows:
        if not row.strip() and right and result and not result[-1].lstrip().startswith("-"):
            result, right = [*result, *right], []
        left, further = _parted(row)
        if right and _ends(row):
            result, right = [*result, *right], []
        result.append(left)
        right += further
    return [*result, *right]


def _parted(row: str) -> tuple[str, list[str]]:
    found = _APART.search(row.rstrip())
    if found is None or not _WORD.search(row[: found.start()]):
        return row, []
    return row[: found.start()], [row[found.end() :]]


def _ends(row: str) -> bool:
    """A row of ordinary text ends a block of two columns."""
    return len(row.strip()) > 80
