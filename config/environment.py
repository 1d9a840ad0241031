"""Reads settings from environment variables and secret files.

A secret may come as NAME or as NAME_FILE (a path); a missing one stops the start with one sentence.
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """Value of the variable NAME, else the content of the file NAME_FILE, else `default`."""
    if not os.environ.get(name) and os.environ.get(f"{name}_FILE"):
        return secret(name)
    return os.environ.get(name, default)


def flag(name: str, *, default: bool = False) -> bool:
    """True for 1, true, yes, on."""
    value = os.environ.get(name)
    return default if value is None else value.lower() in {"1", "true", "yes", "on"}


def one_of(name: str, choices: tuple[str, ...], default: str) -> str:
    """One of `choices`; anything else stops the start with one sentence."""
    value = text(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} phải là một trong: {', '.join(choices)}.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """Comma separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def secret(name: str) -> str:
    """Secret NAME, or the content of the file NAME_FILE; ImproperlyConfigured without either."""
    if value := os.environ.get(name):
        return value
    path = os.environ.get(f"{name}_FILE")
    if not path:
        raise ImproperlyConfigured(f"Thiếu bí mật {name}: đặt biến {name} hoặc {name}_FILE.")
    try:
        value = Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"Không đọc được tệp bí mật {name}_FILE ({path}): {error.strerror}."
        ) from error
    if not value:
        raise ImproperlyConfigured(f"Tệp bí mật {name}_FILE ({path}) trống.")
    return value


def key_file(name: str) -> str:
    """Path in the variable NAME; a path that cannot be read stops the start with one sentence."""
    path = text(name)
    if path and not os.access(path, os.R_OK):
        raise ImproperlyConfigured(f"Không đọc được tệp khóa {name} ({path}).")
    return path


def path(name: str) -> str:
    """Path in the variable NAME, read when it is needed: a page says when the file is gone."""
    return os.environ.get(name, "")


def database(url: str) -> dict[str, object]:
    """Django settings of one PostgreSQL database from a URL (postgresql://user:pw@host:port/name)."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL phải là địa chỉ PostgreSQL (postgresql://…).")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }
