"""A house that cannot seal does not open: asked before the first request is served (config/wsgi.py)."""

import stat
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from complaints.enums import IdentityPlace
from complaints.vault import keyring

TAG = "danh_tinh"


@register(TAG, deploy=True)
def identity_is_kept(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """Each problem in one sentence."""
    return [Error(sentence, id=f"danh_tinh.E{n:03}") for n, sentence in enumerate(_problems(), 1)]


def _problems() -> list[str]:
    mode = settings.IDENTITY_MODE
    if mode not in IdentityPlace.values:
        return [f"IDENTITY_MODE là server, apart hoặc paper; không phải “{mode}”."]
    if mode == IdentityPlace.APART:
        return _apart()
    try:
        keyring.ring()
    except ImproperlyConfigured as error:
        return [str(error)]
    return []


def _apart() -> list[str]:
    if settings.IDENTITY_KEY_FILE:
        return [
            "Với IDENTITY_MODE=apart, tiến trình phục vụ không giữ khóa: hãy bỏ biến IDENTITY_KEY_FILE ở đây."
        ]
    if not settings.IDENTITY_SOCKET:
        return ["Thiếu socket của tiến trình giữ danh tính: đặt biến IDENTITY_SOCKET."]
    try:
        mode = Path(settings.IDENTITY_SOCKET).stat().st_mode
    except OSError:
        mode = 0
    if not stat.S_ISSOCK(mode):
        return [
            f"Không thấy tiến trình giữ danh tính ở socket {settings.IDENTITY_SOCKET}; hãy chạy lệnh "
            "identity_keeper trước."
        ]
    return []
