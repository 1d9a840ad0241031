"""A row of the ledger about a change says what was before and after, in whatever test it is written.

A row that says nothing fails the test, named by the command that wrote it. Either the part that changed
gets a word in `records.ledger.words`, or the command tells `also=` or `before=` and `after=`, or it stands
below.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from records.ledger.pair import TELLING
from records.ledger.visible import NO_SUBJECTS
from records.models import LedgerEntry

_DOOR = {"records.actions.ledger", "agencies.ledger", __name__}
_OWN = "one's own account: the row names the part, what stands there is personal"
_ACT = "an act upon the record, which stays as it was"
_SEALED = "the sealed identity: nothing but that it was copied"

_ERRANDS = {"savedfilter"}  # has rows, and shows them to nobody

# Commands whose rows on a record tell no pair, each with the reason.
UNTOLD = {
    "agencies.actions.feed.end_feed": _OWN,
    "agencies.actions.feed.new_feed": _OWN,
    "agencies.actions.mail_address.set_mail_address": _OWN,
    "agencies.actions.own_account._note": _OWN,
    "agencies.actions.own_phone.set_own_phone": _OWN,
    "complaints.actions.assessing_matters.assess_by_hand": _ACT,
    "complaints.actions.linking.merge": "the row of the link tells it, the petition stays as it was",
    "complaints.actions.people.person_for": "a person: nothing but that there is one",
    "complaints.actions.receiving._sealed_matter": _SEALED,
    "reports.actions.batches.retry_batch": _ACT,
    "reports.actions.quick_reminders.urge_unit": _ACT,
}


@contextmanager
def told_pairs(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """While inside, rows without a pair are gathered; at the end they fail the test."""
    found: set[str] = set()
    save = LedgerEntry.save

    def noted(row: LedgerEntry, *args: object, **kwargs: object) -> None:
        save(row, *args, **kwargs)
        if row.subject_kind in NO_SUBJECTS - _ERRANDS:
            found.add(f"{_writer()}: its kind is among NO_SUBJECTS of records.ledger.visible")
        if row.verb in TELLING and row.subject_kind and row.before is None and row.after is None:
            found.add(_writer())

    patch.setattr(LedgerEntry, "save", noted)
    yield
    untold = sorted(site for site in found - UNTOLD.keys() if not site.startswith("tests."))
    assert not untold, f"ledger rows without before and after, written by {untold}"


def _writer() -> str:
    """The command that called the ledger."""
    frame = sys._getframe(2)
    while frame.f_globals["__name__"] in _DOOR and frame.f_back:
        frame = frame.f_back
    return f"{frame.f_globals['__name__']}.{frame.f_code.co_name}"
