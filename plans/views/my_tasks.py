"""Nhiệm vụ: mine, of my unit, all I see; late, blocked, silent, waiting for an answer; by event."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.models import Event, User
from plans.actions.bulk import BulkKind
from plans.tabs import tabs_for
from plans.task_rows import (
    KINDS,
    SCOPES,
    by_due,
    counts,
    in_scope,
    lines_of,
    of_event,
    of_kind,
    tasks_of,
)
from records.paging import page_of

_SIZE = 30
_UNIT = "don-vi"


@require_safe
def my_tasks(request: HttpRequest) -> HttpResponse:
    """Nhiệm vụ of plans in force, the nearest date first."""
    user, today = request.user, timezone.localdate()
    scope = request.GET.get("xem", _UNIT)
    scope = scope if scope in SCOPES else _UNIT
    kind = request.GET.get("loc", "")
    kind = kind if kind in KINDS else ""
    events = list(Event.objects.visible_to(user).filter(plans__isnull=False).distinct())
    event = _chosen(events, request.GET.get("su-kien", ""))
    rows = of_event(tasks_of(user), event)
    shown = of_kind(in_scope(rows, scope, user), kind, user, today)
    page = page_of(
        by_due(shown), by="sort_on", asked=request.GET, size=_SIZE, rising=True,
        count_text=lambda number: f"Có {number} nhiệm vụ{_under(scope, kind, event)}.",
    )  # fmt: skip
    template = "plans/my_tasks.html"
    context = {
        "page": page,
        "lines": lines_of(page.rows, today),
        "scopes": _links(
            request.GET, "xem", SCOPES, scope, found := counts(rows, scope, user, today)
        ),
        "kinds": _links(request.GET, "loc", {"": "Mọi tình trạng", **KINDS}, kind, found),
        "scope": scope,
        "kind": kind,
        "events": events,
        "event": event,
        "bulk_kinds": BulkKind.choices,
        "tabs": tabs_for(user, "my_tasks"),
        "may_choose": _may_choose(user),
    }
    return render(request, f"{template}#rows" if request.htmx else template, context)


def _may_choose(user: User) -> bool:
    """Whether some task might be changed in bulk by this user; the preview says which."""
    return bool(user.access.memberships)


def _chosen(events: list[Event], asked: str) -> Event | None:
    try:
        pk = UUID(asked)
    except ValueError:
        return None
    return next((event for event in events if event.pk == pk), None)


def _under(scope: str, kind: str, event: Event | None) -> str:
    """The filter in words, after the number."""
    words = [f"“{SCOPES[scope]}”"] + ([f"“{KINDS[kind]}”"] if kind else [])
    served = f", phục vụ “{event.name}”" if event else ""
    return f" chưa xong theo bộ lọc {' và '.join(words)}{served}"


def _links(
    asked: QueryDict, name: str, offered: dict[str, str], chosen: str, found: dict[str, str]
) -> list[dict[str, Any]]:
    """Label, count, address and whether it is chosen; other filters stay, the page does not."""
    links = []
    for key, label in offered.items():
        kept = asked.copy()
        for gone in (name, "sau", "truoc"):
            kept.pop(gone, None)
        if key:
            kept[name] = key
        links.append(
            {
                "label": f"{label} ({found[key]})" if key in found else label,
                "url": f"?{kept.urlencode()}", "active": key == chosen,
            }
        )  # fmt: skip
    return links
