"""Standing material of an event: one page, its booklet, contacts, starter sets, the checklist."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import Agency, Event
from agencies.permissions import needs
from agencies.refusals import KeptRefusal, NotAllowed, Refused, told_beside
from agencies.roles import Permission
from plans.actions import standing as actions
from plans.actions.contingencies import take_contingencies
from plans.enums import ReadyState
from plans.forms.standing import CheckForm, ContactForm, ReadyForm
from plans.models import ContactLine, ReadyItem
from plans.standing import standing_of
from plans.standing_sheet import standing_pdf as booklet
from records.actions import ledger
from records.enums import Verb
from records.views.files import download

_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def standing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tài liệu thường trực: contacts, contingencies, checklist, each with its anchor."""
    event = event_seen(request, pk)
    context = {
        "event": event,
        "material": standing_of(request.user, event, timezone.localdate()),
        "may_prepare": event.closed_at is None and request.user.may(Permission.MANAGE_EVENT),
        "is_open": event.closed_at is None,
        "today": timezone.localdate(),
    }
    return render(request, "plans/standing.html", context)


@require_safe
def standing_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The booklet to print: what the page shows to this reader."""
    event, today = event_seen(request, pk), timezone.localdate()
    agency = request.user.access.home_agency()
    if agency is None:
        raise NotAllowed("Tài khoản chưa thuộc cơ quan nào.")
    pdf = booklet(standing_of(request.user, event, today), agency=agency, on=today)
    ledger.write(
        by=request.user, verb=Verb.PRINT, subject=event, now=timezone.now(),
        details={"what": "standing"},
    )  # fmt: skip
    return download(pdf, "application/pdf", "tai-lieu-thuong-truc.pdf")


@require_POST
@needs(Permission.MANAGE_EVENT)
def standing_starter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lấy bộ mẫu (`phan`: tinh-huong, dieu-kien) or the directory of the previous event (danh-ba)."""
    event = event_seen(request, pk)
    part = request.POST.get("phan", "")
    takers: dict[str, Callable[..., int]] = {
        "tinh-huong": take_contingencies,
        "dieu-kien": actions.take_readiness,
        "danh-ba": actions.copy_contacts,
    }
    if part not in takers:
        raise Refused("Không rõ lấy bộ mẫu nào.")
    with KeptRefusal(tell=partial(messages.warning, request)):
        made = takers[part](
            agency=own_agency(request), event=event, by=request.user, now=timezone.now()
        )
        said = f"Đã thêm {made} dòng; hãy sửa theo thực tế của cơ quan."
        messages.success(request, said if made else "Không có gì mới: các dòng mẫu đã có đủ.")
    return redirect(anchor(event, part))


@require_http_methods(_METHODS)
@needs(Permission.MANAGE_EVENT)
def contact_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Thêm đầu mối vào danh bạ."""
    event = event_seen(request, pk)
    form = ContactForm(request.POST or None, user=request.user)

    def act() -> None:
        data = form.cleaned_data
        actions.add_contact(
            agency=data["agency"], event=None if data["always"] else event, told=form.told(),
            by=request.user, now=timezone.now(),
        )  # fmt: skip

    if done(form, act):
        messages.success(request, "Đã thêm vào danh bạ.")
        return redirect(anchor(event, "danh-ba"))
    return _shown(request, "plans/contact_new.html", form, event)


@require_POST
@needs(Permission.MANAGE_EVENT)
def contact_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Xóa một dòng danh bạ; `su_kien` names the page to go back to."""
    get_object_or_404(ContactLine.objects.visible_to(request.user), pk=pk)
    actions.remove_contact(contact_id=pk, by=request.user, now=timezone.now())
    messages.success(request, "Đã xóa dòng danh bạ.")
    return redirect(back(request, "danh-ba"))


@require_http_methods(_METHODS)
@needs(Permission.MANAGE_EVENT)
def ready_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Thêm điều kiện vào danh mục kiểm tra."""
    event = event_seen(request, pk)
    form = ReadyForm(
        request.POST or None, user=request.user, event=event, today=timezone.localdate()
    )

    def act() -> None:
        data = form.cleaned_data
        actions.add_ready(
            agency=data["agency"], event=event, text=data["text"], in_charge=data["in_charge"],
            due_on=data["due_on"], by=request.user, now=timezone.now(),
        )  # fmt: skip

    if done(form, act):
        messages.success(request, "Đã thêm điều kiện.")
        return redirect(anchor(event, "dieu-kien"))
    return _shown(request, "plans/ready_new.html", form, event)


@require_POST
@needs(Permission.UPDATE_TASK)
def ready_check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sẵn sàng, còn thiếu, or unchecked again; without a script the page comes back whole."""
    rows = ReadyItem.objects.visible_to(request.user)
    item = get_object_or_404(rows.select_related("event"), pk=pk)
    form = CheckForm(request.POST)
    if not form.is_valid():
        raise Refused("Không rõ điều kiện này đã sẵn sàng hay còn thiếu.")
    with KeptRefusal(lambda why: messages.warning(request, f"{item.text}: {why}")):
        actions.check_ready(
            item_id=pk, state=ReadyState(form.cleaned_data["state"]),
            note=form.cleaned_data["note"], by=request.user, now=timezone.now(),
        )  # fmt: skip
    return redirect(anchor(item.event, f"dk-{item.pk}"))


def event_seen(request: HttpRequest, pk: UUID) -> Event:
    """The event, or 404 for one that is not the reader's."""
    found: Event = get_object_or_404(Event.objects.visible_to(request.user), pk=pk)
    return found


def own_agency(request: HttpRequest) -> Agency:
    """The agency for which the user prepares events; the first where there are several."""
    agencies: list[Agency] = request.user.access.agencies_with(Permission.MANAGE_EVENT)
    return agencies[0]


def done(form: Any, act: Callable[[], object]) -> bool:
    """Whether the form was whole and the action took it; a refusal stands on the form."""
    if not form.is_valid():
        return False
    with told_beside(form, None):
        act()
        return True
    return False


def anchor(event: Event, part: str) -> str:
    """The page of the event's material, at one part."""
    return f"{reverse('standing', args=[event.pk])}#{part}"


def back(request: HttpRequest, part: str) -> str:
    """Where the button stood: the event named in the form, else the list of events."""
    try:
        pk = UUID(request.POST.get("su_kien", ""))
    except ValueError:
        return reverse("event_list")
    event = Event.objects.visible_to(request.user).filter(pk=pk).first()
    return anchor(event, part) if event else reverse("event_list")


def _shown(request: HttpRequest, template: str, form: forms.Form, event: Event) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, "event": event}, status=status)
