"""Kế hoạch phục vụ sự kiện: a panel of the page of an event, and a page of its own."""

from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from agencies.models import Event
from agencies.roles import Permission
from plans.enums import TaskState
from plans.models import Plan

_OPEN = (TaskState.OPEN, TaskState.BLOCKED)


@require_safe
def panel_event_plans(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Plans within reach that serve the event, with what is left of their tasks."""
    event = get_object_or_404(Event.objects.visible_to(request.user), pk=pk)
    plans = (
        Plan.objects.visible_to(request.user)
        .filter(serves=event)
        .select_related("agency")
        .defer("paragraphs", "other", "legal_bases", "recipients", "purposes", "contents")
        .annotate(
            task_count=Count("tasks"),
            open_count=Count("tasks", filter=Q(tasks__state__in=_OPEN)),
        )
        .order_by("agency__path", "-created_at", "id")
    )
    context = {
        "event": event,
        "plans": plans,
        "may_import": request.user.may(Permission.IMPORT_PLAN),
    }
    template = "plans/panel_event_plans.html"
    return render(request, f"{template}#panel" if request.htmx else template, context)
