"""Yêu cầu phối hợp: one agency asks another's liaison for something about a matter, with a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from agencies.told import people_with
from agencies.vietnamese import tidy
from complaints.actions import coordination_notices, locks
from complaints.enums import CoordinationKind, CoordinationState, Secrecy
from complaints.models import CoordinationRequest, Matter, Sighting
from records.actions import ledger
from records.enums import Verb

_RECEIVES = "Chỉ người của cơ quan được yêu cầu tiếp nhận, trả lời yêu cầu này."
_ASKS = "Vai trò của bạn không gửi yêu cầu phối hợp."
_SEALED = "Vụ việc kín danh tính"
_MOST_STAFF = 1000
_WAITING = (CoordinationState.ASKED, CoordinationState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of whom, by when. `subject`: all that a receiver reads who may not see the matter."""

    kind: CoordinationKind
    to_agency: Agency
    subject: str
    asked: str
    accept_by: datetime
    answer_by: datetime


@transaction.atomic
def request_coordination(
    *, matter_id: UUID, asked: Asked, sighting_id: UUID | None = None, by: User, now: datetime
) -> CoordinationRequest:
    """Sends the request to the liaisons of the other agency. The same one twice is refused."""
    matter = locks.matter(pk=matter_id, by=by)
    agency = asking_agency(by, asked.to_agency)
    _ensure_askable(matter, asked, now)
    request = CoordinationRequest(
        matter=matter, sighting=_sighting(matter, sighting_id), kind=asked.kind, agency=agency,
        scope_path=agency.path, to_agency=asked.to_agency, to_path=asked.to_agency.path,
        secrecy=matter.secrecy, subject=_subject(matter, asked.subject), asked=asked.asked.strip(),
        asked_by=by, asked_at=now, accept_by=asked.accept_by, answer_by=asked.answer_by,
    )  # fmt: skip
    same = CoordinationRequest.objects.filter(
        matter=matter, agency=agency, to_agency=asked.to_agency, kind=asked.kind, state__in=_WAITING
    )
    if same.exists():
        raise Refused(
            f"Đã có yêu cầu “{request.get_kind_display()}” gửi {asked.to_agency.short_name} về vụ "
            "việc này đang chờ; hãy mở yêu cầu ấy."
        )
    request.save(force_insert=True)
    _write(request, Verb.CREATE, by, now)
    coordination_notices.tell_asked(request, now)
    return request


@transaction.atomic
def accept_request(*, request_id: UUID, by: User, now: datetime) -> CoordinationRequest:
    """Tiếp nhận: the receiver says that it is being done."""
    request = _held(request_id, by, CoordinationState.ASKED)
    _ensure_receiver(request, by)
    request.state, request.accepted_at, request.accepted_by = CoordinationState.ACCEPTED, now, by
    request.save(update_fields=["state", "accepted_at", "accepted_by"])
    _write(request, Verb.CHANGE, by, now)
    coordination_notices.tell_accepted(request, now)
    return request


@transaction.atomic
def decline_request(
    *, request_id: UUID, reason: str, by: User, now: datetime
) -> CoordinationRequest:
    """Không tiếp nhận, with a reason; not after it was accepted."""
    request = _held(request_id, by, CoordinationState.ASKED)
    _ensure_receiver(request, by)
    if not reason.strip():
        raise Refused("Hãy ghi lý do không tiếp nhận.")
    _answered(request, CoordinationState.DECLINED, reason, 0, by, now)
    return request


@transaction.atomic
def answer_request(
    *, request_id: UUID, answer: str, staff_count: int = 0, by: User, now: datetime
) -> CoordinationRequest:
    """Trả lời: what was done and how many were sent. An answer takes the request in by itself."""
    request = _held(request_id, by, *_WAITING)
    _ensure_receiver(request, by)
    if not answer.strip():
        raise Refused("Hãy ghi việc đã làm, kết quả.")
    if not 0 <= staff_count <= _MOST_STAFF:
        raise Refused(f"Số cán bộ được cử từ 0 đến {_MOST_STAFF}.")
    if request.accepted_at is None:
        request.accepted_at, request.accepted_by = now, by
    _answered(request, CoordinationState.DONE, answer, staff_count, by, now)
    return request


@transaction.atomic
def take_back_request(*, request_id: UUID, by: User, now: datetime) -> CoordinationRequest:
    """Rút yêu cầu: by the agency that asked, while it waits."""
    request = _held(request_id, by, *_WAITING)
    if request.agency not in by.access.agencies_with(Permission.COORDINATE):
        raise NotAllowed("Chỉ người của cơ quan đã yêu cầu được rút yêu cầu.")
    request.state = CoordinationState.TAKEN_BACK
    request.save(update_fields=["state"])
    _write(request, Verb.CHANGE, by, now)
    coordination_notices.tell_taken_back(request, now)
    return request


def asking_agency(by: User, to_agency: Agency | None = None) -> Agency:
    """In the name of which agency `by` asks. Refuses with one sentence when there is none."""
    own = by.access.agencies_with(Permission.COORDINATE)
    if not own:
        raise NotAllowed(_ASKS)
    others = [one for one in own if to_agency is None or one.pk != to_agency.pk]
    if not others:
        raise Refused("Cơ quan được yêu cầu phải là cơ quan khác cơ quan của bạn.")
    return others[0]


def _ensure_askable(matter: Matter, asked: Asked, now: datetime) -> None:
    if matter.secrecy >= Secrecy.RESTRICTED:
        raise Refused("Vụ việc này chỉ phối hợp bằng văn bản, không gửi yêu cầu trong phần mềm.")
    if not asked.asked.strip():
        raise Refused("Hãy ghi nội dung yêu cầu.")
    if not asked.to_agency.exists_on(timezone.localdate(now)):
        raise Refused(f"{asked.to_agency.name} không còn hoạt động; hãy chọn đơn vị kế thừa.")
    if not people_with(Permission.COORDINATE, asked.to_agency):
        raise Refused(
            f"{asked.to_agency.name} chưa có người dùng phần mềm để nhận; hãy gửi văn bản."
        )
    if asked.accept_by < now:
        raise Refused("Hạn tiếp nhận không thể trước bây giờ.")
    if asked.answer_by < asked.accept_by:
        raise Refused("Hạn trả lời không thể trước hạn tiếp nhận.")


def _subject(matter: Matter, said: str) -> str:
    """Of a sealed matter the receiver reads nothing but that there is one."""
    return _SEALED if matter.secrecy else (tidy(said) or matter.title)[:300]


def _sighting(matter: Matter, pk: UUID | None) -> Sighting | None:
    if pk is None:
        return None
    return Sighting.objects.standing().filter(pk=pk, matter=matter).first()


def _held(pk: UUID, by: User, *states: CoordinationState) -> CoordinationRequest:
    """The request, locked after its matter; DoesNotExist for what `by` may not know. The loser of two
    hears what the first one decided."""
    seen = CoordinationRequest.objects.visible_to(by).only("matter_id").get(pk=pk)
    locks.hold_matter(seen.matter_id)
    request: CoordinationRequest = (
        CoordinationRequest.objects.visible_to(by)
        .select_related("agency", "to_agency", "asked_by")
        .select_for_update(of=("self",))
        .get(pk=pk)
    )
    if request.state not in states:
        raise Refused(f"Tình trạng của yêu cầu là “{request.get_state_display()}”.")
    return request


def _ensure_receiver(request: CoordinationRequest, by: User) -> None:
    if request.to_agency not in by.access.agencies_with(Permission.COORDINATE):
        raise NotAllowed(_RECEIVES)


def _answered(
    request: CoordinationRequest,
    state: CoordinationState,
    said: str,
    staff_count: int,
    by: User,
    now: datetime,
) -> None:
    request.state, request.answer, request.staff_count = state, said.strip(), staff_count
    request.answered_at, request.answered_by = now, by
    request.save(
        update_fields=[
            "state", "answer", "staff_count", "answered_at", "answered_by", "accepted_at",
            "accepted_by",
        ]
    )  # fmt: skip
    _write(request, Verb.CHANGE, by, now)
    coordination_notices.tell_answered(request, now)


def _write(request: CoordinationRequest, verb: Verb, by: User, now: datetime) -> None:
    ledger.write(
        by=by, verb=verb, subject=request, now=now, details={"tinh_trang": str(request.state)}
    )
