"""A list of people as it is pasted at the desk: one a line, name, year of birth, address. Pure."""

from __future__ import annotations

import re

from agencies.vietnamese import tidy
from complaints import identity
from reception.intake import MemberInput

MOST = 500
_PARTED = re.compile(r"\s*[\t;,|]\s*")
_COUNTED = re.compile(r"^\s*\d{1,3}\s*[.)/\t]\s*")
_YEAR = re.compile(r"(?:\d{1,2}[/.-]){0,2}(\d{4})", re.ASCII)


class Unreadable(ValueError):
    """Which line cannot be read, and why: one sentence for the person."""


def read_people(text: str, this_year: int) -> tuple[MemberInput, ...]:
    """The people of the list. A line may start with its ordinal; parts are split by a tab, a
    semicolon or a comma; the year may be a whole date of birth."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST:
        raise Unreadable(f"Danh sách có {len(lines)} dòng; mỗi lượt tiếp ghi nhiều nhất {MOST}.")
    return tuple(_person(line, place, this_year) for place, line in enumerate(lines, start=1))


def _person(line: str, place: int, this_year: int) -> MemberInput:
    name, _, rest = _cut(_COUNTED.sub("", line))
    found = MemberInput(full_name=tidy(name), address=tidy(rest))
    first, _, further = _cut(rest)
    if year := _YEAR.fullmatch(first.strip()):
        found = MemberInput(found.full_name, int(year[1]), tidy(further))
    why = identity.name_refusal(found.full_name) or identity.birth_year_refusal(
        found.birth_year, this_year
    )
    if why is None and len(found.full_name) > 120:
        why = "Họ tên dài quá 120 ký tự."
    if why is None and len(found.address) > 300:
        why = "Địa chỉ dài quá 300 ký tự."
    if why:
        raise Unreadable(f"Dòng {place} (“{tidy(line)[:40]}”): {why}")
    return found


def _cut(text: str) -> tuple[str, str, str]:
    """Before and after the first separator."""
    parts = _PARTED.split(text, maxsplit=1)
    return (parts[0], ";", parts[1]) if len(parts) == 2 else (text, "", "")
