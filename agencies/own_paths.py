"""Where to go next, only ever to a page of this house (no open redirect, security.md 3.5)."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme


def own_path(asked: str, default: str = "") -> str:
    """`asked` when it is a path of this house, else `default`.

    A path alone: an address with a scheme or a host is refused even when it is ours, and so is one
    that no page of ours answers to.
    """
    if not asked.startswith("/") or not asked.isprintable():
        return default
    if not url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return default
    try:
        resolve(urlsplit(asked).path)
    except (Resolver404, ValueError):
        return default
    return asked


def page_before(request: HttpRequest, default: str = "") -> str:
    """The page from which a form was sent (Referer), when it is one of ours."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return default
    path = f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
    return own_path(path, default)
