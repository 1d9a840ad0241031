"""The law this house computes with: what the release ships and the texts adopted since (ADR 0018).

Read once in each unit of work (request, job, command) with one cheap question: which texts are
approved? Whoever stores a date calls `hold()` first: no text is adopted between its reading of the
law and its commit, so that nobody computes with an old book.
"""

from __future__ import annotations

import logging
from contextvars import ContextVar
from uuid import UUID

from django.db import OperationalError, connection, transaction

from agencies.enums import LawTextKind, LawTextState
from agencies.models import LawText
from agencies.refusals import Refused
from law.adoption import LawInForce, with_calendar, with_forms, with_rule
from law.errors import LawError
from law.shipped import shipped_calendar, shipped_rules

log = logging.getLogger(__name__)
Stamp = tuple[UUID, ...]
SHIPPED = LawInForce(shipped_rules(), shipped_calendar())
# The number of an advisory lock: computing shares it, adopting holds it alone.
_LOCK = 2026_07_01
_BUSY = "Đang có việc ghi nhiều hồ sơ chưa xong nên chưa thể áp dụng; hãy thử lại sau ít phút."
_LAY_OVER = {
    LawTextKind.RULE: with_rule,
    LawTextKind.CALENDAR: with_calendar,
    LawTextKind.REGIME: with_forms,
}
_read: ContextVar[LawInForce | None] = ContextVar("law_in_force", default=None)
_last: tuple[Stamp, LawInForce] = ((), SHIPPED)


def forget() -> None:
    """A new unit of work looks again."""
    _read.set(None)


def remember(law: LawInForce) -> None:
    """This unit of work computes with `law`, whatever is adopted."""
    _read.set(law)


def in_force() -> LawInForce:
    """The law with every approved text laid over it, in the order of approval."""
    law = _read.get()
    if law is None:
        law = _of(_stamp())
        _read.set(law)
    return law


def hold() -> None:
    """Until the end of this transaction no text is adopted; the law is read anew. Once a transaction."""
    if any(done is _held for _, done, *_ in connection.run_on_commit):
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_LOCK])
    # A savepoint that is rolled back releases the lock and takes this mark with it.
    transaction.on_commit(_held)
    forget()


def hold_alone() -> None:
    """For adopting: waits until nobody computes a date that would be stored, but not for long."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    except OperationalError:
        raise Refused(_BUSY) from None


def with_text(law: LawInForce, kind: str, payload: dict[str, object]) -> LawInForce:
    """`law` as it would be under this text; raises LawError with a sentence."""
    return _LAY_OVER[LawTextKind(kind)](law, payload)


def _held() -> None:
    """Marks a transaction that shares the lock."""


def _stamp() -> Stamp:
    """Which texts hold, in the order of approval: a handful of rows."""
    approved = LawText.objects.filter(state=LawTextState.APPROVED).order_by("decided_at", "pk")
    return tuple(approved.values_list("pk", flat=True))


def _of(stamp: Stamp) -> LawInForce:
    """Composed once for each state of the adopted texts; two threads at worst do it twice."""
    global _last
    known, law = _last
    if known == stamp:
        return law
    law = SHIPPED
    if stamp:
        texts = LawText.objects.in_bulk(stamp)
        for key in stamp:
            try:
                law = with_text(law, texts[key].kind, texts[key].payload)
            except LawError as error:
                # Fitted when it was approved: a later release ships something else. The house stays
                # open; whoever updates finds the line and adopts the text anew.
                log.error("adopted text %s no longer fits the shipped law: %s", key, error)
    _last = (stamp, law)
    return law
