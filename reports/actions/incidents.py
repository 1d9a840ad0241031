"""Incident reports (báo cáo đột xuất): at once, with head-counts and appointed representatives only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from agencies.models import Agency, Event, Membership, User
from agencies.permissions import ensure
from agencies.refusals import NotAllowed
from agencies.roles import Permission, Role
from complaints.enums import Secrecy
from complaints.models import Matter, Petition
from law.dates import vn_date
from reception.workflow import Objection, representatives_allowed
from records.actions import ledger, notices
from records.actions.once import once
from records.enums import NoticeTopic, Verb
from records.wording import counted
from reports.enums import Calmed, Cause
from reports.models import Incident
from reports.personal_numbers import objection

PETITION_NOT_FOUND = "Không tìm thấy đơn số này trong sổ đơn của đơn vị."
MOST_PEOPLE = 10_000


@dataclass(frozen=True, slots=True)
class IncidentTold:
    """What is reported. `representative_names`: those whom the group appointed, nobody else."""

    happened_at: datetime
    place: str
    head_count: int
    cause: Cause
    demand: str
    calmed: Calmed
    handled: str
    in_charge: str
    comes_from: str = ""
    representatives: int = 0
    representative_names: str = ""
    state_of_case: str = ""
    went_home: bool | None = None
    proposal: str = ""


class NotSaid(Exception):
    """What is wrong, each with its field, so that the form puts the sentence beside it."""

    def __init__(self, objections: list[Objection]) -> None:
        super().__init__(objections[0].sentence)
        self.objections = objections


def objections(told: IncidentTold, event: Event | None, now: datetime) -> list[Objection]:
    """Every reason not to take the report; pure but for the local day."""
    return [
        *_of_people(told),
        *_of_time(told, event, now),
        *(
            Objection(name, why)
            for name in ("place", "comes_from", "demand", "handled", "in_charge", "state_of_case",
                         "proposal", "representative_names")
            if (why := objection(getattr(told, name)))
        ),
    ]  # fmt: skip


def _of_people(told: IncidentTold) -> list[Objection]:
    """Luật Tiếp công dân 2013, art. 29: how many representatives a group may appoint."""
    found = []
    allowed = representatives_allowed(told.head_count)
    names = [
        name for name in told.representative_names.replace(";", ",").split(",") if name.strip()
    ]
    if told.representatives and told.representatives not in allowed:
        found.append(Objection(
            "representatives",
            f"Đoàn {told.head_count} người được cử nhiều nhất {allowed.stop - 1} người đại diện "
            "(Luật Tiếp công dân 2013, điều 29)."
            if allowed.stop > 1 else "Một người đến thì không có người đại diện.",
        ))  # fmt: skip
    if len(names) > told.representatives:
        found.append(Objection(
            "representative_names",
            "Chỉ ghi họ tên người đại diện được cử hợp lệ, không nhiều hơn số người đại diện; "
            "không ghi tên người khác trong đoàn.",
        ))  # fmt: skip
    return found


def _of_time(told: IncidentTold, event: Event | None, now: datetime) -> list[Objection]:
    if told.happened_at > now:
        return [Objection("happened_at", "Thời điểm xảy ra còn ở tương lai.")]
    if event is None:
        return []
    if event.closed_at is not None:
        return [Objection("event", "Sự kiện đã kết thúc theo dõi, không nhận thêm báo cáo.")]
    if not event.window_from <= timezone.localdate(told.happened_at) <= event.window_to:
        span = f"{vn_date(event.window_from)} – {vn_date(event.window_to)}"
        return [Objection("happened_at", f"Ngoài thời gian theo dõi của sự kiện ({span}).")]
    return []


def report_incident(
    *,
    agency: Agency,
    told: IncidentTold,
    by: User,
    now: datetime,
    event: Event | None = None,
    matter: Matter | None = None,
    follows: Incident | None = None,
    key: UUID | None = None,
) -> Incident:
    """Writes the report and tells the heads of the unit and above and the inspectorate at once.

    `matter` was fetched by `open_matter_of`; a follow-up keeps event and matter of the first report.
    A second sending with `key` gives the first. Raises NotSaid, NotAllowed.
    """

    def make() -> Incident:
        return _report(agency, told, event, matter, follows, by, now)

    if key is None:
        return make()
    return once(key=key, by=by, now=now, make=make, fetch=lambda pk: Incident.objects.get(pk=pk))


@transaction.atomic
def _report(
    agency: Agency, told: IncidentTold, event: Event | None, matter: Matter | None,
    follows: Incident | None, by: User, now: datetime,
) -> Incident:  # fmt: skip
    ensure(by, Permission.SEND_QUICK_REPORT)
    if agency not in by.access.agencies_with(Permission.SEND_QUICK_REPORT):
        raise NotAllowed("Báo cáo đột xuất do người của chính đơn vị gửi.")
    if follows is not None:
        follows = follows.follows or follows  # every further report hangs on the first one
        event, matter = follows.event, follows.matter
    if wrong := objections(told, event, now):
        raise NotSaid(wrong)
    incident = Incident.objects.create(
        agency=agency, scope_path=agency.path, event=event, matter=matter, follows=follows,
        happened_at=told.happened_at, place=told.place, comes_from=told.comes_from,
        head_count=told.head_count, representatives=told.representatives,
        representative_names=told.representative_names, cause=told.cause, demand=told.demand,
        calmed=told.calmed, handled=told.handled, in_charge=told.in_charge,
        state_of_case=told.state_of_case, went_home=told.went_home, proposal=told.proposal,
        sent_at=now, sent_by=by,
    )  # fmt: skip
    ledger.write(by=by, verb=Verb.CREATE, subject=incident, now=now)
    _tell(incident, by, now)
    return incident


def open_matter_of(*, agency: Agency, number: str, user: User) -> Matter | None:
    """The matter of petition “12/2026” of the agency, if it is open to all who work with it.

    Another answer for a sealed or restricted one would tell that it exists, so both are not found.
    """
    left, _, right = number.partition("/")
    if not (left.strip().isdecimal() and right.strip().isdecimal()):
        return None
    seen = Petition.objects.visible_to(user).filter(
        agency=agency, number=int(left), year=int(right), secrecy=Secrecy.OPEN,
        matter__secrecy=Secrecy.OPEN, matter__exclusions__isnull=True,
    )  # fmt: skip
    petition = seen.select_related("matter").first()
    return petition.matter if petition else None


def _tell(incident: Incident, by: User, now: datetime) -> None:
    """Heads of the unit and of those above it, inspectors who watch over it; only who may see it."""
    sees = [
        user
        for user in _above(incident.agency, timezone.localdate(now))
        if user.pk != by.pk and Incident.objects.visible_to(user).filter(pk=incident.pk).exists()
    ]
    again = " (tiếp theo)" if incident.follows_id else ""
    at = timezone.localtime(incident.happened_at)
    notices.give(
        users=sees,
        key=f"incident:{incident.pk.hex}",
        sentence=(
            f"Báo cáo đột xuất{again} của {incident.agency.short_name}: "
            f"{incident.get_cause_display().lower()}, {counted(incident.head_count, 'người')}, "
            f"lúc {at:%H:%M ngày %d/%m/%Y}."
        )[:300],
        url_name="incident_detail",
        topic=NoticeTopic.FLAGGED,
        subject_id=incident.pk,
        now=now,
    )


def _above(agency: Agency, today: date) -> list[User]:
    parts = agency.path.rstrip("/").split("/")
    paths = ["/".join(parts[: n + 1]) + "/" for n in range(len(parts))]
    heads = Q(role=Role.HEAD, agency__path__in=paths)
    watchers = Q(role=Role.INSPECTOR) & (
        Q(agency__oversees__path__in=paths) | Q(agency__oversees=None, agency__path__in=paths)
    )
    held = Membership.objects.in_force(today).filter(heads | watchers)
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk"))
