"""The room: who waits, who is received where, how many people; tickets given and called."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.middleware import PUBLIC_SCREEN
from agencies.models import Agency, User
from agencies.permissions import needs
from agencies.refusals import KeptRefusal, NotAllowed, told_beside
from agencies.roles import Permission
from law.dates import vn_day
from reception.actions import room as actions
from reception.forms.room import HandOverForm, TicketForm
from reception.models import QueueTicket
from reception.room import head_count, room_of, ticket_held_by, ticket_of

PAGE = "reception/room.html"
_COUNTER = "room_counter"


@require_safe
@needs(Permission.RUN_ROOM)
def room(request: HttpRequest) -> HttpResponse:
    """Phòng chờ."""
    return render(request, PAGE, _context(request))


@require_safe
@needs(Permission.RUN_ROOM)
def room_list(request: HttpRequest) -> HttpResponse:
    """The list alone, asked for every few seconds; nothing is sent while nothing changed."""
    if not request.htmx:
        return render(request, PAGE, _context(request))
    return _unless_seen(request, f"{PAGE}#list")


def _unless_seen(request: HttpRequest, template: str) -> HttpResponse:
    """304 without a body when the page already shows this; htmx then leaves it alone."""
    context = _context(request)
    tag = f'"{context["room"].tag}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag, "HX-Reswap": "none"})
    response = render(request, template, context)
    response.headers["ETag"] = tag
    return response


def _context(request: HttpRequest, form: TicketForm | None = None) -> dict[str, Any]:
    user, now = request.user, timezone.now()
    agency, today = _agency(user), timezone.localdate(now)
    return {
        "agency": agency,
        "today": today,
        "day_name": vn_day(today),
        "room": room_of(user, agency, today, now),
        "mine": ticket_held_by(user, agency, today),
        "counter": request.session.get(_COUNTER, ""),
        "on_screen": PUBLIC_SCREEN in request.session,
        "form": form or TicketForm(auto_id="phieu_%s"),
        "may_log": user.may(Permission.LOG_VISIT),
    }


@require_safe
@needs(Permission.RUN_ROOM)
def room_board(request: HttpRequest) -> HttpResponse:
    """Bảng gọi số of the waiting hall: numbers and desks, no name."""
    template = "reception/room_board.html"
    if request.htmx:
        return _unless_seen(request, f"{template}#numbers")
    return render(request, template, _context(request))


@require_POST
@needs(Permission.RUN_ROOM)
def room_board_open(request: HttpRequest) -> HttpResponse:
    """This sign-in becomes the screen of the hall: it opens nothing else until signed out."""
    request.session[PUBLIC_SCREEN] = ["room_board"]
    return redirect("room_board")


@require_safe
@needs(Permission.COUNT_ROOM)
def room_count(request: HttpRequest) -> HttpResponse:
    """Số người tại nơi tiếp công dân, for security staff: sums and nothing else."""
    agencies = request.user.access.agencies_with(Permission.COUNT_ROOM)
    template = "reception/room_count.html"
    context = {
        "people": head_count(agencies, timezone.localdate()),
        "now": timezone.now(),
        "may_sum": request.user.access.opens("day_summary"),
    }
    return render(request, f"{template}#panel" if request.htmx else template, context)


@require_POST
@needs(Permission.RUN_ROOM)
def ticket_take(request: HttpRequest) -> HttpResponse:
    """Phát phiếu."""
    form = TicketForm(request.POST, auto_id="phieu_%s")
    if form.is_valid():
        with told_beside(form, None):
            ticket = actions.take_ticket(
                agency=_agency(request.user),
                head_count=form.cleaned_data["head_count"],
                is_priority=form.cleaned_data["is_priority"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, f"Đã phát phiếu số {ticket.number}.")
            return redirect("room")
    return render(request, PAGE, _context(request, form), status=422)


@require_POST
@needs(Permission.RUN_ROOM)
def ticket_next(request: HttpRequest) -> HttpResponse:
    """Gọi số tiếp theo."""
    return _called(
        request,
        lambda counter: actions.call_next(
            agency=_agency(request.user), counter=counter, by=request.user, now=timezone.now()
        ),
    )


@require_POST
@needs(Permission.RUN_ROOM)
def ticket_call(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Gọi một số ngoài thứ tự."""
    _ticket(request.user, pk)
    return _called(
        request,
        lambda counter: actions.call_ticket(
            ticket_id=pk, counter=counter, by=request.user, now=timezone.now()
        ),
    )


def _called(request: HttpRequest, call: Any) -> HttpResponse:
    """The desk is typed once and kept for this sign-in."""
    counter = request.POST.get("counter", "").replace("\x00", "")[:40]
    request.session[_COUNTER] = counter
    return _done(request, lambda: f"Mời phiếu số {call(counter).number}.")


@require_POST
@needs(Permission.RUN_ROOM)
def ticket_finish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Kết thúc tiếp."""
    return _changed(request, pk, actions.finish_ticket, "Đã kết thúc tiếp phiếu số {}.")


@require_POST
@needs(Permission.RUN_ROOM)
def ticket_leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Công dân đã về, hoặc gọi mà không có mặt."""
    return _changed(request, pk, actions.leave_ticket, "Phiếu số {} đã về.")


@require_POST
@needs(Permission.RUN_ROOM)
def ticket_put_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Cho chờ lại."""
    return _changed(request, pk, actions.put_back, "Phiếu số {} chờ lại, giữ nguyên thứ tự.")


def _changed(request: HttpRequest, pk: UUID, change: Any, sentence: str) -> HttpResponse:
    _ticket(request.user, pk)
    user, now = request.user, timezone.now()
    return _done(request, lambda: sentence.format(change(ticket_id=pk, by=user, now=now).number))


def _done(request: HttpRequest, change: Any) -> HttpResponse:
    """Back to the room with what happened, or with why not: somebody else was faster."""
    with KeptRefusal(tell=partial(messages.warning, request)):
        messages.success(request, change())
    return redirect("room")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RUN_ROOM)
def ticket_hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Chuyển người tiếp when what is told is about the officer who receives."""
    ticket = _ticket(request.user, pk)
    if ticket.officer_id != request.user.pk:
        raise NotAllowed("Chỉ người đang tiếp phiếu này mới chuyển cho người khác.")
    given = {"agency": ticket.agency, "on": ticket.on_date, "by": request.user}
    form = HandOverForm(request.POST or None, **given)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        with told_beside(form, None):
            actions.hand_over(ticket_id=pk, to=to, by=request.user, now=timezone.now())
            messages.success(request, f"Đã chuyển phiếu số {ticket.number} cho {to.full_name}.")
            return redirect("room")
    return render(
        request,
        "reception/ticket_hand_over.html",
        {"form": form, "ticket": ticket},
        status=422 if form.is_bound else 200,
    )


def _ticket(user: User, pk: UUID) -> QueueTicket:
    ticket = ticket_of(user, pk).first()
    if ticket is None:
        raise Http404
    return ticket


def _agency(user: User) -> Agency:
    return user.access.agencies_with(Permission.RUN_ROOM)[0]
