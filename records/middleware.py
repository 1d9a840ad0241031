"""Refusals leave a trace, and what cannot leave one is not shown."""

import logging
from collections.abc import Callable

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from agencies.refusals import NotAllowed
from records.actions import ledger
from records.ledger.refusal import LedgerClosed

log = logging.getLogger(__name__)
Handler = Callable[[HttpRequest], HttpResponse]
_NOTED = "refusal_is_noted"


class traces:
    """Writes a row when a page refuses somebody who is signed in (403), or answers that there is no
    such record (404). The row names the page and the id asked for, alike whether the record exists:
    whoever may not know of it learns nothing, and nothing is looked up to write it.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """What was refused before a view ran (a confined role, a forged form) is refused no less."""
        response = self.get_response(request)
        is_refused = response.status_code == NotAllowed.status and not hasattr(request, _NOTED)
        if is_refused and request.user.is_authenticated:
            _note(request, NotAllowed.status)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, LedgerClosed):
            return _closed(request)
        status = 403 if isinstance(exception, NotAllowed) else 404
        if status == 404 and not (isinstance(exception, Http404) and _ids(request)):
            return None
        if request.user.is_authenticated:
            _note(request, status)
        return None


def _ids(request: HttpRequest) -> list[str]:
    asked = request.resolver_match
    return [str(value) for value in asked.kwargs.values()] if asked else []


def _note(request: HttpRequest, status: int) -> None:
    setattr(request, _NOTED, True)
    page = request.resolver_match.url_name or "" if request.resolver_match else ""
    try:
        ledger.write_refusal(
            by=request.user, page=page, asked=_ids(request), status=status, now=timezone.now()
        )
    except LedgerClosed:
        log.error("a refusal could not be written to the ledger")


def _closed(request: HttpRequest) -> HttpResponse:
    """503 with one sentence, in the dress of the house where the database still answers."""
    log.error("the ledger takes no rows")
    try:
        context = {"sentence": LedgerClosed.sentence, "typed": []}
        return render(request, "errors/refused.html", context, status=503)
    except DatabaseError:
        text = "text/plain; charset=utf-8"
        return HttpResponse(LedgerClosed.sentence, content_type=text, status=503)
