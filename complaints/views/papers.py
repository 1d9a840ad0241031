"""Papers of a case: the panel, a new draft, its page, what is done with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import User
from agencies.refusals import KeptRefusal, Refused, told_beside
from agencies.roles import Permission
from complaints.actions.papers import NOT_YOURS, draft_paper, move_paper, save_draft
from complaints.enums import PaperState
from complaints.forms.papers import PaperForm
from complaints.models import CasePaper, Petition
from complaints.name_check import Told, tell
from complaints.papers import shelf
from complaints.papers.confirmed import is_unsure
from complaints.papers.flow import ARROWS, Move
from complaints.papers.form import Form
from complaints.papers.registry import form_of, validity_refusal
from complaints.papers.said import first_answers
from complaints.papers.setting import form_behind, text_of
from complaints.papers.spoken import words_of
from complaints.papers.values import values_of
from complaints.selectors import number_for
from complaints.views.doors import ensure_in, sent
from records.actions import ledger
from records.enums import Verb

_METHODS = ["GET", "HEAD", "POST"]
_SHARED = frozenset({Move.SUBMIT, Move.ISSUE})


@require_safe
def petition_papers(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Văn bản của hồ sơ: a panel of the case page, or a page of its own."""
    petition = petition_seen(request.user, pk)
    template = "complaints/petition_papers.html"
    context = {
        "petition": petition,
        "number": number_for(petition, request.user),
        "lines": shelf.lines_of(petition, request.user),
        "may_draft": shelf.may_draft(request.user, petition.agency),
    }
    return render(request, f"{template}#papers" if request.htmx else template, context)


@require_http_methods(_METHODS)
def paper_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Soạn văn bản: choose a form, or fill the one that ?mau= names."""
    petition = petition_seen(request.user, pk)
    ensure_in(request.user, petition.agency, Permission.DRAFT_DOCUMENT, NOT_YOURS)
    code = request.GET.get("mau", "")
    if not code:
        return _choose(request, petition)
    form = form_of(code)
    if form is None:
        raise Http404
    today = timezone.localdate()
    if reason := validity_refusal(form, today):
        raise Refused(reason)
    case = values_of(petition, by=request.user, today=today)
    fields = PaperForm(
        sent(request), form=form, agency=petition.agency, answers=first_answers(form, case)
    )
    if fields.is_bound and fields.is_valid():
        paper = draft_paper(
            petition_id=petition.pk, form_code=code, answers=fields.answers(),
            signed_by=fields.signed_by(), key=fields.cleaned_data["key"], by=request.user,
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, "Đã lưu dự thảo.")
        return redirect("paper_detail", pk=paper.pk)
    return _fill(request, petition, form, fields, 422 if fields.is_bound else 200)


@require_http_methods(_METHODS)
def paper_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sửa dự thảo. Whoever read an older version hears it and keeps what they typed."""
    paper = paper_seen(request.user, pk)
    petition, form = paper.petition, form_behind(paper)
    ensure_in(request.user, petition.agency, Permission.DRAFT_DOCUMENT, NOT_YOURS)
    if paper.state != PaperState.DRAFT and request.method != "POST":
        raise Refused("Chỉ sửa được dự thảo; văn bản đã trình thì lấy lại hoặc trả lại trước.")
    fields = PaperForm(
        sent(request), form=form, agency=petition.agency, version=paper.version,
        answers=paper.values, signer_name=paper.signer_name,
    )  # fmt: skip
    status = 422 if fields.is_bound else 200
    if fields.is_bound and fields.is_valid():
        with told_beside(fields, None) as refused:
            save_draft(
                paper_id=paper.pk, answers=fields.answers(), signed_by=fields.signed_by(),
                version=fields.cleaned_data["version"], by=request.user, now=timezone.now(),
            )  # fmt: skip
            messages.success(request, "Đã lưu dự thảo.")
            return redirect("paper_detail", pk=paper.pk)
        status = refused.status
    return _fill(request, petition, form, fields, status, paper)


@require_safe
def paper_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Một văn bản: its text, its state, what may be done, where it was sent. Reading is logged."""
    paper = paper_seen(request.user, pk)
    ledger.write(by=request.user, verb=Verb.READ, subject=paper, now=timezone.now())
    return paper_page(request, paper)


@require_POST
def paper_step(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Trình, duyệt, trả lại, lấy số phát hành, bỏ."""
    paper = paper_seen(request.user, pk)
    asked, note = request.POST.get("viec", ""), request.POST.get("note", "")
    version = request.POST.get("version", "")
    if asked not in list(Move) or not version.isascii() or not version.isdigit():
        raise Http404
    move = Move(asked)
    if move in _SHARED and (refusal := _named(paper, request).refusal):
        return paper_page(request, paper, refused=refusal, note=note, status=409)
    with KeptRefusal() as refused:
        move_paper(
            paper_id=paper.pk, move=move, note=note, version=int(version[:9]), by=request.user,
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, ARROWS[move].done)
        return redirect("paper_detail", pk=paper.pk)
    fresh = paper_seen(request.user, pk)
    return paper_page(request, fresh, refused=refused.sentence, note=note, status=refused.status)


def _named(paper: CasePaper, request: HttpRequest) -> Told:
    """What the paper of a sealed case tells of the person behind it, before it goes further."""
    if not paper.petition.secrecy or paper.state == PaperState.ISSUED:
        return Told()
    text = text_of(paper, by=request.user, today=timezone.localdate())
    return tell(
        matter=paper.petition.matter, texts={"Văn bản": words_of(text)}, by=request.user,
        now=timezone.now(),
    )  # fmt: skip


def petition_seen(user: User, pk: UUID) -> Petition:
    """The petition as the reader may see it, with what its papers tell."""
    found: Petition = get_object_or_404(
        Petition.objects.visible_to(user).select_related(
            "agency__parent", "matter", "person", "sender_agency", "proceeding"
        ),
        pk=pk,
    )
    return found


def paper_seen(user: User, pk: UUID) -> CasePaper:
    """The paper as the reader may see it."""
    found: CasePaper = get_object_or_404(shelf.papers_seen(user), pk=pk)
    return found


def paper_page(
    request: HttpRequest,
    paper: CasePaper,
    *,
    refused: str = "",
    note: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of a paper; with the sentence why something was refused."""
    form, user = form_behind(paper), request.user
    sends = list(paper.sends.select_related("sent_by"))
    context: dict[str, Any] = {
        "paper": paper,
        "petition": paper.petition,
        "number": number_for(paper.petition, user),
        "line": shelf.line_of(paper, user, len(sends)),
        "form": form,
        "text": text_of(paper, by=user, today=timezone.localdate()),
        "unsure": is_unsure(form),
        "buttons": shelf.buttons_of(paper, user),
        "may_draft": shelf.may_draft(user, paper.petition.agency),
        "sends": sends,
        "refused": refused,
        "named": Told() if refused else _named(paper, request),
        "note": note,
    }
    return render(request, "complaints/paper_detail.html", context, status=status)


def _choose(request: HttpRequest, petition: Petition) -> HttpResponse:
    usual, others = shelf.choices_of(petition, timezone.localdate())
    context = {
        "petition": petition,
        "number": number_for(petition, request.user),
        "groups": [
            {"title": "Thường dùng ở bước này", "choices": usual},
            {"title": "Mẫu khác của thủ tục", "choices": others},
        ],
    }
    return render(request, "complaints/paper_choose.html", context)


def _fill(
    request: HttpRequest,
    petition: Petition,
    form: Form,
    fields: PaperForm,
    status: int,
    paper: CasePaper | None = None,
) -> HttpResponse:
    context = {
        "petition": petition,
        "number": number_for(petition, request.user),
        "form": form,
        "fields": fields,
        "paper": paper,
        "unsure": is_unsure(form),
    }
    return render(request, "complaints/paper_edit.html", context, status=status)
