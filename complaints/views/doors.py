"""Who may come in, asked before any row is looked for."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from agencies.models import Agency, User
from agencies.refusals import NotAllowed
from agencies.roles import Permission
from complaints.rights import permissions_in
from complaints.selectors import works_with_cases

View = Callable[..., HttpResponse]


def cases_only(view: View) -> View:
    """Lists of cases are closed to those who work with none: the administrator gets 403."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not works_with_cases(request.user):
            raise NotAllowed("Vai trò quản trị không xem nội dung vụ việc.")
        return view(request, *args, **kwargs)

    return wrapped


def ensure_in(user: User, agency: Agency, permission: Permission, sentence: str) -> None:
    """The row is seen, but the step belongs to another role or to the agency that keeps it."""
    if permission not in permissions_in(user, agency):
        raise NotAllowed(sentence)


def sent(request: HttpRequest) -> Any:
    """What was posted, to bind a form; None for a page that is only opened."""
    return request.POST if request.method == "POST" else None
