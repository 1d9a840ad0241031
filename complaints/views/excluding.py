"""Thêm người bị loại trừ: whoever works on a secret matter, or keeps it, finds one more who may not know."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.models import User
from agencies.reauth import ensure_fresh
from agencies.refusals import told_beside
from agencies.roles import Permission
from complaints.actions import excluding
from complaints.enums import ExclusionGround
from complaints.forms.excluding import ExclusionAddForm, FindPersonForm
from complaints.models import Matter
from complaints.selectors import matters
from complaints.views.doors import sent


@require_http_methods(["GET", "HEAD", "POST"])
def exclusion_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Phát hiện thêm người liên quan. The person is looked for by POST: a name stands in no address."""
    matter = get_object_or_404(matters(request.user).select_related("agency"), pk=pk)
    excluding.ensure_may_exclude(matter, request.user)
    ensure_fresh(request)
    form, status = _found(request, matter)
    if isinstance(form, ExclusionAddForm) and form.is_bound:
        if form.is_valid() and _excludes(request, matter, form):
            messages.success(request, "Đã ghi. Từ nay người này không thấy gì của vụ việc.")
            return _back(request, matter)
        status = 422
    context = {"matter": matter, "form": form, "is_found": isinstance(form, ExclusionAddForm)}
    return render(request, "complaints/exclusion_add.html", context, status=status)


def _back(request: HttpRequest, matter: Matter) -> HttpResponse:
    """To the list of those kept out, to the matter, or home: who stands in for them is kept out too."""
    if not matters(request.user).filter(pk=matter.pk).exists():
        return redirect("home")
    keeps = request.user.may(Permission.APPROVE_IDENTITY)
    return redirect("exclusion_list" if keeps else "matter_detail", pk=matter.pk)


def _found(request: HttpRequest, matter: Matter) -> tuple[FindPersonForm, int]:
    """The form of this step: to look for somebody, to choose among those found, or what was chosen."""
    find = FindPersonForm(sent(request))
    if not find.is_bound:
        return find, 200
    if not find.is_valid():
        return find, 422
    name = find.cleaned_data["name"]
    people = excluding.people_named(matter, name, timezone.localdate())
    many = list(people.values_list("pk", flat=True)[: excluding.MOST_FOUND + 1])
    if not many or len(many) > excluding.MOST_FOUND:
        find.add_error("name", _TOO_MANY if many else _NOBODY)
        return find, 422
    shown = people.prefetch_related("memberships__agency")
    if "tim" in request.POST:
        return ExclusionAddForm(initial={"name": name, **_kept(request)}, people=shown), 200
    return ExclusionAddForm(request.POST, people=shown), 200


_NOBODY = "Không có tài khoản nào mang tên này; người không có tài khoản thì không cần loại trừ."
_TOO_MANY = "Có quá nhiều người mang tên này; hãy ghi đủ họ và tên."


def _kept(request: HttpRequest) -> dict[str, Any]:
    return {name: request.POST.get(name, "") for name in ("ground", "reason")}


def _excludes(request: HttpRequest, matter: Matter, form: ExclusionAddForm) -> bool:
    data: dict[str, Any] = form.cleaned_data
    person: User = data["person"]
    with told_beside(form, "person"):
        excluding.exclude_later(
            matter_id=matter.pk, person=person, ground=ExclusionGround(data["ground"]),
            reason=data["reason"], by=request.user, now=timezone.now(),
        )  # fmt: skip
        return True
    return False
