"""manage.py register_gaps: gaps and doubles of one register in one year."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agencies.models import Agency
from records.enums import Book
from records.register import Findings, check

_FIRST_YEAR, _LAST_YEAR = 2014, 2100


class Command(BaseCommand):
    help = "Kiểm tra số khuyết, số trùng của một sổ trong một năm."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--agency", default="", metavar="MÃ", help="mã cơ quan, ví dụ LS-BTCD")
        parser.add_argument("--book", default="", metavar="SỔ", help=", ".join(Book.values))
        parser.add_argument("--year", default="", metavar="NĂM")
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        agency, book = _agency(options["agency"]), _book(options["book"])
        year = _year(options["year"])
        findings = check(agency_id=agency.pk, book=book, year=year)
        if options["json"]:
            self.stdout.write(
                json.dumps(_as_json(agency, book, year, findings), ensure_ascii=False)
            )
        else:
            self._print(f"{book.label} năm {year} của {agency.name}", findings)
        if not findings.is_whole:
            raise CommandError(f"{book.label} năm {year} của {agency.name} không liền mạch.")

    def _print(self, title: str, findings: Findings) -> None:
        if not findings.last and not findings.counter:
            self.stdout.write(f"{title}: chưa có số nào.")
            return
        self.stdout.write(
            f"{title}: {findings.entries} số, số cuối {findings.last}, "
            f"số khuyết: {findings.missing}, số trùng: {len(findings.doubles)}."
        )
        for first, last in findings.gaps:
            self.stdout.write(
                f"Khuyết số {first}." if first == last else f"Khuyết từ số {first} đến số {last}."
            )
        for number in findings.doubles:
            self.stdout.write(f"Trùng số {number}.")
        if findings.counter != findings.last:
            self.stdout.write(
                f"Bộ đếm đang là {findings.counter}, không khớp số cuối {findings.last}."
            )


def _agency(code: str) -> Agency:
    found: Agency | None = Agency.objects.filter(code=code).first()
    if found is None:
        raise CommandError(f"Không có cơ quan mã “{code}”.")
    return found


def _book(name: str) -> Book:
    if name not in Book.values:
        raise CommandError(f"Không có sổ “{name}”. Các sổ: {', '.join(Book.values)}.")
    return Book(name)


def _year(text: str) -> int:
    """A year in which registers can have been kept."""
    if not (text.isascii() and text.isdigit() and _FIRST_YEAR <= int(text) <= _LAST_YEAR):
        raise CommandError(f"“{text}” không phải năm trong khoảng {_FIRST_YEAR} – {_LAST_YEAR}.")
    return int(text)


def _as_json(agency: Agency, book: Book, year: int, findings: Findings) -> dict[str, Any]:
    return {
        "agency": agency.code,
        "book": book.value,
        "year": year,
        "entries": findings.entries,
        "last": findings.last,
        "counter": findings.counter,
        "gaps": [{"from": first, "to": last} for first, last in findings.gaps],
        "missing": findings.missing,
        "doubles": findings.doubles,
    }
