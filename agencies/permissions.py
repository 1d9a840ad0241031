"""Decorator for views that need one right whatever the row."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from agencies.refusals import NotAllowed
from agencies.roles import Permission


def needs(
    permission: Permission,
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """The view answers 403 with a sentence to users without `permission`."""
    return needs_one(permission)


def needs_one(
    *permissions: Permission,
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """The same for those who hold none of `permissions`."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            ensure(request.user, *permissions)
            return view(request, *args, **kwargs)

        return wrapped

    return decorate


def ensure(user: Any, *permissions: Permission) -> None:
    """Raises NotAllowed when the user's roles carry none of `permissions`."""
    if not any(user.may(permission) for permission in permissions):
        raise NotAllowed("Vai trò của bạn không có quyền làm việc này.")
