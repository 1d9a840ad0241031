"""Who is on the list of the head's day: registered, ordered, prepared, received or not."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from agencies.models import Agency, Membership, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission, Role
from agencies.vietnamese import tidy
from complaints.enums import Secrecy
from complaints.identity import normal_phone, tidy_lines
from complaints.inheritance import may_receive_for
from complaints.kept_out import people_kept_out
from complaints.models import Matter
from reception import heads_day
from reception.day_list import day_list, priorities
from reception.enums import RegistrationState
from reception.models import ReceptionSession, Registration, Visit
from records.actions import ledger
from records.actions.once import once
from records.enums import Verb
from records.ledger.words import EDITED


def arranges(by: User, agency: Agency) -> bool:
    """True when `by` prepares the reception days of this agency."""
    access = by.access
    return agency in access.agencies_with(Permission.PLAN_SESSION) or agency in (
        access.agencies_with(Permission.LOG_VISIT)
    )


def ensure_arranges(by: User, agency: Agency) -> None:
    """Raises NotAllowed unless `by` prepares the reception days of this agency."""
    if not arranges(by, agency):
        raise NotAllowed("Vai trò của bạn không chuẩn bị buổi tiếp công dân của cơ quan này.")


def register_for_day(
    *,
    session_id: UUID,
    matter: Matter | None = None,
    visitor_label: str = "",
    phone: str = "",
    head_count: int = 1,
    summary: str = "",
    keep_sealed: bool = False,
    key: UUID | None = None,
    by: User,
    now: datetime,
) -> Registration:
    """Puts a wish to meet the head on the list of one session (Luật Tiếp công dân 2013, art. 18).

    A sealed matter lends its alias, its secrecy and its agency; a secret wish without a matter
    leaves neither name, telephone nor content. With `key`, a second submission answers with the
    first line.
    """
    said = {
        "visitor_label": tidy(visitor_label)[:120],
        "phone": normal_phone(phone),
        "head_count": head_count,
        "summary": tidy(summary)[:300],
    }

    def make() -> Registration:
        return _register(session_id, matter, said, keep_sealed, by, now)

    if key is None:
        with transaction.atomic():
            return make()
    return once(
        key=key, by=by, now=now, make=make, fetch=lambda pk: Registration.objects.get(pk=pk)
    )


def _register(
    session_id: UUID,
    matter: Matter | None,
    said: dict[str, object],
    keep_sealed: bool,
    by: User,
    now: datetime,
) -> Registration:
    session = _locked_session(session_id, by)
    ensure_arranges(by, session.agency)
    matter = _seen_matter(matter, by)
    _ensure_lawful(session, matter, said, keep_sealed, now)
    row = Registration(
        session=session,
        matter=matter,
        agency=session.agency,
        scope_path=session.scope_path,
        registered_at=now,
        registered_by=by,
        **said,
    )
    if matter is not None and matter.secrecy:
        keep_as_secret(row, matter)
    elif keep_sealed:
        row.visitor_label, row.phone = heads_day.UNTOLD, ""
        row.summary = heads_day.UNTOLD_SUMMARY
    row.order = _next_place(row)
    row.save(force_insert=True)
    ledger.write(by=by, verb=Verb.CREATE, subject=row, now=now)
    return row


def _locked_session(session_id: UUID, by: User) -> ReceptionSession:
    session: ReceptionSession | None = (
        ReceptionSession.objects.visible_to(by)
        .select_related("agency", "host", "schedule")
        .select_for_update(of=("self",))
        .filter(pk=session_id)
        .first()
    )
    if session is None:
        raise Refused("Không tìm thấy buổi tiếp.")
    return session


def _seen_matter(matter: Matter | None, by: User) -> Matter | None:
    if matter is None:
        return None
    seen: Matter | None = (
        Matter.objects.visible_to(by).select_related("agency").filter(pk=matter.pk).first()
    )
    if seen is None:
        raise Refused("Không tìm thấy vụ việc để đăng ký.")
    return seen


def _ensure_lawful(
    session: ReceptionSession,
    matter: Matter | None,
    said: dict[str, object],
    keep_sealed: bool,
    now: datetime,
) -> None:
    why = heads_day.session_refusal(
        kind=session.kind,
        state=session.state,
        on_date=session.on_date,
        today=timezone.localdate(now),
    )
    if why:
        raise Refused(why)
    sealed = keep_sealed or bool(matter and matter.secrecy)
    objections = heads_day.registration_objections(**said, keep_sealed=sealed)  # type: ignore[arg-type]
    for objection in objections:
        raise Refused(objection.sentence)
    if matter is None:
        return
    if matter.secrecy and not _may_be_heard(session, matter):
        raise Refused(
            "Người chủ trì buổi tiếp không thuộc diện được biết vụ việc này; không đăng ký vào buổi này."
        )
    waiting = (RegistrationState.REGISTERED, RegistrationState.RECEIVED)
    if session.registrations.filter(matter=matter, state__in=waiting).exists():
        raise Refused("Vụ việc này đã có đăng ký trong buổi tiếp.")


def _may_be_heard(session: ReceptionSession, matter: Matter) -> bool:
    """The host knows the matter, and receives in the name of nobody who is kept out of it."""
    if not Matter.objects.visible_to(session.host).filter(pk=matter.pk).exists():
        return False
    if not session.delegated:
        return True
    planned = session.schedule.host_id if session.schedule else session.host_id
    heads = {planned} - {session.host_id} or _heads(session)
    return may_receive_for(heads, session.host_id, people_kept_out([matter.pk], session.on_date))


def _heads(session: ReceptionSession) -> set[UUID]:
    """Whose day it may be, where no schedule says it: those who lead the agency that day."""
    held = Membership.objects.in_force(session.on_date)
    leading = held.filter(agency=session.agency_id, role=Role.HEAD)
    return set(leading.values_list("user_id", flat=True))


def keep_as_secret(row: Registration, matter: Matter) -> None:
    """The line of a sealed matter: an alias for a name, no telephone, seen where the matter is."""
    row.matter, row.secrecy = matter, matter.secrecy
    row.agency, row.scope_path = matter.agency, matter.scope_path
    row.visitor_label, row.phone = matter.petitioner_label, ""
    row.summary = row.summary or matter.title[:300]


def _next_place(row: Registration) -> int:
    """After the last open line. A sealed line shares the place of the open one it stands behind, so
    that no place of an open line tells of it (design.md section 9)."""
    rows = Registration.objects.filter(session=row.session_id, secrecy=Secrecy.OPEN)
    last: int = rows.aggregate(last=Max("order"))["last"] or 0
    return last if row.secrecy else last + 1


@transaction.atomic
def order_day(*, registration_id: UUID, up: bool, by: User, now: datetime) -> Registration:
    """Moves one line up or down among the lines."""
    row = locked(registration_id, by)
    was = row.order
    rows = list(day_list(by, row.session).select_for_update(of=("self",)))
    opened = [r for r in rows if r.secrecy == Secrecy.OPEN]
    if row.secrecy:
        row.order = min(max(row.order + (-1 if up else 1), 0), len(opened))
        row.save(update_fields=["order"])
    else:
        at = opened.index(row)
        to = min(max(at + (-1 if up else 1), 0), len(opened) - 1)
        opened.insert(to, opened.pop(at))
        _write_order(opened)
        row = next(r for r in opened if r.pk == row.pk)
    ledger.write(
        by=by,
        verb=Verb.CHANGE,
        subject=row,
        now=now,
        before={"order": was},
        after={"order": row.order},
    )
    return row


@transaction.atomic
def order_by_priority(*, session_id: UUID, by: User, now: datetime) -> None:
    """Orders the open lines by what the decree puts first; sealed lines keep their place."""
    session = _locked_session(session_id, by)
    ensure_arranges(by, session.agency)
    rows = day_list(by, session).filter(secrecy=Secrecy.OPEN)
    opened = list(rows.select_for_update(of=("self",)))
    reasons = priorities(opened, timezone.localdate(now))
    places = heads_day.by_priority([len(reasons[row.pk]) for row in opened])
    _write_order([opened[place] for place in places])
    ledger.write(
        by=by,
        verb=Verb.CHANGE,
        subject=session,
        now=now,
        details={"thu_tu": "theo ưu tiên"},
        after={EDITED: ["Thứ tự các lượt đăng ký"]},
    )


def _write_order(rows: list[Registration]) -> None:
    for place, row in enumerate(rows, start=1):
        row.order = place
    Registration.objects.bulk_update(rows, ["order"])


def locked(registration_id: UUID, by: User) -> Registration:
    """The line, locked, for somebody who prepares the day of its session."""
    row: Registration = (
        Registration.objects.visible_to(by)
        .select_related("session__agency", "matter")
        .select_for_update(of=("self",))
        .get(pk=registration_id)
    )
    ensure_arranges(by, row.session.agency)
    return row


@transaction.atomic
def write_dossier(*, registration_id: UUID, dossier: str, by: User, now: datetime) -> Registration:
    """Keeps the text of the dossier (hồ sơ vụ việc) that lies before the head."""
    row = locked(registration_id, by)
    row.dossier = tidy_lines(dossier)
    row.save(update_fields=["dossier"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=row, now=now, details={"phan": "hồ sơ"})
    return row


def mark_absent(*, registration_id: UUID, by: User, now: datetime) -> Registration:
    """Không đến: on the day itself or later."""
    return _end(registration_id, RegistrationState.ABSENT, by, now)


def withdraw(*, registration_id: UUID, by: User, now: datetime) -> Registration:
    """Rút đăng ký: whoever registered wishes it no more."""
    return _end(registration_id, RegistrationState.WITHDRAWN, by, now)


def mark_received_apart(*, registration_id: UUID, by: User, now: datetime) -> Registration:
    """A secret wish was heard: its visit stands in another book, and this line does not say where."""
    return _end(registration_id, RegistrationState.RECEIVED, by, now)


@transaction.atomic
def _end(registration_id: UUID, state: RegistrationState, by: User, now: datetime) -> Registration:
    row = locked(registration_id, by)
    if row.state != RegistrationState.REGISTERED:
        raise Refused(f"Đăng ký này đã ở tình trạng “{row.get_state_display()}”.")
    too_early = row.session.on_date > timezone.localdate(now)
    if state != RegistrationState.WITHDRAWN and too_early:
        raise Refused("Chưa đến ngày tiếp.")
    if state == RegistrationState.RECEIVED and row.visitor_label != heads_day.UNTOLD:
        raise Refused("Hãy ghi lượt tiếp tại bàn tiếp; đăng ký tự chuyển sang “Đã được tiếp”.")
    row.state = state
    row.save(update_fields=["state"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=row, now=now, details={"tinh_trang": state.value})
    return row


@transaction.atomic
def note_received(*, registration_id: UUID, visit: Visit, by: User, now: datetime) -> Registration:
    """The desk received whoever was registered: the line points at the visit.

    A visit more secret than the line leaves no mark on it: those who see the line must not notice
    the visit (design.md section 9).
    """
    row = locked(registration_id, by)
    if row.visit_id is not None or visit.secrecy > row.secrecy:
        return row
    if row.secrecy and row.matter_id != visit.matter_id:
        return row
    if Registration.objects.filter(visit=visit).exists():
        return row
    row.state, row.visit = RegistrationState.RECEIVED, visit
    row.matter = row.matter or visit.matter
    row.save(update_fields=["state", "visit", "matter"])
    ledger.write(
        by=by,
        verb=Verb.CHANGE,
        subject=row,
        now=now,
        details={"tinh_trang": RegistrationState.RECEIVED.value},
    )
    return row
