"""Bảo vệ người tố cáo: requests taken in, the sealed file, its steps, its readers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import User
from agencies.reauth import ensure_fresh
from agencies.refusals import NotAllowed, Refused, told_beside
from agencies.roles import Permission
from complaints import protection_page, selectors
from complaints.actions import protection, protection_steps
from complaints.enums import PetitionKind
from complaints.forms.protection import ReaderForm, RequestForm, StepForm
from complaints.models import AdverseNote, Matter, ProtectionFile
from complaints.protection.names import Step
from complaints.protection.workflow import ARROWS, Part, refusal
from complaints.protection_rights import parts_of
from complaints.protection_texts import keeps_names
from complaints.rights import permissions_in
from complaints.views.doors import sent
from records.actions import ledger
from records.actions.once import once
from records.enums import Verb
from records.paging import page_of

_METHODS = ["GET", "HEAD", "POST"]
_SIZE = 30
_WAITING = 10
_SEALED = {"Cache-Control": "no-store, private", "Referrer-Policy": "same-origin"}


def _works_with_files(user: User) -> bool:
    """Custodians, and roles that a custodian may name; who was named for nothing sees an empty page."""
    return user.may(Permission.KEEP_SEALED_REGISTER) or user.may(Permission.ASK_IDENTITY)


@require_safe
def protection_list(request: HttpRequest) -> HttpResponse:
    """Hồ sơ bảo vệ of which the reader is custodian or for which they were named; nowhere else listed."""
    user = request.user
    if not _works_with_files(user):
        raise NotAllowed("Vai trò của bạn không làm việc với hồ sơ bảo vệ người tố cáo.")
    page = page_of(
        ProtectionFile.objects.visible_to(user).select_related("agency").order_by(),
        by="opened_at",
        asked=request.GET,
        size=_SIZE,
        count_text=lambda n: f"Có {n} hồ sơ bảo vệ.",
    )
    notes = AdverseNote.objects.visible_to(user).filter(seen_at=None)
    context = {
        "page": page,
        "notes": list(notes.select_related("agency")[:_WAITING]),
        "keeps": user.may(Permission.KEEP_SEALED_REGISTER),
    }
    return render(request, "complaints/protection_list.html", context)


@require_http_methods(_METHODS)
def protection_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ghi đề nghị bảo vệ, from a denunciation; the answer is the same whether a file runs or not."""
    user, now = request.user, timezone.now()
    matter = get_object_or_404(selectors.matters(user), pk=pk)
    if not protection.may_record(user):
        raise NotAllowed("Vai trò của bạn không ghi đề nghị bảo vệ.")
    if matter.kind != PetitionKind.DENUNCIATION:
        return render(request, "complaints/protection_new.html", {"matter": matter, "form": None})
    decides = Permission.DECIDE_CASE in permissions_in(user, matter.agency)
    form = RequestForm(sent(request), decides=decides, today=timezone.localdate(now))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None):
            _take_in(form, matter, user, now)
            messages.success(request, "Đã ghi đề nghị vào hồ sơ kín; người giữ bí mật đã được báo.")
            return redirect("matter_detail", pk=matter.pk)
    context = {"matter": matter, "form": form, "keeps_names": keeps_names()}
    return render(request, "complaints/protection_new.html", context, status=status)


def _take_in(form: RequestForm, matter: Matter, user: User, now: Any) -> None:
    told = form.told()
    once(
        key=form.cleaned_data["key"], by=user, now=now,
        make=lambda: protection.request_protection(
            matter_id=matter.pk, told=told, by=user, now=now
        ),
        fetch=lambda pk: pk,
    )  # fmt: skip


def _file(request: HttpRequest, pk: UUID) -> ProtectionFile:
    """The file, for whoever sees it; others find nothing at this address."""
    found: ProtectionFile = get_object_or_404(
        ProtectionFile.objects.visible_to(request.user).select_related("agency", "matter"), pk=pk
    )
    return found


@require_safe
def protection_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hồ sơ bảo vệ: proven anew who reads, the ledger first, then the page."""
    file = _file(request, pk)
    ensure_fresh(request)
    ledger.write(by=request.user, verb=Verb.READ, subject=file, now=timezone.now())
    return _page(request, file)


def _page(
    request: HttpRequest, file: ProtectionFile, form: ReaderForm | None = None, status: int = 200
) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    context = protection_page.detail(protection_page.opened(user, file), user)
    readers = list(file.readers.select_related("user", "named_by").order_by("named_at", "pk"))
    notes = AdverseNote.objects.visible_to(user).filter(matter=file.matter)
    context |= {
        "readers": readers,
        "notes": list(notes),
        "keeps_names": keeps_names(),
        "has_kin": any(row["person"].cipher is not None for row in context["people"]),
        "reader_form": form
        or (ReaderForm(people=protection_page.may_be_named(file, today)) if context["keeps"] else None),
    }  # fmt: skip
    return sealed(render(request, "complaints/protection_detail.html", context, status=status))


def sealed(response: HttpResponse) -> HttpResponse:
    for name, value in _SEALED.items():
        response.headers[name] = value
    return response


@require_http_methods(_METHODS)
def protection_step(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One step of a file: `?buoc=` names it. What is typed stays on any refusal."""
    file = _file(request, pk)
    step = protection_page.name_of_step(request.GET.get("buoc", ""))
    if step is None:
        raise Http404
    if request.method != "POST":
        ensure_fresh(request)
    found = protection_page.opened(request.user, file)
    parts = parts_of(request.user, file)
    if not ARROWS[step].parts & parts:
        raise NotAllowed(str(refusal(step, parts, found.known)))
    uploads = request.FILES if request.method == "POST" else None
    form = StepForm(sent(request), uploads, step=step, known=found, today=timezone.localdate())
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            _take(form, file, step, request.user)
        except NotAllowed:
            raise
        except protection_steps.Objected as objected:
            place = objected.field if objected.field in form.fields else None
            form.add_error(place, objected.sentence)
        except Refused as refused:
            form.add_error(None, refused.sentence)
            status = refused.status
        else:
            messages.success(request, f"Đã ghi: {step.label.lower()}.")
            return redirect("protection_detail", pk=file.pk)
    why = "" if form.is_bound else refusal(step, parts, found.known)
    context = {"file": file, "step": step, "form": form, "why": why}
    return sealed(render(request, "complaints/protection_step.html", context, status=status))


def _take(form: StepForm, file: ProtectionFile, step: Step, user: User) -> None:
    protection_steps.take_step(
        file_id=file.pk, step=step, said=form.said(), version=form.cleaned_data["version"],
        by=user, now=timezone.now(),
    )  # fmt: skip


@require_POST
def protection_reader(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nêu tên, thôi cho biết: by custodians alone."""
    file, user, now = _file(request, pk), request.user, timezone.now()
    if Part.KEEPER not in parts_of(user, file):
        raise NotAllowed("Chỉ người giữ bí mật được nêu tên người được biết hồ sơ.")
    if request.POST.get("viec") == "thoi":
        reader = get_object_or_404(file.readers.select_related("user"), user=_uuid(request))
        protection.drop_reader(file_id=file.pk, user=reader.user, by=user, now=now)
        messages.success(request, "Đã thôi cho biết hồ sơ.")
        return redirect("protection_detail", pk=file.pk)
    people = protection_page.may_be_named(file, timezone.localdate(now))
    form = ReaderForm(request.POST, people=people)
    if form.is_valid():
        with told_beside(form, None):
            protection.name_reader(file_id=file.pk, by=user, now=now, **form.cleaned_data)
            messages.success(request, "Đã nêu tên người được biết hồ sơ.")
            return redirect("protection_detail", pk=file.pk)
    ledger.write(by=user, verb=Verb.READ, subject=file, now=now)
    return _page(request, file, form, status=422)


def _uuid(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("user", ""))
    except ValueError:
        raise Http404 from None
