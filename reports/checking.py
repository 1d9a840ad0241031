"""Every cell against its list: what `manage.py check_figures` compares."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import openpyxl
from django.utils import timezone

from agencies.models import Agency, User
from law.periods import Period
from reports.catalogue import FIGURES
from reports.cuts import ABOUT, OWNER, UNNAMED
from reports.overview import Question, label_of, period_of, roots_of
from reports.overview_board import DIVISIONS, Board, Division, board_of
from reports.overview_duties import unsent_reports
from reports.overview_figures import OVERVIEW
from reports.overview_waits import waits
from reports.overview_xlsx import overview_xlsx, rows_of
from reports.spans import Span
from reports.weekly import weekly_figures

OVERVIEW_PERIODS = ("tuan", "thang", "nam")
_CASES = 20


@dataclass(slots=True)
class Checked:
    """How many cells were compared, and those that differ from their list."""

    checked: int = 0
    broken: list[dict[str, Any]] = field(default_factory=list)

    def compare(
        self, *, table: str, agency: str, relation: str, cell: int, rows: int, cases: Any
    ) -> None:
        """Counts one comparison; of a difference it keeps both sides and the first cases."""
        self.checked += 1
        if cell != rows:
            self.broken.append(
                {
                    "table": table,
                    "agency": agency,
                    "relation": relation,
                    "left": cell,
                    "right": rows,
                    "cases": [str(pk) for pk in cases.values_list("pk", flat=True)[:_CASES]],
                }
            )


def check_overview(
    *, user: User, today: date, choices: Sequence[str] = OVERVIEW_PERIODS
) -> Checked:
    """Each number of the overview of `user` against the list it opens and the cell of the workbook,
    for every period offered and every way of dividing; who waits for whom; reports not sent."""
    result = Checked()
    for root in roots_of(user):
        for choice in choices:
            question = Question(root, "", period_of(choice, today), label_of(choice, today), today)
            boards = [board_of(user, question, division) for division in Division]
            for board in boards:
                # Twelve months are the same whatever the period.
                if board.division is not Division.MONTH or choice == "nam":
                    _compare_lists(result, user, board)
            _compare_workbook(result, boards)
        _compare_waits(result, user, question)
        _compare_unsent(result, user, boards[0])
    return result


def _compare_lists(result: Checked, user: User, board: Board) -> None:
    """Lines of one division are listed by one grouped question for each figure and days; what all
    lines list together is the list of the total."""
    asked, known = board.question, {}
    for number in board.numbers():
        span = Span.of(number.period, asked.today)
        seen = number.figure.seen_by(user, span)
        which = (number.figure.name, number.period.code)
        if board.division is Division.MONTH or not (number.key or which in known):
            listed = number.figure.value(number.cut.of(seen))
        elif not number.key:
            listed = sum(known[which].values())
        else:
            if which not in known:
                rows = asked.cut.of(seen)
                known[which] = number.figure.divided(rows, _KEYS[board.division](rows.model))
            listed = _of_key(known[which], number.key)
        result.compare(
            table=f"tong-quan {asked.period.code} {board.division}",
            agency=number.place if number.cut.agency is None else number.cut.agency.code,
            relation=f"{number.head} = {number.figure.name}",
            cell=number.value,
            rows=listed,
            cases=number.cut.of(seen),
        )


def _of_key(found: Mapping[Any, int], key: str) -> int:
    """Petitions without a commune are listed under an empty word, the line has a key for them."""
    return next((n for value, n in found.items() if (str(value) or UNNAMED) == key), 0)


_KEYS: dict[Division, Callable[[type], str]] = {
    Division.UNIT: lambda model: f"{OWNER.get(model, '')}agency",
    Division.FIELD: lambda model: f"{ABOUT[model]}field",
    Division.KIND: lambda model: f"{ABOUT[model]}kind",
    Division.COMMUNE: lambda model: f"{ABOUT[model]}commune_code",
}


def _compare_workbook(result: Checked, boards: Sequence[Board]) -> None:
    """The cells of the workbook, read back, against the boards it was made of."""
    question = boards[0].question
    content = overview_xlsx(boards, author="", made_at=timezone.now())
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    for board in boards:
        sheet = book[DIVISIONS[board.division]].iter_rows(values_only=True)
        heads = list(next(sheet))[1:]
        for (name, numbers), cells in zip(rows_of(board), sheet, strict=True):
            for head, number, cell in zip(heads, numbers, cells[1:], strict=True):
                result.compare(
                    table=f"tong-quan {question.period.code} {board.division} XLSX",
                    agency=name,
                    relation=str(head),
                    cell=number if cells[0] == name else -1,
                    rows=cell,
                    cases=Agency.objects.none(),
                )


def _compare_waits(result: Checked, user: User, question: Question) -> None:
    span = Span.of(question.this_day, question.today)
    for one in waits(user, question):
        for name, n in (("unanswered", one.waiting), ("answers_late", one.late)):
            rows = one.cut.of(OVERVIEW[name].seen_by(user, span))
            result.compare(
                table="tong-quan ai cho ai", agency=one.sender, relation=f"{name} {one.receiver}",
                cell=n, rows=rows.count(), cases=rows,
            )  # fmt: skip


def _compare_unsent(result: Checked, user: User, board: Board) -> None:
    """The number of each unit against the list that its link opens."""
    for line in board.units:
        if line.agency is not None:
            result.compare(
                table="tong-quan bao cao chua gui", agency=line.agency.code, relation="unsent",
                cell=board.unsent_by.get(line.agency.pk, 0),
                rows=len(unsent_reports(user, [line.agency], board.question.today)),
                cases=Agency.objects.none(),
            )  # fmt: skip


def check_weekly(*, agency: Agency, period: Period, today: date) -> Checked:
    """The weekly figures of an agency against their lists, and the sums they must add up to."""
    result = Checked()
    figures = weekly_figures(agency=agency, period=period, today=today)
    span = Span.of(period, today)
    now = {name: values[0] for name, values in figures["values"].items()}
    for name, value in now.items():
        rows = FIGURES[name].of(agency, span)
        result.compare(
            table=f"bao-cao-tuan {period.code}",
            agency=agency.code,
            relation=name,
            cell=value,
            rows=FIGURES[name].value(rows),
            cases=rows,
        )
    for whole, parts in SUMS.items():
        result.compare(
            table=f"bao-cao-tuan {period.code}",
            agency=agency.code,
            relation=f"{whole} = {' + '.join(parts)}",
            cell=now[whole],
            rows=sum(now[part] for part in parts),
            cases=FIGURES[whole].of(agency, span),
        )
    return result


def _parts(prefix: str) -> list[str]:
    return [name for name in FIGURES if name.startswith(prefix)]


# What must add up: by form of session, by kind, by outcome.
SUMS = {
    **{
        whole: [f"{whole}_{kind}" for kind in ("standing", "periodic", "ad_hoc")]
        for whole in ("visits", "people", "groups", "group_people")
    },
    "received": _parts("received_"),
    "processed": _parts("outcome_"),
}
