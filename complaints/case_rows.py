"""One case with everything that hangs on it, in one statement: what is small comes as arrays."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef, QuerySet
from django.db.models.functions import Cast, JSONObject
from django.utils import timezone

from agencies.models import User
from complaints.amounts import write_amount
from complaints.models import (
    Dialogue,
    DialogueParty,
    EnforcementDone,
    EnforcementItem,
    Evidence,
    FileReading,
    Petition,
    StayOrder,
    TeamMember,
)
from complaints.procedure.names import Attendance, DialogueRole, DutyItem

Row = dict[str, Any]
_WORDS = {
    "role": DialogueRole,
    "capacity": DialogueRole,
    "attendance": Attendance,
    "kind": DutyItem,
}
_MONEY = frozenset({DutyItem.STATE_MONEY, DutyItem.BACK_MONEY})
_LAND = frozenset({DutyItem.STATE_LAND, DutyItem.BACK_LAND})


def seen_case(user: User) -> QuerySet[Petition]:
    """Petitions in reach, each with its proceeding, decision and what verification gathered."""
    return (
        Petition.objects.visible_to(user)
        .select_related(
            "agency", "matter", "entered_by", "processed_by", "holder", "proceeding", "decision",
            "assessment",
        )
        .annotate(
            team_rows=_of(TeamMember, "-is_head", "from_on", "name"),
            evidence_rows=_of(Evidence, "asked_on", "received_on", "id"),
            stay_rows=_of(StayOrder, "-from_on"),
            reading_rows=_of(FileReading, "-read_on", "id"),
            dialogue_rows=_dialogues(),
            item_rows=_items(),
        )
    )  # fmt: skip


_COLUMNS: dict[Any, tuple[str, ...]] = {
    TeamMember: ("name", "title", "is_head", "from_on", "until_on"),
    Evidence: (
        "what", "asked_of", "asked_on", "due_on", "received_on", "received_from", "pages",
        "condition",
    ),
    StayOrder: (
        "decision", "reason", "document", "from_on", "lifted_on", "lifted_document",
        "lifted_reason",
    ),
    FileReading: ("capacity", "what", "kept_back", "read_on"),
    DialogueParty: ("role", "name", "attendance", "reason"),
    EnforcementDone: ("done_on", "document", "note", "people", "officials"),
    Dialogue: (
        "planned_at", "place", "chair", "notice_on", "notice_document", "held_on", "content",
        "result", "missed",
    ),
    EnforcementItem: ("id", "kind", "what", "officials", "due_on", "done_on"),
}  # fmt: skip


def _of(model: Any, *order: str, on: str = "petition", **more: Any) -> ArraySubquery:
    """Rows of `model` that hang on the outer row, as an array of objects."""
    columns = {name: F(name) for name in _COLUMNS[model]}
    rows = model.objects.filter(**{on: OuterRef("pk")}).order_by(*order)
    return ArraySubquery(rows.values(row=JSONObject(**columns, **more)))


def _dialogues() -> ArraySubquery:
    parties = _of(DialogueParty, "role", "name", "id", on="dialogue")
    return _of(Dialogue, "-planned_at", parties=parties)


def _items() -> ArraySubquery:
    """Amounts as text: a number of JSON is no decimal."""
    amount = Cast("amount", CharField())
    done = _of(EnforcementDone, "done_on", "entered_at", on="item", amount=amount)
    return _of(
        EnforcementItem, "kind", "due_on", "id", on="decision__petition",
        amount=amount, done=done, in_charge=F("in_charge__name"),
    )  # fmt: skip


def read(rows: list[Row]) -> list[Row]:
    """Rows of an array with days as days, moments in local time, closed lists in words."""
    return [{name: _value(name, value) for name, value in row.items()} for row in rows]


def _value(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return read(value)
    if value in (None, ""):
        return value
    if name.endswith("_on"):
        return date.fromisoformat(value)
    if name.endswith("_at"):
        return timezone.localtime(datetime.fromisoformat(value))
    if name == "id":
        return UUID(value)
    return Decimal(value) if name == "amount" else value


def in_words(rows: list[Row]) -> list[Row]:
    """The same rows, each closed list beside its value as `<name>_text`."""
    return [
        {
            **row,
            **{f"{name}_text": _WORDS[name](row[name]).label if row[name] else ""
               for name in row.keys() & _WORDS.keys()},
        }
        for row in rows
    ]  # fmt: skip


def enforcement(rows: list[Row]) -> list[Row]:
    """Items with what was done and what remains, in the unit of their kind."""
    found = []
    for row in in_words(read(rows)):
        done = sum((part["amount"] for part in row["done"]), Decimal())
        unit = _unit(row["kind"])
        has_amount = row["amount"] > 0
        found.append(
            {
                **row,
                "amount_text": _amount(row["amount"], unit) if has_amount else "",
                "done_text": _amount(done, unit) if has_amount else "",
                "left_text": _amount(max(row["amount"] - done, Decimal()), unit),
                "is_done": row["done_on"] is not None or (has_amount and done >= row["amount"]),
                "done": [{**p, "amount_text": _amount(p["amount"], unit)} for p in row["done"]],
            }
        )
    return found


def _unit(kind: str) -> str:
    if kind in _MONEY:
        return "đồng"
    return "m²" if kind in _LAND else ""


def _amount(amount: Decimal, unit: str) -> str:
    return f"{write_amount(amount)} {unit}".strip()
