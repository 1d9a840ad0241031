"""After a text was adopted: every open clock is computed anew, with a note in each case that moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from agencies import law_in_force
from agencies.models import LawText
from complaints.enums import Secrecy
from complaints.law_effect import Dates, with_events
from complaints.models import Clock, ClockMove, Matter, Petition
from law.errors import LawError
from records.actions import ledger
from records.enums import Verb

CHUNK = 1000
_SET_DUE = (
    "UPDATE complaints_clock AS clock SET due_on = moved.due_on "
    "FROM unnest(%s::uuid[], %s::date[]) AS moved (id, due_on) WHERE clock.id = moved.id"
)


def recompute_clocks(
    *, text_id: UUID, today: date, now: datetime, tell: Callable[[int], None] = lambda percent: None
) -> int:
    """Moves open clocks to the date of the law in force; returns how many of common matters moved.

    Chunk by chunk, each whole or not at all; a second run finds nothing to do. Restricted matters
    are moved like all others and stand in no figure. `tell` hears the percentage of common clocks.
    """
    text = LawText.objects.get(pk=text_id)
    open_clocks = Clock.objects.filter(finished_on=None, due_on__isnull=False)
    total, done, moved = open_clocks.counted().count(), 0, 0
    dates = Dates(law_in_force.in_force(), today)
    for keys in _chunks():
        common, moved_now = _recompute(text, keys, dates, now)
        done, moved = done + common, moved + moved_now
        tell(min(99, done * 100 // total) if total else 99)
    _finish(text, now)
    return moved


def _chunks() -> Iterator[list[UUID]]:
    """Keys of open clocks, those of one matter together: locks are taken in one order."""
    after: tuple[UUID, UUID] | None = None
    while True:
        rows = Clock.objects.filter(finished_on=None, due_on__isnull=False)
        if after is not None:
            rows = rows.filter(matter_id__gte=after[0]).exclude(
                matter_id=after[0], pk__lte=after[1]
            )
        keys = list(rows.order_by("matter_id", "pk").values_list("matter_id", "pk")[:CHUNK])
        if not keys:
            return
        yield [pk for _, pk in keys]
        after = keys[-1]


@transaction.atomic
def _recompute(text: LawText, keys: Sequence[UUID], dates: Dates, now: datetime) -> tuple[int, int]:
    """Common clocks looked at and moved among `keys`."""
    law_in_force.hold()
    dates.follow(law_in_force.in_force())
    chosen = Clock.objects.filter(pk__in=keys)
    list(
        Matter.objects.filter(pk__in=chosen.values("matter_id"))
        .select_for_update(of=("self",))
        .order_by("pk")
        .values_list("pk")
    )
    rows = chosen.filter(finished_on=None, due_on__isnull=False).annotate(has_events=with_events())
    moves = []
    common = 0
    for row in rows.prefetch_related("events"):
        common += row.secrecy < Secrecy.RESTRICTED
        try:
            due_on = dates.of_clock(row, has_events=row.has_events)
        except LawError:
            # No answer: the date stays as it was, and approval had refused a common one.
            continue
        if due_on is not None and due_on != row.due_on:
            moves.append((row, due_on))
    _write(text, moves, now)
    return common, sum(row.secrecy < Secrecy.RESTRICTED for row, _ in moves)


def _write(text: LawText, moves: list[tuple[Clock, date]], now: datetime) -> None:
    if not moves:
        return
    with connection.cursor() as cursor:
        # One statement for a chunk: a thousand single updates would hold the matters for seconds.
        cursor.execute(_SET_DUE, [[row.pk for row, _ in moves], [due for _, due in moves]])
    ClockMove.objects.bulk_create(
        (
            ClockMove(clock=row, law_text=text, old_due_on=row.due_on, new_due_on=due, moved_at=now)
            for row, due in moves
        ),
        ignore_conflicts=True,
    )
    recompute_nearest(
        petitions=[row.petition_id for row, _ in moves if row.petition_id],
        matters=[row.matter_id for row, _ in moves],
    )


def recompute_nearest(*, petitions: Sequence[UUID], matters: Sequence[UUID]) -> None:
    """The nearest duty of many petitions and matters, as actions/clocks.py keeps it for one."""
    for model, keys, name in ((Petition, petitions, "petition"), (Matter, matters, "matter")):
        found = Clock.objects.filter(**{name: OuterRef("pk")})
        nearest = (found.of_the_office() if model is Matter else found).nearest_first()
        model.objects.filter(pk__in=keys).update(
            next_due_on=Subquery(nearest.values("due_on")[:1]),
            next_duty=Coalesce(Subquery(nearest.values("rule_code")[:1]), Value("")),
        )


@transaction.atomic
def _finish(text: LawText, now: datetime) -> None:
    """Counted from the notes: a run that was cut off and begun again tells the whole."""
    common = ClockMove.objects.filter(law_text=text, clock__secrecy__lt=Secrecy.RESTRICTED).count()
    text.applied_at = now
    text.save(update_fields=["applied_at"])
    ledger.write(by=None, verb=Verb.CHANGE, subject=text, now=now, details={"thoi_han_doi": common})
