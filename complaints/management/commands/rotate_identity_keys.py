"""`manage.py rotate_identity_keys`: a new key for sealed identities, while the house works."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError
from django.utils import timezone

from agencies.refusals import Refused
from complaints import vault
from complaints.actions import key_rotation
from complaints.vault import keyring
from records.actions import ledger
from records.enums import Verb
from records.ledger.words import KEYS

_UNWRITABLE = (
    "Không ghi được tệp khóa {path} ({why}); hãy tự đặt khóa mới vào dòng đầu của tệp này, giữ khóa cũ ở "
    "các dòng sau, rồi chạy lại lệnh không kèm --new-key-file."
)

_SAID = {
    "khoa_moi": "khóa mới",
    "xoay_xong": "không còn dòng nào dùng khóa cũ",
    "xoay_do": "còn dòng dùng khóa cũ",
    "bo_khoa_cu": "đã bỏ các khóa cũ",
}


class Command(BaseCommand):
    help = (
        "Xoay khóa danh tính: niêm phong lại bằng khóa hiện tại mọi dòng còn dùng khóa cũ. Chạy được khi hệ "
        "thống đang phục vụ; bị dừng giữa chừng thì chạy lại để làm tiếp."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--new-key-file",
            metavar="TỆP",
            help="tệp có khóa mới (64 chữ số hex, ví dụ tạo bằng openssl rand -hex 32)",
        )
        parser.add_argument("--batch", default="500", metavar="N", help="số dòng mỗi lượt (500)")
        parser.add_argument(
            "--drop-old",
            action="store_true",
            help="xong thì bỏ khóa cũ khỏi tệp khóa; bản ghi dở trong 24 giờ qua sẽ không mở được",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        batch = _batch(options["batch"])
        try:
            if options["new_key_file"]:
                self._add(Path(options["new_key_file"]))
            self._rotate(batch)
            if options["drop_old"]:
                self._drop_old()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from None
        except Refused as refused:
            raise CommandError(refused.sentence) from None
        except OperationalError:
            raise CommandError(
                "Cơ sở dữ liệu đang bận hoặc mất kết nối; hãy chạy lại lệnh để làm tiếp."
            ) from None

    def _add(self, source: Path) -> None:
        """The new key becomes the first; a key that is first already only goes on."""
        if vault.is_apart():
            raise CommandError(
                "Khóa ở máy của tiến trình giữ danh tính: hãy đặt khóa mới vào dòng đầu của tệp khóa ở đó, "
                "rồi chạy lại lệnh không kèm --new-key-file."
            )
        new, known = keyring.present(str(source)), keyring.ring()
        if new == known[0]:
            return
        if new in known:
            raise CommandError("Khóa trong tệp này là khóa cũ; hãy tạo khóa mới.")
        _write((new, *known))
        self.stdout.write(f"Khóa mới {new.id} đã đứng đầu; {len(known)} khóa cũ chỉ còn để mở.")
        self._note("khoa_moi", new.id)

    def _rotate(self, batch: int) -> None:
        done = key_rotation.rotate(batch=batch, tell=self._tell)
        left = key_rotation.left()
        self._note("xoay_xong" if not left else "xoay_do", vault.present_id(), left)
        self.stdout.write(f"{left} dòng còn dùng khóa cũ.")
        if done.broken:
            raise CommandError(
                f"{len(done.broken)} dòng không mở được bằng khóa nào trong tệp khóa; hãy đặt thêm khóa cũ "
                "còn thiếu vào cuối tệp rồi chạy lại."
            )
        if left:
            raise CommandError("Còn dòng đang bị giữ; hãy chạy lại lệnh để làm tiếp.")

    def _tell(self, what: str, count: int) -> None:
        self.stdout.write(f"{what}: {count}")
        self.stdout.flush()  # somebody watches, also through a pipe

    def _drop_old(self) -> None:
        known = keyring.ring()
        if len(known) > 1:
            _write(known[:1])
            self._note("bo_khoa_cu", known[0].id)
        self.stdout.write(f"Tệp khóa chỉ còn khóa {known[0].id}; hãy sao lưu khóa này.")

    def _note(self, what: str, key_id: str, left: int = 0) -> None:
        details = {"viec": what, "khoa": key_id, "con_lai": left}
        ledger.write(
            by=None, verb=Verb.CHANGE, subject=None, now=timezone.now(), details=details,
            after={KEYS: f"{key_id}, {_SAID[what]}"},
        )  # fmt: skip


def _batch(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 10_000):
        raise CommandError("--batch là số dòng mỗi lượt, từ 1 đến 10000.")
    return int(text[:6])


def _write(ring: tuple[keyring.Key, ...]) -> None:
    path = Path(settings.IDENTITY_KEY_FILE)
    try:
        keyring.write(path, ring)
    except OSError as error:
        raise CommandError(_UNWRITABLE.format(path=path, why=error.strerror)) from None
