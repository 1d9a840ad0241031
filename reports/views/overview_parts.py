"""Parts of the overview with a page of their own: who waits for whom, what to look at, reports owed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.models import Agency
from agencies.permissions import needs
from agencies.roles import Permission
from records.wording import number_plain
from reports.due_days import Known, due_on
from reports.figures import in_tree
from reports.overview import most_overdue, open_hotspots
from reports.overview_board import address, tail_of
from reports.overview_duties import unsent_reports
from reports.overview_figures import OVERVIEW
from reports.overview_waits import waits
from reports.views.asked import agency_of
from reports.views.overview_asked import asked_of
from reports.weekly import duty_name


@require_safe
@needs(Permission.SEE_OVERVIEW)
def overview_waits(request: HttpRequest) -> HttpResponse:
    """Ai chờ ai: petitions sent on without an answer, by sender and receiver."""
    question = asked_of(request).question
    rows = [
        {
            "wait": one,
            "waiting": number_plain(one.waiting),
            "url": address(OVERVIEW["unanswered"], question.this_day, tail_of(one.cut)),
            "late_url": address(OVERVIEW["answers_late"], question.this_day, tail_of(one.cut)),
        }
        for one in waits(request.user, question)
    ]
    return _shown(request, "reports/overview_waits.html", {"rows": rows})


@require_safe
@needs(Permission.SEE_OVERVIEW)
def overview_late(request: HttpRequest) -> HttpResponse:
    """Cần xem: matters late for longest, and flags that are open."""
    question = asked_of(request).question
    overdue = [
        {
            "matter": matter,
            "duty": duty_name(matter.next_duty) if matter.next_duty else "",
            "days_left": (matter.next_due_on - question.today).days,
        }
        for matter in most_overdue(request.user, question)
    ]
    context = {"overdue": overdue, "hotspots": open_hotspots(request.user, question)}
    return _shown(request, "reports/overview_late.html", context)


@require_safe
@needs(Permission.SEE_OVERVIEW)
def overview_unsent(request: HttpRequest) -> HttpResponse:
    """Báo cáo chưa gửi: periods that are over, by unit in the order of names."""
    asked, unit = asked_of(request), agency_of(request)
    question = asked.question
    units = Agency.objects.filter(in_tree(question.root.path, "path"))
    if question.level:
        units = units.filter(level=question.level)
    if unit is not None:
        units = units.filter(pk=unit.pk)
    ordered = list(units.select_related("parent", "oversees").order_by("sort_key"))
    known: Known = {}
    rows = [
        {"agency": one.agency, "period": one.period, "due_on": due,
         "is_late": bool(due and due < question.today)}
        for one in unsent_reports(request.user, ordered, question.today)
        for due in [due_on(one.agency, one.period, {}, known)]
    ]  # fmt: skip
    context = {"rows": rows, "root": unit or question.root}
    return render(request, "reports/overview_unsent.html", context)


def _shown(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The whole page, or its panel when the overview loads it."""
    return render(request, f"{template}#panel" if request.htmx else template, context)
