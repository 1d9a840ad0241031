"""What was typed and not yet sent (bản ghi dở): encrypted on the server, gone after a day (ADR 0015)."""

import json
from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from agencies.permissions import ensure
from agencies.refusals import Refused
from agencies.roles import Permission
from complaints import vault
from reception.models import DeskDraft
from reception.retention import DRAFT_LIFE as LIFE
from records.actions import once

LARGEST = 400_000  # characters; the longest lawful form is a tenth of it
MOST = 20
Typed = dict[str, list[str]]


@transaction.atomic
def save_draft(*, key: UUID, typed: Typed, by: User, now: datetime) -> DeskDraft | None:
    """Keeps what stands in one form; None when the form was sent already and is a record.

    No ledger row: nothing is known yet, and the draft is nobody's but the officer's.
    """
    ensure(by, Permission.LOG_VISIT)
    text = json.dumps(typed, ensure_ascii=False)
    if len(text) > LARGEST:
        raise Refused("Nội dung quá dài, chưa lưu tạm được; hãy rút gọn hoặc đính kèm tệp.")
    if once.found(key=key, by=by) is not None:
        return None
    cipher = vault.seal_draft(user_id=by.pk, key=key, text=text)
    draft, made = DeskDraft.objects.update_or_create(
        user=by, key=key, defaults={"cipher": cipher, "saved_at": now}
    )
    if made:
        _keep_the_newest(by)
    return draft


def _keep_the_newest(by: User) -> None:
    mine = DeskDraft.objects.filter(user=by).order_by("-saved_at", "-id")
    DeskDraft.objects.filter(pk__in=[draft.pk for draft in mine[MOST:]]).delete()


def drafts_of(user: User, now: datetime) -> list[DeskDraft]:
    """One's own drafts of the last day, newest first."""
    return list(
        DeskDraft.objects.filter(user=user, saved_at__gt=now - LIFE)
        .only("id", "key", "saved_at")
        .order_by("-saved_at")
    )


def read_draft(*, draft_id: UUID, by: User, now: datetime) -> Typed | None:
    """What was typed; None when there is no such draft of this officer or its day is over."""
    draft = DeskDraft.objects.filter(pk=draft_id, user=by, saved_at__gt=now - LIFE).first()
    if draft is None:
        return None
    try:
        text = vault.open_draft(user_id=by.pk, key=draft.key, cipher=bytes(draft.cipher))
    except ValueError:
        return None
    found: Typed = json.loads(text)
    return found


def drop_draft(*, by: User, key: UUID | None = None, draft_id: UUID | None = None) -> None:
    """Throws one draft away: the visit is in the register, or nobody needs it."""
    which = {"key": key} if key else {"pk": draft_id}
    DeskDraft.objects.filter(user=by, **which).delete()
