"""manage.py rebuild_search: writes the rows of the search anew; they are derived (ADR 0036)."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from records.actions.search_rows import rebuild
from records.search_sources import sources


class Command(BaseCommand):
    help = "Lập lại dòng tra cứu của mọi hồ sơ không kín; chạy lại bao nhiêu lần cũng được."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kind", action="append", default=[], metavar="LOẠI")
        parser.add_argument("--missing", action="store_true", help="chỉ thêm dòng còn thiếu")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        known = sources()
        if unknown := [kind for kind in options["kind"] if kind not in known]:
            raise CommandError(
                f"Không có loại hồ sơ “{unknown[0]}”; các loại: {', '.join(sorted(known))}."
            )
        done = rebuild(kinds=options["kind"], only_missing=options["missing"])
        if options["json"]:
            told = {kind: {"written": w, "deleted": d} for kind, (w, d) in done.items()}
            self.stdout.write(json.dumps(told))
            return
        for kind, (written, deleted) in done.items():
            self.stdout.write(f"{known[kind].label}: ghi {written} dòng, bỏ {deleted} dòng.")
