"""What one kind of report is: periods, figures, files, words, and whether it goes upward."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from law.periods import Period
from reports.enums import ReportKind

if TYPE_CHECKING:
    from reports.models import Report

Figures = Callable[..., dict[str, Any]]
FileOf = Callable[["Report"], bytes]


def no_words(period: Period) -> bool:
    """A kind that is figures alone."""
    return False


def no_due_day(**asked: Any) -> None:
    """A kind that nobody above waits for."""


@dataclass(frozen=True, slots=True)
class KindSpec:
    """One kind of report.

    `accepts(period)`: a sentence against the period, "" when it fits. `figures(agency=, period=,
    today=)`: plain data to freeze. `files`: format ("pdf", "xlsx", "docx", "json") -> its maker; those
    named in `stored` are made once with the report (as a job) and kept, the others on demand.
    `narrative(period)`: whether it carries the words of the outline. `sends`: approved, numbered,
    signed and sent to the level above. `only_own`: made for the own agency (or the one overseen),
    not for everybody in reach. `each_time`: changed figures make a further version instead of a
    refreshed draft. `template`: the page of one report, which extends reports/report_page.html;
    `page(report, user)`: what its template needs beyond that; `part(report, user, name)`: of a long
    report the part asked for by `?bieu=`.
    """

    kind: ReportKind
    label: str
    accepts: Callable[[Period], str]
    figures: Figures
    files: Mapping[str, FileOf]
    template: str
    narrative: Callable[[Period], bool] = no_words
    sends: bool = False
    only_own: bool = False
    each_time: bool = False
    stored: tuple[str, ...] = ()
    page: Callable[..., dict[str, Any]] = field(default=lambda **asked: {})
    part: Callable[..., dict[str, Any]] = field(default=lambda **asked: {})
    # Whether this reader may have its files: a list over units below may go beyond their reach.
    reads_whole: Callable[..., bool] = field(default=lambda **asked: True)
