"""manage.py retention_preview: what each rule would remove now; changes nothing."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from law.dates import vn_date
from records.retention import Due, due


class Command(BaseCommand):
    help = "Xem trước: mỗi loại dữ liệu có bao nhiêu dòng hết thời hạn lưu. Không xóa gì."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        lines = due(timezone.now())
        if options["json"]:
            found = {"rules": [_as_json(line) for line in lines]}
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        for line in lines:
            since = f", từ {vn_date(line.first)}" if line.first else ""
            self.stdout.write(
                f"{line.rule.key}: {line.rule.label}, giữ {line.rule.kept}: {line.count} dòng{since}"
            )


def _as_json(line: Due) -> dict[str, Any]:
    return {
        "rule": line.rule.key,
        "label": line.rule.label,
        "kept": line.rule.kept,
        "why": line.rule.why,
        "sure": line.rule.sure,
        "due": line.count,
        "first": line.first.isoformat() if line.first else None,
        "last": line.last.isoformat() if line.last else None,
    }
