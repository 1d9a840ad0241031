"""Papers of a case: drafted from a form, submitted, approved by a second person, issued, dropped."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints.enums import PaperState
from complaints.models import CasePaper, Petition
from complaints.name_check import ensure_unnamed
from complaints.papers import flow
from complaints.papers.confirmed import ensure_sure
from complaints.papers.flow import ARROWS, Move
from complaints.papers.form import Form, Signing
from complaints.papers.registry import form_of, validity_refusal
from complaints.papers.said import CAPACITY, CASE, POSITION, frozen
from complaints.papers.setting import asked_of_issue, form_behind, text_of
from complaints.papers.signing import TEAM_LINES, Capacity, lines_for
from complaints.papers.spoken import words_of
from complaints.papers.values import values_of
from complaints.rights import ensure_in, permissions_in
from records.actions import ledger
from records.actions.documents import issue_document
from records.actions.once import once
from records.enums import Verb

NOT_YOURS = "Chỉ cán bộ xử lý, thủ trưởng của cơ quan giữ đơn được soạn, duyệt văn bản của hồ sơ."
_NO_SIGNER = "Hãy ghi người ký trước khi trình duyệt."
_CITIZENS_OWN = "Mẫu này do công dân ký; hãy tải về để in, không trình duyệt và không lấy số."
_YOUR_OWN = "Người soạn thảo không tự duyệt văn bản của mình; cần người thứ hai duyệt."


@dataclass(frozen=True, slots=True)
class SignedBy:
    """Who is to sign: name, capacity, and the own title of one who signs for the head."""

    name: str = ""
    capacity: Capacity = Capacity.HEAD
    position: str = ""


def draft_paper(
    *,
    petition_id: UUID,
    form_code: str,
    answers: Mapping[str, Any],
    signed_by: SignedBy,
    key: UUID,
    by: User,
    now: datetime,
) -> CasePaper:
    """A draft of the form for this petition; a second sending with `key` gives the first."""
    return once(
        key=key,
        by=by,
        now=now,
        make=lambda: _draft(petition_id, form_code, answers, signed_by, by, now),
        fetch=lambda pk: CasePaper.objects.visible_to(by).get(pk=pk),
    )


@transaction.atomic
def _draft(
    petition_id: UUID, form_code: str, answers: Mapping[str, Any], signed_by: SignedBy, by: User,
    now: datetime,
) -> CasePaper:  # fmt: skip
    petition = Petition.objects.visible_to(by).select_related("agency").get(pk=petition_id)
    ensure_in(by, petition.agency, Permission.DRAFT_DOCUMENT, NOT_YOURS)
    form = form_of(form_code)
    if form is None:
        raise Refused("Không có mẫu này trong danh mục.")
    _ensure_valid(form, now)
    paper = CasePaper(
        petition=petition, form_code=form.code, title=form.name[:200], drafted_by=by, drafted_at=now
    )
    _write(paper, form, answers, signed_by)
    paper.save()
    ledger.write(by=by, verb=Verb.CREATE, subject=paper, now=now)
    return paper


@transaction.atomic
def save_draft(
    *,
    paper_id: UUID,
    answers: Mapping[str, Any],
    signed_by: SignedBy,
    version: int,
    by: User,
    now: datetime,
) -> CasePaper:
    """Writes the draft anew. Whoever wrote last is its drafter and cannot approve it."""
    paper = locked(paper_id, by)
    ensure_in(by, paper.petition.agency, Permission.DRAFT_DOCUMENT, NOT_YOURS)
    if paper.state != PaperState.DRAFT:
        raise Refused("Chỉ sửa được dự thảo; văn bản đã trình thì lấy lại hoặc trả lại trước.")
    _ensure_version(paper, version)
    _write(paper, form_behind(paper), answers, signed_by)
    paper.drafted_by = by
    _save(paper, "values", "signer_name", "signer_title", "drafted_by")
    ledger.write(by=by, verb=Verb.CHANGE, subject=paper, now=now, details={"viec": "sửa dự thảo"})
    return paper


@transaction.atomic
def move_paper(
    *, paper_id: UUID, move: Move, note: str = "", version: int, by: User, now: datetime
) -> CasePaper:
    """Submits, recalls, returns, approves, issues or drops a paper. Issuing twice gives the first."""
    paper = locked(paper_id, by)
    if not flow.is_allowed(move, permissions_in(by, paper.petition.agency)):
        raise NotAllowed(NOT_YOURS)
    if move is Move.ISSUE and paper.state == PaperState.ISSUED:
        return paper
    _ensure_version(paper, version)
    if reason := flow.state_refusal(move, paper.state):
        raise Refused(reason)
    _MOVES[move](paper, note.strip(), by, now)
    paper.state = ARROWS[move].target
    _save(paper, "state", "approved_by", "approved_at", "returned_note", "issued", "values")
    said = {"viec": ARROWS[move].label.lower()}
    ledger.write(by=by, verb=Verb.CHANGE, subject=paper, now=now, details=said)
    return paper


def _submit(paper: CasePaper, note: str, by: User, now: datetime) -> None:
    form = form_behind(paper)
    if form.by_citizen:
        raise Refused(_CITIZENS_OWN)
    _ensure_valid(form, now)
    _ensure_unnamed(paper, by, now)
    if form.signing is not Signing.PARTIES and not paper.signer_name:
        raise Refused(_NO_SIGNER)
    if form.signing is not Signing.PARTIES:
        _ensure_answered(paper, form)
    paper.returned_note = ""


def _approve(paper: CasePaper, note: str, by: User, now: datetime) -> None:
    if paper.drafted_by_id == by.pk:
        raise Refused(_YOUR_OWN)
    paper.approved_by, paper.approved_at = by, now


def _return(paper: CasePaper, note: str, by: User, now: datetime) -> None:
    if not note:
        raise Refused("Hãy ghi lý do trả lại để người soạn thảo biết cần sửa gì.")
    paper.approved_by = paper.approved_at = None
    paper.returned_note = note[:300]


def _recall(paper: CasePaper, note: str, by: User, now: datetime) -> None:
    """Nothing but the state changes."""


def _issue(paper: CasePaper, note: str, by: User, now: datetime) -> None:
    """Number, PDF and hash (records); the sealed book for a sealed case. The last lock."""
    form = form_behind(paper)
    _ensure_valid(form, now)
    ensure_sure(form)
    _ensure_unnamed(paper, by, now)
    today = timezone.localdate(now)
    case = values_of(paper.petition, by=by, today=today)
    paper.values = {**paper.values, CASE: frozen(form, case)}
    asked = asked_of_issue(paper, unsure=False, by=by, today=today)
    paper.issued = issue_document(**asked, now=now)


def _ensure_unnamed(paper: CasePaper, by: User, now: datetime) -> None:
    """A paper of a sealed case names nobody (Luật Tố cáo 2018, art. 56)."""
    if paper.petition.secrecy:
        text = text_of(paper, by=by, today=timezone.localdate(now))
        ensure_unnamed(matter=paper.petition.matter, texts={"Văn bản": words_of(text)})


_MOVES = {
    Move.SUBMIT: _submit,
    Move.APPROVE: _approve,
    Move.RETURN: _return,
    Move.RECALL: _recall,
    Move.ISSUE: _issue,
    Move.DROP: _recall,
}


def locked(paper_id: UUID, by: User) -> CasePaper:
    """The paper with its case, locked; DoesNotExist for what `by` may not know."""
    found: CasePaper = (
        CasePaper.objects.visible_to(by)
        .select_related(
            "petition__agency__parent", "petition__person", "petition__sender_agency",
            "drafted_by", "issued",
        )
        .select_for_update(of=("self",))
        .get(pk=paper_id)
    )  # fmt: skip
    return found


def _ensure_version(paper: CasePaper, version: int) -> None:
    if paper.version != version:
        raise Refused(
            f"Văn bản vừa được người khác cập nhật ({paper.get_state_display().lower()}); hãy xem "
            "lại rồi làm tiếp. Nội dung bạn đã nhập vẫn được giữ."
        )


def _ensure_valid(form: Form, now: datetime) -> None:
    if reason := validity_refusal(form, timezone.localdate(now)):
        raise Refused(reason)


def _ensure_answered(paper: CasePaper, form: Form) -> None:
    """A paper that goes out signed leaves nothing open that its form requires."""
    open_asks = [ask.label for ask in form.asks if ask.required and not paper.values.get(ask.name)]
    if open_asks:
        raise Refused(f"Dự thảo còn để trống: {'; '.join(open_asks)}.")


def _write(paper: CasePaper, form: Form, answers: Mapping[str, Any], signed_by: SignedBy) -> None:
    """Answers of this form only, and the lines over the signature as they will be printed."""
    asked = {ask.name for ask in form.asks}
    paper.values = {
        **{name: value for name, value in answers.items() if name in asked},
        CAPACITY: signed_by.capacity.value,
        POSITION: signed_by.position[:120],
    }
    paper.signer_name = signed_by.name[:120]
    lines = TEAM_LINES
    if form.signing is Signing.OFFICIAL:
        lines = lines_for(paper.petition.agency, signed_by.capacity, signed_by.position)
    paper.signer_title = "\n".join(line for line in lines if line)[:160]


def _save(paper: CasePaper, *fields: str) -> None:
    paper.version += 1
    paper.save(update_fields=[*fields, "version"])
