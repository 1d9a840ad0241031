"""The tree of plans: which plan carries out which (cây kế hoạch)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from agencies.models import User
from plans.models import Plan

# UNION without ALL stops at a row seen before, so that even a broken tree ends.
_UP = """
    WITH RECURSIVE up(id, parent_id, depth) AS (
        SELECT id, parent_id, 0 FROM plans_plan WHERE id = %s
        UNION SELECT p.id, p.parent_id, up.depth + 1 FROM plans_plan p JOIN up ON p.id = up.parent_id
        WHERE up.depth < 20
    ) SELECT id FROM up WHERE depth > 0 ORDER BY depth
"""
_DOWN = """
    WITH RECURSIVE down(id, depth) AS (
        SELECT id, 0 FROM plans_plan WHERE id = %s
        UNION SELECT p.id, down.depth + 1 FROM plans_plan p JOIN down ON p.parent_id = down.id
        WHERE down.depth < 20
    ) SELECT id FROM down WHERE depth > 0 ORDER BY depth
"""


def ids_above(plan_id: UUID) -> list[UUID]:
    """The plans that this one carries out, the nearest first."""
    return _ids(_UP, plan_id)


def ids_below(plan_id: UUID) -> list[UUID]:
    """The plans that carry out this one, directly or through others."""
    return list(dict.fromkeys(_ids(_DOWN, plan_id)))


def _ids(statement: str, plan_id: UUID) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [plan_id])
        return [row[0] for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Citation:
    """A document named in a plan and not kept here, or not for this reader: its words only."""

    number: str
    on: str = ""
    issuer: str = ""
    kind: str = ""

    @property
    def words(self) -> str:
        """Kế hoạch số 91/KH-UBND ngày 28/05/2024 của UBND tỉnh, as far as it is known."""
        day = "/".join(reversed(self.on.split("-")))
        span = ("năm", "tháng", "ngày")[self.on.count("-")]
        parts = [f"{self.kind or 'Văn bản'} số {self.number}", f"{span} {day}" if day else ""]
        return " ".join(p for p in [*parts, f"của {self.issuer}" if self.issuer else ""] if p)


def carried_out(plan: Plan) -> Citation | None:
    """The document that the opening of the plan says it carries out."""
    named: dict[str, Any] = plan.implements or {}
    number = named.get("number")
    if not number:
        return None
    cited = next((b for b in plan.legal_bases if b.get("number") == number), {})
    issuer = named.get("issuer") or cited.get("issuer") or ""
    return Citation(number, named.get("date") or "", issuer, cited.get("kind") or "")


@dataclass(frozen=True, slots=True)
class Family:
    """The plans next to one plan that a reader may see; `named`: what its text says it carries out."""

    named: Citation | None
    parent: Plan | None
    children: list[Plan]
    replaced_by: Plan | None
    replaces: list[Plan]


def family_of(plan: Plan, user: User) -> Family:
    """The neighbours of `plan` in one statement."""
    near = Q(pk__in=[pk for pk in (plan.parent_id, plan.replaced_by_id) if pk])
    near |= Q(parent=plan) | Q(replaced_by=plan)
    rows = list(light(Plan.objects.visible_to(user).filter(near)).order_by("created_at", "id"))
    return Family(
        named=carried_out(plan),
        parent=next((p for p in rows if p.pk == plan.parent_id), None),
        children=[p for p in rows if p.parent_id == plan.pk],
        replaced_by=next((p for p in rows if p.pk == plan.replaced_by_id), None),
        replaces=[p for p in rows if p.replaced_by_id == plan.pk],
    )


@dataclass(frozen=True, slots=True)
class Node:
    """A plan at its depth in the tree; `level` 0 stands at the left edge."""

    plan: Plan
    level: int
    is_here: bool


@dataclass(frozen=True, slots=True)
class Tree:
    """The line from the document on top down to one plan, and everything under that plan."""

    top: Citation | None
    nodes: list[Node]


def light(rows: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans without the text of their document."""
    return rows.select_related("agency").defer(
        "paragraphs", "other", "recipients", "purposes", "contents", "reading"
    )


def tree_of(plan: Plan, user: User) -> Tree:
    """The tree around `plan` as far as this user may see it; the line breaks where it may not."""
    above, below = ids_above(plan.pk), ids_below(plan.pk)
    seen = {p.pk: p for p in light(Plan.objects.visible_to(user).filter(pk__in=[*above, *below]))}
    line = [plan]
    for pk in above:
        if pk not in seen:
            break
        line.insert(0, seen[pk])
    nodes = [Node(p, n, p.pk == plan.pk) for n, p in enumerate(line)]
    children = [seen[pk] for pk in below if pk in seen]
    nodes += _under(plan.pk, children, len(line))
    return Tree(carried_out(line[0]), nodes)


def _under(parent_id: UUID, rows: Iterable[Plan], level: int) -> list[Node]:
    found: list[Node] = []
    for row in rows:
        if row.parent_id == parent_id:
            found += [Node(row, level, is_here=False), *_under(row.pk, rows, level + 1)]
    return found
