"""Văn bản áp dụng: texts that change the calendar or a duty; tried, proposed, decided by a second."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies import law_in_force
from agencies.actions import law_texts as actions
from agencies.enums import LawTextKind, LawTextState
from agencies.forms.law_text_kinds import FORMS, AnyTextForm
from agencies.law_effect import effect_left_by, effect_of
from agencies.law_text_lines import lines_of
from agencies.models import LawText
from agencies.permissions import needs
from agencies.refusals import KeptRefusal, Refused, told_beside
from agencies.roles import Permission
from law.adoption import LawInForce
from law.dates import vn_date
from law.form_comparison import FormChange, changes_between
from law.regime_text import text_of

_KINDS = {
    "lich": LawTextKind.CALENDAR,
    "thoi-han": LawTextKind.RULE,
    "regime": LawTextKind.REGIME,
}
_TABS = {"lich": "Lịch làm việc", "thoi-han": "Quy định về thời hạn", "regime": "Chế độ báo cáo"}
_REFUSED = "Đã ghi: không áp dụng văn bản này."
_APPROVED = "Đã áp dụng văn bản; các thời hạn đang chạy được tính lại."
_REGIME_APPROVED = "Đã áp dụng; kỳ báo cáo kết thúc từ ngày {day} lập theo chế độ mới."


@require_safe
@needs(Permission.ADOPT_LAW)
def law_text_list(request: HttpRequest) -> HttpResponse:
    """Every text proposed here, drafts that wait for a decision first."""
    texts = list(LawText.objects.select_related("proposed_by", "decided_by"))
    texts.sort(key=lambda text: text.state != LawTextState.DRAFT)
    return render(request, "agencies/law_text_list.html", {"texts": texts})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ADOPT_LAW)
def law_text_new(request: HttpRequest) -> HttpResponse:
    """Try a text beside running cases, then propose it; nothing is written before that."""
    asked = request.GET.get("loai", "")
    kind = _KINDS.get(asked, LawTextKind.CALENDAR)
    posted = request.method == "POST"
    form = FORMS[kind](
        request.POST if posted else None,
        files=request.FILES if posted else None,
        initial=_started(request) if kind == LawTextKind.REGIME else {},
    )
    shown: dict[str, Any] = {}
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            with told_beside(form, None):
                if "thu" not in request.POST:
                    return _proposed(request, form)
                shown, status = _tried(request, form), 200
    context = {"form": form, "kind": kind, "tabs": _tabs(kind), **shown}
    return render(request, "agencies/law_text_new.html", context, status=status)


@require_safe
@needs(Permission.ADOPT_LAW)
def law_text_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the text says and which running cases it moves."""
    return _detail(request, _text(pk))


@require_POST
@needs(Permission.ADOPT_LAW)
def law_text_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Áp dụng hoặc không áp dụng, by a second person."""
    text, note = _text(pk), request.POST.get("note", "")
    act = {"ap-dung": actions.approve_law_text, "khong": actions.refuse_law_text}
    chosen = act.get(request.POST.get("decision", ""))
    with KeptRefusal() as refused:
        if chosen is None:
            raise Refused("Hãy chọn áp dụng hoặc không áp dụng.")
        decided = chosen(text_id=text.pk, note=note, by=request.user, now=timezone.now())
        messages.success(request, _done(decided))
        return redirect("law_text_detail", pk=pk)
    return _detail(request, _text(pk), error=refused.sentence, note=note, status=refused.status)


def _done(text: LawText) -> str:
    if text.state == LawTextState.REFUSED:
        return _REFUSED
    if text.kind == LawTextKind.REGIME:
        return _REGIME_APPROVED.format(day=vn_date(text.valid_from))
    return _APPROVED


def _proposed(request: HttpRequest, form: AnyTextForm) -> HttpResponse:
    said = form.cleaned_data
    text = actions.propose_law_text(
        key=said["key"],
        kind=form.kind,
        title=said["title"],
        citation=said["citation"],
        valid_from=said["valid_from"],
        payload=form.payload(),
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, "Đã lưu dự thảo; chờ người thứ hai quyết định.")
    return redirect("law_text_detail", pk=text.pk)


def _started(request: HttpRequest) -> dict[str, Any]:
    """`mau`: begin with the tables of the newest regime instead of an empty page."""
    if "mau" not in request.GET:
        return {}
    return {"text": text_of(law_in_force.in_force().forms.regimes[-1])}


def _tried(request: HttpRequest, form: AnyTextForm) -> dict[str, Any]:
    law = actions.tried(kind=form.kind, payload=form.payload())
    return _shown(form.kind, law, request)


def _shown(kind: str, law: LawInForce, request: HttpRequest) -> dict[str, Any]:
    """What `law` would do: dates that move, or tables beside those of today."""
    if kind == LawTextKind.REGIME:
        return {"changes": _changes(law)}
    return {"effect": effect_of(law, request.user)}


def _changes(law: LawInForce) -> list[FormChange]:
    """The newest regime beside the one before it."""
    before, after = law.forms.regimes[-2:]
    return changes_between(before, after)


def _text(pk: UUID) -> LawText:
    found: LawText = get_object_or_404(
        LawText.objects.select_related("proposed_by", "decided_by"), pk=pk
    )
    return found


def _detail(
    request: HttpRequest, text: LawText, *, error: str = "", note: str = "", status: int = 200
) -> HttpResponse:
    shown: dict[str, Any] = {}
    problem = ""
    try:
        if text.state == LawTextState.DRAFT:
            law = actions.tried(kind=text.kind, payload=text.payload)
            shown = _shown(text.kind, law, request)
        elif text.state == LawTextState.APPROVED and text.kind != LawTextKind.REGIME:
            shown = {"effect": effect_left_by(text, request.user)}
    except Refused as refused:
        # Another text adopted since may contradict a draft: then it can only be refused.
        problem = refused.sentence
    drafted = text.state == LawTextState.DRAFT
    context: dict[str, Any] = {
        "text": text,
        "lines": lines_of(text),
        **shown,
        "problem": problem,
        "drafted": drafted,
        "decides": drafted and text.proposed_by_id != request.user.pk,
        "error": error,
        "note": note,
    }
    return render(request, "agencies/law_text_detail.html", context, status=status)


def _tabs(kind: LawTextKind) -> list[dict[str, Any]]:
    page = reverse("law_text_new")
    return [
        {"label": label, "url": f"{page}?loai={name}", "active": _KINDS[name] == kind}
        for name, label in _TABS.items()
    ]
