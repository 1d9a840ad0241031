"""Whether an agency may be sent a petition: it exists that day, and the petition has not been there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from agencies.models import Agency, Succession
from agencies.roles import Permission
from agencies.told import people_with
from agencies.vietnamese import sort_key
from complaints.enums import Outcome, Secrecy
from complaints.models import Petition, Transfer
from complaints.workflow import ANSWERED

MOST_LINKS = 12


def receiver_refusal(
    petition: Petition, agency: Agency | None, name: str, outcome: str, on: date
) -> str | None:
    """Why this receiver cannot be sent this petition on that day; None when it can."""
    ended = agency or _ended_by_name(name, petition, on)
    if ended is not None and not ended.exists_on(on):
        return _no_longer(ended, on)
    if agency is None:
        return None
    if agency.pk == petition.agency_id:
        return "Nơi nhận phải là cơ quan khác cơ quan đang giữ đơn."
    return _circle(petition, agency) if outcome in ANSWERED else None


def takes_in(agency: Agency | None, outcome: Outcome, secrecy: int) -> bool:
    """True when the transfer arrives in an inbox of the house: somebody there takes petitions in, and
    the matter has nobody who must not notice it (ADR 0033: such a one goes by document)."""
    if agency is None or outcome not in ANSWERED or secrecy >= Secrecy.RESTRICTED:
        return False
    # Whoever is only at the desk sees nothing sealed.
    needed = Permission.PROCESS_PETITION if secrecy else Permission.RECEIVE_TRANSFER
    return bool(people_with(needed, agency))


def links_before(petition: Petition) -> list[Transfer]:
    """How the petition came here: its transfers from the first sender on, each with its agencies."""
    found: list[Transfer] = []
    at: UUID = petition.pk
    while len(found) < MOST_LINKS:
        link = (
            Transfer.objects.unscoped("each link is shown as far as its reader sees both ends")
            .filter(became=at)
            .select_related("petition__agency", "to_agency", "became")
            .defer("petition__content", "petition__outcome_note", "petition__resolution")
            .first()
        )
        if link is None:
            break
        found.insert(0, link)
        at = link.petition_id
    return found


def _ended_by_name(name: str, petition: Petition, on: date) -> Agency | None:
    """The unit of the same tree that ended under this name, typed because the list no longer has it."""
    if not name.strip():
        return None
    root = petition.scope_path.split("/")[0] + "/"
    named = Agency.objects.filter(sort_key=sort_key(name), path__startswith=root)
    standing, ended = [], []
    for agency in named:
        (standing if agency.exists_on(on) else ended).append(agency)
    return ended[0] if ended and not standing else None


def _no_longer(agency: Agency, on: date) -> str:
    if agency.valid_from > on:
        return f"{agency.name} hoạt động từ ngày {agency.valid_from:%d/%m/%Y}, chưa nhận đơn được."
    heirs = [
        one.successor.name
        for one in Succession.objects.filter(predecessor=agency)
        .select_related("successor")
        .order_by("successor__sort_key")
    ]
    until = f"{agency.name} đã kết thúc hoạt động ngày {agency.valid_to:%d/%m/%Y}"
    if not heirs:
        return f"{until}; chưa ghi nơi kế thừa, hãy hỏi cơ quan cấp trên của đơn vị ấy."
    return f"{until}; hãy chuyển đến nơi kế thừa: {'; '.join(heirs)}."


def _circle(petition: Petition, agency: Agency) -> str | None:
    before = links_before(petition)
    been = [link.petition.agency for link in before]
    sender = petition.sender_agency if petition.sender_agency_id else None
    if sender is not None and not before:
        been = [sender]
    if agency.pk not in {one.pk for one in been}:
        return None
    return (
        f"Đơn đã đi qua {_way(been, petition.agency)}, không chuyển vòng lại {agency.name}. Hãy trả "
        "lời nơi chuyển đơn hoặc báo cáo cơ quan cấp trên quyết định cơ quan giải quyết."
    )


def _way(been: Sequence[Agency], here: Agency) -> str:
    return " → ".join(one.short_name for one in [*been, here])
