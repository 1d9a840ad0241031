"""Sessions: their list, a month of them, one of them, a new one, what became of one."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import Agency
from agencies.permissions import needs
from agencies.refusals import Refused, told_beside
from agencies.roles import Permission
from complaints import law_book
from reception import quotas
from reception.actions import online, session_changes
from reception.actions.sessions import ensure_plans, hold_session
from reception.enums import SessionKind, SessionMode, SessionState
from reception.forms import SessionForm
from reception.forms.sessions import DELEGATE, ChangeForm, PreparationForm, prepared
from reception.models import ReceptionSession
from reception.selectors import hosts, sessions_with_counts
from reception.session_rows import (
    SessionFilter,
    asked_period,
    checklist,
    month_weeks,
    visits_of,
)
from reception.tabs import tabs_for
from reception.workflow_sessions import day_off_warning, delegation_refusal, lawful_changes
from records.paging import page_of

_SIZE = 30
_GROUP = "sessions"


@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """Buổi tiếp, newest first, each with the visits this user may see."""
    today = timezone.localdate()
    asked = asked_period(request.GET, today)
    found = SessionFilter(
        asked, queryset=sessions_with_counts(request.user), user=request.user, today=today
    )
    rows = found.qs if found.is_valid() else found.queryset.none()
    page = page_of(
        rows, by="on_date", asked=asked, size=_SIZE, count_text=lambda n: f"Có {n} buổi tiếp."
    )
    template = "reception/session_list.html"
    context = {
        "page": page,
        "form": found.form,
        "tabs": tabs_for(request.user, _GROUP, "session_list"),
        "may_plan": request.user.may(Permission.PLAN_SESSION),
    }
    return render(request, f"{template}#rows" if request.htmx else template, context)


@require_safe
def session_calendar(request: HttpRequest) -> HttpResponse:
    """Lịch tháng: the head's days of one month, ready to print."""
    today = timezone.localdate()
    month = asked_month(request.GET.get("thang", ""), today)
    reached = list(Agency.objects.visible_to(request.user).order_by("sort_key"))
    agency = _asked_agency(request, reached)
    context = {
        "month": month,
        "before": quotas.back(month, 1),
        "after": quotas.next_month(month),
        "weeks": month_weeks(request.user, agency, month, today) if agency else [],
        "agency": agency,
        "agencies": reached if len(reached) > 1 else [],
        "tabs": tabs_for(request.user, _GROUP, "session_list"),
    }
    return render(request, "reception/session_calendar.html", context)


def _asked_agency(request: HttpRequest, reached: list[Agency]) -> Agency | None:
    """The agency asked for among those in reach; else the own one, else the first."""
    asked = request.GET.get("co_quan", "")
    by_id = {str(agency.pk): agency for agency in reached}
    home = request.user.access.home_agency()
    mine = by_id.get(str(home.pk)) if home else None
    return by_id.get(asked) or mine or (reached[0] if reached else None)


def asked_month(text: str, today: date) -> date:
    """The first day of the month asked for as 2026-11; this month when it says nothing."""
    try:
        return parse_date(f"{text}-01") or today.replace(day=1)
    except ValueError:
        return today.replace(day=1)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PLAN_SESSION)
def session_new(request: HttpRequest) -> HttpResponse:
    """Lập buổi tiếp định kỳ, đột xuất, trực tuyến, or a standing one in advance."""
    agency = request.user.access.agencies_with(Permission.PLAN_SESSION)[0]
    form = SessionForm(request.POST or None, agency=agency, today=timezone.localdate())
    if form.is_valid():
        data = form.cleaned_data
        said = ("on_date", "place", "host", "delegated", "venue", "starts_at", "ends_at",
                "delegation_document", "ad_hoc_ground")  # fmt: skip
        with told_beside(form, None):
            session = hold_session(
                agency=agency,
                kind=SessionKind(data["kind"]),
                mode=SessionMode(data["mode"]),
                online=form.online(),
                by=request.user,
                now=timezone.now(),
                **{name: data[name] for name in said},
            )
            messages.success(request, f"Đã lập buổi {str(session).lower()}.")
            return redirect("session_detail", pk=session.pk)
    status = 422 if form.is_bound else 200
    return render(
        request, "reception/session_new.html", {"form": form, "agency": agency}, status=status
    )


@require_safe
def session_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Một buổi tiếp: facts, state, preparation, the visits this user may see."""
    return _page(request, _session(request, pk))


@require_http_methods(["POST"])
@needs(Permission.PLAN_SESSION)
def session_prepare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ghi việc chuẩn bị buổi tiếp trực tuyến."""
    session = _session(request, pk)
    if session.mode != SessionMode.ONLINE:
        raise Refused("Buổi tiếp này không phải tiếp trực tuyến.")
    form = PreparationForm(request.POST)
    if form.is_valid():
        try:
            online.note_preparation(
                session_id=session.pk, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, "Đã ghi việc chuẩn bị.")
            return redirect("session_detail", pk=session.pk)
    return _page(request, session, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PLAN_SESSION)
def session_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ghi đã tổ chức, hủy, dời, không tổ chức: only what is lawful now is offered."""
    session = _session(request, pk)
    ensure_plans(request.user, session.agency)
    lawful = _lawful(session)
    deputies = hosts(session.agency, session.on_date).exclude(pk=session.host_id)
    form = ChangeForm(request.POST or None, lawful=lawful, deputies=deputies)
    if form.is_valid():
        with told_beside(form, None):
            changed = _change(session, form.cleaned_data, request)
            messages.success(request, f"Đã ghi: {str(changed).lower()}.")
            return redirect("session_detail", pk=changed.pk)
    context = {"session": session, "form": form, "lawful": lawful}
    status = 422 if form.is_bound else 200
    return render(request, "reception/session_change.html", context, status=status)


def _change(
    session: ReceptionSession, data: dict[str, Any], request: HttpRequest
) -> ReceptionSession:
    common = {"session_id": session.pk, "by": request.user, "now": timezone.now()}
    if data["change"] == SessionState.HELD:
        return session_changes.confirm_held(**common)
    if data["change"] == DELEGATE:
        return session_changes.delegate_session(
            host=data["host"], document=data["delegation_document"], **common
        )
    if data["change"] == SessionState.MOVED:
        return session_changes.move_session(
            on_date=data["on_date"], reason=data["reason"], **common
        )
    act = {
        SessionState.CANCELLED: session_changes.cancel_session,
        SessionState.MISSED: session_changes.miss_session,
    }[SessionState(data["change"])]
    return act(reason=data["reason"], **common)


def _session(request: HttpRequest, pk: UUID) -> ReceptionSession:
    return get_object_or_404(
        ReceptionSession.objects.visible_to(request.user).select_related(
            "agency", "host", "venue", "schedule", "moved_to", "online"
        ),
        pk=pk,
    )


def _lawful(session: ReceptionSession) -> tuple[str, ...]:
    """The changes offered now; a deputy may take over a planned session of the head."""
    changes = lawful_changes(
        state=session.state,
        on_date=session.on_date,
        today=timezone.localdate(),
        has_open_visits=session_changes.has_open_visits(session),
    )
    no_deputy = delegation_refusal(
        state=session.state, kind=session.kind, delegated=session.delegated, document=DELEGATE
    )
    return changes if no_deputy else (*changes, DELEGATE)


def _page(
    request: HttpRequest,
    session: ReceptionSession,
    form: PreparationForm | None = None,
    status: int = 200,
) -> HttpResponse:
    is_online = session.mode == SessionMode.ONLINE
    may_plan = session.agency in request.user.access.agencies_with(Permission.PLAN_SESSION)
    context = {
        "session": session,
        "moved_from": ReceptionSession.objects.visible_to(request.user)
        .filter(moved_to=session)
        .first(),
        "visits": list(visits_of(request.user, session)),
        "steps": checklist(session, timezone.now()),
        "points": list(session.online.points.all()) if is_online else [],
        "form": form or (PreparationForm(initial=prepared(session)) if is_online else None),
        "day_off": day_off_warning(session.on_date, law_book.calendar()),
        "may_plan": may_plan,
        "may_change": may_plan and bool(_lawful(session)),
        "takes_visits": request.user.may(Permission.LOG_VISIT)
        and session.state in (SessionState.PLANNED, SessionState.HELD)
        and session.on_date <= timezone.localdate(),
        "takes_registrations": session.kind != SessionKind.STANDING,
    }
    return render(request, "reception/session_detail.html", context, status=status)
