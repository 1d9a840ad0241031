"""The houses of the five issuers, and a plan of theirs from its document to the work."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from unittest import mock

from django.test import Client

from agencies.actions.units import build_units, note_successions
from agencies.models import Agency, User
from agencies.roles import Role
from agencies.units import issuers, province
from plans.actions.importing import import_plan
from plans.actions.review import accept_plan
from plans.models import Plan, PlanTask
from plans.sample import FOLDER
from tests.factories import HANOI, make_user

SEEDS = {path.stem.partition("-so-")[0].partition("-ubnd")[0].partition("-dang")[0]: path
         for path in FOLDER.glob("*.txt")}  # fmt: skip


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    """An hour of a working day in Viet Nam."""
    return datetime(year, month, day, hour, tzinfo=HANOI)


def build(codes: Iterable[str], now: datetime) -> None:
    """The units whose codes begin with one of `codes`, and who continues them."""
    wanted = tuple(codes)
    specs = [s for s in (*province.units(), *issuers.units()) if s.code.startswith(wanted)]
    build_units(specs=specs, by=None, now=now)
    known = {spec.code for spec in specs}
    told = [
        s for s in (*province.SUCCESSIONS, *issuers.successions())
        if {s.predecessor, s.successor} <= known
    ]  # fmt: skip
    note_successions(specs=told, by=None, now=now)


def unit(code: str) -> Agency:
    return Agency.objects.select_related("parent", "oversees").get(code=code)


def person(username: str, role: Role, code: str) -> User:
    return make_user(username, (role, unit(code)))


def lived(seed: str, agency: Agency, by: User, now: datetime) -> Plan:
    """The plan read from its document, looked through and accepted."""
    path: Path = SEEDS[seed]
    plan, new = import_plan(
        agency=agency, name=path.name, content=path.read_bytes(), by=by, now=now
    )
    assert new
    return accept_plan(plan_id=plan.pk, without=set(), by=by, now=now, rest_to_issuer=True)


def task(plan: Plan, words: str) -> PlanTask:
    """The one task of the plan with these words."""
    found: PlanTask = plan.tasks.get(text__contains=words)
    return found


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def moment(now: datetime) -> mock._patch:
    """What pages call now."""
    return mock.patch("django.utils.timezone.now", return_value=now)
