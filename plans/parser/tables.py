"""Tables that assign work: each row a task, units and time in their columns."""

import re

from plans.parser.deadlines import deadline_of_cell
from plans.parser.outline import Item
from plans.parser.structure import Remark, Source, Task, Unit
from plans.parser.table_layout import column_kinds, is_task_header
from plans.parser.tasks import Context, cooperating
from plans.parser.units import UnitFinder, same
from plans.parser.words import tidy

NO_LEAD = "Dòng của bảng không ghi đơn vị chủ trì: tạm giao theo đề mục."
_CUT = re.compile(r"\s*[;\n]\s*-?\s*|^\s*-\s*")


class TableReader:
    """Reads the rows of tables one by one; remembers the columns of the table at hand."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._table = 0
        self._kinds: list[str] = []
        self._group = ""
        self._leads: list[str] = []

    def row(self, item: Item) -> Task | Remark:
        """The task of a row, or why it is none."""
        cells = item.paragraph.cells
        source = Source(item.paragraph.index, item.paragraph.text)
        if item.paragraph.table != self._table:
            self._table, self._kinds, self._group = item.paragraph.table, [], ""
            self._leads = []
        if is_task_header(cells):
            self._kinds = column_kinds(cells)
            return Remark(item.paragraph.text, source, "Dòng tiêu đề của bảng.")
        if not self._kinds or len(cells) < len(self._kinds):
            self._group = tidy(" ".join(cells))
            return Remark(item.paragraph.text, source, "Dòng tên nhóm trong bảng.")
        return self._task(item, cells, source)

    def _task(self, item: Item, cells: tuple[str, ...], source: Source) -> Task | Remark:
        text = self._cell(cells, "text")
        leads = unit_names(self._cell(cells, "lead"), self._context.finder)
        others = unit_names(self._cell(cells, "cooperate"), self._context.finder)
        if not leads and self._unit_comes_first():
            leads = self._leads  # one unit, several rows: its name stands in the first
        self._leads = leads
        if not text or not (leads or others or self._cell(cells, "due")):
            self._group = text or self._group
            return Remark(item.paragraph.text, source, "Dòng tên nhóm trong bảng.")
        doubt = "" if leads else NO_LEAD
        leads = leads or list(item.units or self._context.addressee)
        others += [n for n in cooperating(text, self._context.finder) if n not in others]
        units = [Unit(n, "lead") for n in leads]
        units += [Unit(n, "cooperate") for n in others if not any(same(n, x) for x in leads)]
        due = deadline_of_cell(self._cell(cells, "due"), self._context.year)
        section = " > ".join(x for x in (item.section, self._group) if x)
        return Task(
            text, units, due.words, due.due, due.recurring, section, source, not doubt, doubt
        )

    def _unit_comes_first(self) -> bool:
        return "lead" in self._kinds and self._kinds.index("lead") < self._kinds.index("text")

    def _cell(self, cells: tuple[str, ...], kind: str) -> str:
        found = (c for c, k in zip(cells, self._kinds, strict=False) if k == kind)
        return tidy(next(found, ""))


def unit_names(cell: str, finder: UnitFinder) -> list[str]:
    """Units in a cell: by the grammar of names, else one by line."""
    names: list[str] = []
    for piece in (p.strip(" -.,") for p in _CUT.split(cell)):
        if not piece or piece == "/":
            continue
        found = finder.list_at(piece)
        names += found.names if found and found.end == len(piece) else [piece]
    return list(dict.fromkeys(names))
