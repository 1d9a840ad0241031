"""The case page: one matter with its clocks, petitions, facts, flags, files and readers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agencies.refusals import NotAllowed, told_beside
from agencies.roles import Permission
from complaints import workflow
from complaints.actions.originals import attach
from complaints.actions.protection import may_record
from complaints.archive_rows import archived_files, keeper_of, rules
from complaints.case_steps import stage_words
from complaints.enums import HotState, IdentityRequestState, PetitionKind, Secrecy
from complaints.envelopes import with_envelope
from complaints.forms.files import REDACTED, FileForm, SealedFileForm
from complaints.models import HotSpot, Matter
from complaints.originals import file_lines
from complaints.rights import permissions_in
from complaints.selectors import (
    clocks_of,
    due_of,
    files_of,
    hotspots,
    identity_requests,
    matters,
    petition_rows,
    petitions_of,
)
from complaints.views.readings import readings_url
from records.actions import ledger
from records.enums import FileState, Verb

_ATTACHES = {Permission.REGISTER_PETITION, Permission.PROCESS_PETITION}
_REQUESTS = 5
# By whether the scanner gave no answer yet.
_ATTACHED = {
    False: (messages.SUCCESS, "Đã đính kèm tệp."),
    True: (
        messages.WARNING,
        "Đã nhận tệp, nhưng máy quét mã độc chưa trả lời: tệp chờ quét, chưa ai mở được.",
    ),
}


@require_safe
def matter_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Vụ việc. Reading it is one row of the ledger, written before anything is shown."""
    matter = get_object_or_404(with_envelope(matters(request.user)), pk=pk)
    ledger.write(by=request.user, verb=Verb.READ, subject=matter, now=timezone.now())
    return _page(request, matter, _file_form(matter))


@require_POST
def matter_file_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Đính kèm một tệp vào vụ việc."""
    matter = get_object_or_404(with_envelope(matters(request.user)), pk=pk)
    if not permissions_in(request.user, matter.agency) & _ATTACHES:
        raise NotAllowed("Chỉ cán bộ của cơ quan giữ vụ việc được đính kèm tệp.")
    form = _file_form(matter, request.POST, request.FILES)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        redacted = form.cleaned_data.get("carries") == REDACTED
        with told_beside(form, "file"):
            kept = attach(
                matter=matter, name=sent.name, content=sent.read(), redacted=redacted,
                by=request.user, now=timezone.now(),
            )  # fmt: skip
            messages.add_message(request, *_ATTACHED[kept.state == FileState.HELD])
            return redirect("matter_detail", pk=matter.pk)
    return _page(request, matter, form, status=422)


def _file_form(matter: Matter, *sent: Any) -> FileForm:
    """Of a sealed matter it asks what the file tells."""
    return SealedFileForm(*sent) if matter.secrecy >= Secrecy.SEALED else FileForm(*sent)


def _page(
    request: HttpRequest, matter: Matter, file_form: FileForm, status: int = 200
) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    permissions = permissions_in(user, matter.agency)
    clocks = [
        (c, due_of(c.rule_code, c.due_on, today, c.finished_on)) for c in clocks_of(user, matter)
    ]
    endings = list(matter.endings.select_related("ended_by", "reopened_by"))
    context = {
        "matter": matter,
        "running": [pair for pair in clocks if pair[0].finished_on is None],
        "finished": [pair for pair in clocks if pair[0].finished_on is not None],
        "petitions": [
            (row, stage_words(row.petition))
            for row in petition_rows(petitions_of(user, matter), user, today)
        ],
        "happened": _happened(matter),
        "file_form": file_form,
        "files": file_lines(list(files_of(matter)), matter, user, timezone.now()),
        "may_attach": bool(permissions & _ATTACHES),
        "may_end": Permission.PROCESS_PETITION in permissions,
        "endings": endings,
        **_archives(user, matter, has_ended=bool(endings or matter.closed_on)),
        "may_register": user.may(Permission.REGISTER_PETITION),
        "keeps_exclusions": bool(matter.secrecy) and user.may(Permission.APPROVE_IDENTITY),
        "may_exclude": bool(matter.secrecy) and Permission.PROCESS_PETITION in permissions,
        "readings_url": readings_url(user, matter.pk),
        **_hotspot(request, matter, permissions),
        **_identity(request, matter, permissions),
    }
    return render(request, "complaints/matter_detail.html", context, status=status)


def _archives(user: Any, matter: Matter, *, has_ended: bool) -> dict[str, Any]:
    """What of an ended matter went to the archives; one that never ended costs no statement."""
    is_away = matter.archived_on is not None and matter.closed_on is None
    return {
        "archived": list(archived_files(matter)) if has_ended or is_away else [],
        "archive_due_on": rules().due_on(matter.closed_on) if matter.closed_on else None,
        "may_take_back": is_away and keeper_of(user, matter) is not None,
    }


def _happened(matter: Matter) -> list[dict[str, Any]]:
    """Dữ kiện as steps of a timeline, newest first; about the situation, never about a person."""
    return [
        {"label": fact.get_kind_display(), "at": fact.happened_on, "text": fact.sentence}
        for fact in matter.facts.order_by("-happened_on", "kind", "id")
    ]


def _hotspot(request: HttpRequest, matter: Matter, permissions: Any) -> dict[str, Any]:
    """The flags of the matter, newest first, and what may be done with the open one."""
    spots = list(hotspots(request.user).filter(matter=matter).order_by("-raised_at", "-id"))
    flag = next((s for s in spots if s.state in (HotState.PROPOSED, HotState.CONFIRMED)), None)
    return {
        "flag": flag,
        "old_flags": [spot for spot in spots if spot is not flag],
        "may_flag": flag is None
        and matter.closed_on is None
        and Permission.FLAG_HOTSPOT in permissions,
        "flag_door": _flag_door(flag, request, permissions),
    }


def _flag_door(flag: HotSpot | None, request: HttpRequest, permissions: Any) -> dict[str, str]:
    """The step open on this flag, or the sentence why none is."""
    if flag is None or flag.state != HotState.PROPOSED:
        return {}
    if workflow.CONFIRM.needs not in permissions:
        return {"why": "Thủ trưởng hoặc thanh tra quyết định cờ này."}
    if flag.raised_by_id == request.user.pk:
        return {"why": workflow.MISSING[workflow.Fact.SECOND_PERSON]}
    return {"url_name": "hotspot_decide", "label": "Xem xét, quyết định"}


def _identity(request: HttpRequest, matter: Matter, permissions: Any) -> dict[str, Any]:
    """My requests to open the sealed identity; nothing is asked of the vault."""
    if not matter.secrecy:
        return {"requests": [], "may_ask": False, "may_protect": False}
    found = identity_requests(request.user).filter(matter=matter, asked_by=request.user)
    mine, now = list(found[:_REQUESTS]), timezone.now()
    waiting = any(one.state == IdentityRequestState.ASKED for one in mine)
    return {
        "requests": [(r, r.expires_at is not None and now < r.expires_at) for r in mine],
        "may_ask": Permission.ASK_IDENTITY in permissions and not waiting,
        "may_protect": matter.kind == PetitionKind.DENUNCIATION and may_record(request.user),
    }
