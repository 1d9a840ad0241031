"""A cut (phạm vi của một con số): which rows of a figure a number of the overview counts.

One object for the number, the list behind it, the workbook and the check; the days are a `Span`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from agencies.enums import Level
from agencies.models import Agency
from complaints.enums import Field, PetitionKind
from complaints.models import Clock, Petition, Transfer
from complaints.places import communes
from reports.figures import in_tree

UNNAMED = "-"  # no commune, no agency of the house, in an address
NO_COMMUNE = "Chưa ghi địa bàn"
# Where a model keeps its agency, and where what its petition is about.
OWNER: dict[type, str] = {Transfer: "petition__"}
ABOUT: dict[type, str] = {Petition: "", Clock: "petition__", Transfer: "petition__"}


@dataclass(frozen=True, slots=True)
class Cut:
    """Rows of the tree of `root`, or of one `agency` alone; of one level, field, kind, commune."""

    root: Agency | None = None
    agency: Agency | None = None
    level: str = ""
    field: str = ""
    kind: str = ""
    commune: str | None = None
    receiver: str = ""  # key of the agency a petition was sent to; UNNAMED: outside the house

    def of(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Of the rows of a figure those that the number counts."""
        owner = OWNER.get(rows.model, "")
        found = Q()
        if self.agency is not None:
            found &= Q(**{f"{owner}agency": self.agency})
        if self.root is not None:
            if not owner and not hasattr(rows.model, "scope_path"):
                raise LookupError(f"{rows.model.__name__} stands in no tree")
            found &= in_tree(self.root.path, f"{owner}scope_path")
        if self.level and (owner or hasattr(rows.model, "agency_id")):
            found &= Q(**{f"{owner}agency__level": self.level})
        return rows.filter(found & self._about(rows.model) & self._to(rows.model))

    def _to(self, model: type) -> Q:
        if not self.receiver:
            return Q()
        if model is not Transfer:
            raise LookupError(f"{model.__name__} is sent to nobody")
        outside = self.receiver == UNNAMED
        return Q(to_agency__isnull=True) if outside else Q(to_agency=self.receiver)

    def _about(self, model: type) -> Q:
        wanted = {"field": self.field, "kind": self.kind}
        asked: dict[str, str] = {name: value for name, value in wanted.items() if value}
        if self.commune is not None:
            asked["commune_code"] = self.commune
        if not asked:
            return Q()
        if model not in ABOUT:
            raise LookupError(f"{model.__name__} is about no field")
        return Q(**{f"{ABOUT[model]}{name}": value for name, value in asked.items()})

    @property
    def query(self) -> dict[str, str]:
        """The cut in an address."""
        asked = {
            "goc": str(self.root.pk) if self.root else "",
            "don_vi": str(self.agency.pk) if self.agency else "",
            "cap": self.level,
            "linh_vuc": self.field,
            "loai": self.kind,
            "dia_ban": "" if self.commune is None else self.commune or UNNAMED,
            "noi_nhan": self.receiver,
        }
        return {name: value for name, value in asked.items() if value}

    @property
    def words(self) -> str:
        """What the list is cut to, for its title."""
        told = [
            self.agency.name if self.agency else "",
            f"{self.root.name} và đơn vị cấp dưới" if self.root and not self.agency else "",
            str(dict(Level.choices).get(self.level, "")),
            str(dict(Field.choices).get(self.field, "")),
            str(dict(PetitionKind.choices).get(self.kind, "")),
            "" if self.commune is None else commune_name(self.commune),
        ]
        return " · ".join(filter(None, told))


def commune_name(code: str) -> str:
    """Name of a commune; one that this release does not know keeps its code."""
    known = communes().get(code)
    return known.name if known else code or NO_COMMUNE
