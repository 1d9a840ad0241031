"""`manage.py verify_report FILE.pdf [--json]`: figures, hash and signature of a report, offline."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error

from agencies import law_in_force
from reports.stored_match import compare_with_stored
from reports.verifying import MOST_BYTES, TOO_LARGE, Verified, verify


class Command(BaseCommand):
    help = (
        "Kiểm tra tệp PDF của một báo cáo: số liệu, mã kiểm tra, quan hệ giữa các cột, chữ ký số."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="tệp PDF của báo cáo")
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")
        parser.add_argument(
            "--stored", action="store_true", help="đối chiếu thêm với báo cáo đã lưu trên máy này"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        pdf = _read(Path(options["file"]))
        result = verify(pdf, book=law_in_force.in_force().forms if options["stored"] else None)
        if result.report and options["stored"]:
            _compare(result)
        if options["json"]:
            self.stdout.write(json.dumps(_told(result), ensure_ascii=False))
        else:
            for sentence in result.sentences:
                self.stdout.write(sentence)
        if not result.ok:
            raise CommandError("Báo cáo KHÔNG đúng.", returncode=1)
        if not options["json"]:
            self.stdout.write("Báo cáo đúng.")


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CommandError(TOO_LARGE)
        return path.read_bytes()
    except IsADirectoryError:
        raise CommandError(f"“{path}” là thư mục, hãy ghi tên tệp PDF.") from None
    except OSError:
        raise CommandError(f"Không đọc được tệp “{path}”.") from None


def _compare(result: Verified) -> None:
    """With the report in the database of this machine, when there is one that answers."""
    try:
        compare_with_stored(result)
    except Error:
        result.notes.append("Không có cơ sở dữ liệu để đối chiếu với báo cáo đã lưu.")


def _told(result: Verified) -> dict[str, Any]:
    return {
        "ok": result.ok,
        "sha256": result.sha256,
        "report": result.report,
        "problems": result.problems,
        "passed": result.passed,
        "notes": result.notes,
    }
