"""manage.py backup: a consistent copy of the database and of every stored file."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agencies.refusals import Refused
from records.backup.writing import make_backup


class Command(BaseCommand):
    help = "Sao lưu cơ sở dữ liệu và tệp lưu vào một thư mục mới."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="THƯ_MỤC", help="thư mục mới của bản sao lưu")
        parser.add_argument(
            "--keys", default="", metavar="THƯ_MỤC", help="chép khóa vào thư mục khác này"
        )
        parser.add_argument(
            "--thieu-tep", action="store_true", help="vẫn sao lưu khi có tệp lưu đã mất"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.monotonic()
        folder = Path(options["folder"]).absolute()
        try:
            made = make_backup(
                folder=folder,
                key_folder=Path(options["keys"]).absolute() if options["keys"] else None,
                now=timezone.now(),
                tell=self.stdout.write,
                without_files=options["thieu_tep"],
            )
        except Refused as refusal:
            raise CommandError(refusal.sentence) from None
        self.stdout.write(
            f"Đã sao lưu vào {folder} trong {time.monotonic() - begun:.1f} giây. "
            f"Khóa cần có khi khôi phục: {', '.join(made.keys.values())}."
        )
        if made.missing:
            raise CommandError(
                f"Bản sao lưu thiếu {len(made.missing)} tệp đã mất, xem manifest.json."
            )
