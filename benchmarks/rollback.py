"""Middleware for the storm: work done for a marked request is rolled back whole, after its number."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

HEADER = "X-Storm"


def roll_back(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        if request.headers.get(HEADER) != "rollback":
            return get_response(request)
        with transaction.atomic():
            response = get_response(request)
            transaction.set_rollback(True)
        return response

    return middleware
