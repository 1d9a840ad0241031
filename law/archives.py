"""When the file of an ended matter is due for the archives, and how long it is kept (nộp lưu, bảo quản).

Data: `law/data/archives.toml`, each figure with its citation and how sure it is. Nothing is counted by
night: whoever asks passes the day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from enum import StrEnum
from itertools import pairwise

from law.enums import Confidence
from law.toml_fields import Fields


class Term(StrEnum):
    """Group of files that are kept equally long."""

    SPECIAL = "special"
    ORDINARY = "ordinary"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True)
class HandingOver:
    """Hạn nộp lưu by one version of the law."""

    valid_from: date
    valid_to: date | None
    years: int
    citation: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Keeping:
    """Thời hạn bảo quản of one group; `years` is None where files are kept for ever."""

    term: Term
    name: str
    years: int | None
    citation: str
    confidence: Confidence

    @property
    def words(self) -> str:
        """Vĩnh viễn; 15 năm."""
        return "vĩnh viễn" if self.years is None else f"{self.years:02d} năm"

    def until(self, ended_on: date) -> date | None:
        """The last day of the term of work that ended that day; None: for ever."""
        return None if self.years is None else date(ended_on.year + self.years, 12, 31)


@dataclass(frozen=True, slots=True)
class ArchiveRules:
    """The rules on handing over, earliest first, and the terms."""

    versions: tuple[HandingOver, ...]
    terms: Mapping[Term, Keeping]

    def version_on(self, ended_on: date) -> HandingOver:
        """The version in force on the day the work ended; before all of them the first one."""
        found = [version for version in self.versions if version.valid_from <= ended_on]
        return found[-1] if found else self.versions[0]

    def due_on(self, ended_on: date) -> date:
        """The last day on which the file of work that ended that day must be handed over."""
        return years_after(ended_on, self.version_on(ended_on).years)

    def ended_by(self, due_on: date) -> date:
        """The last day on which work may have ended whose file is due on `due_on` or before it."""
        first = years_after(due_on, -1 - max(version.years for version in self.versions))
        days = range(first.toordinal(), due_on.toordinal() + 1)
        after = bisect_right(days, due_on, key=lambda n: self.due_on(date.fromordinal(n)))
        return date.fromordinal(days[after - 1])

    def proposed(self, *, is_complex: bool, is_ours: bool) -> Keeping:
        """The term that the facts of a matter speak for; a person may say another, with why.

        `is_complex`: its criteria were recorded; `is_ours`: some petition was within competence, or
        nobody said that it was not.
        """
        if is_complex:
            return self.terms[Term.SPECIAL]
        return self.terms[Term.ORDINARY if is_ours else Term.NOT_OURS]


def years_after(day: date, years: int) -> date:
    """The same day of another year, else of the last or first there is; of 29/02 the 28th where needed."""
    year = min(max(day.year + years, MINYEAR), MAXYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def archive_rules(data: Mapping[str, object]) -> ArchiveRules:
    """From TOML tables; raises LawError for data that contradict themselves."""
    book = Fields(data, "Quy định nộp lưu")
    versions = tuple(_version(each) for each in book.required("handing_over", list))
    terms = [_keeping(each) for each in book.required("term", list)]
    book.done()
    for earlier, later in pairwise(versions):
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            raise book.error(f"phiên bản từ {later.valid_from:%d/%m/%Y} chồng lên phiên bản trước")
        # A file would be due before one of work that ended earlier: lists could not be cut by a day.
        if later.years < earlier.years:
            raise book.error(f"phiên bản từ {later.valid_from:%d/%m/%Y} rút ngắn hạn nộp lưu")
    if sorted(keeping.term for keeping in terms) != sorted(Term):
        raise book.error("mỗi nhóm hồ sơ phải có đúng một thời hạn bảo quản")
    return ArchiveRules(versions, {keeping.term: keeping for keeping in terms})


def _version(table: object) -> HandingOver:
    fields = Fields(table, "Hạn nộp lưu")
    found = HandingOver(
        valid_from=fields.required("valid_from", date),
        valid_to=fields.optional("valid_to", date),
        years=fields.positive("years"),
        citation=fields.required("citation", str),
        confidence=fields.choice("confidence", Confidence),
    )
    fields.done()
    return found


def _keeping(table: object) -> Keeping:
    fields = Fields(table, "Thời hạn bảo quản")
    years = fields.optional("years", int)
    found = Keeping(
        term=fields.choice("code", Term),
        name=fields.required("name", str),
        years=None if years is None else fields.positive_value("years", years),
        citation=fields.required("citation", str),
        confidence=fields.choice("confidence", Confidence),
    )
    fields.done()
    return found
