"""The receiving side: who has sent, who is urged, the days by which reports are sent."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import Agency, User
from agencies.permissions import needs
from agencies.refusals import KeptRefusal, NotAllowed, Refused
from agencies.roles import Permission
from law.errors import LawError
from law.periods import Period, parse_period
from reports.actions.urging import set_sending_days, urge
from reports.all_kinds import kind_of
from reports.board import board, counts
from reports.due_days import TO_GOVERNMENT, TO_PROVINCE, lawful_day, root_of
from reports.enums import BoardState, ReportKind
from reports.expected import newest_over, statutory_periods
from reports.forms_reports import SendingDaysForm
from reports.models import Report, ReportUrge, SendingDays
from reports.rights import received_by
from reports.tabs import tabs_for

_OFFERED = 8


@require_safe
@needs(Permission.RECEIVE_REPORT)
def report_board(request: HttpRequest) -> HttpResponse:
    """Tiếp nhận báo cáo: one kind and period (`loai`, `ky`), a line for each unit expected."""
    today, user = timezone.localdate(), request.user
    receiver, kind, period = _asked(request.GET, user, today)
    lines = board(receiver, kind, period, user, today)
    state = request.GET.get("tinh_trang", "")
    shown = [line for line in lines if not state or line.state == state]
    base = f"?loai={kind}&ky={period.code}&noi={receiver.pk}"
    context = {
        "receiver": receiver,
        "root": root_of(receiver),
        "kind": kind,
        "period": period,
        "lines": [line for line in shown if not line.agency.is_vertical],
        "apart": [line for line in shown if line.agency.is_vertical],
        "sums": [
            {**row, "url": f"{base}&tinh_trang={row['state']}", "active": row["state"] == state}
            for row in counts(lines)
        ],
        "all_count": len(lines),
        "base": base,
        "chosen": BoardState(state).label if state in BoardState.values else "",
        "periods": _offered(period, today),
        "receivers": received_by(user),
        "is_over": period.end < today,
        "missing": sum(1 for line in lines if line.may_be_urged),
        "consolidated": _consolidated(user, receiver, kind, period),
        "may_make": receiver in user.access.agencies_with(Permission.MAKE_REPORT),
        "may_set_days": receiver in user.access.agencies_with(Permission.APPROVE_REPORT),
        "tabs": tabs_for(user, "report_board"),
    }
    return render(request, "reports/report_board.html", context)


def _asked(said: QueryDict, user: User, today: date) -> tuple[Agency, str, Period]:
    """Receiver, kind and period asked for; what is not known gives the usual one, a torn code 404."""
    receivers = received_by(user)
    receiver = next((a for a in receivers if str(a.pk) == said.get("noi")), receivers[0])
    kind = said.get("loai") or ReportKind.STATUTORY
    try:
        if not kind_of(kind).sends:
            raise Http404
        period = parse_period(said["ky"]) if said.get("ky") else newest_over(today)
    except (Refused, LawError):
        raise Http404 from None
    return receiver, str(kind), period


def _offered(period: Period, today: date) -> list[tuple[str, str]]:
    """Periods of the choice, the one shown among them."""
    found = {p.code: p.label for p in statutory_periods(today)[:_OFFERED]}
    return list(({period.code: period.label} | found).items())


def _consolidated(user: User, receiver: Agency, kind: str, period: Period) -> Report | None:
    """The newest report of the receiver itself for this period: the consolidated one."""
    own = Report.objects.visible_to(user).filter(agency=receiver, kind=kind, period=period.code)
    found: Report | None = own.defer("figures", "narrative").order_by("-version").first()
    return found


@require_POST
@needs(Permission.RECEIVE_REPORT)
def report_urge(request: HttpRequest) -> HttpResponse:
    """Đôn đốc one unit (`don_vi`), or with `tat_ca` all that have not sent."""
    now, user = timezone.now(), request.user
    receiver, kind, period = _asked(request.POST, user, timezone.localdate(now))
    units = None if request.POST.get("tat_ca") else [_unit(user, request.POST.get("don_vi", ""))]
    with KeptRefusal(tell=partial(messages.warning, request)):
        told = urge(receiver=receiver, units=units, kind=kind, period=period, by=user, now=now)
        messages.success(request, f"Đã đôn đốc {told} đơn vị.")
    return redirect(f"{reverse('report_board')}?loai={kind}&ky={period.code}&noi={receiver.pk}")


def _unit(user: User, said: str) -> Agency:
    """A unit just below a body for which this user receives."""
    roots = [root_of(receiver).pk for receiver in received_by(user)]
    try:
        found: Agency = get_object_or_404(Agency, pk=UUID(said), parent__in=roots)
    except ValueError:
        raise Http404 from None
    return found


@require_safe
@needs(Permission.READ_REPORT)
def report_urged(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where a notice of urging leads: the report that was begun, else the form that makes it."""
    urged = get_object_or_404(ReportUrge.objects.visible_to(request.user), pk=pk)
    begun = Report.objects.visible_to(request.user).filter(
        agency=urged.agency_id, kind=urged.kind, period=urged.period
    )
    report = begun.order_by("-version").first()
    if report is not None:
        return redirect("report_detail", pk=report.pk)
    asked = f"loai={urged.kind}&agency={urged.agency_id}&period={urged.period}"
    return redirect(f"{reverse('report_make')}?{asked}")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RECEIVE_REPORT)
def sending_days(request: HttpRequest) -> HttpResponse:
    """Ngày gửi báo cáo: what the body asks of its units and keeps itself."""
    today, user = timezone.localdate(), request.user
    receiver = _setter(user)
    root = root_of(receiver)
    set_days = SendingDays.objects.filter(agency=root).select_related("set_by").first()
    lawful = {
        "units_by": lawful_day(TO_PROVINCE, today),
        "own_by": lawful_day(TO_GOVERNMENT, today),
    }
    initial = {"units_by": set_days.units_by, "own_by": set_days.own_by} if set_days else lawful
    form = SendingDaysForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        set_sending_days(receiver=receiver, **form.cleaned_data, by=user, now=timezone.now())
        messages.success(request, "Đã lưu ngày gửi báo cáo; áp dụng cho báo cáo lập từ nay.")
        return redirect("report_board")
    context: dict[str, Any] = {"form": form, "root": root, "set_days": set_days, "lawful": lawful}
    status = 422 if request.method == "POST" else 200
    return render(request, "reports/sending_days.html", context, status=status)


def _setter(user: User) -> Agency:
    """The body whose head asks. Raises NotAllowed to those who receive but do not head it."""
    heads = user.access.agencies_with(Permission.APPROVE_REPORT)
    for receiver in received_by(user):
        if receiver in heads:
            return receiver
    raise NotAllowed("Ngày gửi báo cáo do thủ trưởng cơ quan nhận báo cáo quy định.")
