"""Checks of the settings of sign-in (python manage.py check --deploy)."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security, deploy=True)
def second_factor_is_required(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """In production the roles of SECOND_FACTOR_ROLES may not sign in by a password alone."""
    if not settings.HTTPS or settings.SECOND_FACTOR == "required":
        return []
    return [
        Warning(
            "Lớp xác nhận thứ hai chưa bắt buộc với thủ trưởng, người giữ bí mật, thanh tra, quản trị.",
            hint="Đặt SECOND_FACTOR=required (docs/sign-in.md).",
            id="agencies.W001",
        )
    ]
