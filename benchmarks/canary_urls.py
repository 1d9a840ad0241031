"""URLs of the product and a page that fails with what was typed (`make canary` only)."""

from uuid import uuid4

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_POST

from config.urls import handler400, handler403, handler404, handler500  # noqa: F401


@require_POST
def breaks(request: HttpRequest, kind: str) -> HttpResponse:
    """An error that no code foresaw, as it would come: the value is in the message."""
    typed = " ".join(request.POST.values())
    if kind == "gia-tri":
        raise ValueError(f"not a number: {typed!r}")
    with connection.cursor() as cursor:
        if kind == "kieu":
            cursor.execute("SELECT %s::int", [typed])
        cursor.execute(  # the message tells the row
            "INSERT INTO records_savedfilter (id, name) VALUES (%s, %s)",
            [uuid4(), request.POST["full_name"]],
        )
    raise RuntimeError("the row was taken")


urlpatterns = [
    path("su-co/<str:kind>/", breaks),
    path("", include("config.urls")),
]
