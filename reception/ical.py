"""Text of a calendar that programs read (iCalendar, RFC 5545): pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

_FOLD_AT = 75  # octets of a line without its break, RFC 5545 section 3.1
_BREAK = "\r\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the calendar; `uid` stays the same for as long as it is the same event."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    location: str = ""
    description: str = ""


def calendar_text(*, name: str, product: str, entries: Iterable[Entry], now: datetime) -> str:
    """A published calendar; moments in UTC, so that no rule of a time zone has to be carried."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{escaped(product)}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "X-WR-TIMEZONE:Asia/Ho_Chi_Minh",
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
        "X-PUBLISHED-TTL:PT4H",
    ]
    for entry in entries:
        lines += _event(entry, now)
    return "".join(folded(line) + _BREAK for line in [*lines, "END:VCALENDAR"])


def _event(entry: Entry, now: datetime) -> list[str]:
    said = (("SUMMARY", entry.summary), ("LOCATION", entry.location))
    texts = [*said, ("DESCRIPTION", entry.description)]
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(entry.uid)}",
        f"DTSTAMP:{moment(now)}",
        f"DTSTART:{moment(entry.starts_at)}",
        f"DTEND:{moment(entry.ends_at)}",
        *(f"{key}:{escaped(text)}" for key, text in texts if text),
        "END:VEVENT",
    ]


def moment(at: datetime) -> str:
    """20261118T023000Z."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """A TEXT value: backslash, semicolon, comma and line break are told by a backslash."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    for char in (";", ","):
        plain = plain.replace(char, f"\\{char}")
    shown = plain.replace("\n", "\\n")
    return "".join(char for char in shown if char.isprintable())


def folded(line: str) -> str:
    """At most 75 octets a line, never inside a letter; what follows begins with a space."""
    parts, current, size, most = [], "", 0, _FOLD_AT
    for char in line:
        octets = len(char.encode())
        if size + octets > most:
            parts.append(current)
            current, size, most = "", 0, _FOLD_AT - 1
        current += char
        size += octets
    return f"{_BREAK} ".join([*parts, current])
