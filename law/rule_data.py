"""From TOML tables to a RuleBook; a rule that contradicts itself never gets in."""

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from law.dates import vn_date
from law.enums import COUNTED_KINDS, UNITS_OF_KIND, Branch, Confidence, Kind, Unit
from law.rules import CutOff, Extension, Reading, Rule, RuleBook, RuleVersion
from law.toml_fields import Fields

YEAR_BEFORE = " năm trước"
MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
Readings = dict[tuple[str, date], Reading]


def rule_book(data: Mapping[str, object], readings: Mapping[str, object] | None = None) -> RuleBook:
    """Validate `[[rule]]` tables, with the `[[reading]]` tables that belong to their versions."""
    book = Fields(data, "Bộ quy định")
    tables = book.required("rule", list)
    book.done()
    others = _readings(readings or {})
    rules = RuleBook(_rule(table, others) for table in tables)
    if others:
        code, start = next(iter(others))
        raise Fields({}, "Cách ghi khác").error(f"{code} không có phiên bản từ {vn_date(start)}")
    return rules


def _readings(data: Mapping[str, object]) -> Readings:
    found: Readings = {}
    for table in Fields(data, "Cách ghi khác").optional("reading", list) or []:
        fields = Fields(table, "Cách ghi khác")
        key = (fields.required("rule", str), fields.required("valid_from", date))
        found[key] = Reading(
            amount=fields.positive("amount"),
            unit=fields.choice("unit", Unit),
            citation=fields.required("citation", str),
        )
        fields.done()
    return found


def _rule(table: object, readings: Readings) -> Rule:
    fields = Fields(table, "Quy định")
    code = fields.required("code", str)
    fields.where = f"Quy định {code}"
    kind = fields.choice("kind", Kind)
    rule = Rule(
        code=code,
        kind=kind,
        duty=fields.required("duty", str),
        trigger=fields.required("trigger", str),
        aliases=tuple(str(name) for name in fields.optional("aliases", list) or []),
        local_parameter=fields.optional("local_parameter", bool) or False,
        versions=tuple(
            _version(each, code, kind, readings) for each in fields.required("version", list)
        ),
    )
    fields.done()
    _refuse_overlap(rule, fields)
    return rule


def _refuse_overlap(rule: Rule, fields: Fields) -> None:
    """One day, one version: in order of time, only the last without an end."""
    for version in rule.versions:
        if version.valid_to is not None and version.valid_to < version.valid_from:
            raise fields.error(f"phiên bản {version.span} kết thúc trước khi bắt đầu")
    for earlier, later in pairwise(rule.versions):
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            raise fields.error(f"phiên bản {earlier.span} chồng lên phiên bản {later.span}")


def rule_version(table: object, rule: Rule) -> RuleVersion:
    """One `[[rule.version]]` table of a duty that is known."""
    return _version(table, rule.code, rule.kind, {})


def _version(table: object, code: str, kind: Kind, readings: Readings) -> RuleVersion:
    fields = Fields(table, f"Quy định {code}")
    valid_from = fields.required("valid_from", date)
    fields.where = f"Quy định {code} từ {vn_date(valid_from)}"
    unit = fields.choice("unit", Unit)
    if unit not in UNITS_OF_KIND[kind]:
        raise fields.error(f"loại “{kind}” không dùng đơn vị “{unit}”")
    counted = kind in COUNTED_KINDS
    version = RuleVersion(
        valid_from=valid_from,
        valid_to=fields.optional("valid_to", date),
        unit=unit,
        citation=fields.required("citation", str),
        confidence=fields.choice("confidence", Confidence),
        note=fields.optional("note", str) or "",
        amount=fields.positive("amount") if counted or kind == Kind.QUOTA else None,
        branches=_branches(fields) if counted else {},
        extension=_extension(fields) if counted else None,
        periods=_periods(fields) if kind == Kind.CUT_OFF else {},
        day_of_month=_day_of_month(fields) if kind == Kind.SEND_BY else None,
        other_reading=readings.pop((code, valid_from), None),
    )
    fields.done()
    return version


def _branches(fields: Fields) -> dict[str, int]:
    amounts = {}
    for key, amount in (fields.optional("branches", dict) or {}).items():
        names = str(key).split("+")
        if names != sorted(set(names)) or not set(names) <= set(Branch):
            raise fields.error(f"không hiểu trường hợp “{key}”")
        amounts[str(key)] = fields.positive_value(str(key), amount)
    return amounts


def _extension(fields: Fields) -> Extension | None:
    table = fields.optional("extension", dict)
    if table is None:
        return None
    inner = Fields(table, f"{fields.where}, gia hạn")
    extension = Extension(
        each=inner.positive("each"),
        times_if_complex=inner.positive("times_if_complex"),
        times_if_especially_complex=inner.positive("times_if_especially_complex"),
    )
    inner.done()
    if extension.times_if_especially_complex < extension.times_if_complex:
        raise inner.error("vụ đặc biệt phức tạp không thể được gia hạn ít lần hơn vụ phức tạp")
    return extension


def _periods(fields: Fields) -> dict[str, CutOff]:
    return {
        str(code): _cut_off(fields, str(code), ends)
        for code, ends in fields.required("periods", dict).items()
    }


def _cut_off(fields: Fields, code: str, ends: object) -> CutOff:
    """`["12-15 năm trước", "03-14"]`: month and day, the first perhaps of the year before."""
    if not isinstance(ends, list) or len(ends) != 2:
        raise fields.error(f"kỳ “{code}” phải có ngày đầu và ngày cuối")
    first, last = (str(end) for end in ends)
    start, end = MONTH_DAY.fullmatch(first.removesuffix(YEAR_BEFORE)), MONTH_DAY.fullmatch(last)
    if start is None or end is None:
        raise fields.error(f"kỳ “{code}” ghi ngày sai; đúng là tháng-ngày như 03-14")
    return CutOff(
        start=(int(start[1]), int(start[2])),
        end=(int(end[1]), int(end[2])),
        starts_year_before=first.endswith(YEAR_BEFORE),
    )


def _day_of_month(fields: Fields) -> int:
    day = fields.positive("day_of_month")
    if day > 28:
        raise fields.error("“day_of_month” phải là ngày mà tháng nào cũng có")
    return day
