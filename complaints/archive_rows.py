"""Files due for the archives, handed over, past their term: each cut to what its reader keeps and sees.

Those who settle cases keep the files of their agency; of sealed matters its custodians, who were told of
them, keep files too. Whatever is counted here is what the reader sees (design.md section 9).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from agencies.models import Agency, User
from agencies.roles import Permission
from complaints import law_book
from complaints.enums import FactKind, Secrecy
from complaints.models import ArchiveDelivery, ArchivedMatter, Matter, MatterFact, Petition
from law.archives import ArchiveRules, Keeping, Term
from law.enums import Confidence, State
from law.shipped import shipped_archives

KEEPS = (Permission.PROCESS_PETITION, Permission.KEEP_SEALED_REGISTER)


@dataclass(frozen=True, slots=True)
class DueFile:
    """One line: the matter, the last day for its file, the term that its facts speak for."""

    matter: Matter
    due_on: date
    days_left: int
    state: State
    keeping: Keeping


def rules() -> ArchiveRules:
    """The law on files: data of this release."""
    return shipped_archives()


def keeps_files(user: User) -> bool:
    """True for those who hand over files of some agency."""
    return any(user.may(permission) for permission in KEEPS)


def keeps_sealed_alone(user: User) -> bool:
    """True for a custodian, who hands over the sealed files alone."""
    return not user.may(Permission.PROCESS_PETITION)


def keeper_of(user: User, matter: Matter) -> Agency | None:
    """The agency in whose name the user hands over this file; None for those who may not."""
    found = _agencies(user, Permission.PROCESS_PETITION).get(matter.agency_id)
    if found is None and matter.secrecy >= Secrecy.SEALED:
        found = _agencies(user, Permission.KEEP_SEALED_REGISTER).get(matter.agency_id)
    return found


def waiting(user: User) -> QuerySet[Matter]:
    """Ended matters whose file is still with the agency."""
    kept = _kept_by(user, "secrecy")
    seen = Matter.objects.visible_to(user).filter(kept, closed_on__isnull=False, archived_on=None)
    told = MatterFact.objects.filter(matter=OuterRef("pk"), kind=FactKind.COMPLEX)
    petitions = Petition.objects.filter(matter=OuterRef("pk"))
    found: QuerySet[Matter] = seen.annotate(
        is_complex=Exists(told),
        is_not_ours=Exists(petitions) & ~Exists(petitions.exclude(is_competent=False)),
    )
    return found


def due_files(matters: Iterable[Any], today: date) -> list[DueFile]:
    """Lines of matters that `waiting` gave, without a statement."""
    return [_due(matter, today) for matter in matters]


def proposed(matter: Any) -> Keeping:
    """The term that the facts of a matter from `waiting` speak for."""
    return rules().proposed(is_complex=matter.is_complex, is_ours=not matter.is_not_ours)


def _due(matter: Any, today: date) -> DueFile:
    due_on = rules().due_on(matter.closed_on)
    state = law_book.state_on(due_on, None, today)
    return DueFile(matter, due_on, (due_on - today).days, state, proposed(matter))


def deliveries(user: User) -> QuerySet[ArchiveDelivery]:
    """Biên bản giao nhận of the agencies whose files the user keeps, with how many files they see."""
    files = ArchivedMatter.objects.visible_to(user).filter(delivery=OuterRef("pk")).order_by()
    count = files.values("delivery").annotate(n=Count("pk")).values("n")
    agencies = {pk for permission in KEEPS for pk in _agencies(user, permission)}
    found: QuerySet[ArchiveDelivery] = (
        ArchiveDelivery.objects.visible_to(user)
        .filter(agency__in=agencies)
        .select_related("agency", "delivered_by")
        .annotate(file_count=Subquery(count))
    )
    return found


def files_in(delivery: ArchiveDelivery, user: User) -> QuerySet[ArchivedMatter]:
    """Files of one delivery that this reader may see, in the order of their end."""
    seen = ArchivedMatter.objects.visible_to(user).filter(delivery=delivery)
    return seen.select_related("matter", "delivery", "taken_back__taken_by").order_by(
        "ended_on", "pk"
    )


def past_their_term(user: User, today: date) -> QuerySet[ArchivedMatter]:
    """Files at the archives whose term has run out: for the valuation council, nothing is removed."""
    seen = ArchivedMatter.objects.visible_to(user).filter(
        _kept_by(user, "matter__secrecy"), kept_until__lt=today, taken_back=None
    )
    found: QuerySet[ArchivedMatter] = seen.select_related("matter", "delivery")
    return found


def archived_files(matter: Matter) -> QuerySet[ArchivedMatter]:
    """What was handed over of a matter that was fetched through `visible_to`, newest first."""
    rows = ArchivedMatter.objects.filter(matter=matter)
    return rows.select_related("delivery", "taken_back__taken_by").order_by("-turn")


def term_lines() -> list[Keeping]:
    """The terms in the order of the law data."""
    return [rules().terms[term] for term in Term]


@dataclass(frozen=True, slots=True)
class LawLine:
    """One rule as the page says it: what, how long, where it is written, whether its text was read."""

    what: str
    amount: str
    citation: str
    is_unsure: bool


def law_lines(today: date) -> list[LawLine]:
    """The rule on handing over in force today, then the terms."""
    version = rules().version_on(today)
    within = f"trong {version.years:02d} năm kể từ ngày vụ việc kết thúc"
    lines = [LawLine("Hạn nộp lưu", within, version.citation, _is_unsure(version.confidence))]
    for keeping in term_lines():
        unsure = _is_unsure(keeping.confidence)
        lines.append(LawLine(keeping.name, f"bảo quản {keeping.words}", keeping.citation, unsure))
    return lines


def _is_unsure(confidence: Confidence) -> bool:
    return confidence != Confidence.VERIFIED


def _agencies(user: User, permission: Permission) -> dict[UUID, Agency]:
    """Agencies of which the user keeps the files by this right, ended units that they continue too,
    each with the agency in whose name that is."""
    return {
        pk: agency
        for agency in user.access.agencies_with(permission)
        for pk in (*agency.inherited_ids, agency.pk)
    }


def _kept_by(user: User, secrecy: str) -> Q:
    """Condition on rows with an agency: files of this user's keeping."""
    ours = _agencies(user, Permission.PROCESS_PETITION)
    sealed = _agencies(user, Permission.KEEP_SEALED_REGISTER).keys() - ours.keys()
    kept = Q(agency__in=list(ours))
    if sealed:
        kept |= Q(agency__in=list(sealed), **{f"{secrecy}__gte": Secrecy.SEALED})
    return kept
