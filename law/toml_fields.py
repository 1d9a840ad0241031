"""Read one TOML table strictly: right type, known keys, or a sentence that names the place."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from law.errors import LawError

Choice = TypeVar("Choice", bound=StrEnum)
Value = TypeVar("Value")
TYPE_TEXT: dict[type, str] = {
    int: "số nguyên",
    str: "chữ",
    bool: "true hoặc false",
    date: "ngày",
    dict: "bảng dữ liệu",
    list: "danh sách",
}


class Fields:
    """The fields of one table; `done()` refuses those nobody has read."""

    def __init__(self, table: object, where: str) -> None:
        self.where = where
        if not isinstance(table, Mapping):
            raise self.error("phải là một bảng dữ liệu")
        self._table = dict(table)
        self._read: set[str] = set()

    def error(self, message: str) -> LawError:
        return LawError(f"{self.where}: {message}.")

    def optional(self, key: str, kind: type[Value]) -> Value | None:
        self._read.add(key)
        value = self._table.get(key)
        if value is None:
            return None
        # In Python a bool is an int and a datetime is a date; in the data they are not.
        posing = (kind is int and isinstance(value, bool)) or isinstance(value, datetime)
        if posing or not isinstance(value, kind):
            raise self.error(f"“{key}” phải là {TYPE_TEXT[kind]}")
        return value

    def required(self, key: str, kind: type[Value]) -> Value:
        value = self.optional(key, kind)
        if value is None or value in ("", []):
            raise self.error(f"thiếu “{key}”")
        return value

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        value = self.required(key, str)
        if value not in set(choices):
            raise self.error(f"“{key}” không nhận giá trị “{value}”")
        return choices(value)

    def positive(self, key: str) -> int:
        return self.positive_value(key, self.required(key, int))

    def positive_value(self, key: str, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.error(f"“{key}” phải là số nguyên dương")
        return value

    def done(self) -> None:
        unknown = sorted(set(self._table) - self._read)
        if unknown:
            raise self.error(f"không hiểu “{unknown[0]}”")
