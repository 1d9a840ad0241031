"""The one registry pattern: upper apps fill it in AppConfig.ready(), lower apps read it.

Imports go down only, so what a lower app needs from an upper one is registered here under a closed
list of kinds.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What may be registered."""

    LEDGER_WRITER = "ledger_writer"
    NOTICE_WRITER = "notice_writer"
    NAVIGATION = "navigation"
    HOME_PANEL = "home_panel"
    JOB = "job"
    DEMO_DATA = "demo_data"
    FILE_PARENT = "file_parent"
    SEALED_BYTES = "sealed_bytes"  # fn(stored=): bytes of a sealed original, for the scanner
    JOB_FILE = "job_file"  # fn(user=, job=): who may fetch what a job of this kind made
    RUNTIME_GRANT = "runtime_grant"
    DOCUMENT_SUBJECT = "document_subject"  # fn(user=): rows of this kind that the user sees
    LAW_EFFECT = (
        "law_effect"  # fn(law=, user=): what running cases would do (agencies/law_effect.py)
    )
    LAW_ADOPTED = "law_adopted"  # fn(text=, by=, now=): starts to recompute what runs
    REGIME_OBJECTION = "regime_objection"  # fn(first_day=): why no regime may begin then, or ""
    EVIDENCE = "evidence"  # fn(): records.evidence.EvidenceSource, rows that show work was done
    TASK_FACT = "task_fact"  # fn(since=): HappenedFact, what closes tasks by itself
    KEPT_KEY = "kept_key"  # fn(): records.backup.keys.KeptKey, a key that lies outside the database, or None
    NOTICE_SUBJECT = "notice_subject"  # page name: fn(user=), rows behind it that the user sees
    NOTICE_SOURCE = "notice_source"  # fn(): records.notice_sources.NoticeSource
    SEARCH_ROWS = "search_rows"  # fn(): records.search_sources.SearchSource, one kind of record
    SEARCH_SUBJECT = "search_subject"  # fn(): open records whose documents the search finds
    PLACE_NAMES = "place_names"  # fn(phrases=, user=): other names of the same places, both folded
    PLACES = "places"  # fn(): records.search_sources.Places, communes to choose from
    SAVED_PAGE = "saved_page"  # fn(user=, asked=): the bound filter form of a page, by its URL name
    SUCCESSION = "succession"  # fn(): agencies.succession.Part, what a unit that ends passes on
    HELD_WORK = "held_work"  # fn(): agencies.held_work.Part, what somebody still holds in a unit
    UNIT_ENDED = "unit_ended"  # fn(ending=, by=, now=): starts to carry it over
    RETENTION = "retention"  # fn(): records.retention.Rule of rows that go by age
    LEDGER_ROOT = "ledger_root"  # fn(): the model on which all that belongs to a case hangs
    LEDGER_CASE = "ledger_case"  # fn(told): ids of the cases that a code of the owner's names
    SECRECY_FOLLOWER = "secrecy_follower"  # fn(matter=, secrecy=): rows of upper apps that copy it


Entry = Callable[..., Any]
_entries: dict[Kind, dict[str, Entry]] = {kind: {} for kind in Kind}


def register(kind: Kind, name: str, entry: Entry) -> None:
    """Adds `entry` under `name`; a second entry of the same name is a programming error."""
    if name in _entries[kind]:
        raise ValueError(f"{kind} {name} is registered twice")
    _entries[kind][name] = entry


def entries(kind: Kind) -> dict[str, Entry]:
    """All entries of a kind, in the order of their names."""
    return dict(sorted(_entries[kind].items()))


def entry(kind: Kind, name: str) -> Entry:
    """The entry `name`; raises KeyError when nobody registered it."""
    return _entries[kind][name]
