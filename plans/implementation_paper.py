"""Báo cáo kết quả thực hiện kế hoạch: the text, from where the tasks stood on a day."""

from __future__ import annotations

from collections.abc import Sequence

from plans.document import time_words
from plans.drawn import Block, Column, Line, Sheet, Table
from plans.implementation import Figures, Implementation, TaskOn, UnitOn
from plans.models import Plan
from plans.parser.words import first_upper
from records.letterhead import Letterhead, letterhead
from records.wording import counted, number

HEADING = "BÁO CÁO"
_NONE = "Không có."
_FIGURES = (
    Column("TT", "no"),
    Column("Đơn vị"),
    Column("Chủ trì", "figure"),
    Column("Đã xong", "figure"),
    Column("Đang làm", "figure"),
    Column("Quá hạn", "figure"),
    Column("Vướng", "figure"),
    Column("Thường xuyên", "figure"),
    Column("Phối hợp", "figure"),
)
_TASKS = (
    Column("TT", "no"),
    Column("Nhiệm vụ"),
    Column("Thời hạn", "date"),
    Column("Tình trạng", "date"),
    Column("Kết quả, minh chứng", "name"),
)


def report_sheet(told: Implementation, *, proposals: Sequence[str] = ()) -> Sheet:
    """The report; `proposals` are the paragraphs that its author adds, a line each."""
    issuer = told.reporter.short_name
    opening = f"Thực hiện {name_of(told.plan)}, {issuer} báo cáo kết quả thực hiện như sau:"
    blocks: list[Block] = [
        Line("text", opening),
        Line("heading", "I. KẾT QUẢ CHUNG"),
        Line("text", summary(told)),
        _figures_table(told),
        Line("heading", "II. KẾT QUẢ THỰC HIỆN TỪNG NHIỆM VỤ"),
    ]
    for n, unit in enumerate((u for u in told.units if u.tasks), start=1):
        blocks += [Line("group", f"{n}. {first_upper(unit.name)}"), _tasks_table(unit.tasks)]
    blocks.append(Line("heading", "III. KHÓ KHĂN, VƯỚNG MẮC"))
    blocks += [Line("text", _blocked(t)) for t in told.blocked] or [Line("text", _NONE)]
    blocks.append(Line("heading", "IV. KIẾN NGHỊ, ĐỀ XUẤT"))
    blocks += [Line("text", line) for line in proposals] or [Line("text", _NONE)]
    end = f"Trên đây là báo cáo kết quả thực hiện {reference_of(told.plan)} của {issuer}./."
    blocks.append(Line("text", end))
    return Sheet(HEADING, subject_of(told), tuple(blocks))


def subject_of(told: Implementation) -> str:
    """Trích yếu: of which plan, until which day."""
    return f"Kết quả thực hiện {reference_of(told.plan)} (đến ngày {told.day:%d/%m/%Y})"


def reference_of(plan: Plan) -> str:
    """“Kế hoạch số 12/KH-SKHCN”."""
    return f"Kế hoạch số {plan.number}" if plan.number else f"Kế hoạch {plan.reference}"


def name_of(plan: Plan) -> str:
    """The plan with its day, its issuer and what it is about."""
    day = f" ngày {plan.date_on:%d/%m/%Y}" if plan.date_on else ""
    issuer = plan.issuer or plan.agency.short_name
    return (
        f"{reference_of(plan)}{day} của {issuer} về việc {plan.title[:1].lower()}{plan.title[1:]}"
    )


def summary(told: Implementation) -> str:
    """The figures in prose: total = done + running + endless + dropped."""
    figures = told.figures
    leads = sum(bool(unit.tasks) for unit in told.units)
    parts = [
        f"đã hoàn thành {counted(figures.done, 'nhiệm vụ')}",
        f"đang thực hiện {counted(figures.running, 'nhiệm vụ')}",
        f"thực hiện thường xuyên, định kỳ {counted(figures.endless, 'nhiệm vụ')}",
    ]
    if figures.dropped:
        parts.append(f"không thực hiện nữa {counted(figures.dropped, 'nhiệm vụ')}")
    return (
        f"Có {counted(figures.total, 'nhiệm vụ')} do {counted(leads, 'đơn vị')} chủ trì. Đến ngày "
        f"{told.day:%d/%m/%Y}: {'; '.join(parts)}. Trong số chưa hoàn thành có "
        f"{counted(figures.late, 'nhiệm vụ')} quá hạn, {counted(figures.blocked, 'nhiệm vụ')} "
        "đang vướng mắc."
    )


def head_of_report(told: Implementation) -> Letterhead:
    """Of whoever reports, to those above; the number is given when it goes out."""
    return letterhead(told.reporter, told.day)


def _figures_table(told: Implementation) -> Table:
    rows = [_figures_row(str(n), unit) for n, unit in enumerate(told.units, start=1)]
    total = ("", "Toàn kế hoạch", *_figures_cells(told.figures), "")
    return Table(_FIGURES, (*rows, total), has_total=True)


def _figures_row(place: str, unit: UnitOn) -> tuple[str, ...]:
    return (place, first_upper(unit.name), *_figures_cells(unit.figures), number(unit.cooperates))


def _figures_cells(figures: Figures) -> tuple[str, ...]:
    counts = (figures.total, figures.done, figures.running, figures.late, figures.blocked)
    return tuple(number(n) for n in (*counts, figures.endless))


def _tasks_table(tasks: Sequence[TaskOn]) -> Table:
    return Table(_TASKS, tuple(_task_row(n, t) for n, t in enumerate(tasks, start=1)))


def _task_row(place: int, told: TaskOn) -> tuple[str, ...]:
    shown = [told.progress, *told.evidence]
    return (
        str(place),
        told.task.text,
        time_words(told.task),
        told.words,
        "; ".join(line.rstrip(" .;") for line in shown if line) or "Chưa có minh chứng",
    )


def _blocked(told: TaskOn) -> str:
    return f"- {told.task.text.rstrip(' .;')}: {told.standing.blocked_by}"
