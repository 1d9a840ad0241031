"""The head's day: its list, a new line, one line with its dossier."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import User
from agencies.permissions import needs
from agencies.refusals import told_beside
from agencies.roles import Permission
from complaints.enums import Secrecy
from complaints.models import Matter
from complaints.selectors import known_agencies
from reception.actions import heads_day as day
from reception.day_list import coming_days, day_lines, heads_sessions
from reception.dossier import dossier_facts, draft_text
from reception.enums import RegistrationState, VisitResult
from reception.forms.heads_day import DossierForm, InviteForm, RegistrationForm
from reception.heads_day import UNTOLD, session_refusal
from reception.models import Invitation, ReceptionSession, Registration, Visit
from records import pdf
from records.actions import ledger
from records.enums import Verb
from records.letterhead import letterhead_of
from records.models import SearchRow
from records.search import newest_of_kind
from records.views.files import download

_HITS = 8
_REFERRED_SINCE = timedelta(days=60)
_STEPS = {
    "vang": (day.mark_absent, "Đã ghi không đến."),
    "rut": (day.withdraw, "Đã ghi rút đăng ký."),
    "da-tiep": (day.mark_received_apart, "Đã ghi đã được tiếp."),
}


def _session(user: User, pk: UUID) -> ReceptionSession:
    found: ReceptionSession = get_object_or_404(
        heads_sessions(user).select_related("moved_to", "venue"), pk=pk
    )
    return found


@require_safe
def heads_day(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ngày tiếp của Thủ trưởng: who is registered, in which order, with which dossier."""
    user, today = request.user, timezone.localdate()
    session = _session(user, pk)
    lines = day_lines(user, session, today)
    known = {line.row.visit_id for line in lines if line.row.visit_id}
    came = Visit.objects.visible_to(user).in_force().filter(session=session).exclude(pk__in=known)
    arranges = day.arranges(user, session.agency)
    context = {
        "session": session,
        "lines": lines,
        "others": list(came.select_related("matter").order_by("arrived_at", "id")[:50]),
        "arranges": arranges,
        "may_order": arranges and session.on_date >= today,
        "may_register": arranges and _why_not(session) is None,
        "may_receive": session.agency in user.access.agencies_with(Permission.LOG_VISIT),
        "is_day": session.on_date <= today,
        "waiting": RegistrationState.REGISTERED,
    }
    return render(request, "reception/registration_list.html", context)


def _why_not(session: ReceptionSession) -> str | None:
    return session_refusal(
        kind=session.kind,
        state=session.state,
        on_date=session.on_date,
        today=timezone.localdate(),
    )


@require_safe
def heads_day_print(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bản in danh sách của ngày tiếp: what this reader sees, nothing more; printing is logged."""
    session = _session(request.user, pk)
    head = letterhead_of(session.agency, timezone.localdate(), letters="DS")
    waiting = (RegistrationState.REGISTERED, RegistrationState.RECEIVED)
    lines = day_lines(request.user, session, timezone.localdate())
    context = {
        "head": replace(head, number=("", "")),
        "kind": "DANH SÁCH",
        "subject": f"Công dân đăng ký gặp Thủ trưởng ngày {session.on_date:%d/%m/%Y}",
        "session": session,
        "lines": [line for line in lines if line.row.state in waiting],
    }
    content = pdf.document("reception/pdf/heads_day.html", context, {})
    ledger.write(by=request.user, verb=Verb.PRINT, subject=session, now=timezone.now())
    return download(content, "application/pdf", f"ngay-tiep-{session.on_date:%Y%m%d}.pdf")


@require_POST
@needs(Permission.PLAN_SESSION)
def heads_day_sort(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Xếp theo thứ tự ưu tiên của Nghị định 154/2026/NĐ-CP, điều 26."""
    session = _session(request.user, pk)
    day.order_by_priority(session_id=session.pk, by=request.user, now=timezone.now())
    messages.success(request, "Đã xếp việc đông người, phức tạp, kéo dài lên trước.")
    return redirect("heads_day", pk=session.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PLAN_SESSION)
def registration_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Đăng ký gặp Thủ trưởng, about a matter that is known or something new."""
    session = _session(request.user, pk)
    day.ensure_arranges(request.user, session.agency)
    matter = _matter(request)
    is_sealed = matter is not None and matter.secrecy > Secrecy.OPEN
    form = RegistrationForm(request.POST or None, is_sealed=is_sealed, initial=_known_of(matter))
    if form.is_valid():
        said = dict(form.cleaned_data)
        with told_beside(form, None):
            row = day.register_for_day(
                session_id=session.pk, matter=matter, by=request.user, now=timezone.now(), **said
            )
            return redirect("registration_detail", pk=row.pk)
    asked = request.GET.get("tim", "").replace("\x00", "").strip()[:100]
    context = {
        "session": session,
        "form": form,
        "matter": matter,
        "why_not": _why_not(session),
        "tim": asked,
        "found": _found(request.user, asked),
        "referred": [] if matter else _referred(request.user, session),
    }
    status = 422 if form.is_bound else 200
    return render(request, "reception/registration_new.html", context, status=status)


def _matter(request: HttpRequest) -> Matter | None:
    asked = request.GET.get("vu")
    if not asked:
        return None
    try:
        pk = UUID(asked)
    except ValueError:
        raise Http404 from None
    matters = Matter.objects.visible_to(request.user).select_related("agency")
    found: Matter = get_object_or_404(matters, pk=pk)
    return found


def _known_of(matter: Matter | None) -> dict[str, Any]:
    """What the matter already says: nobody tells their story twice."""
    if matter is None:
        return {}
    return {
        "visitor_label": matter.petitioner_label,
        "head_count": matter.people_count,
        "summary": matter.title,
    }


def _found(user: User, asked: str) -> list[SearchRow]:
    """Matters of the search that hold every word; sealed ones stand in no search row."""
    return newest_of_kind(user, asked, kind="matter", today=timezone.localdate(), most=_HITS)


def _referred(user: User, session: ReceptionSession) -> list[Visit]:
    """Visits of late that were referred to the head and stand on no list yet."""
    visits: QuerySet[Visit] = Visit.objects.visible_to(user).in_force()
    listed = Registration.objects.visible_to(user).filter(matter__isnull=False)
    return list(
        visits.filter(
            agency=session.agency,
            result=VisitResult.REFERRED,
            arrived_at__gte=timezone.now() - _REFERRED_SINCE,
        )
        .exclude(matter__in=listed.values("matter"))
        .select_related("matter")
        .order_by("-arrived_at", "-id")[:5]
    )


@require_safe
def registration_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Một đăng ký: dossier, facts of the matter, units invited. Reading it is logged."""
    row = registration(request.user, pk)
    ledger.write(by=request.user, verb=Verb.READ, subject=row, now=timezone.now())
    return registration_page(request, row)


def registration(user: User, pk: UUID) -> Registration:
    rows = Registration.objects.visible_to(user).select_related(
        "session__agency", "session__host", "matter__agency", "agency", "visit", "registered_by"
    )
    found: Registration = get_object_or_404(rows, pk=pk)
    return found


def registration_page(
    request: HttpRequest,
    row: Registration,
    *,
    dossier: DossierForm | None = None,
    invite: InviteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one line; a form that was refused comes back with what was typed."""
    user, today = request.user, timezone.localdate()
    facts = dossier_facts(user, row.matter, today) if row.matter else None
    text = row.dossier or (draft_text(facts) if facts else "")
    arranges = day.arranges(user, row.session.agency)
    waits = row.state == RegistrationState.REGISTERED
    agencies = list(known_agencies(row.session.agency, today))
    invitations = Invitation.objects.visible_to(user).filter(registration=row)
    context = {
        "row": row,
        "session": row.session,
        "facts": facts,
        "dossier": dossier or DossierForm(initial={"dossier": text}),
        "is_draft": not row.dossier,
        "invitations": list(invitations.select_related("agency").order_by("agency__path")),
        "invite": invite or InviteForm(agencies=agencies, due_on=row.session.on_date),
        "arranges": arranges,
        "may_invite": arranges and waits and row.secrecy == Secrecy.OPEN,
        "waits": waits,
        "is_untold": row.visitor_label == UNTOLD,
        "is_day": row.session.on_date <= today,
        "may_receive": row.session.agency in user.access.agencies_with(Permission.LOG_VISIT),
    }
    return render(request, "reception/registration_detail.html", context, status=status)


@require_POST
@needs(Permission.PLAN_SESSION)
def registration_dossier(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lưu hồ sơ vụ việc."""
    row = registration(request.user, pk)
    form = DossierForm(request.POST)
    if not form.is_valid():
        return registration_page(request, row, dossier=form, status=422)
    day.write_dossier(
        registration_id=row.pk,
        dossier=form.cleaned_data["dossier"],
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, "Đã lưu hồ sơ.")
    return redirect("registration_detail", pk=row.pk)


@require_POST
@needs(Permission.PLAN_SESSION)
def registration_step(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Một bước: lên, xuống, không đến, rút, đã tiếp."""
    row = registration(request.user, pk)
    asked, now = request.POST.get("buoc", ""), timezone.now()
    if asked in ("len", "xuong"):
        day.order_day(registration_id=row.pk, up=asked == "len", by=request.user, now=now)
        return redirect("heads_day", pk=row.session_id)
    if asked not in _STEPS:
        raise Http404
    action, sentence = _STEPS[asked]
    action(registration_id=row.pk, by=request.user, now=now)
    messages.success(request, sentence)
    return redirect("registration_detail", pk=row.pk)


@require_safe
@needs(Permission.PLAN_SESSION)
def panel_heads_day(request: HttpRequest) -> HttpResponse:
    """Ngày tiếp sắp tới của Thủ trưởng: when, where, how many are registered."""
    template = "reception/registration_panel.html"
    context = {
        "sessions": list(coming_days(request.user, timezone.localdate())[:3]),
        "today": timezone.localdate(),
    }
    return render(request, f"{template}#panel" if request.htmx else template, context)
