"""Tách đơn: several contents in one petition become petitions of their own, with the link kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints import subjects
from complaints.actions import locks
from complaints.actions.petitions import register_petition
from complaints.actions.rewording import reword
from complaints.enums import LinkKind, PetitionKind, PetitionState, Source
from complaints.models import Petition, PetitionLink
from complaints.people import petitioner_of
from complaints.petitioner import Petitioner
from complaints.rights import permissions_in
from complaints.told import About, Arrival
from records.actions import ledger
from records.enums import Verb

_REASON = "Đơn có nhiều nội dung"


@dataclass(frozen=True, slots=True)
class Content:
    """One content of a petition (một nội dung), on its way to a petition of its own."""

    kind: PetitionKind
    subject_code: str
    summary: str
    content: str
    is_first_time: bool = True
    accused_agency: Agency | None = None
    excluded_users: tuple[User, ...] = ()


@dataclass(frozen=True, slots=True)
class Remaining:
    """What the petition itself goes on to say, without what was split off."""

    summary: str
    content: str


@transaction.atomic
def split_petition(
    *,
    petition_id: UUID,
    contents: Sequence[Content],
    remaining: Remaining | None = None,
    by: User,
    now: datetime,
) -> list[Petition]:
    """Each content gets its own number and clocks from the day the petition came (Nghị định
    154/2026/NĐ-CP, art. 14 clause 4).

    A denunciation goes into a sealed matter of its own; the petition itself does not change by it,
    so that nobody learns of it there. From a sealed petition everything stays in its sealed matter.
    """
    petition = locks.petition(pk=petition_id, by=by)
    ensure_may_split(by, petition)
    if not contents:
        raise Refused("Hãy ghi ít nhất một nội dung để tách thành đơn riêng.")
    if remaining is not None:
        _restate(petition, remaining, by, now)
    made = [_registered(petition, content, by, now) for content in contents]
    for new in made:
        _link(petition, new, by, now)
    return made


def ensure_may_split(by: User, petition: Petition) -> None:
    """Raises a Refused for whoever may not split it, or may not any more."""
    if Permission.REGISTER_PETITION not in permissions_in(by, petition.agency):
        raise NotAllowed("Chỉ cán bộ vào sổ đơn của cơ quan giữ đơn được tách đơn này.")
    if petition.state != PetitionState.RECEIVED:
        raise Refused(
            f"Chỉ tách đơn khi còn chờ xử lý; tình trạng đơn là “{petition.get_state_display()}”."
        )


def _registered(petition: Petition, content: Content, by: User, now: datetime) -> Petition:
    """A petition of its own. Of what is sealed the arrival keeps only who must be answered."""
    denounces = content.kind == PetitionKind.DENUNCIATION
    stays_sealed = bool(petition.secrecy)
    return register_petition(
        agency=petition.agency,
        matter=petition.matter if stays_sealed else None,
        kind=content.kind,
        field=subjects.field_of(content.subject_code),
        source=Source(petition.source),
        received_on=petition.received_on,
        petitioner=petitioner_of(petition.person) if petition.person else Petitioner(full_name=""),
        person=None if denounces or stays_sealed else petition.person,
        is_anonymous=petition.is_anonymous,
        signatories=petition.signatories,
        locality=petition.locality,
        summary=content.summary,
        content=content.content,
        is_first_time=content.is_first_time,
        accused_agency=content.accused_agency if denounces else None,
        excluded_users=content.excluded_users if denounces else (),
        arrival=_arrival(petition, with_marks=not (denounces or stays_sealed)),
        about=About(
            subject_code=content.subject_code,
            commune_code=petition.commune_code,
            old_place=petition.old_place,
        ),
        by=by,
        now=now,
    )


def _arrival(petition: Petition, *, with_marks: bool) -> Arrival:
    """With the marks of the envelope only where the parts may be known to belong together."""
    return Arrival(
        number=petition.arrival_number if with_marks else "",
        postmarked_on=petition.postmarked_on if with_marks else None,
        sender_agency=petition.sender_agency,
        sender_name=petition.sender_name,
        document=petition.sender_document,
        document_on=petition.sender_document_on,
        owes_reply=petition.owes_reply,
    )


def _link(petition: Petition, new: Petition, by: User, now: datetime) -> None:
    link = PetitionLink.objects.create(
        petition=new,
        other=petition,
        kind=LinkKind.SPLIT,
        reason=_REASON,
        linked_by=by,
        linked_at=now,
    )
    ledger.write(by=by, verb=Verb.CREATE, subject=link, now=now)


def _restate(petition: Petition, remaining: Remaining, by: User, now: datetime) -> None:
    """The petition without what was split off; nothing happens where nothing was left out."""
    summary, content = remaining.summary.strip()[:300], remaining.content.strip()
    if (summary, content) == (petition.summary, petition.content):
        return
    if not (summary and content):
        raise Refused("Hãy ghi tóm tắt và nội dung còn lại của đơn này.")
    reword(petition, summary=summary, content=content)
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=petition, now=now, details={"buoc": "tach_noi_dung"}
    )
