"""The answer for a machine (design.md section 7) and for a person at a terminal."""

from collections.abc import Iterator
from datetime import date

from law.dates import vn_date, vn_day
from law.enums import BRANCH_TEXT, CONFIDENCE_TEXT
from law.events import Event, Pause
from law.result import ClockResult
from law.rules import Rule, RuleVersion

Json = dict[str, object]


def result_as_json(result: ClockResult) -> Json:
    """The keys promised to other programs; `sentence` only where there is no date."""
    answer: Json = {
        "rule": result.rule.code,
        "kind": result.rule.kind.value,
        "from": result.start.isoformat(),
        "due": _iso(result.due),
        "amount": result.amount,
        "unit": result.unit.value,
        "branches": [branch.value for branch in result.branches],
        "citation": result.citation,
        "valid_from": result.valid_from.isoformat(),
        "valid_to": _iso(result.valid_to),
        "confidence": result.confidence.value,
        "days": [
            {"date": day.date.isoformat(), "counted": day.counted, "reason": day.reason}
            for day in result.days
        ],
        "pauses": [_pause(pause) for pause in result.pauses],
        "extensions": [_extension(event) for event in result.extensions],
        "note": result.note or None,
    }
    if result.due is None:
        answer["sentence"] = result.sentence
    return answer


def rule_as_json(rule: Rule) -> Json:
    """One duty with all its versions."""
    return {
        "code": rule.code,
        "kind": rule.kind.value,
        "duty": rule.duty,
        "trigger": rule.trigger,
        "aliases": list(rule.aliases),
        "local_parameter": rule.local_parameter,
        "versions": [_version(version) for version in rule.versions],
    }


def explanation(result: ClockResult) -> Iterator[str]:
    """“Vì sao ngày này?” line by line."""
    rule, version = result.rule, result.version
    yield f"{rule.code}: {rule.duty}"
    yield result.sentence
    if result.days:
        yield f"Tính từ: {vn_day(result.start)} ({rule.trigger}), ngày đó không tính"
    if result.amount is not None:
        yield f"Thời hạn: {_amount(result)}"
    yield f"Căn cứ: {result.citation}"
    yield f"Áp dụng: {version.span}; {CONFIDENCE_TEXT[result.confidence]}"
    for note in result.notes:
        yield f"Ghi chú: {note}"
    if result.days:
        yield "Các ngày:"
    for day in result.days:
        yield f"  {'x' if day.counted else '-'} {vn_date(day.date)}  {day.reason}"


def rule_line(rule: Rule) -> str:
    """One duty in one line of the list."""
    amounts = "; ".join(f"{version.amount_text} {version.span}" for version in rule.versions)
    return f"{rule.code:<18} {rule.duty} [{amounts}]"


def _amount(result: ClockResult) -> str:
    parts = [f"{result.amount} {result.version.amount_text.partition(' ')[2]}"]
    parts += [BRANCH_TEXT[branch] for branch in result.branches]
    parts += [f"gia hạn {event.days} ngày ({event.document})" for event in result.extensions]
    return ", ".join(parts)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _pause(pause: Pause) -> Json:
    return {
        "on": pause.on.isoformat(),
        "ground": pause.ground,
        "document": pause.document,
        "resumed_on": _iso(pause.resumed_on),
        "resume_document": pause.resume_document or None,
        "days": (pause.resumed_on - pause.on).days if pause.resumed_on else None,
    }


def _extension(event: Event) -> Json:
    return {
        "on": event.on.isoformat(),
        "ground": event.ground,
        "document": event.document,
        "days": event.days,
    }


def _version(version: RuleVersion) -> Json:
    extension = version.extension
    return {
        "valid_from": version.valid_from.isoformat(),
        "valid_to": _iso(version.valid_to),
        "amount": version.amount,
        "unit": version.unit.value,
        "branches": dict(version.branches),
        "extension": extension
        and {
            "each": extension.each,
            "times_if_complex": extension.times_if_complex,
            "times_if_especially_complex": extension.times_if_especially_complex,
        },
        "periods": list(version.periods),
        "day_of_month": version.day_of_month,
        "citation": version.citation,
        "confidence": version.confidence.value,
        "note": version.note or None,
    }
