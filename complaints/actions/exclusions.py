"""Gỡ loại trừ: entered by one custodian with a document of a higher body, confirmed by a second one.

Until the second has confirmed nothing changes; then the exclusion goes and its record stays. Letting
somebody back in is a grant of its own: the matter stays restricted (ADR 0042).
"""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from agencies.models import Agency, Membership, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission, Role
from agencies.vietnamese import tidy
from complaints.actions import locks
from complaints.actions.intake import overseer_of
from complaints.actions.matters import forget_cached, grant
from complaints.enums import LiftState
from complaints.kept_out import people_kept_out
from complaints.lifting import LiftDocument, decision_refusal, document_objections, paths_above
from complaints.models import ExclusionLift, Matter, MatterExclusion
from records.actions import ledger
from records.enums import Verb

_NOT_YOURS = "Chỉ người giữ bí mật ghi và xác nhận việc gỡ loại trừ."


class DocumentRefused(Refused):
    """Says beside which fields of the form the document does not hold."""

    def __init__(self, objections: list[tuple[str, str]]) -> None:
        super().__init__(objections[0][1])
        self.objections = objections


def issuers_above(person: User, now: datetime) -> QuerySet[Agency]:
    """Agencies above everything the excluded person belongs to; none for whoever leads the province."""
    today = timezone.localtime(now).date()
    held = Membership.objects.in_force(today).filter(user=person)
    above = paths_above(held.values_list("agency__path", flat=True))
    found: QuerySet[Agency] = Agency.objects.in_force(today).filter(path__in=above)
    return found.order_by("-path")


@transaction.atomic
def enter_lift(
    *,
    matter_id: UUID,
    person: User,
    document: LiftDocument[UUID],
    reason: str,
    by: User,
    now: datetime,
) -> ExclusionLift:
    """Notes the document that lets `person` in again; waits for a second custodian."""
    _ensure_custodian(by)
    matter = locks.matter(pk=matter_id, by=by)
    exclusion = _exclusion(matter, person)
    _ensure_holds(document, exclusion, now)
    if not reason.strip():
        raise Refused("Hãy ghi văn bản cho phép điều gì.")
    lift = ExclusionLift(
        matter=matter, exclusion_key=exclusion.pk, user=person,
        excluded_reason=exclusion.reason, excluded_at=exclusion.excluded_at,
        document_number=tidy(document.number)[:60], document_date=document.dated,
        issuer_id=document.issuer, central_issuer=tidy(document.central_issuer)[:120],
        reason=tidy(reason)[:300], entered_by=by, entered_at=now,
    )  # fmt: skip
    try:
        with transaction.atomic():
            lift.save(force_insert=True)
    except IntegrityError:
        raise Refused("Đã có văn bản gỡ loại trừ đang chờ xác nhận cho người này.") from None
    ledger.write(by=by, verb=Verb.ENTER_LIFT, subject=lift, now=now)
    _ensure_second(matter, by, now)
    return lift


@transaction.atomic
def decide_lift(
    *, lift_id: UUID, confirm: bool, note: str, by: User, now: datetime
) -> ExclusionLift:
    """A second custodian confirms, and the exclusion goes; or does not, and it stays."""
    _ensure_custodian(by)
    seen = ExclusionLift.objects.visible_to(by)
    locks.matter(pk=seen.get(pk=lift_id).matter_id, by=by)
    lift: ExclusionLift = (
        seen.select_related("matter", "user").select_for_update(of=("self",)).get(pk=lift_id)
    )
    why = decision_refusal(
        state=lift.state, entered_by=lift.entered_by_id, excluded=lift.user_id, by=by.pk,
        confirm=confirm, note=note,
    )  # fmt: skip
    if why:
        raise Refused(why)
    was = lift.get_state_display()
    lift.state = LiftState.CONFIRMED if confirm else LiftState.REFUSED
    lift.decided_by, lift.decided_at, lift.decision_note = by, now, tidy(note)[:300]
    lift.save(update_fields=["state", "decided_by", "decided_at", "decision_note"])
    if confirm:
        MatterExclusion.objects.filter(pk=lift.exclusion_key).delete()
        forget_cached([by, lift.user])
    verb = Verb.LIFT_EXCLUSION if confirm else Verb.REFUSE_LIFT
    ledger.write(
        by=by, verb=verb, subject=lift, now=now,
        before={"trang_thai": was}, after={"trang_thai": lift.get_state_display()},
    )  # fmt: skip
    return lift


def _ensure_custodian(by: User) -> None:
    if not by.may(Permission.APPROVE_IDENTITY):
        raise NotAllowed(_NOT_YOURS)


def _exclusion(matter: Matter, person: User) -> MatterExclusion:
    found: MatterExclusion | None = matter.exclusions.filter(user=person).first()
    if found is None:
        raise Refused("Người này không bị loại trừ khỏi vụ việc.")
    return found


def _ensure_holds(document: LiftDocument[UUID], exclusion: MatterExclusion, now: datetime) -> None:
    if not document.number.strip():
        raise DocumentRefused([("document_number", "Hãy ghi số, ký hiệu văn bản.")])
    objections = document_objections(
        document, issuers=set(issuers_above(exclusion.user, now).values_list("pk", flat=True)),
        excluded_on=timezone.localtime(exclusion.excluded_at).date(),
        today=timezone.localtime(now).date(),
    )  # fmt: skip
    if objections:
        raise DocumentRefused(objections)


def _ensure_second(matter: Matter, by: User, now: datetime) -> None:
    """Somebody must be able to confirm: another custodian who was told of the matter, else those of the
    body above are told now."""
    today = timezone.localtime(now).date()
    out = people_kept_out([matter.pk], today) | {by.pk}
    told = _custodians(today).filter(user__in=matter.grants.values("user"))
    if told.exclude(user__in=out).exists():
        return
    above = _custodians(today).filter(agency=overseer_of(matter.agency, today))
    seconds = [held.user for held in above.exclude(user__in=out).select_related("user")]
    if not seconds:
        raise Refused(
            "Vụ việc này chỉ có một người giữ bí mật được biết; hãy đề nghị quản trị cử người thứ hai."
        )
    grant(matter=matter, users=seconds, reason="Xác nhận gỡ loại trừ", by=by, now=now)


def _custodians(today: date) -> QuerySet[Membership]:
    held: QuerySet[Membership] = Membership.objects.in_force(today).filter(
        role=Role.CUSTODIAN, user__is_active=True
    )
    return held
