"""Review lists and their items as pages show them. Whatever is counted is what the reader sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict

from agencies.models import User
from complaints.enums import ReviewKind, ReviewResult
from complaints.models import ReviewItem, ReviewList
from complaints.running_matters import end_of
from records.paging import Page

SIZE = 30
_AFTER = "sau"


@dataclass(frozen=True, slots=True)
class Figures:
    """How a list stands, over what its reader sees."""

    total: int
    pending: int
    late: int
    kinds: tuple[tuple[ReviewKind, int], ...]
    results: tuple[tuple[ReviewResult, int], ...]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One line: the item, the words of its grounds, days until its deadline (negative: late)."""

    item: ReviewItem
    kinds: str
    days_left: int | None


def lists_seen(user: User) -> QuerySet[ReviewList]:
    """Danh sách rà soát within reach."""
    return ReviewList.objects.visible_to(user).select_related("agency")


def items_of(review_list: ReviewList, user: User) -> QuerySet[ReviewItem]:
    """Items of one list that this reader may see."""
    seen = ReviewItem.objects.visible_to(user).filter(review_list=review_list)
    return seen.select_related("agency", "in_charge")


def late_on(today: date) -> Q:
    """Past its deadline and nothing has come of it yet."""
    return Q(deadline__lt=today, result=ReviewResult.PENDING)


def figures(review_list: ReviewList, user: User, today: date) -> Figures:
    """One statement."""
    asked: dict[str, Any] = {f"kind_{k}": Count("pk", Q(kinds__contains=[k])) for k in ReviewKind}
    asked |= {f"result_{r}": Count("pk", Q(result=r)) for r in ReviewResult}
    rows = ReviewItem.objects.visible_to(user).filter(review_list=review_list)
    found = rows.aggregate(total=Count("pk"), late=Count("pk", late_on(today)), **asked)
    return Figures(
        total=found["total"],
        pending=found[f"result_{ReviewResult.PENDING}"],
        late=found["late"],
        kinds=tuple((k, found[f"kind_{k}"]) for k in ReviewKind if found[f"kind_{k}"]),
        results=tuple((r, found[f"result_{r}"]) for r in ReviewResult if r != ReviewResult.PENDING),
    )


def rows_of(items: list[ReviewItem], today: date) -> list[ItemRow]:
    """Lines, without a statement."""
    return [_row(item, today) for item in items]


def _row(item: ReviewItem, today: date) -> ItemRow:
    waits = item.result == ReviewResult.PENDING
    left = (item.deadline - today).days if item.deadline and waits else None
    return ItemRow(item, kinds_words(item.kinds), left)


def kinds_words(kinds: list[str]) -> str:
    """Đông người, kéo dài."""
    words = ", ".join(str(ReviewKind(kind).label).lower() for kind in kinds)
    return words[:1].upper() + words[1:]


def page_in_order(rows: QuerySet[ReviewItem], asked: QueryDict, *, size: int = SIZE) -> Page:
    """The next items in the order of the list. The cursor is the last item, not its place: places
    would tell of items that a reader does not see."""
    at = _place(rows, asked.get(_AFTER, ""))
    if at is not None:
        rows = rows.filter(Q(position__gt=at[0]) | Q(position=at[0], pk__gt=at[1]))
    found = list(rows.order_by("position", "pk")[: size + 1])
    kept = {name: values for name, values in asked.lists() if name != _AFTER}
    has_more, found = len(found) > size, found[:size]
    onward = {**kept, _AFTER: str(found[-1].pk)} if has_more else {}
    return Page(
        rows=found,
        next_url=f"?{urlencode(onward, doseq=True)}" if has_more else None,
        prev_url=f"?{urlencode(kept, doseq=True)}" if at is not None else None,
        count_text="",
    )


def _place(rows: QuerySet[ReviewItem], text: str) -> tuple[int, UUID] | None:
    try:
        pk = UUID(text)
    except ValueError:
        return None
    found = rows.filter(pk=pk).values_list("position", flat=True).first()
    return None if found is None else (found, pk)


def with_old_results(page: Page) -> Page:
    """The result that the list before had, in words, for the rows that were in it."""
    for item in page.rows:
        if getattr(item, "old_result", ""):
            item.old_result_words = ReviewResult(item.old_result).label
    return page


@dataclass(frozen=True, slots=True)
class Compared:
    """Two lists beside each other: what came, what left, what is still there."""

    new: QuerySet[ReviewItem]
    left: QuerySet[ReviewItem]
    still: QuerySet[ReviewItem]


def compared(review_list: ReviewList, user: User) -> Compared | None:
    """With the list before; None where there is none."""
    before = review_list.previous
    if before is None:
        return None
    now, then = items_of(review_list, user), items_of(before, user)
    in_then = then.filter(matter=OuterRef("matter")).order_by()
    in_now = now.filter(matter=OuterRef("matter")).order_by()
    still = now.filter(Exists(in_then)).annotate(
        old_result=Subquery(in_then.values("result")[:1]),
        old_deadline=Subquery(in_then.values("deadline")[:1]),
    )
    return Compared(
        new=now.filter(~Exists(in_then)),
        left=then.filter(~Exists(in_now)).annotate(
            ended_on=Coalesce("matter__closed_on", end_of("matter"))
        ),
        still=still,
    )
