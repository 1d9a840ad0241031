"""manage.py load_demo: the demonstration house and a year of invented work."""

import time
from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from agencies.models import Agency
from agencies.registry import Kind, entries
from agencies.units.build import build_demo
from agencies.units.duty import write_demo_duty
from agencies.units.events import write_demo_events
from agencies.units.order import DemoOrder, seeded_ids
from agencies.units.spec import demo_id

_DEFAULT_SEED = 2026
_LAST_YEAR = 2027


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise CommandError(f"“{text}” không phải số nguyên không âm.")
    return int(text)


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}” không phải ngày; hãy viết như 2026-11-21.") from None
    if not date(2026, 1, 1) <= found <= date(_LAST_YEAR, 12, 31):
        raise CommandError(f"Ngày phải trong khoảng 01/01/2026 – 31/12/{_LAST_YEAR}.")
    return found


class Command(BaseCommand):
    help = "Nạp dữ liệu mẫu; chạy lại không đổi gì."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--visits", default="0", metavar="N", help="thêm N lượt tiếp")
        parser.add_argument("--petitions", default="0", metavar="N", help="thêm N đơn")
        parser.add_argument("--units", default="0", metavar="N", help="có ít nhất N đơn vị")
        parser.add_argument("--seed", default=str(_DEFAULT_SEED), metavar="S")
        parser.add_argument(
            "--until", default="", metavar="NGÀY", help="ngày cuối, mặc định hôm nay"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        units = _whole(options["units"])
        order = DemoOrder(
            seed=_whole(options["seed"]),
            until=_day(options["until"]) if options["until"] else timezone.localdate(now),
            visits=_whole(options["visits"]),
            petitions=_whole(options["petitions"]),
            say=self.stdout.write,
        )
        _ensure_demo_only()
        if Agency.objects.exists():
            self.stdout.write("Dữ liệu mẫu đã có, không thay đổi gì.")
            return
        begun = time.monotonic()
        with transaction.atomic():
            self._load(order, units, now)
        self.stdout.write(f"Đã nạp dữ liệu mẫu trong {time.monotonic() - begun:.0f} giây.")

    def _load(self, order: DemoOrder, units: int, now: datetime) -> None:
        """All or nothing: a demonstration that broke in the middle leaves no trace."""
        with seeded_ids(order.chance("house")):
            build_demo(now=now, units=units)
            write_demo_events(until=order.until, now=now)
            write_demo_duty(until=order.until, now=now)
        self.stdout.write(f"Đã lập {Agency.objects.count()} đơn vị.")
        for name, load in entries(Kind.DEMO_DATA).items():
            with seeded_ids(order.chance(name)):
                load(order=order, now=now)


def _ensure_demo_only() -> None:
    """Raises CommandError when this database holds a unit of real work."""
    for agency in Agency.objects.only("id", "code"):
        if agency.id != demo_id("agency", agency.code):
            raise CommandError(
                "Cơ sở dữ liệu đã có đơn vị ngoài dữ liệu mẫu; không nạp dữ liệu mẫu vào đó."
            )
