"""Tags of tables that typst sets, made fit to stand beside others in one document (ADR 0027).

It names every cell of a head by its place, so that two parts have the same names, and it has no way to say
that a cell is the head of its row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

Named = list[tuple[str, Any]]


def tables_of(elements: Any) -> Iterator[Any]:
    """The tables among the elements of a document."""
    return (element for element in elements if Name.Table == element.S)


def renamed(table: Any, prefix: str) -> Named:
    """Gives the cells of a head names of their own, with those that point at them, and makes the first
    cell of each row of the body its head. Tells the names with their cells."""
    found: Named = []
    for section in table.K:
        if not isinstance(section, Dictionary) or "/S" not in section:
            continue  # what is drawn in the table beside its cells
        for row in section.K:
            for n, cell in enumerate(row.K):
                if "/ID" in cell:
                    cell.ID = pikepdf.String(f"{prefix}{cell.ID}")
                    found.append((str(cell.ID), cell))
                _point(cell, prefix, is_row=n == 0 and Name.TBody == section.S)
    return found


def _point(cell: Any, prefix: str, *, is_row: bool) -> None:
    for told in cell.get("/A", ()):
        if Name.Table != told.O:
            continue
        if told.get("/Headers"):
            told.Headers = Array([pikepdf.String(f"{prefix}{name}") for name in told.Headers])
        if is_row:
            cell.S, told.Scope = Name.TH, Name.Row


def with_names(root: Any, found: Named) -> None:
    """Keeps the names in the tree of names of the document."""
    kept = list(root.IDTree.Names) if "/IDTree" in root else []
    told = {str(kept[n]): kept[n + 1] for n in range(0, len(kept), 2)} | dict(found)
    names = Array()
    for name in sorted(told):
        names.append(pikepdf.String(name))
        names.append(told[name])
    root.IDTree = Dictionary(Names=names)
