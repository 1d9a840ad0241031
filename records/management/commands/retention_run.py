"""manage.py retention_run: removes what is past its time, as the job of the night does."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agencies.refusals import Refused
from records.actions import loose_bytes, retention


class Command(BaseCommand):
    help = "Dọn dữ liệu hết thời hạn lưu (mọi quy tắc, hoặc một quy tắc) và ghi nhật ký."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rule", default="", metavar="MÃ", help="chỉ dọn theo một quy tắc")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            gone = (
                {options["rule"]: retention.clear_by_rule(key=options["rule"], now=now)}
                if options["rule"]
                else {**retention.clear_all(now=now), loose_bytes.KEY: loose_bytes.sweep(now=now)}
            )
        except Refused as refused:
            raise CommandError(refused.sentence) from None
        for key, count in gone.items():
            self.stdout.write(f"{key}: đã dọn {count}.")
