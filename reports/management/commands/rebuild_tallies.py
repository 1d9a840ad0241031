"""`manage.py rebuild_tallies`: counts the tallies of the overview anew (ADR 0035)."""

from typing import Any

from django.core.management.base import BaseCommand

from reports.actions.tallies import rebuild


class Command(BaseCommand):
    help = "Đếm lại các số cộng dồn của trang tổng quan từ hồ sơ; số không đổi nếu đang đúng."

    def handle(self, *args: Any, **options: Any) -> None:
        rebuild()
        self.stdout.write("Đã đếm lại các số cộng dồn của trang tổng quan.")
