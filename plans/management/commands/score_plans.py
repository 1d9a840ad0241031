"""manage.py score_plans DIR: precision and recall of the parser, plan by plan."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError

from plans.parser import PlanReadError, parse_plan
from plans.sample import FOLDER
from plans.scoring import score

_SUFFIX = ".expected.json"
_KINDS = (".txt", ".md", ".docx", ".pdf")


class Command(BaseCommand):
    help = "Chấm bộ đọc kế hoạch với các cấu trúc do người đọc ghi (*.expected.json)."
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", metavar="THƯ_MỤC")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["directory"])
        expected = sorted(folder.glob(f"*{_SUFFIX}"))
        if not expected:
            raise CommandError(f"Không có tệp *{_SUFFIX} nào trong “{folder}”.")
        for path in expected:
            self._plan(path.name.removesuffix(_SUFFIX), path, folder)

    def _plan(self, name: str, path: Path, folder: Path) -> None:
        sources = [d / f"{name}{k}" for d in (folder, FOLDER) for k in _KINDS]
        source = next((s for s in sources if s.is_file()), None)
        if source is None:
            raise CommandError(f"Không tìm thấy văn bản của “{path.name}”.")
        try:
            found = parse_plan(source.read_bytes()).as_json()
            scores = score(found, json.loads(path.read_text(encoding="utf-8")))
        except (PlanReadError, ValueError, KeyError) as error:
            raise CommandError(f"Không chấm được “{name}”: {error}") from error
        self.stdout.write(name)
        for part in scores:
            self.stdout.write(
                f"  {part.name:<10} độ chính xác {part.precision:6.1%}  độ phủ {part.recall:6.1%}"
                f"  ({part.right} đúng, {part.found} đọc được, {part.there} phải có)"
            )
