"""Petitions linked, merged and taken apart again (liên kết, ghép, tách): never silent, never lost.

A link stands between petitions of the same secrecy, a restricted one only inside its matter: nothing
stored on one side may tell of a side that somebody must not notice (design.md section 9).
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from agencies.models import User
from agencies.refusals import Refused
from agencies.roles import Permission
from complaints import workflow
from complaints.actions import clocks, ending_matters, locks
from complaints.actions.versions import ensure, save
from complaints.enums import LinkKind, PetitionState, Secrecy, WaitsFor
from complaints.models import Clock, Petition, PetitionLink
from complaints.rights import ensure_in
from complaints.workflow import Fact
from records.actions import ledger
from records.enums import Verb

BY_HAND = (LinkKind.DUPLICATE, LinkKind.AGAIN, LinkKind.SECOND, LinkKind.RELATED)
_NOT_YOURS = "Chỉ cán bộ xử lý, thủ trưởng của cơ quan giữ đơn được liên kết đơn này."
_RUNNING = (PetitionState.RECEIVED, PetitionState.ACCEPTED)
_LONGEST = 300


def link_refusal(petition: Petition, other: Petition, kind: LinkKind) -> str | None:
    """Why these two cannot be linked in this way; None when they can."""
    if petition.pk == other.pk:
        return "Không liên kết một đơn với chính nó."
    if petition.secrecy != other.secrecy:
        return "Đơn ở sổ kín và đơn ở sổ thường không liên kết với nhau."
    if petition.secrecy == Secrecy.RESTRICTED and petition.matter_id != other.matter_id:
        return "Đơn hạn chế người biết chỉ liên kết với đơn trong cùng vụ việc."
    later = petition.received_on >= other.received_on
    if kind in (LinkKind.AGAIN, LinkKind.SECOND) and not later:
        return "Đơn gửi lại, khiếu nại lần hai phải nhận sau đơn trước."
    if kind == LinkKind.AGAIN and other.state == PetitionState.RECEIVED:
        return "Đơn trước chưa xử lý; hãy liên kết là đơn trùng."
    if kind == LinkKind.SECOND and petition.kind != other.kind:
        return "Khiếu nại lần hai, tố cáo tiếp phải cùng loại với đơn trước."
    return None


@transaction.atomic
def link_petitions(
    *, petition_id: UUID, other_id: UUID, kind: LinkKind, reason: str, by: User, now: datetime
) -> PetitionLink:
    """Liên kết hai đơn, for a reason that both sides show. Made once: a second time gives the first."""
    petition = locks.petition(pk=petition_id, by=by)
    ensure_in(by, petition.agency, Permission.PROCESS_PETITION, _NOT_YOURS)
    other = Petition.objects.visible_to(by).get(pk=other_id)
    kind = LinkKind(kind)
    refusal = None if kind in BY_HAND else "Quan hệ này không ghi bằng tay."
    if refusal := refusal or link_refusal(petition, other, kind):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused("Hãy ghi vì sao hai đơn liên quan với nhau.")
    standing = PetitionLink.objects.standing().filter(petition=petition, other=other, kind=kind)
    if (made := standing.first()) is not None:
        return made
    return _made(petition, other, kind, reason, {}, by, now)


def hold_both(*, link_id: UUID | None, by: User) -> None:
    """Locks the matters of both petitions of a link, in one order for everybody."""
    if link_id is None:
        return
    seen = PetitionLink.objects.visible_to(by).select_related("petition", "other")
    link = seen.filter(pk=link_id).first()
    if link is None:
        return
    for matter_id in sorted({link.petition.matter_id, link.other.matter_id}):
        locks.hold_matter(matter_id)


def mergeable(*, link_id: UUID | None, petition: Petition, by: User) -> PetitionLink | None:
    """The standing link of duplicates over which `petition` may be merged into the other."""
    if link_id is None:
        return None
    found = merge_links(petition, by).filter(pk=link_id).first()
    return found if found is not None and target_of(found, petition) is not None else None


def merge_links(petition: Petition, user: User) -> Any:
    """Links of duplicates of this petition, whichever of the two was linked from."""
    links = PetitionLink.objects.visible_to(user).standing().filter(kind=LinkKind.DUPLICATE)
    return links.filter(petition=petition) | links.filter(other=petition)


def target_of(link: PetitionLink, petition: Petition) -> Petition | None:
    """The petition into which `petition` would be merged over this link; None when it cannot be."""
    other = link.other if link.petition_id == petition.pk else link.petition
    fits = (
        other.agency_id == petition.agency_id
        and other.state in _RUNNING
        and link_refusal(petition, other, LinkKind.MERGED) is None
    )
    return other if fits else None


def state_before(petition: Petition) -> dict[str, Any]:
    """What a merge will change, kept to take it apart again."""
    running = petition.clocks.filter(finished_on=None).values_list("pk", flat=True)
    return {"waits_for": petition.waits_for, "clocks": sorted(str(pk) for pk in running)}


def merge(
    *,
    petition: Petition,
    duplicate: PetitionLink,
    before: dict[str, Any],
    note: str,
    by: User,
    now: datetime,
) -> PetitionLink:
    """Ghép: in the transaction of the decision, which has ended the petition's own course."""
    other = duplicate.other if duplicate.petition_id == petition.pk else duplicate.petition
    link = _made(petition, other, LinkKind.MERGED, note, before, by, now)
    ledger.write(by=by, verb=Verb.CHANGE, subject=other, now=now, details={"buoc": "nhan_ghep"})
    return link


@transaction.atomic
def undo_link(*, link_id: UUID, reason: str, by: User, now: datetime) -> PetitionLink:
    """Gỡ liên kết, with its reason; of a merge: the petition is where it was, its clocks run again."""
    hold_both(link_id=link_id, by=by)
    seen = PetitionLink.objects.visible_to(by).get(pk=link_id)
    petition = locks.petition(pk=seen.petition_id, by=by)
    link = PetitionLink.objects.select_for_update().get(pk=link_id)
    merged = link.kind == LinkKind.MERGED
    needed = Permission.DECIDE_CASE if merged else Permission.PROCESS_PETITION
    ensure_in(by, petition.agency, needed, _NOT_YOURS)
    if link.kind == LinkKind.SPLIT:
        raise Refused("Đơn tách từ đơn nhiều nội dung giữ liên kết với đơn gốc.")
    if link.undone_at is not None:
        raise Refused(f"Liên kết này đã được gỡ ngày {link.undone_at:%d/%m/%Y}.")
    if not reason.strip():
        raise Refused("Hãy ghi lý do gỡ liên kết.")
    if merged:
        _take_apart(link, petition, by)
        why = "Đơn đã ghép được tách ra để xử lý riêng."
        ending_matters.take_up_again(matter=petition.matter, why=why, now=now)
        ledger.write(by=by, verb=Verb.CHANGE, subject=petition, now=now, details={"buoc": "tach"})
    link.undone_by, link.undone_at, link.undone_reason = by, now, reason.strip()[:_LONGEST]
    link.save(update_fields=["undone_by", "undone_at", "undone_reason"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=link, now=now, details={"buoc": "go"})
    return link


def _take_apart(link: PetitionLink, petition: Petition, by: User) -> None:
    ensure(workflow.UNMERGE, petition, {Fact.NOTE, Fact.MERGED}, petition.version, by)
    nobody: date | None = None
    petition.state, petition.outcome, petition.outcome_note = PetitionState.RECEIVED, "", ""
    petition.processed_on, petition.processed_by, petition.is_competent = nobody, None, None
    petition.waits_for = WaitsFor(link.before.get("waits_for", WaitsFor.AGENCY))
    save(
        petition, "state", "outcome", "outcome_note", "processed_on", "processed_by",
        "is_competent", "waits_for",
    )  # fmt: skip
    Clock.objects.filter(petition=petition, pk__in=link.before.get("clocks", [])).update(
        finished_on=None
    )
    clocks.recompute_petition(petition)
    clocks.recompute_matter(petition.matter)


def _made(
    petition: Petition,
    other: Petition,
    kind: LinkKind,
    reason: str,
    before: dict[str, Any],
    by: User,
    now: datetime,
) -> PetitionLink:
    link = PetitionLink(
        petition=petition, other=other, kind=kind, reason=reason.strip()[:_LONGEST], before=before,
        linked_by=by, linked_at=now,
    )  # fmt: skip
    try:
        with transaction.atomic():
            link.save(force_insert=True)
    except IntegrityError:
        raise Refused("Đơn này đã được ghép vào một hồ sơ.") from None
    ledger.write(by=by, verb=Verb.CREATE, subject=link, now=now, details={"quan_he": kind.value})
    return link
