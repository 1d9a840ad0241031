"""`manage.py procedure_diagrams`: writes docs/procedures.md from the tables of steps."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from complaints.procedure.diagram import document

PAGE = Path(settings.BASE_DIR) / "docs" / "procedures.md"


class Command(BaseCommand):
    help = "Vẽ lại các thủ tục giải quyết vào docs/procedures.md từ bảng các bước."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--output", type=Path, default=PAGE, help="tệp ghi ra")

    def handle(self, *args: Any, **options: Any) -> None:
        output: Path = options["output"]
        output.write_text(document(), encoding="utf-8")
        self.stdout.write(f"Đã ghi {output.name}.")
