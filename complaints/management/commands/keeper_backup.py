"""`manage.py keeper_backup COPY --database FILE`: a copy of the keeper's own database, while it works."""

import sqlite3
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from complaints.vault import here, keyring
from complaints.vault.shelf import Shelf


class Command(BaseCommand):
    help = (
        "Sao lưu kho danh tính của tiến trình identity_keeper (chạy được khi tiến trình đang phục vụ). Khóa "
        "không nằm trong bản sao: hãy cất tệp IDENTITY_KEY_FILE ở nơi khác."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("copy", metavar="BẢN_SAO", help="tệp mới của bản sao")
        parser.add_argument("--database", required=True, metavar="TỆP", help="tệp SQLite của kho")

    def handle(self, *args: Any, **options: Any) -> None:
        source, target = Path(options["database"]), Path(options["copy"])
        if not source.is_file():
            raise CommandError(f"Không có kho danh tính ở {source}.")
        if target.exists():
            raise CommandError(f"Đã có {target}; hãy chỉ một tệp mới cho bản sao.")
        try:
            count = Shelf(source).copied_to(target)
            newest = Shelf(target).newest()
            if newest is not None:
                here.get(*newest)
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from None
        except ValueError:
            raise CommandError(
                "Đã chép kho nhưng khóa trong tệp khóa không mở được danh tính mới nhất; hãy tìm đúng khóa."
            ) from None
        except (OSError, sqlite3.Error) as error:
            which = getattr(error, "sqlite_errorname", type(error).__name__)
            raise CommandError(f"Không sao lưu được kho danh tính: {error} ({which}).") from None
        ids = ", ".join(key.id for key in keyring.ring())
        self.stdout.write(
            f"Đã sao lưu {count} danh tính vào {target}. Khóa cần có khi dùng lại: {ids}."
        )
