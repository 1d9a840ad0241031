"""The matters of a visit: existing ones, or new ones at the right agency and as secret as due."""

from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from agencies.models import User
from agencies.refusals import Refused
from complaints.actions import intake, matters, sealing
from complaints.actions.intake import Place
from complaints.enums import PetitionKind, Secrecy
from complaints.models import Matter
from complaints.petitioner import Petitioner
from reception.actions.people import sealed_beside
from reception.told import UNNAMED, VisitInput


def lock_matters(told: VisitInput) -> None:
    """Locks every existing matter of the visit in one order, so that two desks cannot deadlock."""
    joined = [told.matter, *(one.matter for one in told.further)]
    keys = [matter.pk for matter in joined if matter is not None]
    list(Matter.objects.filter(pk__in=keys).order_by("pk").select_for_update().only("pk"))


def matter_of(told: VisitInput, *, by: User, now: datetime) -> Matter:
    """The matter that the visit joins, or a new one where the law wants it kept."""
    if told.matter is not None:
        return _joined(told, by)
    place = intake.place_for(
        agency=told.agency,
        kind=told.kind,
        keep_sealed=told.is_secret,
        accused_agency=told.accused_agency,
        excluded_users=told.excluded_users,
        by=by,
        today=timezone.localdate(now),
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
        petitioner_label=alias or told.label,
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
    sealing.seal_identity(
        matter=matter,
        petitioner=_petitioner(told),
        alias=alias,
        more=sealed_beside(told),
        now=now,
    )
    if place.exclusions:
        denounces = told.kind == PetitionKind.DENUNCIATION
        matters.exclude(
            matter=matter,
            users=place.exclusions,
            reason="Liên quan đến người bị tố cáo"
            if denounces
            else "Có liên quan đến nội dung vụ việc",
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


def _petitioner(told: VisitInput) -> Petitioner:
    """Who is sealed away; of somebody who gave no name the vault says just that."""
    return replace(told.petitioner, full_name=UNNAMED) if told.is_anonymous else told.petitioner
