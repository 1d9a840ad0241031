"""Print from the desk (in văn bản): preview, issue, and what follows from having issued."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import Refused
from reception.actions.refusals import finish_refusal_notice
from reception.lookup_code import new_code
from reception.models import Refusal, Visit
from reception.print_texts import context_of, qr_of
from reception.prints import LAYOUTS, Print, prints_for, refusal_of
from records.actions.documents import issue_document, preview_document
from records.actions.once import once
from records.documents import Signer
from records.models import IssuedDocument

_NO_CODE = "0" * 12


def print_visit(
    *,
    visit_id: UUID,
    what: Print,
    said: dict[str, Any],
    signer: Signer | None,
    key: UUID,
    by: User,
    now: datetime,
) -> IssuedDocument:
    """Issues one print about a visit that `by` sees; a second sending with `key` gives the first.

    Form 01/TCD ends the clock of the refusal notice (Nghị định 154/2026/NĐ-CP, art. 4 clause 3).
    """
    return once(
        key=key,
        by=by,
        now=now,
        make=lambda: _print(visit_id, what, said, signer, by, now),
        fetch=lambda pk: IssuedDocument.objects.visible_to(by).get(pk=pk),
    )


@transaction.atomic
def _print(
    visit_id: UUID, what: Print, said: dict[str, Any], signer: Signer | None, by: User,
    now: datetime,
) -> IssuedDocument:  # fmt: skip
    visit = locked(visit_id, by)
    refusal = refusal_of(visit)
    _ensure(what, visit, refusal)
    if what is Print.RECEIPT and not visit.lookup_code:
        visit.lookup_code = new_code()
        visit.save(update_fields=["lookup_code"])
    if what is Print.REFUSAL:
        finish_refusal_notice(visit=visit, on=timezone.localdate(now), by=by, now=now)
    return issue_document(**_asked(visit, what, said, signer, refusal, by, now))


def preview_visit(
    *,
    visit: Visit,
    what: Print,
    said: dict[str, Any],
    signer: Signer | None,
    by: User,
    now: datetime,
) -> bytes:
    """The same paper without a number; nothing is kept. `visit` was fetched for `by`."""
    refusal = refusal_of(visit)
    _ensure(what, visit, refusal)
    return preview_document(**_asked(visit, what, said, signer, refusal, by, now))


def _ensure(what: Print, visit: Visit, refusal: Refusal | None) -> None:
    if what not in prints_for(visit, refusal):
        raise Refused(f"“{what.label}” không dùng cho lượt tiếp này.")


def _asked(
    visit: Visit,
    what: Print,
    said: dict[str, Any],
    signer: Signer | None,
    refusal: Refusal | None,
    by: User,
    now: datetime,
) -> dict[str, Any]:
    """Arguments of issue_document and preview_document. The title in lists names nobody."""
    layout, today = LAYOUTS[what], timezone.localdate(now)
    context = context_of(what, visit, said, refusal=refusal, by=by, today=today)
    is_receipt = what is Print.RECEIPT
    return {
        "agency": visit.agency,
        "kind": layout.kind,
        "subject": visit,
        "title": layout.subject,
        "template": layout.template,
        "context": context,
        "sealed": bool(visit.secrecy),
        "signer": signer,
        "by": by,
        "now": now,
        "drawn": {"qr": qr_of(visit.lookup_code or _NO_CODE)} if is_receipt else None,
    }


def locked(visit_id: UUID, by: User) -> Visit:
    """The visit with what a paper tells of it; only one that `by` sees."""
    visit: Visit | None = (
        Visit.objects.visible_to(by)
        .select_related("agency__parent", "matter", "person", "received_by", "session__host")
        .select_for_update(of=("self",))
        .filter(pk=visit_id)
        .first()
    )
    if visit is None:
        raise Refused("Không tìm thấy lượt tiếp.")
    return visit
