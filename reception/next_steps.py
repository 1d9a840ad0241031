"""What follows for the citizen (điều gì diễn ra tiếp theo): duties with their days and articles, and
from which day one may go one level up. Only what the running clocks and the law's data say."""

from dataclasses import dataclass
from datetime import date, timedelta

from agencies.models import User
from complaints import law_book
from complaints.enums import PetitionKind
from complaints.models import Clock, Matter
from complaints.selectors import clocks_of
from law.clock import clock
from law.dates import vn_date
from law.enums import Branch, Confidence
from law.rules import parse_branches
from reception.models import Visit

SECOND_COMPLAINT, TIME_LIMIT = "KN_LAN2_HAN", "KN_THOIHIEU"
FIRST_COMPLAINT, DENUNCIATION = "KN_GQ1", "TC_GQ"
NOT_YET = (
    "Thời hạn giải quyết được tính từ ngày thụ lý; hết thời hạn đó mà chưa được giải quyết, ông (bà) "
    "có quyền {right} (Luật {law}). Ngày cụ thể sẽ có khi vụ việc được thụ lý."
)
_RIGHTS = {
    PetitionKind.COMPLAINT: (
        "khiếu nại lần hai hoặc khởi kiện tại Tòa án",
        "Khiếu nại 2011, điều 7 khoản 1",
    ),
    PetitionKind.DENUNCIATION: (
        "tố cáo tiếp với người đứng đầu cơ quan, tổ chức cấp trên trực tiếp",
        "Tố cáo 2018, điều 38 khoản 1",
    ),
}


@dataclass(frozen=True, slots=True)
class DueLine:
    """One duty of the office as the citizen reads it."""

    duty: str
    day: str
    citation: str
    unsure: bool


def due_lines(user: User, matter: Matter, today: date) -> list[DueLine]:
    """The open duties of a matter that this user may see, nearest first."""
    found = []
    for row in _running(user, matter):
        answer = law_book.explain(row, today)
        if answer.due is not None:
            unsure = answer.confidence != Confidence.VERIFIED
            found.append(DueLine(answer.rule.duty, vn_date(answer.due), answer.citation, unsure))
    return found


def level_up(user: User, matter: Matter, today: date) -> str:
    """From which day the citizen may go one level up; for a kind that knows no level, nothing."""
    for row in _running(user, matter):
        if row.rule_code == FIRST_COMPLAINT and row.due_on:
            return _second_complaint(row, row.due_on, today)
        if row.rule_code == DENUNCIATION and row.due_on:
            return _further_denunciation(row.due_on)
    if right := _RIGHTS.get(PetitionKind(matter.kind)):
        return NOT_YET.format(right=right[0], law=right[1])
    return ""


def _running(user: User, matter: Matter) -> list[Clock]:
    return [row for row in clocks_of(user, matter) if row.finished_on is None]


def _second_complaint(row: Clock, due: date, today: date) -> str:
    """Luật Khiếu nại 2011, art. 7 clause 1 and art. 33 clause 1."""
    rule = law_book.rules().get(SECOND_COMPLAINT)
    branches = [b for b in parse_branches(row.branches) if b is Branch.REMOTE]
    limit = clock(
        rule=rule, start=due, calendar=law_book.calendar(), today=today, branches=branches
    )
    until = f", đến hết ngày {vn_date(limit.due)} ({limit.citation})" if limit.due else ""
    return (
        f"Nếu hết ngày {vn_date(due)} chưa có quyết định giải quyết khiếu nại lần đầu thì từ ngày "
        f"{vn_date(due + timedelta(days=1))} ông (bà) có quyền khiếu nại lần hai đến Thủ trưởng cấp "
        f"trên trực tiếp của người giải quyết lần đầu{until}, hoặc khởi kiện vụ án hành chính tại "
        "Tòa án (Luật Khiếu nại 2011, điều 7 khoản 1)."
    )


def _further_denunciation(due: date) -> str:
    """Luật Tố cáo 2018, art. 38 clause 1."""
    return (
        f"Nếu hết ngày {vn_date(due)} (hoặc ngày sau đó khi có quyết định gia hạn) mà tố cáo chưa "
        f"được giải quyết thì từ ngày {vn_date(due + timedelta(days=1))} ông (bà) có quyền tố cáo "
        "tiếp với người đứng đầu cơ quan, tổ chức cấp trên trực tiếp của người có thẩm quyền giải "
        "quyết (Luật Tố cáo 2018, điều 38 khoản 1)."
    )


def how_to_complain(visit: Visit, today: date) -> str:
    """How to complain about a refusal: stands on every paper that tells of one (design.md 2)."""
    answer = clock(
        rule=law_book.rules().get(TIME_LIMIT),
        start=visit.arrived_on,
        calendar=law_book.calendar(),
        today=today,
    )
    until = f", đến hết ngày {vn_date(answer.due)}" if answer.due else ""
    return (
        "Nếu không đồng ý với việc từ chối tiếp, ông (bà) có quyền khiếu nại lần đầu đến "
        f"{visit.agency.name} hoặc khởi kiện vụ án hành chính tại Tòa án (Luật Khiếu nại 2011, điều "
        f"7 khoản 1); thời hiệu khiếu nại là {answer.amount} ngày kể từ ngày biết việc từ chối"
        f"{until} ({answer.citation}). Ông (bà) cũng có quyền khiếu nại, tố cáo về hành vi vi phạm "
        "pháp luật của người tiếp công dân (Luật Tiếp công dân 2013, điều 7 khoản 1 điểm c)."
    )
