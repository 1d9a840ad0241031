"""Gỡ lớp xác nhận thứ hai of somebody who lost phone and codes, where no administrator gets in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from agencies.actions.own_account import reset_factors
from agencies.models import User
from agencies.refusals import Refused


class Command(BaseCommand):
    help = "Gỡ mọi ứng dụng tạo mã, khóa bảo mật, mã dự phòng của một người; phiên của người đó kết thúc."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="tên đăng nhập của người mất điện thoại, khóa")
        parser.add_argument(
            "--by", required=True, help="tên đăng nhập của người quản trị thực hiện"
        )

        parser.add_argument("--reason", required=True, help="lý do, ai xác nhận đúng người")

    def handle(self, *args: Any, **options: Any) -> None:
        user, by = (self._user(options[name]) for name in ("username", "by"))
        try:
            reset_factors(user_id=user.pk, reason=options["reason"], by=by, now=timezone.now())
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        self.stdout.write(f"Đã gỡ lớp xác nhận thứ hai của {user.full_name}.")

    def _user(self, username: str) -> User:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Không có tài khoản {username}.")
        return user
