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

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            ensure(request.user, permission)
            return view(request, *args, **kwargs)

        return wrapped

    return decorate


def ensure(user: Any, permission: Permission) -> None:
    """Raises NotAllowed when the user's roles do not carry `permission`."""
    if not user.may(permission):
        raise NotAllowed("Vai trò của bạn không có quyền làm việc này.")
