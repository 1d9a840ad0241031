"""`manage.py deadline KN_THULY --from 2026-07-01`: a due date with its explanation."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from law.adoption import LawInForce
from law.clock import clock
from law.dates import parse_date
from law.errors import LawError
from law.events import Event, parse_events
from law.explain import explanation, result_as_json, rule_as_json, rule_line
from law.periods import parse_period
from law.result import ClockResult
from law.rules import parse_branches
from law.shipped import shipped_calendar, shipped_rules


class Command(BaseCommand):
    help = "Tính ngày đến hạn theo quy định của pháp luật, kèm căn cứ và cách tính từng ngày."
    # The law is data of the package: no database, no checks of the site.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rule", nargs="?", help="mã quy định, ví dụ KN_THULY")
        parser.add_argument(
            "--from", dest="start", help="ngày phát sinh, 2026-07-01 hoặc 01/07/2026"
        )
        parser.add_argument("--branch", action="append", default=[], help="trường hợp riêng")
        parser.add_argument("--events", help="tệp JSON các lần tạm đình chỉ, tiếp tục, gia hạn")
        parser.add_argument("--period", help="kỳ báo cáo, ví dụ 2026-Q1")
        parser.add_argument(
            "--adopted", action="store_true", help="tính cả văn bản đã áp dụng trong hệ thống này"
        )
        parser.add_argument("--list", action="store_true", help="liệt kê mọi quy định")
        parser.add_argument("--json", action="store_true", help="chỉ in một đối tượng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["list"]:
                self._list(as_json=options["json"])
            else:
                self._answer(_result(options), as_json=options["json"])
        except LawError as error:
            raise CommandError(str(error)) from None

    def _list(self, *, as_json: bool) -> None:
        if as_json:
            self._print_json({"rules": [rule_as_json(rule) for rule in shipped_rules()]})
            return
        for rule in shipped_rules():
            self.stdout.write(rule_line(rule))

    def _answer(self, result: ClockResult, *, as_json: bool) -> None:
        if as_json:
            self._print_json(result_as_json(result))
            return
        for line in explanation(result):
            self.stdout.write(line)

    def _print_json(self, answer: dict[str, object]) -> None:
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))


def _result(options: dict[str, Any]) -> ClockResult:
    if not options["rule"]:
        raise LawError("Thiếu mã quy định; xem danh sách bằng --list.")
    law = _law(adopted=options["adopted"])
    rule = law.rules.get(options["rule"])
    period = parse_period(options["period"]) if options["period"] else None
    if options["start"]:
        start = parse_date(options["start"])
    elif period:
        # A period takes the text in force at its end.
        start = period.end
    else:
        raise LawError("Thiếu ngày phát sinh; ghi --from 2026-07-01.")
    return clock(
        rule=rule,
        start=start,
        branches=parse_branches(options["branch"]),
        events=_events(options["events"]),
        calendar=law.calendar,
        today=timezone.localdate(),
        period=period,
    )


def _law(*, adopted: bool) -> LawInForce:
    """What this release ships; a database is asked only for the texts adopted in it."""
    if not adopted:
        return LawInForce(shipped_rules(), shipped_calendar())
    from agencies import law_in_force  # noqa: PLC0415 - needs the database, the rest does not

    return law_in_force.in_force()


def _events(name: str | None) -> tuple[Event, ...]:
    if name is None:
        return ()
    try:
        return parse_events(json.loads(Path(name).read_text(encoding="utf-8")))
    except OSError:
        raise LawError(f"Không đọc được tệp sự kiện {name}.") from None
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise LawError(f"Tệp sự kiện {name} không phải là JSON hợp lệ.") from None
