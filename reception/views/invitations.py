"""Units invited to the head's day: inviting, the invitations to one's own agency, answering."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.permissions import needs
from agencies.refusals import told_beside
from agencies.roles import Permission
from complaints.selectors import known_agencies
from reception.actions.heads_day import ensure_arranges
from reception.actions.invitations import answer_invitation, ensure_answers, invite, may_answer
from reception.enums import RegistrationState
from reception.forms.heads_day import AnswerForm, InviteForm
from reception.models import Invitation
from reception.tabs import tabs_for
from reception.task_list import own_agencies
from reception.views.heads_day import registration, registration_page

_MOST = 100


@require_POST
@needs(Permission.PLAN_SESSION)
def registration_invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mời đơn vị dự buổi tiếp và chuẩn bị tài liệu."""
    row = registration(request.user, pk)
    ensure_arranges(request.user, row.session.agency)
    agencies = list(known_agencies(row.session.agency, timezone.localdate()))
    form = InviteForm(request.POST, agencies=agencies, due_on=row.session.on_date)
    if form.is_valid():
        with told_beside(form, None):
            made = invite(
                registration_id=row.pk, by=request.user, now=timezone.now(), **form.cleaned_data
            )
            messages.success(request, f"Đã mời {made.agency}.")
            return redirect("registration_detail", pk=row.pk)
    return registration_page(request, row, invite=form, status=422)


@require_safe
def invitation_list(request: HttpRequest) -> HttpResponse:
    """Giấy mời gửi cơ quan mình: sessions still to come, the nearest first."""
    user, today = request.user, timezone.localdate()
    found = (
        Invitation.objects.visible_to(user)
        .filter(
            agency__in=own_agencies(user),
            registration__session__on_date__gte=today,
            registration__state=RegistrationState.REGISTERED,
        )
        .select_related("agency", "registration__session__agency", "registration__session__host")
        .order_by("registration__session__on_date", "due_on", "id")
    )
    rows = list(found[: _MOST + 1])
    context = {
        "rows": rows[:_MOST],
        "more": len(rows) > _MOST,
        "most": _MOST,
        "today": today,
        "tabs": tabs_for(user, "sessions", "invitation_list"),
    }
    return render(request, "reception/invitation_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Một giấy mời: what is asked, and the answer of the invited agency."""
    invitations = Invitation.objects.visible_to(request.user).select_related(
        "agency", "registration__session__agency", "registration__session__host"
    )
    invitation = get_object_or_404(invitations, pk=pk)
    form = AnswerForm(request.POST or None, initial={"answer": invitation.answer})
    if form.is_bound:
        ensure_answers(request.user, invitation.agency)
    if form.is_valid():
        with told_beside(form, None):
            answer_invitation(
                invitation_id=invitation.pk,
                answer=form.cleaned_data["answer"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Đã gửi trả lời.")
            return redirect("invitation_answer", pk=invitation.pk)
    session = invitation.registration.session
    context = {
        "invitation": invitation,
        "registration": invitation.registration,
        "session": session,
        "form": form,
        "may_answer": may_answer(request.user, invitation.agency)
        and session.on_date >= timezone.localdate(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "reception/invitation_answer.html", context, status=status)
