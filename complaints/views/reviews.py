"""Danh sách rà soát: the lists, a new one with its preview, one list, issuing it, beside the last one."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.permissions import needs
from agencies.refusals import told_beside
from agencies.roles import Permission
from complaints.actions import review_lists as actions
from complaints.actions.review_jobs import filling_of
from complaints.enums import ReviewState
from complaints.forms.reviews import IssueForm, ItemFilter, NewListForm
from complaints.models import ReviewList
from complaints.review_criteria import Criteria
from complaints.review_pick import CAP, listed_apart, preview
from complaints.review_rights import keeps
from complaints.review_rows import (
    compared,
    figures,
    items_of,
    lists_seen,
    page_in_order,
    rows_of,
    with_old_results,
)
from complaints.tabs import tabs_for
from complaints.views.doors import cases_only, sent
from records.actions import ledger
from records.actions.once import once
from records.enums import Verb
from records.paging import page_of

METHODS = ["GET", "HEAD", "POST"]
_SIZE = 20
_LOOK = "xem"
_VIEWS = (("moi", "Mới vào danh sách"), ("ra", "Không còn trong danh sách"), ("con", "Vẫn còn"))


@require_safe
@cases_only
def review_list_list(request: HttpRequest) -> HttpResponse:
    """Danh sách rà soát within reach, newest first."""
    user = request.user
    page = page_of(
        lists_seen(user), by="as_of", asked=request.GET, size=_SIZE,
        count_text=lambda n: f"Có {n} danh sách.",
    )  # fmt: skip
    context = {
        "page": page,
        "may_make": user.may(Permission.REVIEW_MATTERS),
        "tabs": tabs_for(user, "hotspots", "review_list_list"),
    }
    return render(request, "complaints/review_list_list.html", context)


@require_http_methods(METHODS)
@needs(Permission.REVIEW_MATTERS)
def review_list_new(request: HttpRequest) -> HttpResponse:
    """Lập danh sách: asked to look ahead it shows how many there would be, else it makes the list."""
    user, today = request.user, timezone.localdate()
    agencies = user.access.agencies_with(Permission.REVIEW_MATTERS)
    form = NewListForm(sent(request), agencies=agencies, today=today)
    counted, status = None, 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        if request.POST.get("viec") == _LOOK:
            counted = preview(user, form.criteria(), form.cleaned_data["as_of"])
            status = 200
        else:
            with told_beside(form, None) as refused:
                made = _make(request, form)
                messages.success(request, "Đã lập danh sách; hãy xem lại trước khi chốt.")
                return redirect("review_list_detail", pk=made.pk)
            status = refused.status
    context = {
        "form": form, "counted": counted, "cap": CAP, "key": request.POST.get("khoa") or uuid4(),
    }  # fmt: skip
    return render(request, "complaints/review_list_new.html", context, status=status)


def _make(request: HttpRequest, form: NewListForm) -> ReviewList:
    told, now = form.cleaned_data, timezone.now()

    def make() -> ReviewList:
        return actions.make_list(
            agency=told["agency"], title=told["title"], criteria=form.criteria(),
            as_of=told["as_of"], previous=told["previous"], asked_by=told["asked_by"],
            by=request.user, now=now,
        )  # fmt: skip

    try:
        key = UUID(request.POST.get("khoa", ""))
    except ValueError:
        return make()

    def fetch(made: UUID) -> ReviewList:
        found: ReviewList = lists_seen(request.user).get(pk=made)
        return found

    return once(key=key, by=request.user, now=now, make=make, fetch=fetch)


@require_safe
def review_list_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One list with its matters, each reader's own."""
    return list_page(request, _list(request, pk))


def list_page(
    request: HttpRequest, found: ReviewList, issue: IssueForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of a list; `issue`: the form that was refused."""
    user, today = request.user, timezone.localdate()
    form = ItemFilter(request.GET)
    rows = form.chosen(items_of(found, user), today)
    page = page_in_order(rows, request.GET)
    job = filling_of(found)
    ours = keeps(user, found)
    context = {
        "list": found,
        "criteria": Criteria.of_json(found.criteria).words(),
        "page": page,
        "rows": rows_of(page.rows, today),
        "figures": figures(found, user, today),
        "form": form,
        "job": job if job is not None and job.state != "done" else None,
        "keeps": ours,
        "issue": issue or IssueForm(initial={"decision_on": today}),
        "may_issue": ours and found.state == ReviewState.DRAFT,
        "apart": listed_apart(user),
    }
    template = "complaints/review_list_detail.html"
    part = f"{template}#rows" if request.htmx else template
    return render(request, part, context, status=status)


@require_POST
def review_list_issue(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Chốt danh sách with number and day of the decision."""
    found = _list(request, pk)
    form = IssueForm(request.POST)
    if not form.is_valid():
        return list_page(request, found, form, status=422)
    with told_beside(form, None) as refused:
        actions.issue_list(list_id=pk, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, "Đã chốt danh sách; cơ quan phụ trách được báo.")
        return redirect("review_list_detail", pk=pk)
    return list_page(request, found, form, status=refused.status)


@require_safe
def review_list_compare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """So với kỳ trước: what came, what left, what is still there with its result and deadline."""
    user, found = request.user, _list(request, pk)
    sets = compared(found, user)
    context: dict[str, Any] = {"list": found, "before": None}
    if sets is not None:
        chosen = request.GET.get("xem", "con")
        rows = {"moi": sets.new, "ra": sets.left}.get(chosen, sets.still)
        names = dict(_VIEWS)
        counts = {"moi": sets.new.count(), "ra": sets.left.count(), "con": sets.still.count()}
        context |= {
            "before": found.previous,
            "views": [
                {"label": f"{label} ({counts[name]})", "url": f"?xem={name}",
                 "active": name == (chosen if chosen in names else "con")}
                for name, label in _VIEWS
            ],
            "chosen": chosen if chosen in names else "con",
            "page": with_old_results(page_in_order(rows, request.GET)),
        }  # fmt: skip
    return render(request, "complaints/review_list_compare.html", context)


def _list(request: HttpRequest, pk: UUID) -> ReviewList:
    found: ReviewList = get_object_or_404(
        lists_seen(request.user).select_related("agency", "previous", "made_by", "issued_by"), pk=pk
    )
    return found


def read_list(request: HttpRequest, pk: UUID, verb: Verb, form: str) -> ReviewList:
    """The list for a file, written into the ledger before anything is made."""
    found = _list(request, pk)
    ledger.write(
        by=request.user, verb=verb, subject=found, now=timezone.now(), details={"dang": form}
    )
    return found
