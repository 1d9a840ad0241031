"""Sealed identities: put away, asked for with a reason, opened after a second person's decision."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints import vault
from complaints.actions import locks
from complaints.enums import IdentityPlace, IdentityRequestState, PetitionKind
from complaints.models import IdentityRequest, Matter, SealedIdentity
from complaints.petitioner import Petitioner
from complaints.rights import permissions_in
from records.actions import ledger
from records.enums import Verb

VIEW_TIME = timedelta(minutes=30)
_SHORTEST_REASON = 10
# What may be put away beside the petitioner: who came with, for or instead of them.
BESIDE = ("capacity", "holder", "mandate", "representatives", "members", "interpreter")


def new_alias(*, kind: PetitionKind) -> str:
    """A name that says nothing: "Người tố cáo #3fa9c1"."""
    who = "Người tố cáo" if kind == PetitionKind.DENUNCIATION else "Người được giữ kín"
    return f"{who} #{secrets.token_hex(3)}"


@transaction.atomic
def seal_identity(
    *,
    matter: Matter,
    petitioner: Petitioner,
    alias: str,
    more: Mapping[str, str] | None = None,
    now: datetime,
) -> SealedIdentity:
    """Puts the identity away under its own key, bound to this matter. `more`: texts of `BESIDE`.

    Luật Tố cáo 2018, art. 8, 56. The ledger row is that of the record it belongs to.
    """
    beside = dict(more or {})
    if unknown := beside.keys() - set(BESIDE):
        raise ValueError(f"nothing to seal under {sorted(unknown)}")
    kept = vault.put(matter_id=matter.pk, identity={**petitioner.as_texts(), **beside})
    sealed = SealedIdentity(matter=matter, alias=alias, sealed_at=now, **kept.columns())
    sealed.save(force_insert=True)
    return sealed


@transaction.atomic
def copy_identity(
    *, source: Matter, target: Matter, alias: str, now: datetime
) -> SealedIdentity | None:
    """The identity behind `source` sealed anew for `target`, the same petition at another agency:
    opened and closed in the vault, shown to nobody (Luật Tố cáo 2018, art. 8, 56). None when nothing
    was sealed. The ledger rows are those of the records it belongs to.
    """
    sealed = SealedIdentity.objects.filter(matter=source).first()
    if sealed is None:
        return None
    try:
        kept = vault.copied(from_matter=source.pk, kept=vault.Kept.of(sealed), to_matter=target.pk)
    except ValueError:
        raise Refused(
            "Không chuyển được danh tính niêm phong bằng khóa hiện tại; hãy báo người giữ bí mật."
        ) from None
    made = SealedIdentity(matter=target, alias=alias, sealed_at=now, **kept.columns())
    made.save(force_insert=True)
    return made


@transaction.atomic
def ask_identity(*, matter_id: UUID, reason: str, by: User, now: datetime) -> IdentityRequest:
    """Asks to open the identity behind a matter, with the reason why the work needs it."""
    matter = locks.matter(pk=matter_id, by=by)
    if Permission.ASK_IDENTITY not in permissions_in(by, matter.agency):
        raise NotAllowed("Vai trò của bạn không được yêu cầu mở danh tính.")
    if not SealedIdentity.objects.filter(matter=matter).exists():
        raise Refused("Vụ việc này không có danh tính được niêm phong.")
    if len(reason.strip()) < _SHORTEST_REASON:
        raise Refused("Hãy ghi rõ lý do cần biết danh tính để giải quyết vụ việc.")
    waiting = IdentityRequest.objects.filter(
        matter=matter, asked_by=by, state=IdentityRequestState.ASKED
    )
    if waiting.exists():
        raise Refused("Bạn đã có một yêu cầu đang chờ duyệt cho vụ việc này.")
    request = IdentityRequest(matter=matter, reason=reason.strip(), asked_by=by, asked_at=now)
    request.save(force_insert=True)
    ledger.write(by=by, verb=Verb.ASK_IDENTITY, subject=request, now=now)
    return request


@transaction.atomic
def decide_identity(
    *, request_id: UUID, approve: bool, note: str, by: User, now: datetime
) -> IdentityRequest:
    """A custodian decides; never on their own request. Approval holds for thirty minutes."""
    request: IdentityRequest = (
        IdentityRequest.objects.visible_to(by)
        .select_related("matter__agency")
        .select_for_update(of=("self",))
        .get(pk=request_id)
    )
    # A custodian reaches only the matters told by name: those of the own agency, and of agencies below
    # that have none.
    if not by.may(Permission.APPROVE_IDENTITY):
        raise NotAllowed("Chỉ người giữ bí mật được duyệt mở danh tính.")
    if request.asked_by_id == by.pk:
        raise Refused("Không tự duyệt yêu cầu của mình; cần người giữ bí mật khác.")
    if request.state != IdentityRequestState.ASKED:
        raise Refused(
            f"Yêu cầu này đã được {request.decided_by} quyết định: {request.get_state_display()}."
        )
    if not approve and not note.strip():
        raise Refused("Hãy ghi lý do không duyệt.")
    was = request.get_state_display()
    request.state = IdentityRequestState.APPROVED if approve else IdentityRequestState.REFUSED
    request.decided_by, request.decided_at = by, now
    request.decision_note = note.strip()[:300]
    request.expires_at = now + VIEW_TIME if approve else None
    request.save(update_fields=["state", "decided_by", "decided_at", "decision_note", "expires_at"])
    verb = Verb.APPROVE_IDENTITY if approve else Verb.REFUSE_IDENTITY
    ledger.write(
        by=by, verb=verb, subject=request, now=now,
        before={"trang_thai": was}, after={"trang_thai": request.get_state_display()},
    )  # fmt: skip
    return request


def open_identity(*, request_id: UUID, by: User, now: datetime) -> dict[str, str]:
    """The identity, for the one who asked, within the time granted.

    The ledger row is committed before a single byte is opened: a reading cannot go unrecorded.
    """
    with transaction.atomic(durable=True):
        request = _held(request_id, by)
        _ensure_open(request, by, now)
        sealed = SealedIdentity.objects.get(matter_id=request.matter_id)
        if sealed.place == IdentityPlace.PAPER:
            raise Refused(
                f"Danh tính nằm trong bì niêm phong mã {sealed.envelope}; người giữ bí mật mở bì và ghi "
                "việc mở."
            )
        _note_first(request, by, now)
        ledger.write(by=by, verb=Verb.OPEN_IDENTITY, subject=sealed, now=now)
    try:
        return vault.get(
            matter_id=sealed.matter_id,
            kept=vault.Kept.of(sealed),
            why=f"request {request.pk} user {by.pk}",
        )
    except ValueError:
        raise Refused(
            "Không mở được danh tính bằng khóa hiện tại; hãy báo người giữ bí mật và quản trị."
        ) from None


@transaction.atomic
def note_envelope_opened(*, request_id: UUID, by: User, now: datetime) -> IdentityRequest:
    """Ghi việc mở bì: of an identity on paper, by a custodian who handed it to the one who asked."""
    request = _held(request_id, by)
    if not by.may(Permission.APPROVE_IDENTITY):
        raise NotAllowed("Chỉ người giữ bí mật được mở bì niêm phong.")
    if request.asked_by_id == by.pk:
        raise Refused("Không tự mở bì theo yêu cầu của mình; cần người giữ bí mật khác.")
    sealed = SealedIdentity.objects.get(matter_id=request.matter_id)
    if sealed.place != IdentityPlace.PAPER:
        raise Refused("Danh tính này không nằm trong bì niêm phong.")
    _ensure_in_time(request, now)
    if request.opened_at is not None:
        raise Refused(f"Bì đã được {request.opened_by} ghi là đã mở theo yêu cầu này.")
    _note_first(request, by, now)
    ledger.write(
        by=by, verb=Verb.OPEN_IDENTITY, subject=sealed, now=now, details={"bi": sealed.envelope}
    )
    return request


def _held(request_id: UUID, by: User) -> IdentityRequest:
    found: IdentityRequest = (
        IdentityRequest.objects.visible_to(by)
        .select_related("opened_by")
        .select_for_update(of=("self",))
        .get(pk=request_id)
    )
    return found


def _note_first(request: IdentityRequest, by: User, now: datetime) -> None:
    """The first opening; every one of them is in the ledger."""
    if request.opened_at is None:
        request.opened_at, request.opened_by = now, by
        request.save(update_fields=["opened_at", "opened_by"])


def _ensure_open(request: IdentityRequest, by: User, now: datetime) -> None:
    if request.asked_by_id != by.pk:
        raise NotAllowed("Chỉ người đã yêu cầu được xem danh tính theo yêu cầu này.")
    _ensure_in_time(request, now)


def _ensure_in_time(request: IdentityRequest, now: datetime) -> None:
    if request.state != IdentityRequestState.APPROVED or request.expires_at is None:
        raise Refused("Yêu cầu chưa được duyệt.")
    if now >= request.expires_at:
        raise Refused("Thời gian xem danh tính đã hết; hãy gửi yêu cầu mới nếu còn cần.")
