"""Matters (vụ việc): opened, told facts of, made known to some and hidden from others."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from agencies.models import Agency, User
from agencies.refusals import Refused
from agencies.registry import Kind, entries
from complaints.actions import search_rows
from complaints.actions.assessment_jobs import ask_soon
from complaints.enums import FactKind, Field, PetitionKind, Secrecy
from complaints.models import (
    CaseUrge,
    Clock,
    CoordinationRequest,
    HotSpot,
    Matter,
    MatterExclusion,
    MatterFact,
    MatterGrant,
    Petition,
    ReviewItem,
    Sighting,
    SignalAssessment,
    Transfer,
)
from records.actions import ledger
from records.enums import Verb

# Rows that carry a copy of the secrecy of their matter.
COPIES = (
    Petition,
    Clock,
    HotSpot,
    SignalAssessment,
    CaseUrge,
    CoordinationRequest,
    Sighting,
    ReviewItem,
)


@transaction.atomic
def open_matter(
    *,
    agency: Agency,
    kind: PetitionKind,
    field: Field,
    title: str,
    petitioner_label: str,
    people_count: int,
    locality: str,
    secrecy: Secrecy,
    opened_on: date,
    by: User,
    now: datetime,
) -> Matter:
    """A new matter of `agency`. A denunciation is never open (Luật Tố cáo 2018, art. 8, 56)."""
    if kind == PetitionKind.DENUNCIATION and secrecy < Secrecy.SEALED:
        raise Refused("Vụ việc tố cáo phải được giữ kín danh tính.")
    matter = Matter(
        agency=agency,
        scope_path=agency.path,
        secrecy=secrecy,
        kind=kind,
        field=field,
        title=title[:200],
        petitioner_label=petitioner_label[:120],
        people_count=people_count,
        locality=locality[:120],
        opened_on=opened_on,
    )
    matter.save(force_insert=True)
    search_rows.add(matter)
    ledger.write(by=by, verb=Verb.CREATE, subject=matter, now=now)
    return matter


def note_fact(
    *,
    matter: Matter,
    kind: FactKind,
    happened_on: date,
    amount: int,
    sentence: str,
    reference: Any,
    now: datetime,
) -> MatterFact:
    """A fact about the situation, said once per record it comes from; never about a person.

    The ledger row is that of the record which tells it. Its signals are weighed anew after commit.
    """
    # The telling record may still wait for its number, so it has no label yet.
    reference_kind = reference._meta.model_name if reference else ""
    reference_id = reference.pk if reference else None
    fact, _made = MatterFact.objects.get_or_create(
        matter=matter,
        kind=kind,
        reference_id=reference_id,
        happened_on=happened_on,
        defaults={
            "amount": amount,
            "sentence": sentence[:300],
            "reference_kind": reference_kind,
        },
    )
    ask_soon(matter.pk, now=now)
    return fact


def drop_facts(*, reference: Any, now: datetime, kind: FactKind | None = None) -> int:
    """Facts that a record told of and that no longer hold: the record is void or was corrected.
    With `kind`, those alone.

    Returns how many; the ledger row is that of the change.
    """
    told = MatterFact.objects.filter(
        reference_kind=reference._meta.model_name, reference_id=reference.pk
    )
    if kind is not None:
        told = told.filter(kind=kind)
    for matter_id in set(told.values_list("matter_id", flat=True)):
        ask_soon(matter_id, now=now)
    return int(told.delete()[0])


@transaction.atomic
def grant(*, matter: Matter, users: Iterable[User], reason: str, by: User, now: datetime) -> None:
    """Names those who may know a sealed or restricted matter. An exclusion beats a grant."""
    excluded = set(matter.exclusions.values_list("user_id", flat=True))
    known = set(matter.grants.values_list("user_id", flat=True))
    new = {u.pk: u for u in users if u.pk not in known and u.pk not in excluded}
    MatterGrant.objects.bulk_create(
        MatterGrant(matter=matter, user=user, reason=reason[:200], granted_at=now)
        for user in new.values()
    )
    if new:
        ledger.write(
            by=by, verb=Verb.GRANT, subject=matter, now=now, details={"so_nguoi": len(new)},
            before={"so_nguoi_biet": len(known)}, after={"so_nguoi_biet": len(known) + len(new)},
        )  # fmt: skip
    forget_cached([by, *new.values()])


@transaction.atomic
def exclude(*, matter: Matter, users: Iterable[User], reason: str, by: User, now: datetime) -> None:
    """These users never see the matter; it becomes restricted, with all that hangs on it, and so does
    the same petition at the agencies it was sent to or came from.

    A matter in the open register has been seen by all: it cannot be made unknown afterwards.
    """
    if matter.secrecy < Secrecy.SEALED:
        raise Refused(
            "Vụ việc ở sổ thường đã có người biết; hãy lập vụ việc kín để loại trừ người liên quan."
        )
    named = list(users)
    for one in (matter, *elsewhere(matter)):
        _exclude(one, named, reason, by, now)
    forget_cached([by, *named])


def elsewhere(matter: Matter) -> list[Matter]:
    """The same petition at other agencies, by its transfers in both directions, locked."""
    seen, level = {matter.pk}, {matter.pk}
    while level:
        links = Transfer.objects.filter(
            Q(petition__matter__in=level) | Q(became__matter__in=level), became__isnull=False
        ).values_list("petition__matter_id", "became__matter_id")
        level = {pk for pair in links for pk in pair} - seen
        seen |= level
    others = Matter.objects.filter(pk__in=seen - {matter.pk}, secrecy__gte=Secrecy.SEALED)
    return list(others.select_for_update().order_by("pk"))


def _exclude(matter: Matter, users: list[User], reason: str, by: User, now: datetime) -> None:
    known = set(matter.exclusions.values_list("user_id", flat=True))
    new = {u.pk: u for u in users if u.pk not in known}
    MatterExclusion.objects.bulk_create(
        MatterExclusion(matter=matter, user=user, reason=reason[:200], excluded_at=now)
        for user in new.values()
    )
    MatterGrant.objects.filter(matter=matter, user__in=new).delete()
    was = Secrecy(matter.secrecy).label
    if matter.secrecy < Secrecy.RESTRICTED:
        raise_secrecy(matter, Secrecy.RESTRICTED)
        _tell_holders(matter, by, now)
    if new:
        ledger.write(
            by=by, verb=Verb.EXCLUDE, subject=matter, now=now, details={"so_nguoi": len(new)},
            before={"do_mat": was}, after={"do_mat": Secrecy(matter.secrecy).label},
        )  # fmt: skip


def _tell_holders(matter: Matter, by: User, now: datetime) -> None:
    """Who has the case in hand goes on with it, unless it is one of those kept out."""
    holders = User.objects.filter(pk__in=matter.petitions.exclude(holder=None).values("holder"))
    grant(matter=matter, users=holders, reason="Người đang thụ lý", by=by, now=now)


def raise_secrecy(matter: Matter, secrecy: Secrecy) -> None:
    """The rows that carry a copy follow, those of upper apps through the registry."""
    if matter.secrecy >= secrecy:
        return
    matter.secrecy = secrecy
    matter.save(update_fields=["secrecy"])
    for model in COPIES:
        model.objects.filter(matter=matter).update(secrecy=secrecy)
    Transfer.objects.filter(petition__matter=matter).update(secrecy=secrecy)
    search_rows.drop(matter)
    for follow in entries(Kind.SECRECY_FOLLOWER).values():
        follow(matter=matter, secrecy=secrecy)


def forget_cached(users: Iterable[User]) -> None:
    """What a user object, or the lazy one of a request, knows of its grants is read anew."""
    for user in users:
        if hasattr(user, "_granted_matters"):
            del user._granted_matters
