"""What a keyboard-wedge scanner types: the QR of a Vietnamese identity card, or of our own receipt.

The text of a card (thẻ căn cước) has seven fields between `|`: number, old number (CMND, may be
empty), name, birth ddMMyyyy, sex, residence, issue ddMMyyyy. Newer cards add fields, some tools drop
the second, hand scanners add BOM, CR, LF and accents in NFD. Whatever else is scanned is no card.
Pure; the text is read and forgotten: never logged, never stored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from agencies.vietnamese import tidy
from complaints.identity import LONGEST_ADDRESS, LONGEST_NAME, name_refusal

LONGEST = 2000
_NUMBER = re.compile(r"\d{12}", re.ASCII)
_OLD_NUMBER = re.compile(r"\d{9}(?:\d{3})?", re.ASCII)
_DAY = re.compile(r"(\d{2})[/.\-]?(\d{2})[/.\-]?(\d{4})", re.ASCII)
_CODE = re.compile(r"TCD:([0-9A-Z]{4}-?[0-9A-Z]{4}-?[0-9A-Z]{4})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True, repr=False)
class Card:
    """What the desk takes from an identity card. A day that cannot be read is None."""

    full_name: str
    id_number: str
    born_on: date | None = None
    address: str = ""
    issued_on: date | None = None

    def __repr__(self) -> str:
        """No name in a log or a traceback."""
        return "Card(…)"


@dataclass(frozen=True, slots=True)
class LookupCode:
    """Mã tra cứu of a receipt of ours, as printed; `reception.lookup_code.normal` checks it."""

    code: str


def read_scan(text: str) -> Card | LookupCode | None:
    """A card, the code of one of our receipts ("TCD:…"), or None: a web address, a payment code."""
    if found := _CODE.fullmatch(_clean(text[:LONGEST])):
        return LookupCode(found[1].upper())
    return read_card(text)


def read_card(text: str) -> Card | None:
    """The card behind `text`; None when it is the text of no identity card. Never raises."""
    if len(text) > LONGEST or "|" not in text:
        return None
    fields = [_clean(part) for part in text.split("|")]
    number = re.sub(r"\s", "", fields[0])
    if not _NUMBER.fullmatch(number):
        return None
    # Six fields: a tool that left the old number out, so the name comes second.
    short = _is_name(fields[1])
    name, born, _sex, address, issued = (*fields[1 if short else 2 :], *[""] * 5)[:5]
    old_number = "" if short else fields[1]
    fits = not old_number or _OLD_NUMBER.fullmatch(old_number)
    if not (fits and _is_name(name) and _is_day(born) and _is_day(issued)):
        return None
    return Card(name, number, _day(born), address[:LONGEST_ADDRESS], _day(issued))


def _clean(text: str) -> str:
    """NFC, single spaces; BOM, control characters and line ends fall away."""
    return tidy(text)


def _is_name(text: str) -> bool:
    return 0 < len(text) <= LONGEST_NAME and name_refusal(text) is None


def _is_day(text: str) -> bool:
    """Empty or written like a day; anything else says that this is another kind of text."""
    return not text or _DAY.fullmatch(text) is not None


def _day(text: str) -> date | None:
    """The day, None when it is empty or is no day of the calendar (birth known by year: 00001950)."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
