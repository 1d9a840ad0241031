"""`manage.py check_calendar 2026`: our working calendar against the holidays library."""

import json
from datetime import date
from typing import Any

import holidays
from django.core.management.base import BaseCommand, CommandError, CommandParser

from law.comparison import Difference, differences
from law.errors import LawError
from law.shipped import shipped_calendar

LIBRARY = f"thư viện holidays {holidays.__version__}"


class Command(BaseCommand):
    help = "So lịch làm việc của hệ thống với thư viện holidays trong một năm."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", help="năm, ví dụ 2026")
        parser.add_argument("--json", action="store_true", help="chỉ in một đối tượng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            year = _year(options["year"])
            found = differences_in(year)
        except LawError as error:
            raise CommandError(str(error)) from None
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(year, found), ensure_ascii=False, indent=2))
            return
        for difference in found:
            self.stdout.write(difference.sentence)
        count = f"{len(found)} ngày khác nhau" if found else "không có ngày nào khác nhau"
        self.stdout.write(f"Năm {year}, so với {LIBRARY}: {count}.")


def differences_in(year: int) -> list[Difference]:
    """The days of the year on which only one of the two calendars works."""
    library = holidays.country_holidays("VN", years=year, language="vi")

    def reason(day: date) -> str:
        return str(library.get(day) or "")

    return list(
        differences(
            shipped_calendar(),
            year,
            other_works=library.is_working_day,
            other_reason=reason,
            other_name=LIBRARY,
        )
    )


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4 and int(text) > 0):
        raise LawError(f"“{text}” không phải là năm hợp lệ; hãy ghi bốn chữ số như 2026.")
    return int(text)


def _as_json(year: int, found: list[Difference]) -> dict[str, object]:
    return {
        "year": year,
        "library": f"holidays {holidays.__version__}",
        "differences": [
            {
                "date": difference.date.isoformat(),
                "ours_working": difference.ours_working,
                "ours": difference.ours,
                "theirs": difference.theirs,
                "sentence": difference.sentence,
            }
            for difference in found
        ],
    }
