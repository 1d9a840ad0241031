"""A matter ends, and is taken up again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.refusals import told_beside
from agencies.roles import Permission
from complaints.actions.ending_matters import (
    NOT_YOURS,
    end_matter,
    reopen_matter,
    what_still_runs,
)
from complaints.forms.endings import EndMatterForm, ReopenMatterForm
from complaints.models import Matter
from complaints.selectors import matters
from complaints.views.doors import ensure_in, sent


@require_http_methods(["GET", "HEAD", "POST"])
def matter_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Kết thúc vụ việc, or what must be done before; an ended one is taken up again here."""
    matter = get_object_or_404(matters(request.user), pk=pk)
    ensure_in(request.user, matter.agency, Permission.PROCESS_PETITION, NOT_YOURS)
    is_over = matter.closed_on is not None
    form: EndMatterForm | ReopenMatterForm
    if is_over:
        form = ReopenMatterForm(sent(request))
    else:
        form = EndMatterForm(sent(request), initial={"ended_on": timezone.localdate()})
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None) as refused:
            said = _done(request, matter, form.cleaned_data)
            messages.success(request, said)
            return redirect("matter_detail", pk=matter.pk)
        status = refused.status
    context = {
        "matter": matter,
        "form": form,
        "is_over": is_over,
        "running": [] if is_over else what_still_runs(matter),
    }
    return render(request, "complaints/matter_end.html", context, status=status)


def _done(request: HttpRequest, matter: Matter, told: dict[str, Any]) -> str:
    """The page that was opened says which step was meant; the action refuses the other."""
    now = timezone.now()
    if "ended_on" in told:
        end_matter(matter_id=matter.pk, by=request.user, now=now, **told)
        return "Đã kết thúc vụ việc."
    reopen_matter(matter_id=matter.pk, by=request.user, now=now, **told)
    return "Đã mở lại vụ việc; dấu hiệu được đánh giá lại ngay sau đó."
