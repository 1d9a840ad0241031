"""Drafts of the desk: saved while typing, asked after when an answer never came."""

import base64
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agencies.permissions import needs
from agencies.refusals import Refused
from agencies.roles import Permission
from complaints import vault
from reception.actions.drafts import drop_draft, save_draft
from reception.models import Visit
from records.actions import once

# The text of a scanned card passes through the form and is kept nowhere.
_NEVER_KEPT = {"csrfmiddlewaretoken", "scan"}


@require_POST
@needs(Permission.LOG_VISIT)
def draft_save(request: HttpRequest) -> HttpResponse:
    """Lưu tạm. Answers with the time, or with the visit when this form is in the register already."""
    key = _uuid(request.POST.get("key", ""))
    if key is None:
        return JsonResponse({"sentence": "Biểu mẫu thiếu khóa, hãy mở lại trang."}, status=400)
    typed = {name: values for name, values in request.POST.lists() if name not in _NEVER_KEPT}
    now = timezone.now()
    try:
        draft = save_draft(key=key, typed=typed, by=request.user, now=now)
    except Refused as refused:
        return JsonResponse({"sentence": refused.sentence}, status=refused.status)
    if draft is None:
        return JsonResponse({"registered": _registered(request, key)})
    return JsonResponse({"saved": f"{timezone.localtime(now):%H:%M:%S}", "draft": str(draft.pk)})


@require_safe
@needs(Permission.LOG_VISIT)
def draft_status(request: HttpRequest) -> HttpResponse:
    """Who is signed in, a fresh token, and whether the form named by `key` reached the register."""
    key = _uuid(request.GET.get("key", ""))
    return JsonResponse(
        {
            "user": str(request.user.pk),
            "token": get_token(request),
            "registered": _registered(request, key) if key else "",
        }
    )


@require_POST
@needs(Permission.LOG_VISIT)
def draft_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bỏ bản ghi dở."""
    drop_draft(by=request.user, draft_id=pk)
    return redirect("visit_new")


@require_POST
def device_key(request: HttpRequest) -> HttpResponse:
    """Khóa của bản nháp trên máy: for forms that tell of no citizen; of today, after sign-in."""
    today = timezone.localdate().isoformat()
    key = vault.device_key(user_id=request.user.pk, day=today)
    return JsonResponse({"key": base64.b64encode(key).decode(), "day": today})


def _registered(request: HttpRequest, key: UUID) -> str:
    """Address of the visit that this form became; empty when it never arrived."""
    found = once.found(key=key, by=request.user)
    if found is None:
        return ""
    visit = Visit.objects.visible_to(request.user).filter(pk=found.subject_id).first()
    return reverse("visit_detail", args=[visit.pk]) if visit else ""


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
