"""Files of a paper: the preview as PDF, the copy as DOCX; and its sending."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import User
from agencies.refusals import Refused, told_beside
from agencies.roles import Permission
from complaints.actions.paper_sends import note_received, send_paper
from complaints.actions.papers import NOT_YOURS
from complaints.enums import PaperState, SendWay
from complaints.forms.papers import ReceivedForm, SendForm
from complaints.models import CasePaper, PaperSend
from complaints.papers.confirmed import is_unsure
from complaints.papers.setting import asked_of_issue, form_behind, head_of, text_of
from complaints.papers.word import as_docx
from complaints.selectors import number_for
from complaints.views.doors import ensure_in, sent
from complaints.views.papers import paper_seen
from records.actions import ledger
from records.actions.documents import preview_document
from records.enums import Verb
from records.media_types import DOCX
from records.views.files import download


@require_safe
def paper_preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bản xem trước: the PDF without a number, marked; an issued paper has its own file."""
    paper = _workable(request.user, pk)
    if paper.issued_id:
        return redirect("document_download", pk=paper.issued_id)
    now = timezone.now()
    asked = asked_of_issue(
        paper, unsure=is_unsure(form_behind(paper)), by=request.user, today=timezone.localdate(now)
    )
    content = preview_document(**asked, now=now)
    ledger.write(by=request.user, verb=Verb.READ, subject=paper, now=now)
    return download(content, "application/pdf", "xem-truoc.pdf")


@require_safe
def paper_docx(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bản Word để sửa: never the issued paper, only its text."""
    paper = _workable(request.user, pk)
    now = timezone.now()
    form, today = form_behind(paper), timezone.localdate(now)
    text = text_of(paper, by=request.user, today=today)
    day = paper.issued.issued_on if paper.issued else today
    content = as_docx(
        form, text, head_of(paper, text, day), signer_name=paper.signer_name, unsure=is_unsure(form)
    )
    ledger.write(by=request.user, verb=Verb.DOWNLOAD, subject=paper, now=now)
    return download(content, DOCX, f"{form.code}.docx")


@require_http_methods(["GET", "HEAD", "POST"])
def paper_send(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ghi việc gửi; with ?gui= the day on which that sending was received."""
    paper = _workable(request.user, pk)
    if paper.state != PaperState.ISSUED:
        raise Refused("Chỉ ghi việc gửi của văn bản đã phát hành.")
    sending = _sending(request, paper)
    form: SendForm | ReceivedForm
    if sending is None:
        form = SendForm(sent(request), today=timezone.localdate())
    else:
        form = ReceivedForm(sent(request))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None) as refused:
            _note(request, paper, sending, form)
            messages.success(request, "Đã ghi việc gửi văn bản.")
            return redirect("paper_detail", pk=paper.pk)
        status = refused.status
    context = {
        "paper": paper,
        "petition": paper.petition,
        "number": number_for(paper.petition, request.user),
        "sending": sending,
        "form": form,
    }
    return render(request, "complaints/paper_send.html", context, status=status)


def _note(
    request: HttpRequest,
    paper: CasePaper,
    sending: PaperSend | None,
    form: SendForm | ReceivedForm,
) -> None:
    said = dict(form.cleaned_data)
    who = {"by": request.user, "now": timezone.now()}
    if sending is None:
        send_paper(paper_id=paper.pk, way=SendWay(said.pop("way")), **said, **who)
    else:
        note_received(send_id=sending.pk, **said, **who)


def _sending(request: HttpRequest, paper: CasePaper) -> PaperSend | None:
    asked = request.GET.get("gui", "")
    if not asked:
        return None
    try:
        key = UUID(asked)
    except ValueError:
        raise Http404 from None
    found: PaperSend = get_object_or_404(paper.sends.all(), pk=key)
    return found


def _workable(user: User, pk: UUID) -> CasePaper:
    """Seen, and of the agency in which the reader drafts."""
    paper = paper_seen(user, pk)
    ensure_in(user, paper.petition.agency, Permission.DRAFT_DOCUMENT, NOT_YOURS)
    return paper
