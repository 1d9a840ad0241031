"""From where a request came: known to the ledger alone, "" outside a request."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]
_address: ContextVar[str] = ContextVar("address", default="")


def address() -> str:
    """Network address of the machine that asks now."""
    return _address.get()


@contextmanager
def asked_from(told: str) -> Iterator[None]:
    """Inside, rows of the ledger carry this address."""
    token = _address.set(told)
    try:
        yield
    finally:
        _address.reset(token)


def where_from(get_response: Handler) -> Handler:
    """Middleware: the address of each request, for as long as it is answered."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.asked_from = address_of(request)  # type: ignore[attr-defined]
        with asked_from(request.asked_from):  # type: ignore[attr-defined]
            return get_response(request)

    return middleware


def address_of(request: HttpRequest) -> str:
    """The address that our own proxy saw (the last one named), else that of the connection.

    What a client writes into the header itself stands further left and counts for nothing.
    """
    told = request.META.get("REMOTE_ADDR", "")
    if settings.HTTPS and (chain := request.META.get("HTTP_X_FORWARDED_FOR")):
        told = chain.rpartition(",")[2]
    try:
        return str(ip_address(told.strip()))
    except ValueError:
        return ""
