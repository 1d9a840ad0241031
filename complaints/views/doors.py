"""Who may come in, asked before any row is looked for."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from agencies.refusals import NotAllowed
from complaints.rights import ensure_in
from complaints.selectors import works_with_cases

__all__ = ["View", "cases_only", "ensure_in", "sent"]

View = Callable[..., HttpResponse]


def cases_only(view: View) -> View:
    """Lists of cases are closed to those who work with none: the administrator gets 403."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not works_with_cases(request.user):
            raise NotAllowed("Vai trò quản trị không xem nội dung vụ việc.")
        return view(request, *args, **kwargs)

    return wrapped


def sent(request: HttpRequest) -> Any:
    """What was posted, to bind a form; None for a page that is only opened."""
    return request.POST if request.method == "POST" else None
