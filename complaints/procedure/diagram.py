"""The tables drawn: one Mermaid diagram and one table of steps for each procedure (docs/procedures.md).

Pure; written by `manage.py procedure_diagrams`, and a test fails when the page is not current.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from agencies.roles import Permission
from complaints.procedure.names import ENDED, ProcedureKind, Stage, StepName
from complaints.procedure.steps import Step
from complaints.procedure.tables import TABLES

_INTRODUCTION = """# The procedures

Generated from the tables in `complaints/procedure/` by `manage.py procedure_diagrams`; a test
compares this page with them, so change the tables, not the page. Why procedures are tables: ADR 0017.

A diagram shows the steps that move a case to another stage (giai đoạn); the table below it shows
every step, with who takes it, the text behind it, the duties (codes of `law/data/rules.toml`) it
starts and ends, and its form. A step without a target leaves the stage as it is. Labels are those
of the product.
"""
_WHO = {
    Permission.DECIDE_CASE: "thủ trưởng",
    Permission.PROCESS_PETITION: "cán bộ xử lý",
}
_HEADER = (
    "| bước | từ giai đoạn | đến | ai | căn cứ | thời hạn bắt đầu | thời hạn kết thúc | mẫu |",
    "|---|---|---|---|---|---|---|---|",
)
_ANY = "mọi giai đoạn sau thụ lý"


def document() -> str:
    """The whole page."""
    return "\n".join([_INTRODUCTION, *(_chapter(kind) for kind in ProcedureKind)])


def diagram(steps: Iterable[Step]) -> str:
    """The arrows between stages, as the text of a Mermaid state diagram."""
    arrows = sorted(set(_arrows(tuple(steps))), key=_place)
    seen = [stage for stage in Stage if any(stage in arrow[:2] for arrow in arrows)]
    lines = ["stateDiagram-v2", f"    [*] --> {Stage.INTAKE.value}"]
    lines += [f"    {stage.value}: {stage.label}" for stage in seen]
    lines += [f"    {a.value} --> {b.value}: {label}" for a, b, label in arrows]
    lines += [f"    {stage.value} --> [*]" for stage in seen if stage in ENDED]
    return "\n".join(lines)


def _arrows(steps: tuple[Step, ...]) -> Iterator[tuple[Stage, Stage, str]]:
    suspended_from = {s for step in steps if step.target == Stage.SUSPENDED for s in step.sources}
    for step in steps:
        if step.name == StepName.RESUME:  # back to where the suspension came from
            yield from ((Stage.SUSPENDED, stage, step.label) for stage in suspended_from)
        elif step.target is not None:
            target = step.target
            yield from ((s, target, step.label) for s in step.sources if s != target)


def _place(arrow: tuple[Stage, Stage, str]) -> tuple[int, int, str]:
    order = list(Stage)
    return order.index(arrow[0]), order.index(arrow[1]), arrow[2]


def _chapter(kind: ProcedureKind) -> str:
    steps = TABLES[kind]
    rows = [_row(step) for step in steps]
    return "\n".join(
        [f"## {kind.label}", "", "```mermaid", diagram(steps), "```", "", *_HEADER, *rows, ""]
    )


def _row(step: Step) -> str:
    cells = (
        step.label,
        _sources(step),
        _target(step),
        _WHO[step.needs],
        step.basis,
        ", ".join(start.rule for start in step.starts),
        ", ".join(step.ends),
        step.form,
    )
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _target(step: Step) -> str:
    if step.name == StepName.RESUME:
        return "giai đoạn trước khi tạm đình chỉ"
    return str(step.target.label) if step.target else ""


def _sources(step: Step) -> str:
    if len(step.sources) > len(Stage) // 2:
        return _ANY
    return ", ".join(str(stage.label) for stage in Stage if stage in step.sources)
