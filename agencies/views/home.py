"""Home ("trang chủ"): panels that the apps of the house bring."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.registry import Kind, entries
from law.dates import vn_day


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Trang chủ: each panel is a request of its own and an ordinary link without JavaScript."""
    user = request.user
    built = (panel for build in entries(Kind.HOME_PANEL).values() for panel in build(user))
    found = [panel for panel in built if user.access.opens(panel["url_name"])]
    found.sort(key=lambda panel: panel["order"])
    panels = [{**panel, "url": reverse(panel["url_name"])} for panel in found]
    context = {"panels": panels, "today": vn_day(timezone.localdate())}
    return render(request, "agencies/home.html", context)


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For the supervisor and the container: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})
