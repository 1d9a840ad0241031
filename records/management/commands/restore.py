"""manage.py restore: the way back from a backup."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agencies.refusals import Refused
from records.backup.restoring import restore_backup


class Command(BaseCommand):
    help = "Khôi phục từ một bản sao lưu; chỉ thay dữ liệu khi bản khôi phục đã được kiểm tra."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="THƯ_MỤC", help="thư mục của bản sao lưu")
        parser.add_argument("--keys", default="", metavar="THƯ_MỤC", help="thư mục giữ khóa")
        parser.add_argument(
            "--wipe", action="store_true", help="bỏ dữ liệu đang có, thay bằng bản sao lưu"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.monotonic()
        try:
            restore_backup(
                folder=Path(options["folder"]).absolute(),
                key_folder=Path(options["keys"]).absolute() if options["keys"] else None,
                wipe=options["wipe"],
                now=timezone.now(),
                tell=self.stdout.write,
            )
        except Refused as refusal:
            raise CommandError(refusal.sentence) from None
        self.stdout.write(
            f"Đã khôi phục và kiểm tra xong trong {time.monotonic() - begun:.1f} giây."
        )
