"""Stored copies against what they copy: rows changed behind the back of the actions.

Lists and permission read copies (`scope_path`, `secrecy`, `session_kind`) and results (`done_on`); the
figures count them, so a copy that disagrees makes a figure wrong without breaking any sum.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from agencies.models import Agency
from complaints.enums import PetitionKind, Secrecy
from complaints.models import Decision, EnforcementItem, Petition, Proceeding
from complaints.procedure.names import ProcedureKind
from law.periods import Period
from plans.models import ManagementActivity
from reception.models import Visit
from reports.checks.cases import LIMIT, labels
from reports.checks.finding import Checked, Finding
from reports.spans import Span

TABLE = "Dữ liệu gốc"
_OF_DENUNCIATIONS = (ProcedureKind.DENUNCIATION, ProcedureKind.DENUNCIATION_AGAIN)


@dataclass(frozen=True, slots=True)
class _Copy:
    """`wrong`: rows of the period whose copy disagrees; `said`: what is wrong, in words."""

    name: str
    said: str
    wrong: QuerySet[Any]
    sure: bool = True


def check_copies(*, agency: Agency, root: Agency, period: Period, today: Any) -> Checked:
    """Every kind of copy over the rows of the period, of the root and all below it."""
    result = Checked()
    for copy in _copies(root, Span.of(period, today)):
        count = copy.wrong.count()
        finding = Finding(
            table=TABLE,
            agency=agency.code,
            agency_name=agency.name,
            relation=copy.name,
            left=Decimal(count),
            right=Decimal(0),
            sure=copy.sure,
            said=f"{count} hồ sơ {copy.said}.",
        )
        if count:
            finding = finding.naming(labels(copy.wrong[:LIMIT]))
        result.compare(finding)
    return result


def _copies(root: Agency, span: Span) -> Iterator[_Copy]:
    yield from _of_visits(root, span)
    yield from _of_petitions(root, span)
    yield from _of_decisions(root, span)
    activities = ManagementActivity.objects.filter(
        _below(root), on_date__lte=span.end, on_date__gte=span.start
    )
    yield _Copy(
        "đường dẫn đơn vị của hoạt động",
        "ghi sai đường dẫn đơn vị",
        activities.exclude(scope_path=F("agency__path")),
    )


def _of_visits(root: Agency, span: Span) -> Iterator[_Copy]:
    visits = Visit.objects.counted().filter(
        _below(root), arrived_at__gte=span.starts_at, arrived_at__lt=span.ends_before
    )
    visits = visits.order_by("arrived_at")
    yield _Copy(
        "đường dẫn đơn vị của lượt tiếp",
        "ghi sai đường dẫn đơn vị",
        visits.exclude(scope_path=F("agency__path")),
    )
    yield _Copy(
        "hình thức tiếp = hình thức của buổi tiếp",
        "ghi hình thức tiếp khác với buổi tiếp",
        visits.filter(session__isnull=False).exclude(session_kind=F("session__kind")),
    )
    yield _Copy(
        "đơn vị tiếp = đơn vị của buổi tiếp",
        "thuộc đơn vị khác với buổi tiếp",
        visits.filter(session__isnull=False).exclude(agency=F("session__agency")),
    )
    yield _Copy(
        "mức kín của lượt tiếp = mức kín của vụ việc",
        "ghi mức kín khác với vụ việc",
        visits.exclude(secrecy=F("matter__secrecy")),
    )


def _of_petitions(root: Agency, span: Span) -> Iterator[_Copy]:
    petitions = Petition.objects.counted().filter(_below(root), received_on__lte=span.end)
    waiting = Q(processed_on__isnull=True) | Q(processed_on__gte=span.start)
    petitions = petitions.filter(waiting).order_by("received_on", "number")
    yield _Copy(
        "đường dẫn đơn vị của đơn",
        "ghi sai đường dẫn đơn vị",
        petitions.exclude(scope_path=F("agency__path")),
    )
    yield _Copy(
        "mức kín của đơn = mức kín của vụ việc",
        "ghi mức kín khác với vụ việc",
        petitions.exclude(secrecy=F("matter__secrecy")),
    )
    yield _Copy(
        "đơn đã xử lý có thẩm quyền",
        "đã xử lý mà chưa ghi thuộc hay không thuộc thẩm quyền",
        petitions.filter(processed_on__isnull=False, is_competent__isnull=True),
    )
    proceedings = Proceeding.objects.filter(petition__in=petitions.values("pk"))
    of_denunciation = Q(kind__in=_OF_DENUNCIATIONS)
    wrong = (Q(petition__kind=PetitionKind.DENUNCIATION) & ~of_denunciation) | (
        ~Q(petition__kind=PetitionKind.DENUNCIATION) & of_denunciation
    )
    yield _Copy(
        "thủ tục = loại đơn",
        "có thủ tục giải quyết khác với loại đơn",
        proceedings.filter(wrong).select_related("petition"),
    )


def _of_decisions(root: Agency, span: Span) -> Iterator[_Copy]:
    decisions = (
        Decision.objects.unscoped("figures of a tree, without restricted matters")
        .filter(
            _below(root, "petition__"),
            decided_on__range=(span.start, span.end),
            petition__secrecy__lt=Secrecy.RESTRICTED,
        )
        .select_related("petition")
    )
    yield _Copy(
        "ngày quyết định không sau ngày giải quyết của đơn",
        "có ngày quyết định sau ngày giải quyết ghi ở đơn",
        decisions.filter(decided_on__gt=F("petition__resolved_on")),
    )
    items = (
        EnforcementItem.objects.unscoped("figures of a tree, without restricted matters")
        .filter(
            _below(root, "decision__petition__"),
            decision__petition__secrecy__lt=Secrecy.RESTRICTED,
            decision__decided_on__lte=span.end,
        )
        .annotate(carried_out=Coalesce(Sum("done__amount"), Decimal(0)))
        .select_related("decision__petition")
    )
    yield _Copy(
        "đã thi hành không quá số phải thi hành",
        "có số đã thi hành lớn hơn số phải thi hành",
        items.filter(amount__gt=0, carried_out__gt=F("amount")),
        sure=False,
    )
    yield _Copy(
        "thi hành xong thì đủ số phải thi hành",
        "ghi thi hành xong mà chưa đủ số phải thi hành",
        items.filter(done_on__isnull=False, carried_out__lt=F("amount")),
        sure=False,
    )
    yield _Copy(
        "đủ số phải thi hành thì ghi thi hành xong",
        "đã đủ số phải thi hành mà chưa ghi ngày thi hành xong",
        items.filter(done_on__isnull=True, amount__gt=0, carried_out__gte=F("amount")),
    )


def _below(root: Agency, prefix: str = "") -> Q:
    """Rows of the tree by their agency, for the path on the row is what is checked."""
    first, beyond = root.path, root.path[:-1] + "0"
    key = f"{prefix}agency__path"
    return Q(**{f"{key}__gte": first, f"{key}__lt": beyond})
