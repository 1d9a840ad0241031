"""What the records say of the level below a place where a matter was seen (cấp dưới có thẩm quyền)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from agencies.enums import Level
from agencies.models import Agency
from complaints import law_book
from complaints.enums import Outcome, PetitionState, Secrecy, SeenAt, TransferState
from complaints.models import Clock, Decision, Matter, Petition, Transfer
from complaints.skipping import DutyDay, Handled

# At the provincial office these are no level below; at the central ones everybody is.
_PROVINCIAL = frozenset({Level.PROVINCE, Level.PROVINCE_INSPECTORATE, Level.RECEPTION_BOARD})
# Sent on: whether it is answered is told by the transfer, not by the sender's register.
_SENT_ON = frozenset({Outcome.TRANSFER, Outcome.URGE, Outcome.PROSECUTE, Outcome.PARTY})
_ASKED = "trả lời nơi chuyển đơn"
# Owed to other bodies: their delay is no reason of the citizen's.
_OWED_TO_BODIES = frozenset(
    {"TCD_PHUC_DAP", "TC_BAOCHI", "TC_XULY_BC", "TC_QUAHAN_YC", "TC_QUAHAN_BC", "KN_TAILIEU"}
)


def is_below(agency: Agency, seen_at: SeenAt) -> bool:
    """True for a body below the office where the matter was seen."""
    return seen_at != SeenAt.PROVINCE or agency.level not in _PROVINCIAL


def handled_below(matter: Matter, seen_at: SeenAt) -> list[Handled]:
    """Petitions of this matter in hand below: its own, and those that were sent on and became
    petitions there. Of a matter that is not open elsewhere only our own transfer is told."""
    own = list(Petition.objects.filter(matter=matter).select_related("agency"))
    sent = list(
        Transfer.objects.unscoped("petitions of a matter that was let through")
        .filter(petition__in=own, to_agency__isnull=False)
        .exclude(state__in=[TransferState.RETURNED, TransferState.CLOSED])
        .select_related("to_agency", "became__agency")
    )
    sent = [one for one in sent if one.to_agency and is_below(one.to_agency, seen_at)]
    became = [one.became for one in sent if one.became and one.became.secrecy == Secrecy.OPEN]
    known = {petition.pk for petition in became}
    found = _by_petition([p for p in own if is_below(p.agency, seen_at)] + became)
    return found + [_by_transfer(one) for one in sent if one.became_id not in known]


def _by_petition(petitions: list[Petition]) -> list[Handled]:
    """In three statements, however many there are."""
    kept = [
        one
        for one in petitions
        if one.state != PetitionState.WITHDRAWN and one.outcome not in _SENT_ON
    ]
    ids = [one.pk for one in kept]
    duties: dict[UUID, list[DutyDay]] = defaultdict(list)
    clocks = (
        Clock.objects.unscoped("petitions of a matter that was let through")
        .filter(petition__in=ids, due_on__isnull=False)
        .of_the_office()
    )
    for row in clocks.exclude(rule_code__in=_OWED_TO_BODIES):
        duties[row.petition_id].append(
            DutyDay(law_book.duty(row.rule_code), row.due_on, row.finished_on)
        )
    decided = dict(
        Decision.objects.unscoped("petitions of a matter that was let through")
        .filter(petition__in=ids)
        .values_list("petition_id", "decided_on")
    )
    return [
        Handled(
            one.agency.short_name, one.received_on, _ended(one, decided.get(one.pk)),
            tuple(duties[one.pk]),
        )
        for one in kept
    ]  # fmt: skip


def _ended(petition: Petition, decided_on: date | None) -> date | None:
    """The first of: decided, resolved, processed without being accepted."""
    days: Iterable[date | None] = (
        decided_on,
        petition.resolved_on,
        petition.processed_on if petition.state == PetitionState.PROCESSED else None,
    )
    return min((day for day in days if day is not None), default=None)


def _by_transfer(transfer: Transfer) -> Handled:
    due, done = transfer.answer_due_on, transfer.answered_on
    duties = (DutyDay(_ASKED, due, done),) if due else ()
    assert transfer.to_agency is not None  # noqa: S101 - asked for above
    return Handled(transfer.to_agency.short_name, transfer.sent_on, done, duties)
