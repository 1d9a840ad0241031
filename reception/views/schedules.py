"""Schedules: their list, a new one with its days beside it, one of them, publishing, printing."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.permissions import needs
from agencies.refusals import told_beside
from agencies.roles import Permission
from reception.actions import schedules
from reception.actions.schedule_issue import issue_schedule
from reception.enums import DayOffRule, SessionKind
from reception.forms.schedules import IssueForm, ScheduleForm, WithdrawForm
from reception.models import ReceptionSchedule
from reception.schedule_sheet import lines_of, print_schedule
from reception.tabs import tabs_for
from records.paging import page_of
from records.views.files import download

_SIZE = 30


@require_safe
def schedule_list(request: HttpRequest) -> HttpResponse:
    """Lịch tiếp công dân of the agencies in reach, the latest period first."""
    rows = ReceptionSchedule.objects.visible_to(request.user).select_related("agency", "host")
    page = page_of(
        rows, by="valid_from", asked=request.GET, size=_SIZE, count_text=lambda n: f"Có {n} lịch."
    )
    context = {
        "page": page,
        "tabs": tabs_for(request.user, "sessions", "schedule_list"),
        "may_plan": request.user.may(Permission.PLAN_SESSION),
    }
    return render(request, "reception/schedule_list.html", context)


def _form(request: HttpRequest) -> ScheduleForm:
    agency = request.user.access.agencies_with(Permission.PLAN_SESSION)[0]
    return ScheduleForm(request.POST or None, agency=agency, today=timezone.localdate())


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PLAN_SESSION)
def schedule_new(request: HttpRequest) -> HttpResponse:
    """Lập lịch; the button “Xem các ngày” shows the days and writes nothing."""
    agency = request.user.access.agencies_with(Permission.PLAN_SESSION)[0]
    form = _form(request)
    is_preview = "xem" in request.POST
    if form.is_valid() and not is_preview:
        data = form.cleaned_data
        with told_beside(form, None):
            schedule = schedules.write_schedule(
                agency=agency,
                by=request.user,
                now=timezone.now(),
                **{
                    **data,
                    "kind": SessionKind(data["kind"]),
                    "day_off": DayOffRule(data["day_off"]),
                },
            )
            messages.success(request, "Đã lập lịch; hãy xem lại các ngày rồi công bố.")
            return redirect("schedule_detail", pk=schedule.pk)
    context = {"form": form, "agency": agency, "days": form.days}
    status = 422 if form.is_bound and not is_preview else 200
    return render(request, "reception/schedule_new.html", context, status=status)


@require_POST
@needs(Permission.PLAN_SESSION)
def schedule_preview(request: HttpRequest) -> HttpResponse:
    """Các ngày theo cách ghi đang gõ: the part of the page beside the form."""
    form = _form(request)
    form.is_valid()
    why = [*form.errors.get("rule", []), *form.errors.get("valid_to", [])]
    context = {"days": form.days, "why": why}
    return render(request, "reception/schedule_new.html#days", context)


@require_safe
def schedule_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Một lịch: every day with what became of it, and why it is not the day of the rule."""
    return _page(request, _schedule(request, pk), WithdrawForm())


@require_POST
@needs(Permission.PLAN_SESSION)
def schedule_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Công bố lịch."""
    schedule = _schedule(request, pk)
    schedules.publish_schedule(schedule_id=schedule.pk, by=request.user, now=timezone.now())
    messages.success(request, "Đã công bố lịch tiếp công dân.")
    return redirect("schedule_detail", pk=schedule.pk)


@require_POST
@needs(Permission.PLAN_SESSION)
def schedule_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Thu hồi lịch đã công bố, or drop one that was not."""
    schedule = _schedule(request, pk)
    form = WithdrawForm(request.POST)
    if schedule.published_at and not form.is_valid():
        return _page(request, schedule, form, status=422)
    left = schedules.withdraw_schedule(
        schedule_id=schedule.pk,
        reason=form.data.get("reason", ""),
        by=request.user,
        now=timezone.now(),
    )
    if left is None:
        messages.success(request, "Đã bỏ lịch chưa công bố.")
        return redirect("schedule_list")
    messages.success(request, "Đã thu hồi lịch; các ngày sắp tới đã hủy.")
    return redirect("schedule_detail", pk=schedule.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def schedule_print(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bản in của lịch: by GET without a number; by POST it is issued and numbered."""
    schedule = _schedule(request, pk)
    if request.method == "POST":
        form = IssueForm(request.POST)
        document = issue_schedule(
            schedule_id=schedule.pk,
            key=form.cleaned_data["key"] if form.is_valid() else None,
            by=request.user,
            now=timezone.now(),
        )
        return redirect("document_detail", pk=document.pk)
    found = print_schedule(schedule, timezone.localdate())
    name = f"lich-tiep-cong-dan-{schedule.valid_from:%Y%m%d}.pdf"
    return download(found, "application/pdf", name)


def _schedule(request: HttpRequest, pk: UUID) -> ReceptionSchedule:
    return get_object_or_404(
        ReceptionSchedule.objects.visible_to(request.user).select_related(
            "agency__parent", "host", "venue", "published_by"
        ),
        pk=pk,
    )


def _page(
    request: HttpRequest, schedule: ReceptionSchedule, form: WithdrawForm, status: int = 200
) -> HttpResponse:
    user = request.user
    may_plan = schedule.agency in user.access.agencies_with(Permission.PLAN_SESSION)
    may_issue = schedule.agency in user.access.agencies_with(Permission.ISSUE_DOCUMENT)
    lines = lines_of(schedule)
    withdrawn = schedule.published_at is None and any(line.session for line in lines)
    context = {
        "schedule": schedule,
        "lines": lines,
        "form": form,
        "withdrawn": withdrawn,
        "may_plan": may_plan,
        "may_publish": may_plan and not schedule.published_at and not withdrawn,
        "issue": IssueForm(initial={"key": uuid4()}),
        "may_issue": may_issue and bool(schedule.published_at),
    }
    return render(request, "reception/schedule_detail.html", context, status=status)
