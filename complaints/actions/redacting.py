"""Redacted copies (bản lược bỏ): made from the pictures of the pages, withdrawn when one was wrong."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from complaints import originals
from complaints.actions.originals import bytes_behind, openable
from complaints.models import RedactedCopy, SealedOriginal
from records.actions import files, ledger
from records.enums import FileKind, FileState, Verb
from records.files import apart
from records.files.kinds import Area, Bad, Checked
from records.files.names import suffix_of
from records.models import StoredFile

NOTHING = "Chưa đánh dấu vùng nào. Tệp không có gì phải che thì đính kèm lại và chọn “đã lược bỏ danh tính”."
STANDS = "Tệp này đã có bản lược bỏ; muốn làm lại, hãy thu hồi bản đang có."
SAME = "Bản này giống hệt bản đã thu hồi; hãy đánh dấu thêm phần cần che."


def make_copy(
    *,
    original_id: UUID,
    areas: Mapping[int, Sequence[Area]],
    by: User,
    now: datetime,
) -> RedactedCopy:
    """A new PDF without text layer or metadata in which the areas are black, for all who see the matter.

    The pages are drawn outside the transaction, in a process of their own.
    """
    if not any(areas.values()):
        raise Refused(NOTHING)
    original = openable(original_id=original_id, by=by, now=now)
    suffix = suffix_of(original.file.name).lower()
    try:
        content = apart.redact(bytes_behind(original), suffix, areas)
    except Bad as bad:
        raise Refused(bad.sentence) from None
    return _keep(original.pk, content, areas, by, now)


@transaction.atomic
def _keep(
    original_id: UUID, content: bytes, areas: Mapping[int, Sequence[Area]], by: User, now: datetime
) -> RedactedCopy:
    original = (
        SealedOriginal.objects.visible_to(by)
        .select_related("matter")
        .select_for_update(of=("self",))
        .get(pk=original_id)
    )
    if original.copies.filter(withdrawn_at__isnull=True).exists():
        raise Refused(STANDS)
    made = Checked(content, "application/pdf")
    stored = files.store_made(
        parent=original.matter, name=f"ban-luoc-bo-{secrets.token_hex(3)}.pdf", made=made, by=by,
        now=now, kind=FileKind.REDACTED,
    )  # fmt: skip
    if stored.state != FileState.OK or RedactedCopy.objects.filter(file=stored).exists():
        raise Refused(SAME)
    copy = RedactedCopy(
        original=original,
        file=stored,
        areas={str(page): [list(area) for area in some] for page, some in areas.items()},
        made_by=by,
        made_at=now,
    )
    copy.save(force_insert=True)
    ledger.write(by=by, verb=Verb.CREATE, subject=copy, now=now)
    return copy


@transaction.atomic
def withdraw_copy(*, copy_id: UUID, why: str, by: User, now: datetime) -> RedactedCopy:
    """Thu hồi: something was overlooked; the copy is given to nobody from now on."""
    copy: RedactedCopy = (
        RedactedCopy.objects.visible_to(by)
        .select_related("original", "file")
        .select_for_update(of=("self",))
        .get(pk=copy_id)
    )
    if not originals.may_withdraw(copy, by, now):
        raise NotAllowed(originals.NOT_WITHDRAWN)
    if copy.withdrawn_at is not None:
        raise Refused("Bản lược bỏ này đã được thu hồi.")
    if not why.strip():
        raise Refused("Hãy ghi vì sao thu hồi.")
    copy.withdrawn_by, copy.withdrawn_at, copy.withdrawn_why = by, now, why.strip()[:200]
    copy.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
    StoredFile.objects.filter(pk=copy.file_id).update(state=FileState.WITHDRAWN)
    ledger.write(by=by, verb=Verb.VOID, subject=copy, now=now)
    return copy
