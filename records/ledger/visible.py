"""Which rows of the ledger a reader may see: those about records that they see themselves, today.

Asked anew each time from the owners of the records: what became secret after a row was written takes
the row with it. A kind that nobody guards is shown to nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from agencies.models import Agency, Membership, User
from records.enums import Verb
from records.ledger.hanging import paths
from records.ledger.words import KEYS
from records.models import LedgerEntry

_OWN_APPS = ("agencies", "records", "complaints", "plans", "reception", "reports")
# Look-ups have a page of their own, for custodians: after which no visit followed is a secret too.
_ELSEWHERE = (Verb.LOOK_UP, Verb.REFUSE)
# What no row is about: copies and errands of one person, and what is told by the row of the record on
# which it hangs. Each kind asked for is a branch of the statement, planned and compiled anew.
NO_SUBJECTS = {
    "assignment", "casenotice", "decision", "dialogue", "dialogueparty", "enforcementdone",
    "enforcementitem", "evidence", "filereading", "heard", "hotspotevent", "job", "matterending",
    "notice", "noticechoice", "noticemail", "papersend", "proceeding", "proceedingevent", "proposal",
    "protectedperson", "protectionletter", "protectionmeasure", "protectionreader", "protectionstep",
    "savedfilter", "searchrow", "signalassessment", "stayorder", "taskupdate", "teammember",
}  # fmt: skip
_ACCOUNT = "user"


@cache
def guarded_kinds() -> dict[str, type[Model]]:
    """Every kind of record with a `visible_to` of its own."""
    return {
        str(model._meta.model_name): model
        for model in apps.get_models()
        if model._meta.app_label in _OWN_APPS
        and model._meta.pk.get_internal_type() == "UUIDField"  # type: ignore[union-attr]
        and hasattr(model._default_manager.all(), "visible_to")
        and model._meta.model_name not in NO_SUBJECTS
    }


@cache
def _kinds(of_cases: bool) -> tuple[str, ...]:
    hanging = {str(model._meta.model_name) for model in paths()} | {"issueddocument"}
    return tuple(kind for kind in guarded_kinds() if (kind in hanging) is of_cases)


@dataclass(frozen=True, slots=True)
class Seen:
    """Rows of the ledger that one reader sees, a branch for each kind of record.

    Branches are asked apart and put together: where few rows are seen each goes by the index of its
    records, where many are, by the moment. One condition over all of them would read every row.
    """

    rows: QuerySet[LedgerEntry]
    subjects: tuple[Q, ...]

    def where(self, **told: Any) -> Seen:
        """Those rows alone that are as told."""
        return Seen(self.rows.filter(**told), self.subjects)

    def newest(self, first: int, last: int) -> list[LedgerEntry]:
        """From the newest on, those at places `first` up to `last`."""
        return self._cut(("-at", "-id"), first, last)

    def oldest(self, first: int, last: int) -> list[LedgerEntry]:
        """From the oldest on, those at places `first` up to `last`."""
        return self._cut(("at", "id"), first, last)

    def count(self) -> int:
        """How many: for the rows of one moment, never for a page."""
        return _together([self.rows.filter(subject) for subject in self.subjects]).count()

    def _cut(self, order: tuple[str, ...], first: int, last: int) -> list[LedgerEntry]:
        rows = self.rows.order_by(*order)
        ends = [rows.filter(subject)[:last] for subject in self.subjects]
        return list(_together(ends).order_by(*order)[first:last])


def _together(branches: Sequence[QuerySet[LedgerEntry]]) -> QuerySet[LedgerEntry]:
    return branches[0].union(*branches[1:], all=True)


def rows_seen_by(user: User, *, of_cases: bool) -> Seen:
    """Rows on records that `user` sees: of cases and what hangs on them, or all others, with those on
    accounts of agencies within reach and on the identity keys."""
    subjects = [
        Q(subject_kind=kind, subject_id__in=_ids(guarded_kinds()[kind], user))
        for kind in _kinds(of_cases)
    ]
    if not of_cases:
        subjects.append(Q(subject_kind=_ACCOUNT, subject_id__in=_accounts(user)))
        subjects.append(Q(subject_kind="", user_id=None, after__has_key=KEYS))
    return Seen(LedgerEntry.objects.exclude(verb__in=_ELSEWHERE), tuple(subjects))


def _ids(model: type[Model], user: User) -> QuerySet[Any]:
    seen: QuerySet[Any] = model._default_manager.all().visible_to(user)  # type: ignore[attr-defined]
    return seen.order_by().values("pk")


def _accounts(user: User) -> QuerySet[Any]:
    reached = Agency.objects.visible_to(user)
    return Membership.objects.filter(agency__in=reached.values("pk")).values("user")


def chosen(
    rows: Seen,
    *,
    since: datetime,
    until: datetime,
    verb: str = "",
    agency: Agency | None = None,
    who: str = "",
) -> Seen:
    """Rows of some days, by what was done, where the person works, and their name."""
    told: dict[str, Any] = {"at__range": (since, until)}
    if verb:
        told["verb"] = verb
    if agency is not None:
        told["agency_id"] = agency.pk
    if who:
        told["user_label__icontains"] = who
    return rows.where(**told)
