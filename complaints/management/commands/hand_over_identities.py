"""`manage.py hand_over_identities`: what was sealed on this server goes to the keeper apart."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agencies.refusals import Refused
from complaints import vault
from complaints.actions.handing_over import hand_over
from records.actions import ledger
from records.enums import Verb

_BATCH = 200


class Command(BaseCommand):
    help = (
        "Giao các danh tính đã niêm phong trên máy chủ cho tiến trình giữ riêng (IDENTITY_MODE=apart). Tệp "
        "khóa của tiến trình ấy phải có khóa đang dùng; bị dừng giữa chừng thì chạy lại để làm tiếp."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not vault.is_apart():
            raise CommandError(
                "Chỉ giao được khi IDENTITY_MODE=apart; hãy đổi cách giữ danh tính trước."
            )
        try:
            done, broken = hand_over(batch=_BATCH, tell=self._tell)
        except Refused as refused:
            raise CommandError(refused.sentence) from None
        details = {"viec": "giao_danh_tinh", "so_dong": done, "khong_mo_duoc": len(broken)}
        ledger.write(by=None, verb=Verb.CHANGE, subject=None, now=timezone.now(), details=details)
        self.stdout.write(f"Đã giao {done} dòng cho tiến trình giữ riêng.")
        if broken:
            raise CommandError(
                f"{len(broken)} dòng không mở được bằng khóa của tiến trình giữ riêng; hãy thêm khóa còn "
                "thiếu vào cuối tệp khóa ở đó rồi chạy lại."
            )

    def _tell(self, what: str, count: int) -> None:
        self.stdout.write(f"{what}: {count}")
        self.stdout.flush()
