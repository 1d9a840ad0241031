"""Conclusions of the head's reception: written, read, previewed, issued."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import User
from agencies.permissions import needs
from agencies.refusals import Refused, told_beside
from agencies.roles import Permission
from complaints.models import Matter
from reception.actions.conclusions import (
    ensure_writes,
    issue_conclusion,
    may_issue,
    may_write,
    taskable,
    write_conclusion,
)
from reception.conclusion_paper import paper_of
from reception.conclusions import late_for_law
from reception.day_list import heads_sessions
from reception.forms.conclusions import ConclusionForm, task_rows, tasks_told
from reception.models import ReceptionSession, SessionConclusion, Visit
from reception.task_list import task_lines
from reception.views.heads_day import registration
from records.actions import ledger
from records.actions.documents import preview_document
from records.documents import number_for
from records.enums import Verb
from records.views.files import download


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PLAN_SESSION)
def conclusion_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Kết luận về vụ việc của một đăng ký; a draft that exists is written on."""
    row = registration(request.user, pk)
    if row.matter_id is None:
        raise Refused("Đăng ký này chưa có vụ việc; hãy ghi lượt tiếp trước khi lập kết luận.")
    return _write(request, row.session_id, row.matter_id, None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PLAN_SESSION)
def conclusion_of_visit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Kết luận về vụ việc của một lượt tiếp không đăng ký trước."""
    visit = get_object_or_404(Visit.objects.visible_to(request.user), pk=pk)
    if visit.session_id is None:
        raise Refused("Lượt tiếp này không thuộc buổi tiếp nào của Thủ trưởng.")
    return _write(request, visit.session_id, visit.matter_id, visit.pk)


def _write(
    request: HttpRequest, session_id: UUID, matter_id: UUID, visit_id: UUID | None
) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    session = get_object_or_404(heads_sessions(user), pk=session_id)
    ensure_writes(user, session.agency)
    matters = Matter.objects.visible_to(user).select_related("agency")
    matter = get_object_or_404(matters, pk=matter_id)
    draft = SessionConclusion.objects.visible_to(user).filter(session=session, matter=matter)
    draft = draft.select_related("document").first()
    if draft and draft.document_id:
        return redirect("conclusion_detail", pk=draft.pk)
    form = ConclusionForm(request.POST or None, initial=_given(draft, session, today))
    rows = task_rows(
        request.POST or None, agencies=taskable(session, today), given=_given_tasks(draft)
    )
    if form.is_bound:
        tasks = tasks_told(form, rows, held_on=session.on_date, today=today)
        if tasks is not None:
            with told_beside(form, None):
                made = write_conclusion(
                    session_id=session.pk,
                    matter_id=matter.pk,
                    visit_id=visit_id,
                    tasks=tasks,
                    by=user,
                    now=timezone.now(),
                    **form.cleaned_data,
                )
                return redirect("conclusion_detail", pk=made.pk)
    context = {"session": session, "matter": matter, "form": form, "rows": rows, "draft": draft}
    status = 422 if form.is_bound else 200
    return render(request, "reception/conclusion_new.html", context, status=status)


def _given(
    draft: SessionConclusion | None, session: ReceptionSession, today: date
) -> dict[str, Any]:
    if draft is None:
        return {"concluded_on": min(max(session.on_date, today), today)}
    return {"text": draft.text, "contact": draft.contact, "concluded_on": draft.concluded_on}


def _given_tasks(draft: SessionConclusion | None) -> list[dict[str, Any]]:
    if draft is None:
        return []
    return [
        {"agency": str(task.agency_id), "text": task.text, "due_on": task.due_on}
        for task in draft.tasks.order_by("due_on", "id")
    ]


def _conclusion(user: User, pk: UUID) -> SessionConclusion:
    rows = SessionConclusion.objects.visible_to(user).select_related(
        "session__agency", "session__host", "matter", "visit", "agency", "document", "written_by"
    )
    found: SessionConclusion = get_object_or_404(rows, pk=pk)
    return found


@require_safe
def conclusion_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Một kết luận với các việc giao và kết quả. Reading it is logged."""
    user, today = request.user, timezone.localdate()
    conclusion = _conclusion(user, pk)
    ledger.write(by=user, verb=Verb.READ, subject=conclusion, now=timezone.now())
    tasks = conclusion.tasks.select_related("agency__parent", "conclusion__document")
    tasks = list(tasks.order_by("due_on", "agency__path", "id"))
    is_draft = conclusion.document_id is None
    legal = conclusion.matter.next_due_on
    context = {
        "conclusion": conclusion,
        "session": conclusion.session,
        "is_draft": is_draft,
        "number": "" if is_draft else number_for(conclusion.document, user),
        "tasks": tasks if is_draft else task_lines(tasks, user, today),
        "warnings": [w for t in tasks if is_draft and (w := late_for_law(t.due_on, legal))],
        "matter_seen": Matter.objects.visible_to(user).filter(pk=conclusion.matter_id).exists(),
        "edit_url": _edit_url(conclusion),
        "may_write": is_draft and may_write(user, conclusion.session.agency),
        "may_issue": is_draft and may_issue(user, conclusion.session.agency),
        "may_preview": is_draft and user.may(Permission.ISSUE_DOCUMENT),
    }
    return render(request, "reception/conclusion_detail.html", context)


def _edit_url(conclusion: SessionConclusion) -> tuple[str, UUID] | None:
    """Where the draft is written on: over its registration, else over its visit."""
    registered = conclusion.session.registrations.filter(matter=conclusion.matter_id).first()
    if registered:
        return "conclusion_new", registered.pk
    return ("conclusion_of_visit", conclusion.visit_id) if conclusion.visit_id else None


@require_safe
@needs(Permission.ISSUE_DOCUMENT)
def conclusion_preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bản xem trước: the PDF without a number; nothing is written."""
    conclusion = _conclusion(request.user, pk)
    content = preview_document(**paper_of(conclusion), by=request.user, now=timezone.now())
    return download(content, "application/pdf", "xem-truoc-ket-luan.pdf")


@require_POST
@needs(Permission.CONCLUDE_SESSION)
def conclusion_issue(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ban hành thông báo kết luận."""
    conclusion = _conclusion(request.user, pk)
    issue_conclusion(conclusion_id=conclusion.pk, by=request.user, now=timezone.now())
    messages.success(request, "Đã ban hành thông báo kết luận; các cơ quan được giao đã thấy việc.")
    return redirect("conclusion_detail", pk=conclusion.pk)
