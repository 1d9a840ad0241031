"""`manage.py load_place_aliases FILE`: old names of places with the commune in which they lie now."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agencies.refusals import Refused
from complaints.actions.place_aliases import load_aliases, read_aliases


class Command(BaseCommand):
    help = (
        "Nạp tên cũ của địa danh từ tệp CSV (UTF-8). Cột: ten_cu (tên cũ, ví dụ “xã Tân Mỹ, huyện "
        "Văn Lãng”), ma_xa (mã 5 chữ số của xã, phường hiện nay), nguon (văn bản sắp xếp), xa (tên "
        "xã, phường hiện nay để đối chiếu, không bắt buộc). Nạp lại cùng tệp không đổi gì."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="tệp CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            text = Path(options["file"]).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise CommandError(
                f"Không đọc được tệp {options['file']}; cần tệp CSV mã hóa UTF-8."
            ) from None
        try:
            new, known = load_aliases(read_aliases(text.splitlines()))
        except Refused as refused:
            raise CommandError(refused.sentence) from None
        self.stdout.write(f"Đã nạp {new} tên cũ mới, {known} tên đã có từ trước.")
