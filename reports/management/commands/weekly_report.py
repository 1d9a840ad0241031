"""`manage.py weekly_report --agency LS-TTT --week 2026-W46 --output FILE.pdf`."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from agencies.models import Agency
from agencies.refusals import Refused
from records.actions.files import path_of
from reports.actions.weekly import make_weekly_report, pdf_of, week_of_code


class Command(BaseCommand):
    help = "Lập báo cáo tuần của một đơn vị, lưu vào hệ thống và ghi ra tệp PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--agency", required=True, help="mã đơn vị, ví dụ LS-TTT")
        parser.add_argument("--week", required=True, help="tuần, ví dụ 2026-W46")
        parser.add_argument("--output", required=True, help="tệp PDF sẽ ghi")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        output = Path(options["output"])
        agency = Agency.objects.filter(code=options["agency"]).first()
        if agency is None:
            raise CommandError(f"Không có đơn vị nào mang mã “{options['agency']}”.")
        try:
            week_of_code(options["week"], today=timezone.localdate(now))
            _ensure_writable(output)
            report = make_weekly_report(agency=agency, period=options["week"], by=None, now=now)
        except Refused as refusal:
            raise CommandError(refusal.sentence) from None
        _write(output, report)
        self.stdout.write(
            f"Đã ghi {output}: {agency.name}, {report.title.lower()}, "
            f"lần {report.version}, {_short(report.sha256)}."
        )


def _short(sha256: str) -> str:
    return f"mã kiểm tra {sha256[:12]}"


def _ensure_writable(output: Path) -> None:
    """Says no before anything is made."""
    folder = output.parent
    if output.is_dir():
        raise Refused(f"“{output}” là thư mục, hãy ghi tên tệp PDF.")
    if not folder.is_dir():
        raise Refused(f"Không có thư mục “{folder}” để ghi tệp.")
    target = output if output.exists() else folder
    if not os.access(target, os.W_OK):
        raise Refused(f"Không có quyền ghi vào “{target}”.")


def _write(output: Path, report: Any) -> None:
    stored = pdf_of(report)
    if stored is None:
        raise CommandError("Báo cáo chưa có tệp PDF, hãy lập lại.")
    try:
        output.write_bytes(path_of(stored.sha256).read_bytes())
    except OSError:
        raise CommandError(
            f"Không ghi được tệp “{output}”. Báo cáo đã lưu trong hệ thống, có thể tải ở đó."
        ) from None
