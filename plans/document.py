"""A plan as an official document: its text, paragraph by paragraph.

A written plan (soạn trong hệ thống) is laid out from its parts. An imported one keeps the words of
its own paragraphs: a document in force is not reworded; what the product knows of it (who does what
by when) may be added as an annex, drawn from the tasks as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plans.drawn import Block, Column, Line, Sheet, Table
from plans.enums import Origin, Rhythm, TaskKind, UnitRole
from plans.models import Plan, PlanTask
from plans.original import original_blocks
from plans.parser.markers import split_marker
from plans.parser.words import first_upper, key
from plans.writing.cited import implements_line

HEADING = "KẾ HOẠCH"
WORK_SECTION = "III. TỔ CHỨC THỰC HIỆN"
_ALWAYS, _PERIODIC = "thường xuyên", "định kỳ"


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks that the same units lead."""

    leads: str
    tasks: tuple[PlanTask, ...]


def sheet_of(plan: Plan, tasks: list[PlanTask], *, annexed: bool = False) -> Sheet:
    """The text of the plan; `annexed` adds the table of who does what. Tasks bring their units."""
    written = plan.origin == Origin.WRITTEN
    blocks = written_blocks(plan, tasks) if written else original_blocks(plan)
    return Sheet(
        heading=HEADING,
        subject=plan.title,
        blocks=blocks,
        annex=annex(plan, tasks) if annexed else (),
    )


def written_blocks(plan: Plan, tasks: list[PlanTask]) -> tuple[Block, ...]:
    """Căn cứ, mở đầu, I. Mục đích, yêu cầu, II. Nội dung, III. Tổ chức thực hiện, kết."""
    blocks: list[Block] = [*_bases(plan), Line("text", opening(plan))]
    numbers = iter(("I", "II", "III"))
    for title, lines in (("MỤC ĐÍCH, YÊU CẦU", plan.purposes), ("NỘI DUNG", plan.contents)):
        if lines:
            blocks.append(Line("heading", f"{next(numbers)}. {title}"))
            blocks += [Line("text", listed(line)) for line in lines]
    blocks.append(Line("heading", f"{next(numbers)}. TỔ CHỨC THỰC HIỆN"))
    for n, group in enumerate(groups(tasks), start=1):
        blocks.append(Line("group", f"{n}. {group.leads}"))
        blocks += [Line("text", listed(task_words(task))) for task in group.tasks]
    if plan.closing:
        blocks.append(Line("text", ended(plan.closing)))
    return tuple(blocks)


def opening(plan: Plan) -> str:
    """The sentence that issues: what is carried out, by whom."""
    told = implements_line(plan.implements)
    issuer = plan.issuer or plan.agency.short_name
    verb = f"{issuer} ban hành Kế hoạch với các nội dung như sau:"
    return f"Thực hiện {told}, {verb}" if told else verb


def groups(tasks: Iterable[PlanTask]) -> list[Group]:
    """Tasks under the units that lead them, in the order in which these first come."""
    found: dict[str, list[PlanTask]] = {}
    for task in tasks:
        found.setdefault(leads_of(task), []).append(task)
    return [Group(first_upper(leads) or "…", tuple(led)) for leads, led in found.items()]


def leads_of(task: PlanTask) -> str:
    """Chủ trì: the names as the document writes them."""
    return ", ".join(names_of(task, UnitRole.LEAD))


def names_of(task: PlanTask, role: UnitRole) -> list[str]:
    return [unit.name for unit in task.units.all() if unit.role == role]


def task_words(task: PlanTask) -> str:
    """A task with who cooperates and by when, where its own words do not say so already."""
    said = key(task.text)
    others = [n for n in names_of(task, UnitRole.COOPERATE) if key(n) not in said]
    words = task.text.rstrip(" .;/")
    if others:
        words = f"{words}; phối hợp với {', '.join(others)}"
    time = time_words(task)
    if not time or key(time) in said:
        return f"{words}."
    return f"{words}. Thời gian thực hiện: {time}."


def time_words(task: PlanTask) -> str:
    """Thời hạn: as written, else the day, else the rhythm."""
    if task.deadline_text:
        return task.deadline_text
    if task.due_on:
        return f"trước ngày {task.due_on:%d/%m/%Y}"
    if task.kind == TaskKind.RECURRING:
        return Rhythm(task.rhythm).label.lower() if task.rhythm else _PERIODIC
    return _ALWAYS if task.kind == TaskKind.CONTINUOUS else ""


def listed(text: str) -> str:
    """A paragraph of a list: marked by its author, else by a dash."""
    return text if split_marker(text).kind != "none" else f"- {text}"


def ended(text: str) -> str:
    """The last sentence of a document ends with “./.”."""
    return f"{text.rstrip(' .;/')}./."


def annex(plan: Plan, tasks: list[PlanTask]) -> tuple[Block, ...]:
    """Phụ lục: bảng phân công nhiệm vụ, drawn from the tasks as they stand."""
    columns = (
        Column("TT", "no"),
        Column("Nhiệm vụ"),
        Column("Chủ trì", "name"),
        Column("Phối hợp", "name"),
        Column("Thời gian", "date"),
    )
    rows = tuple(
        (
            str(n),
            task.text,
            first_upper(leads_of(task)),
            first_upper(", ".join(names_of(task, UnitRole.COOPERATE))),
            time_words(task),
        )
        for n, task in enumerate(tasks, start=1)
    )
    return (
        Line("annex", "Phụ lục"),
        Line("center", "PHÂN CÔNG NHIỆM VỤ"),
        Line("center", f"(Kèm theo Kế hoạch {plan.reference} của {plan.issuer or plan.agency})"),
        Table(columns, rows),
    )


def _bases(plan: Plan) -> Iterable[Block]:
    """Căn cứ, a line each; the last ends with a full stop (Nghị định 30/2020/NĐ-CP, appendix I)."""
    told = [base["text"] for base in plan.legal_bases if base.get("text")]
    for n, text in enumerate(told, start=1):
        yield Line("basis", f"Căn cứ {text.rstrip(' .;')}{'.' if n == len(told) else ';'}")
