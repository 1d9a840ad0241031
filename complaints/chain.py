"""Đường đi của một đơn: every body it went through, shown to whoever may see a link of it.

Of links at other agencies only what the transfer itself told is shown: from whom to whom, on which day,
whether it was taken in; their petitions open for nobody who does not see them anyway. Behind a matter
with excluded persons nothing is shown (ADR 0033).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from agencies.models import User
from complaints.enums import Outcome, Receipt, Secrecy, TransferState
from complaints.models import Petition, Transfer
from complaints.querysets import needs_to_know
from complaints.receivers import MOST_LINKS, links_before
from complaints.selectors import SEALED_NUMBER, number_for

_LONG = ("petition__content", "petition__outcome_note", "petition__resolution")


@dataclass(frozen=True, slots=True)
class Link:
    """One transfer as parts/steps.html prints it."""

    label: str
    at: date
    by: str
    text: str
    url: str
    state: str
    tone: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """The whole way: where it began, each link, who holds the petition now."""

    origin: str
    links: tuple[Link, ...]
    holder: str
    waiting_for: str = ""


def chain_of(petition: Petition, user: User, today: date) -> Chain:
    """Of a petition, or of one whose transfer, `user` was let in to see."""
    before = links_before(petition)
    first = before[0].petition if before else petition
    found = _onward(first.pk)
    seen = _seen(user, first, found)
    shown = [one for one in found if _is_told(one, seen, user)]
    return Chain(
        origin=_origin(first),
        links=tuple(_link(one, seen, user, today) for one in shown),
        holder=_holder(first, shown),
        waiting_for=_waiting(shown),
    )


def _onward(first: UUID) -> list[Transfer]:
    """All transfers from the first petition on, hand by hand: what came back before what went on."""
    found: list[Transfer] = []
    level = {first}
    for _ in range(MOST_LINKS):
        rows = list(
            Transfer.objects.unscoped("each link is shown as far as its reader sees both ends")
            .filter(petition__in=level)
            .exclude(outcome=Outcome.GUIDE)
            .select_related("petition__agency", "to_agency", "became__agency")
            .defer(*_LONG)
        )
        found += sorted(rows, key=_order)
        level = {row.became_id for row in rows if row.became_id}
        if not level:
            break
    return found


def _order(one: Transfer) -> tuple[date, bool, date]:
    """Only one of a petition's transfers is open, and it is the last, also of those of one day."""
    return one.sent_on, one.state != TransferState.RETURNED, one.receipt_on or date.max


def _seen(user: User, first: Petition, found: Iterable[Transfer]) -> set[UUID]:
    keys = {first.pk} | {one.became_id for one in found if one.became_id}
    return set(Petition.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))


def _is_told(one: Transfer, seen: set[UUID], user: User) -> bool:
    """A link hangs on a petition that the reader sees, or that is no secret from their role."""
    if one.petition_id in seen or one.became_id in seen:
        return True
    hidden = one.petition.secrecy == Secrecy.RESTRICTED
    return not hidden and one.petition.secrecy <= needs_to_know(user)


def _origin(first: Petition) -> str:
    """Who had it before the house did."""
    sender = first.sender_agency.name if first.sender_agency_id else first.sender_name
    received = f"{first.agency.name} nhận ngày {first.received_on:%d/%m/%Y}"
    return f"{received}, do {sender} chuyển đến" if sender else received


def _link(one: Transfer, seen: set[UUID], user: User, today: date) -> Link:
    state, tone = _state(one, today)
    return Link(
        label=f"{one.petition.agency.short_name} → {_receiver(one)}{_number(one, seen, user)}",
        at=one.sent_on,
        by=", ".join(part for part in (str(Outcome(one.outcome).label), one.document) if part),
        text=_text(one, seen, user),
        url=reverse("petition_detail", args=[one.became_id]) if one.became_id in seen else "",
        state=state,
        tone=tone,
    )


def _receiver(one: Transfer) -> str:
    return one.to_agency.short_name if one.to_agency else one.to_name


def _number(one: Transfer, seen: set[UUID], user: User) -> str:
    """The number under which the receiver entered it, as the reader may know it."""
    made = one.became
    if made is None or (made.pk not in seen and made.secrecy):
        return ""
    number = number_for(made, user)
    return "" if number == SEALED_NUMBER else f", số {number}"


def _state(one: Transfer, today: date) -> tuple[str, str]:
    if one.receipt == Receipt.WAITING:
        late = one.receive_by is not None and one.receive_by < today
        return ("quá hạn tiếp nhận", "late") if late else ("chờ tiếp nhận", "info")
    if one.state == TransferState.RETURNED:
        return ("sai thẩm quyền, trả lại" if one.wrong_competence else "trả lại"), "warn"
    if one.state == TransferState.ANSWERED:
        return f"đã trả lời {one.answered_on:%d/%m/%Y}", "ok"
    if one.receipt == Receipt.ACCEPTED:
        return f"đã tiếp nhận {one.receipt_on:%d/%m/%Y}", "info"
    if one.state == TransferState.CLOSED:
        return "không cần trả lời", "neutral"
    return "đã gửi bằng văn bản, chờ trả lời", "info"


def _text(one: Transfer, seen: set[UUID], user: User) -> str:
    """Why it came back, or the answer: for whoever sees one end of the link."""
    ends = one.petition_id in seen or one.became_id in seen
    received = one.to_agency is not None and user.access.reaches(one.to_agency)
    if not (ends or received):
        return ""
    told = one.receipt_note or one.answer
    return " ".join(part for part in (told, _told_citizen(one)) if part)


def _told_citizen(one: Transfer) -> str:
    if one.told_citizen_on is None:
        return ""
    return f"Đã báo cho công dân ngày {one.told_citizen_on:%d/%m/%Y}."


def _holder(first: Petition, shown: list[Transfer]) -> str:
    """The body that holds it now, as far as the links tell."""
    holder = first.agency.name
    for one in shown:
        if one.receipt == Receipt.ACCEPTED and one.to_agency is not None:
            holder = one.to_agency.name
        elif not one.receipt and one.state in (TransferState.SENT, TransferState.ANSWERED):
            holder = one.to_name
        else:
            holder = one.petition.agency.name
    return holder


def _waiting(shown: list[Transfer]) -> str:
    return next((one.to_name for one in reversed(shown) if one.receipt == Receipt.WAITING), "")
