"""Bảo vệ người tố cáo, for custodians: names of kin, adverse treatment told at the desk, figures."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.permissions import needs
from agencies.reauth import ensure_fresh
from agencies.roles import Permission
from complaints import protection_figures, protection_page
from complaints.actions import protection_adverse as adverse
from complaints.actions import protection_documents, protection_names
from complaints.forms.protection_figures import DaysForm
from complaints.models import AdverseNote, ProtectionFile
from complaints.protection.names import Step
from complaints.views.doors import sent
from complaints.views.protection import sealed
from law.periods import Period, parse_period
from records.actions import ledger
from records.enums import Verb
from records.views.files import download

_NO_REFERRER = "no-referrer"


@require_POST
def protection_people(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mở họ tên thân nhân được bảo vệ: by POST, proven anew, the ledger first."""
    user, now = request.user, timezone.now()
    file = get_object_or_404(ProtectionFile.objects.visible_to(user), pk=pk)
    ensure_fresh(request)
    asked, people = protection_names.open_names(file_id=file.pk, by=user, now=now)
    context = {
        "file": file,
        "people": people,
        "minutes": max(1, int((asked.expires_at - now).total_seconds()) // 60),
        "now": now,
    }
    response = sealed(render(request, "complaints/protection_people.html", context))
    response.headers["Referrer-Policy"] = _NO_REFERRER
    return response


@require_POST
def protection_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mở một tài liệu của hồ sơ: proven anew, the ledger first, handed out as an attachment."""
    user, now = request.user, timezone.now()
    file = get_object_or_404(ProtectionFile.objects.visible_to(user), pk=pk)
    asked = request.POST.get("tai_lieu", "")
    step = next((one for one in file.steps.filter(step=Step.FILE) if str(one.pk) == asked), None)
    if step is None:
        raise Http404
    ensure_fresh(request)
    stored, paper = protection_documents.open_paper(
        file_id=file.pk, step_id=step.pk, by=user, now=now
    )
    # The name it came under may be a person's: it does not travel.
    return sealed(download(paper.content, paper.content_type, stored.name))


@require_http_methods(["GET", "HEAD", "POST"])
def protection_adverse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ghi nhận kín về việc bị đối xử bất lợi: to the custodian; POST says that it was seen."""
    user, now = request.user, timezone.now()
    note = get_object_or_404(
        AdverseNote.objects.visible_to(user).select_related("matter", "agency", "seen_by"), pk=pk
    )
    if sent(request) is not None:
        adverse.see_adverse(note_id=note.pk, by=user, now=now)
        return redirect("protection_list")
    ensure_fresh(request)
    ledger.write(by=user, verb=Verb.READ, subject=note, now=now)
    files = ProtectionFile.objects.visible_to(user).filter(matter=note.matter_id)
    context = {
        "note": note,
        "text": protection_page.safe_texts(note).get("text", ""),
        "files": list(files),
    }
    return sealed(render(request, "complaints/protection_adverse.html", context))


@require_safe
@needs(Permission.KEEP_SEALED_REGISTER)
def protection_figures_page(request: HttpRequest) -> HttpResponse:
    """Số liệu bảo vệ người tố cáo: mục II.5 of Mẫu số 02 (Thông tư 06/2025/TT-TTCP)."""
    year = _running_year(timezone.localdate())
    form = DaysForm(request.GET or None, initial={"tu": year.start, "den": year.end})
    first, last = year.start, year.end
    if form.is_bound and form.is_valid():
        first, last = form.cleaned_data["tu"], form.cleaned_data["den"]
    shown = not form.is_bound or form.is_valid()
    found = protection_figures.figures(request.user, first, last) if shown else None
    context = {"form": form, "figures": found, "first": first, "last": last}
    return render(
        request, "complaints/protection_figures.html", context, status=200 if shown else 422
    )


def _running_year(today: date) -> Period:
    """The reporting year that holds today (15/12 to 14/12)."""
    year = parse_period(f"{today.year}-N")
    return year if today <= year.end else parse_period(f"{today.year + 1}-N")
