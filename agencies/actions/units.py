"""Building of units, successions and accounts from data; a second run changes nothing."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from agencies import ledger
from agencies.models import Agency, Membership, Succession, User
from agencies.units.spec import KEPT_FROM, AccountSpec, SuccessionSpec, UnitSpec, demo_id
from agencies.vietnamese import name_sort_key, sort_key

_CREATE = "create"


@transaction.atomic
def build_units(*, specs: Iterable[UnitSpec], by: User | None, now: datetime) -> list[Agency]:
    """Makes the missing agencies, parents before children, each with a ledger row."""
    known = {agency.code: agency for agency in Agency.objects.all()}
    made: list[Agency] = []
    for spec in specs:
        if spec.code not in known:
            known[spec.code] = _agency(spec, known)
            made.append(known[spec.code])
    Agency.objects.bulk_create(made)
    for agency in made:
        ledger.record(by=by, verb=_CREATE, subject=agency, now=now)
    return made


def _agency(spec: UnitSpec, known: dict[str, Agency]) -> Agency:
    parent = known[spec.parent] if spec.parent else None
    return Agency(
        id=demo_id("agency", spec.code),
        code=spec.code,
        name=spec.name,
        short_name=spec.short_name,
        symbol=spec.symbol,
        level=spec.level,
        parent=parent,
        oversees=known[spec.oversees] if spec.oversees else None,
        path=f"{parent.path if parent else ''}{spec.code}/",
        place=spec.place,
        commune_code=spec.commune_code,
        valid_from=spec.valid_from,
        valid_to=spec.valid_to,
        sort_key=sort_key(spec.name),
    )


@transaction.atomic
def note_successions(
    *, specs: Iterable[SuccessionSpec], by: User | None, now: datetime
) -> list[Succession]:
    """Says who continues whose work; one that is known already stays as it is."""
    wanted = list(specs)
    codes = {code for spec in wanted for code in (spec.predecessor, spec.successor)}
    agencies = {agency.code: agency for agency in Agency.objects.filter(code__in=codes)}
    made = []
    for spec in wanted:
        succession, is_new = Succession.objects.get_or_create(
            predecessor=agencies[spec.predecessor],
            successor=agencies[spec.successor],
            defaults={"starts_on": spec.starts_on, "document": spec.document},
        )
        if is_new:
            ledger.record(
                by=by, verb=_CREATE, subject=succession.predecessor, now=now, also=[succession],
                details={"successor": spec.successor},
            )  # fmt: skip
            made.append(succession)
    return made


@transaction.atomic
def open_accounts(
    *, specs: Iterable[AccountSpec], password: str, by: User | None, now: datetime
) -> list[User]:
    """Makes the accounts that are missing, each with its role; all share one password hash."""
    wanted = list(specs)
    known = set(User.objects.values_list("username", flat=True))
    agencies = {a.code: a for a in Agency.objects.filter(code__in={s.agency for s in wanted})}
    fresh = [spec for spec in wanted if spec.username not in known]
    hashed = make_password(password) if fresh else ""
    made = []
    for spec in fresh:
        user = User.objects.create(**_account(spec, hashed))
        agency = agencies[spec.agency]
        Membership.objects.create(
            user=user, agency=agency, role=spec.role, valid_from=max(KEPT_FROM, agency.valid_from)
        )
        ledger.record(
            by=by, verb=_CREATE, subject=user, now=now, details={"role": spec.role.value},
            after={"vai_tro": spec.role.label, "co_quan": agency.short_name},
        )  # fmt: skip
        made.append(user)
    return made


def _account(spec: AccountSpec, hashed: str) -> dict[str, Any]:
    return {
        "id": demo_id("user", spec.username),
        "username": spec.username,
        "password": hashed,
        "full_name": spec.full_name,
        "title": spec.title,
        "sort_key": name_sort_key(spec.full_name),
    }
