"""The tree of subjects of petitions (cây nội dung đơn), as the statutory tables break them down. Pure.

The data is `data/subjects.toml`: what an officer picks is a leaf; its root decides the column.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from complaints.enums import Field

_FILE = Path(__file__).parent / "data" / "subjects.toml"
# What petitions about candidates and personnel are about (nhân sự, ứng cử); an index knows them too.
ABOUT_PERSONNEL = ("cong_chuc.nhan_su", "cong_chuc.ung_cu")


@dataclass(frozen=True, slots=True)
class Subject:
    """One node; `code` is the path from its root, "dat_dai.thu_hoi"."""

    code: str
    name: str
    field: Field

    @property
    def root(self) -> str:
        return self.code.partition(".")[0]

    @property
    def is_root(self) -> bool:
        return "." not in self.code


@dataclass(frozen=True, slots=True)
class Breakdown:
    """How a table counts a kind of petition by subject: column -> roots that it holds."""

    regime: str
    table: str
    kind: str
    columns: tuple[tuple[int, tuple[str, ...]], ...]

    def column_of(self, code: str) -> int:
        """The column in which a petition about `code` is counted."""
        root = code.partition(".")[0]
        return next(number for number, roots in self.columns if root in roots)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def subjects() -> dict[str, Subject]:
    """All nodes by code, in the order of the file; a child has the field of its root."""
    found: dict[str, Subject] = {}
    for row in _data()["subject"]:
        code = row["code"]
        field = row["field"] if "field" in row else found[code.partition(".")[0]].field
        found[code] = Subject(code, row["name"], Field(field))
    return found


@cache
def breakdowns() -> tuple[Breakdown, ...]:
    """The breakdowns by subject that the statutory tables ask for."""
    return tuple(
        Breakdown(
            row["regime"],
            row["table"],
            row["kind"],
            tuple((int(number), tuple(roots)) for number, roots in row["columns"].items()),
        )
        for row in _data()["breakdown"]
    )


@cache
def grouped_choices() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Leaves under their root, for a select with groups."""
    return tuple(
        (
            root.name,
            tuple(
                (leaf.code, leaf.name)
                for leaf in subjects().values()
                if not leaf.is_root and leaf.root == root.code
            ),
        )
        for root in subjects().values()
        if root.is_root
    )


def field_of(code: str) -> Field:
    """The field (lĩnh vực) of a node; KeyError for a code that is not in the tree."""
    return subjects()[code].field


def name_of(code: str) -> str:
    """The name shown; empty for a petition entered before the tree was there."""
    return subjects()[code].name if code in subjects() else ""


def is_leaf(code: str) -> bool:
    """True for what an officer may pick."""
    return code in subjects() and not subjects()[code].is_root


def usual_leaf(field: Field) -> str:
    """The leaf that says no more than `field`: where only the field was told."""
    return {
        Field.LAND: "dat_dai.khac",
        Field.POLICY: "che_do.khac",
        Field.CIVIL_SERVICE: "cong_chuc.khac",
        Field.CORRUPTION: "tham_nhung.khac",
        Field.JUDICIAL: "tu_phap.khac",
        Field.OTHER: "khac.noi_dung",
    }[field]
