"""`manage.py statutory_table 01/TCD --agency LS-TTT --period 2026-6T [--format json|xlsx|pdf]`."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from agencies.refusals import Refused
from law.errors import LawError
from reports.asking import agency_asked, form_asked, period_asked
from reports.files import table_pdf, table_xlsx
from reports.tables import Table, table_of

_FILES = {"pdf": table_pdf, "xlsx": table_xlsx}


class Command(BaseCommand):
    help = "Lập một biểu số liệu của chế độ báo cáo, tổng hợp các đơn vị cấp dưới."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="biểu, ví dụ 01/TCD")
        parser.add_argument("--agency", required=True, help="mã đơn vị, ví dụ LS-TTT")
        parser.add_argument("--period", required=True, help="kỳ báo cáo, ví dụ 2026-6T")
        parser.add_argument("--regime", default="", help="chế độ, mặc định theo ngày cuối kỳ")
        parser.add_argument("--format", choices=["json", *_FILES], default="json", help="dạng tệp")
        parser.add_argument("--output", help="tệp sẽ ghi; JSON không có thì in ra màn hình")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = _made(_table(options), options)
        except (Refused, LawError) as refusal:
            raise CommandError(getattr(refusal, "sentence", str(refusal))) from None
        if made is not None:
            self.stdout.write(made)


def _table(options: dict[str, Any]) -> Table:
    today = timezone.localdate()
    period = period_asked(options["period"], today=today)
    form = form_asked(options["code"], period, options["regime"])
    agency = agency_asked(options["agency"], period)
    return table_of(form, agency=agency, period=period, today=today)


def _made(table: Table, options: dict[str, Any]) -> str | None:
    """What is printed; None when a file was written."""
    output = Path(options["output"]) if options["output"] else None
    if output is not None and (output.is_dir() or not output.parent.is_dir()):
        raise Refused(f"Không ghi được vào “{output}”: hãy ghi tên tệp trong một thư mục có sẵn.")
    if options["format"] == "json":
        text = json.dumps(table.as_json(), ensure_ascii=False)
        if output is None:
            return text
        return _write(output, text.encode())
    content = _FILES[options["format"]](table)
    if output is None:
        if sys.stdout.isatty():
            raise Refused("Hãy ghi --output TÊN_TỆP để nhận tệp PDF hoặc XLSX.")
        sys.stdout.buffer.write(content)
        return None
    return _write(output, content)


def _write(output: Path, content: bytes) -> None:
    try:
        output.write_bytes(content)
    except OSError:
        raise Refused(f"Không có quyền ghi tệp “{output}”.") from None
