"""Văn bản áp dụng: proposed by one, decided by another, then what runs is computed anew.

A report regime (chế độ báo cáo) moves no clock: it is asked whether its first day lies in a period
that was already sent, and nothing is recomputed.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from agencies import law_in_force, ledger
from agencies.enums import LawTextKind, LawTextState
from agencies.law_effect import effect_of
from agencies.models import LawText, User
from agencies.permissions import ensure
from agencies.refusals import Refused
from agencies.registry import Kind, entries
from agencies.roles import Permission
from law.adoption import LawInForce
from law.errors import LawError

_SECOND = "Người đề xuất không tự quyết định; cần một người khác có quyền áp dụng văn bản."
_DECIDED = "Văn bản này đã được quyết định trước đó."
_WHY = "Hãy ghi lý do không áp dụng."


def tried(*, kind: str, payload: dict[str, object]) -> LawInForce:
    """The law with this text laid over it; raises Refused with the sentence of the parser."""
    try:
        law = law_in_force.with_text(law_in_force.in_force(), kind, payload)
    except LawError as error:
        raise Refused(str(error)) from None
    if kind == LawTextKind.REGIME:
        _object(law.forms.regimes[-1].valid_from)
    return law


def _object(first_day: date) -> None:
    """A period that went out keeps the regime it was made by."""
    for asked in entries(Kind.REGIME_OBJECTION).values():
        if why := asked(first_day=first_day):
            raise Refused(why)


@transaction.atomic
def propose_law_text(
    *,
    key: UUID,
    kind: LawTextKind,
    title: str,
    citation: str,
    valid_from: date,
    payload: dict[str, object],
    by: User,
    now: datetime,
) -> LawText:
    """Adds a draft that nobody computes with yet. The same `key` twice is one draft."""
    ensure(by, Permission.ADOPT_LAW)
    tried(kind=kind, payload=payload)
    text, made = LawText.objects.get_or_create(
        pk=key,
        defaults={
            "kind": kind,
            "title": title,
            "citation": citation,
            "valid_from": valid_from,
            "payload": payload,
            "proposed_by": by,
            "proposed_at": now,
        },
    )
    if made:
        ledger.record(by=by, verb="create", subject=text, now=now)
    return text


@transaction.atomic
def approve_law_text(*, text_id: UUID, note: str = "", by: User, now: datetime) -> LawText:
    """From now on dates are computed with it; a job recomputes what runs and leaves the notes.

    Waits until nobody computes with the book of before. A text under which a running duty had no
    date is refused.
    """
    text = _drafted(text_id, by)
    law = tried(kind=text.kind, payload=text.payload)
    effect = None if text.kind == LawTextKind.REGIME else effect_of(law, by)
    if effect is not None and effect.unanswered:
        raise Refused(
            f"Theo văn bản này {effect.unanswered} thời hạn đang chạy không tính được; hãy xem lại "
            "số ngày của từng trường hợp."
        )
    law_in_force.hold_alone()
    law_in_force.forget()
    tried(kind=text.kind, payload=text.payload)
    _decide(text, LawTextState.APPROVED, note, by, now)
    law_in_force.forget()
    if text.kind == LawTextKind.REGIME:
        text.applied_at = now
        text.save(update_fields=["applied_at"])
        return text
    for start in entries(Kind.LAW_ADOPTED).values():
        transaction.on_commit(partial(start, text=text, by=by, now=now))
    return text


@transaction.atomic
def refuse_law_text(*, text_id: UUID, note: str, by: User, now: datetime) -> LawText:
    """Không áp dụng, with the reason."""
    text = _drafted(text_id, by)
    if not note.strip():
        raise Refused(_WHY)
    _decide(text, LawTextState.REFUSED, note, by, now)
    return text


def _drafted(text_id: UUID, by: User) -> LawText:
    ensure(by, Permission.ADOPT_LAW)
    text: LawText = LawText.objects.select_for_update().get(pk=text_id)
    if text.state != LawTextState.DRAFT:
        raise Refused(_DECIDED)
    if text.proposed_by_id == by.pk:
        raise Refused(_SECOND)
    return text


def _decide(text: LawText, state: LawTextState, note: str, by: User, now: datetime) -> None:
    text.state, text.decision_note = state, note.strip()[:300]
    text.decided_by, text.decided_at = by, now
    text.save(update_fields=["state", "decision_note", "decided_by", "decided_at"])
    ledger.record(by=by, verb="change", subject=text, now=now)
