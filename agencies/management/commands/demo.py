"""manage.py demo: where the demonstration is, who may sign in, what to look at."""

import json
import os
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import URLResolver, get_resolver, reverse

from agencies.models import Agency, User
from agencies.roles import Role
from agencies.units.people import PASSWORD, accounts

_ADDRESS = "http://127.0.0.1:8000/"


class Command(BaseCommand):
    help = "Địa chỉ, tài khoản mẫu theo vai trò, mã đơn vị, tên các trang."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        facts = {
            "address": os.environ.get("TCD_ADDRESS", _ADDRESS),
            "password": PASSWORD,
            "accounts": _accounts(),
            "agencies": list(
                Agency.objects.order_by("path").values("code", "name", "level", "valid_to")
            ),
            "urls": _plain_urls(),
        }
        if options["json"]:
            self.stdout.write(json.dumps(facts, ensure_ascii=False, indent=1, default=str))
            return
        self._print(facts)

    def _print(self, facts: dict[str, Any]) -> None:
        self.stdout.write(f"Địa chỉ: {facts['address']}")
        self.stdout.write(f"Mật khẩu chung của tài khoản mẫu: {facts['password']}\n")
        for account in facts["accounts"]:
            self.stdout.write(
                f"{account['username']:<22} {account['role_name']:<30} {account['agency']:<12} "
                f"{account['look_at']}"
            )
        self.stdout.write(f"\n{len(facts['agencies'])} đơn vị; xem đủ bằng manage.py demo --json")


def _accounts() -> list[dict[str, Any]]:
    """Accounts that are really there, in the order of the list of the demonstration."""
    there = set(User.objects.filter(is_active=True).values_list("username", flat=True))
    found = [
        {
            "username": spec.username,
            "password": PASSWORD,
            "role": spec.role.value,
            "role_name": Role(spec.role).label,
            "agency": spec.agency,
            "full_name": spec.full_name,
            "excluded": spec.is_excluded,
            "look_at": spec.look_at,
        }
        for spec in accounts()
        if spec.username in there
    ]
    if not found:
        raise CommandError("Chưa có dữ liệu mẫu. Hãy chạy: manage.py load_demo")
    return found


def _plain_urls() -> dict[str, str]:
    """URL names that need no argument, with their paths."""
    names = sorted(_plain_names(get_resolver()))
    return {name: reverse(name) for name in names}


def _plain_names(resolver: URLResolver) -> Iterator[str]:
    for item in resolver.url_patterns:
        if isinstance(item, URLResolver):
            yield from _plain_names(item)
        elif item.name and not item.pattern.converters:
            yield item.name
