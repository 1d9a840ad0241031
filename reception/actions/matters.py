"""The matter of a visit: an existing one, or a new one at the right agency and as secret as due."""

from dataclasses import replace
from datetime import datetime

from agencies.models import User
from agencies.refusals import Refused
from complaints.actions import intake, matters, sealing
from complaints.actions.intake import Place
from complaints.enums import Secrecy
from complaints.models import Matter
from complaints.petitioner import Petitioner
from reception.intake import VisitInput


def matter_of(told: VisitInput, *, by: User, now: datetime) -> Matter:
    """Locks the matter that the visit joins, or opens one where the law wants it kept."""
    if told.matter is not None:
        return _joined(told, by)
    place = intake.place_for(
        agency=told.agency,
        kind=told.kind,
        keep_sealed=told.is_secret,
        accused_agency=told.accused_agency,
        excluded_users=told.excluded_users,
        by=by,
    )
    return _opened(told, place, by, now)


def _joined(told: VisitInput, by: User) -> Matter:
    assert told.matter is not None  # noqa: S101 - narrows the type; the caller has asked
    matter: Matter | None = (
        Matter.objects.visible_to(by)
        .select_related("agency")
        .select_for_update(of=("self",))
        .filter(pk=told.matter.pk)
        .first()
    )
    if matter is None:
        raise Refused("Không tìm thấy vụ việc để ghép lượt tiếp.")
    if matter.agency_id != told.agency.pk and matter.secrecy == Secrecy.OPEN:
        raise Refused("Vụ việc thuộc cơ quan khác; hãy ghi lượt tiếp thành vụ việc riêng.")
    return matter


def _opened(told: VisitInput, place: Place, by: User, now: datetime) -> Matter:
    alias = sealing.new_alias(kind=told.kind) if place.secrecy else ""
    matter = matters.open_matter(
        agency=place.agency,
        kind=told.kind,
        field=told.field,
        title=told.title,
        petitioner_label=alias or told.petitioner.full_name,
        people_count=told.head_count,
        locality=told.locality,
        secrecy=place.secrecy,
        opened_on=told.arrived_on,
        by=by,
        now=now,
    )
    if place.secrecy:
        _seal(told, matter, place, alias, by, now)
    return matter


def _seal(
    told: VisitInput, matter: Matter, place: Place, alias: str, by: User, now: datetime
) -> None:
    """Identity into the vault, exclusions before grants; who received goes on seeing it."""
    sealing.seal_identity(matter=matter, petitioner=_sealed_petitioner(told), alias=alias, now=now)
    if place.exclusions:
        matters.exclude(
            matter=matter,
            users=place.exclusions,
            reason="Liên quan đến người bị tố cáo",
            by=by,
            now=now,
        )
    matters.grant(
        matter=matter,
        users=place.grants,
        reason="Người tiếp công dân và người có trách nhiệm xử lý",
        by=by,
        now=now,
    )


def _sealed_petitioner(told: VisitInput) -> Petitioner:
    """Who is sealed away: representatives of a sealed group are named nowhere else."""
    if not told.representatives:
        return told.petitioner
    names = ", ".join(told.representatives)
    return replace(
        told.petitioner, full_name=f"{told.petitioner.full_name}; người đại diện: {names}"
    )
