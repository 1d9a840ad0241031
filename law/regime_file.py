"""A regime as somebody writes it: a TOML file becomes the payload that is kept and adopted (ADR 0025)."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time

from law.errors import LawError

LONGEST, DEEPEST, TEXT = 500_000, 12, 2000
_PLACE = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)")


def payload_of(text: str) -> dict[str, object]:
    """Plain data as JSON keeps it, days as ISO text; raises LawError with one sentence."""
    if not text.strip():
        raise LawError("Tệp không có nội dung.")
    if len(text) > LONGEST:
        raise LawError(f"Tệp dài hơn {LONGEST // 1000} nghìn ký tự.")
    try:
        found = tomllib.loads(text)
    except RecursionError:
        raise LawError("Tệp lồng nhau quá sâu.") from None
    except ValueError as error:
        raise LawError(f"Tệp không đúng cú pháp TOML{_place(error)}.") from None
    return {key: _plain(value, key) for key, value in found.items()}


def _place(error: ValueError) -> str:
    match = _PLACE.search(str(error))
    return f" ở dòng {match['line']}, cột {match['column']}" if match else ""


def _plain(value: object, place: str, depth: int = 0) -> object:
    if depth > DEEPEST:
        raise LawError("Tệp lồng nhau quá sâu.")
    if isinstance(value, dict):
        return {str(key): _plain(each, str(key), depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each, place, depth + 1) for each in value]
    if isinstance(value, str):
        return _line(value, place)
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) > 10**9:
            raise LawError(f"“{place}”: số {str(value)[:20]} quá lớn.")
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    raise LawError(
        f"“{place}”: không nhận {'giờ' if isinstance(value, datetime | time) else 'số lẻ'}."
    )


def _line(text: str, place: str) -> str:
    """What no printer knows would break a file of the report later."""
    if len(text) > TEXT:
        raise LawError(f"“{place}”: một dòng chữ dài hơn {TEXT} ký tự.")
    if not text.isprintable():
        raise LawError(f"“{place}”: có ký tự không in được hoặc xuống dòng.")
    return text
