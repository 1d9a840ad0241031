"""Who saw a case (ai đã xem): every read of it and of what hangs on it, for operators and their drills."""

from __future__ import annotations

from collections.abc import Collection
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q

from agencies.models import Agency
from agencies.refusals import Refused
from agencies.registry import Kind, entries
from records.actions.ledger import PAGE
from records.enums import Verb
from records.ledger.hanging import cases_with, ids_on, paths
from records.models import LedgerEntry, RegisterEntry

READS = (
    Verb.READ, Verb.DOWNLOAD, Verb.EXPORT, Verb.PRINT, Verb.ASK_IDENTITY, Verb.APPROVE_IDENTITY,
    Verb.REFUSE_IDENTITY, Verb.OPEN_IDENTITY, Verb.OPEN_ORIGINAL, Verb.REFUSE,
)  # fmt: skip


def cases_named(told: str, agency: str = "") -> set[UUID]:
    """The cases that `told` names: an id of anything in them, a number of a register ("12/2026") of
    the agency with the code `agency`, or a code that their owners know. Raises Refused."""
    told = told.strip()
    found = _by_id(told) or _by_number(told, agency)
    for named in entries(Kind.LEDGER_CASE).values():
        found = found or set(named(told))
    if not found:
        raise Refused(f"Không tìm thấy vụ việc nào theo “{told}”.")
    return found


def _by_id(told: str) -> set[UUID]:
    try:
        return cases_with(UUID(told))
    except ValueError:
        return set()


def _by_number(told: str, code: str) -> set[UUID]:
    """Cases of the registered visits and petitions with this number. Raises Refused."""
    number, slash, year = told.partition("/")
    if not (slash and number.isdecimal() and year.isdecimal() and len(year) == 4):
        return set()
    rows = RegisterEntry.objects.filter(number=int(number[:9]), year=int(year))
    if code:
        agency = Agency.objects.filter(code=code).first()
        if agency is None:
            raise Refused(f"Không có cơ quan mang mã “{code}”.")
        rows = rows.filter(agency=agency)
    elif rows.values("agency").distinct().count() > 1:
        raise Refused(f"Nhiều cơ quan có số {told}; hãy thêm --agency MÃ.")
    kinds = {model._meta.model_name for model in paths()}
    return {
        case
        for kind, pk in rows.values_list("subject_kind", "subject_id")
        if kind in kinds
        for case in cases_with(pk)
    }


def reads_of(cases: Collection[UUID]) -> list[LedgerEntry]:
    """Every row of the ledger that says somebody saw, took or was refused something of the cases."""
    hanging = ids_on(cases)
    asked = Q(subject_kind=PAGE, subject_id__in=set().union(*hanging.values()))
    about = reduce(
        or_, (Q(subject_kind=kind, subject_id__in=ids) for kind, ids in hanging.items()), asked
    )
    return list(LedgerEntry.objects.filter(about, verb__in=READS).order_by("id"))


def agency_names(rows: Collection[LedgerEntry]) -> dict[Any, str]:
    """Names of the agencies in which the readers worked."""
    wanted = {row.agency_id for row in rows if row.agency_id}
    return dict(Agency.objects.filter(pk__in=wanted).values_list("pk", "name"))
