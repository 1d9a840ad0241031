"""What the parser gives: a plan as data. The field names are the keys of `import_plan --json`."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal, cast

Role = Literal["lead", "cooperate"]
_BESIDE = ("paragraphs", "headings", "parts", "notes")
EventKind = Literal["assembly_session", "congress", "election", "tet", "other"]


@dataclass(frozen=True)
class Line:
    """One line or table row as a reader finds it.

    `gap` says that white space stands before it, `page` that a new page starts with it,
    `strong` that it is set in bold or marked as a heading, `cells` that it is a table row.
    """

    text: str
    gap: bool = False
    page: bool = False
    strong: bool = False
    cells: tuple[str, ...] = ()
    table: int = 0


@dataclass(frozen=True)
class Reading:
    """The lines of a file, and what a reviewer should hear about how it was read."""

    lines: list[Line]
    notes: list[str]


@dataclass(frozen=True)
class Paragraph:
    """A cleaned paragraph; `index` is its place in the document."""

    index: int
    text: str
    strong: bool = False
    cells: tuple[str, ...] = ()
    table: int = 0


@dataclass(frozen=True)
class Source:
    """Where a task comes from: the paragraph by number and by its own words."""

    index: int
    text: str


@dataclass(frozen=True)
class Unit:
    """A unit (đơn vị) as the document names it: it leads (chủ trì) or cooperates (phối hợp)."""

    name: str
    role: Role


@dataclass(frozen=True)
class Event:
    """An event (sự kiện) that the plan serves."""

    name: str
    kind: EventKind


@dataclass
class Citation:
    """A numbered document that the plan cites (căn cứ)."""

    kind: str | None
    number: str
    date: str | None = None
    issuer: str | None = None
    subject: str | None = None


@dataclass(frozen=True)
class Implements:
    """The document that this plan carries out: the one named first in its opening sentence."""

    number: str | None = None
    date: str | None = None
    issuer: str | None = None


@dataclass(frozen=True)
class Task:
    """A task (nhiệm vụ) and who does it by when; `doubt` is the rule that left it unsure."""

    text: str
    units: list[Unit]
    deadline: str | None
    due: str | None
    recurring: bool
    section: str
    paragraph: Source
    sure: bool
    doubt: str = ""


@dataclass(frozen=True)
class Remark:
    """A paragraph that is not a task, and why."""

    text: str
    paragraph: Source
    why: str


@dataclass(frozen=True)
class Recipient:
    """A line of "Nơi nhận" with its mark: b/c, p/h, t/h."""

    name: str
    mark: str | None = None


@dataclass(frozen=True)
class Signer:
    """Who signed, under which title, by whose authority (TM., KT., TL., TUQ.)."""

    name: str | None = None
    title: str | None = None
    authority: str | None = None


@dataclass
class PlanDocument:
    """A coordination plan (kế hoạch phối hợp) read from a document.

    Beside what `import_plan --json` prints: all paragraphs, the places of headings, the part each
    place of the body belongs to, and notes for the reviewer.
    """

    number: str | None = None
    symbol: str | None = None
    date: str | None = None
    place: str | None = None
    issuer: str | None = None
    parent_issuer: str | None = None
    title: str = ""
    events: list[Event] = field(default_factory=list)
    implements: Implements = field(default_factory=Implements)
    legal_bases: list[Citation] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    other: list[Remark] = field(default_factory=list)
    recipients: list[Recipient] = field(default_factory=list)
    signer: Signer = field(default_factory=Signer)
    paragraphs: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    parts: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The object that `import_plan --json` prints; each task brings its own paragraph."""
        plan = {k: v for k, v in asdict(self).items() if k not in _BESIDE}
        plan["tasks"] = [{k: v for k, v in t.items() if k != "doubt"} for t in plan["tasks"]]
        return plan

    def content(self) -> dict[str, Any]:
        """What the plan says, whatever its file: the same for TXT, DOCX and PDF."""
        return cast(dict[str, Any], _without_places(self.as_json()))


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_places(v) for k, v in value.items() if k != "paragraph"}
    return [_without_places(v) for v in value] if isinstance(value, list) else value
