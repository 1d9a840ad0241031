"""Rules of reception sessions: may this one be planned, changed, held, and if not, why? Pure.

As in `reception.workflow` every rule answers with objections or with one sentence for the person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from law.calendar import WorkingCalendar
from law.clock import clock
from law.dates import vn_date
from law.enums import State
from law.errors import LawError
from law.rules import RuleBook
from reception.workflow import ONLINE_SINCE, Objection, session_objections

NOTICE_RULE = "TCD_ONL_MOI"  # thông báo trước ngày tiếp trực tuyến (art. 23 clause 1)
TEST_RULE = "TCD_ONL_THU"  # kết nối thử
CONNECTED_BEFORE = timedelta(hours=1)
ONLINE_BASIS = "Nghị định 154/2026/NĐ-CP, điều 23 khoản 1"
RECORD_BASIS = "Nghị định 154/2026/NĐ-CP, điều 24 khoản 1"
DENUNCIATION = "denunciation"
FARTHEST_AHEAD = timedelta(days=731)


class _Online(Protocol):
    ground: str
    no_protection_asked: bool


class _Session(Protocol):
    mode: str

    @property
    def online(self) -> _Online: ...


@dataclass(frozen=True, slots=True)
class PlanInput:
    """What is said of a session to be planned; words of the enums, empty when not said."""

    kind: str
    mode: str
    on_date: date
    delegated: bool = False
    delegation_document: str = ""
    ad_hoc_ground: str = ""
    starts_at: time | None = None
    ends_at: time | None = None
    online_ground: str = ""
    central_point: str = ""
    points: tuple[str, ...] = ()
    no_protection_asked: bool = False


def plan_objections(said: PlanInput, today: date) -> Iterator[Objection]:
    """Why a session cannot be planned like this."""
    is_online = said.mode == "online"
    yield from session_objections(
        is_standing=said.kind == "standing",
        delegated=said.delegated,
        is_online=is_online,
        on_date=said.on_date,
    )
    if said.on_date - today > FARTHEST_AHEAD:
        yield Objection("on_date", "Ngày tiếp cách đây hơn hai năm; hãy xem lại ngày, năm.")
    if said.kind != "standing" and said.delegated != bool(said.delegation_document):
        yield Objection(
            "delegation_document",
            "Tiếp thay Thủ trưởng phải có văn bản ủy quyền; hãy ghi số, ngày văn bản."
            if said.delegated
            else "Có văn bản ủy quyền thì hãy đánh dấu tiếp thay theo ủy quyền.",
        )
    if (said.kind == "ad_hoc") != bool(said.ad_hoc_ground):
        yield Objection(
            "ad_hoc_ground",
            "Hãy chọn căn cứ tiếp đột xuất (Luật Tiếp công dân 2013, điều 18 khoản 3)."
            if said.kind == "ad_hoc"
            else "Căn cứ tiếp đột xuất chỉ ghi cho buổi tiếp đột xuất.",
        )
    yield from hours_objections(said.starts_at, said.ends_at)
    if is_online and said.on_date >= ONLINE_SINCE:
        yield from online_objections(said)


def hours_objections(starts_at: time | None, ends_at: time | None) -> Iterator[Objection]:
    """Giờ tiếp."""
    if starts_at and ends_at and ends_at <= starts_at:
        yield Objection("ends_at", "Giờ kết thúc phải sau giờ bắt đầu.")


def online_objections(said: PlanInput) -> Iterator[Objection]:
    """Tiếp trực tuyến: ground, points, and the rule on denunciations (art. 20 clause 4)."""
    if not said.online_ground:
        yield Objection(
            "online_ground",
            "Hãy chọn loại vụ việc được tiếp trực tuyến (Nghị định 154/2026/NĐ-CP, điều 20).",
        )
    if not said.central_point:
        yield Objection("central_point", "Hãy ghi điểm cầu trung tâm.")
    if not said.points:
        yield Objection("points", "Hãy ghi ít nhất một điểm cầu thành phần, mỗi dòng một điểm.")
    elif len({point.casefold() for point in said.points}) < len(said.points):
        yield Objection("points", "Mỗi điểm cầu chỉ ghi một lần.")
    if said.online_ground == DENUNCIATION and not said.no_protection_asked:
        yield Objection(
            "no_protection_asked",
            "Tố cáo chỉ được tiếp trực tuyến khi người tố cáo không yêu cầu bảo vệ danh tính "
            "(Nghị định 154/2026/NĐ-CP, điều 20 khoản 4).",
        )


def online_refusal(session: _Session | None, is_secret: bool) -> str | None:
    """Why a visit that must stay sealed cannot belong to this session; None when it may.

    For the desk: call it with the chosen session (None: the officer's own) and `VisitInput.is_secret`
    before registering. Only an online session is refused, unless it was arranged for a denunciation
    whose denouncer asked for no protection (Nghị định 154/2026/NĐ-CP, art. 20 clause 4).
    """
    if session is None or not is_secret or session.mode != "online":
        return None
    if session.online.ground == DENUNCIATION and session.online.no_protection_asked:
        return None
    return (
        "Không ghi tố cáo hoặc việc cần giữ kín vào buổi tiếp trực tuyến này "
        "(Nghị định 154/2026/NĐ-CP, điều 20 khoản 4); hãy để trống buổi tiếp."
    )


def day_off_warning(on_date: date, calendar: WorkingCalendar) -> str:
    """A session on a day off is allowed and said; empty when people work that day."""
    if not calendar.covers(on_date):
        return f"Lịch làm việc mới có các năm {calendar.years_text}; hãy xem lại ngày tiếp."
    status = calendar.reason(on_date)
    if status.working:
        return ""
    return f"Ngày {vn_date(on_date)} là ngày nghỉ ({status.text})."


# Which changes a session of each state may still undergo.
CHANGES: dict[str, tuple[str, ...]] = {
    "planned": ("held", "moved", "cancelled", "missed"),
    "held": ("missed",),
    "missed": ("held",),
    "cancelled": (),
    "moved": (),
}


def change_refusal(
    *, change: str, state: str, on_date: date, today: date, has_open_visits: bool
) -> str | None:
    """Why a session cannot become `change`; None when it may.

    `has_open_visits` knows open visits alone: a sealed one must not show in what a page allows.
    """
    if change not in CHANGES[state]:
        return "Buổi tiếp đã ghi kết thúc; hãy tải lại trang để xem tình trạng mới."
    if change == "held" and on_date > today:
        return "Chưa đến ngày tiếp nên chưa ghi được là đã tổ chức."
    if change == "missed" and on_date > today:
        return "Chưa đến ngày tiếp; nếu không tổ chức, hãy hủy hoặc dời buổi tiếp."
    if change in ("cancelled", "moved") and on_date < today:
        return "Ngày tiếp đã qua; hãy ghi là đã tổ chức hoặc không tổ chức."
    if change != "held" and has_open_visits:
        return "Đã ghi lượt tiếp trong buổi này nên buổi tiếp đã được tổ chức."
    return None


def lawful_changes(
    *, state: str, on_date: date, today: date, has_open_visits: bool
) -> tuple[str, ...]:
    """The changes a page offers now."""
    return tuple(
        change
        for change in CHANGES[state]
        if change_refusal(
            change=change, state=state, on_date=on_date, today=today,
            has_open_visits=has_open_visits,
        )
        is None
    )  # fmt: skip


def new_day_refusal(*, on_date: date, new_date: date, today: date) -> str | None:
    """Why a session cannot be moved to this day."""
    if new_date == on_date:
        return "Ngày mới phải khác ngày cũ."
    if new_date < today:
        return "Ngày mới không thể ở quá khứ."
    if new_date - today > FARTHEST_AHEAD:
        return "Ngày mới cách đây hơn hai năm; hãy xem lại ngày, năm."
    return None


def delegation_refusal(*, state: str, kind: str, delegated: bool, document: str) -> str | None:
    """Why a deputy cannot take over this session; None when one may."""
    if kind == "standing":
        return "Tiếp thường xuyên không có việc ủy quyền tiếp thay Thủ trưởng."
    if state != "planned":
        return "Buổi tiếp đã ghi kết thúc nên không ghi ủy quyền được nữa."
    if delegated:
        return "Buổi tiếp đã có người tiếp thay theo ủy quyền."
    if not document:
        return "Tiếp thay Thủ trưởng phải có văn bản ủy quyền; hãy ghi số, ngày văn bản."
    return None


@dataclass(frozen=True, slots=True)
class Preparation:
    """What was done to prepare an online session (OnlineArrangement as facts)."""

    notice_sent_on: date | None
    tested_on: date | None
    connected_at: datetime | None  # local
    recording_reference: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the checklist of an online session."""

    label: str
    basis: str
    due: str
    done: str
    state: State
    is_late: bool = False


def online_steps(
    done: Preparation,
    *,
    on_date: date,
    starts_at: time | None,
    now: datetime,
    rules: RuleBook,
    calendar: WorkingCalendar,
) -> list[Step]:
    """Việc phải làm của buổi tiếp trực tuyến: by when, done or late. `now` is local."""
    dated = [
        _dated_step(label, code, sent, on_date, now.date(), rules, calendar)
        for label, code, sent in (
            ("Thông báo cho người được tiếp và các cơ quan", NOTICE_RULE, done.notice_sent_on),
            ("Kết nối thử giữa các điểm cầu", TEST_RULE, done.tested_on),
        )
    ]
    return [
        *dated,
        _connected_step(done, on_date, starts_at, now),
        _recorded_step(done, on_date, now),
    ]


def _dated_step(
    label: str,
    code: str,
    done_on: date | None,
    on_date: date,
    today: date,
    rules: RuleBook,
    calendar: WorkingCalendar,
) -> Step:
    try:
        answer = clock(
            rule=rules.get(code), start=on_date, calendar=calendar, today=today, done_on=done_on
        )
    except LawError as error:
        return Step(label, str(error), "", _day(done_on), State.PAUSED)
    is_late = done_on is not None and answer.due is not None and done_on > answer.due
    return Step(
        label, answer.citation, f"chậm nhất {_day(answer.due)}", _day(done_on),
        answer.state or State.RUNNING, is_late,
    )  # fmt: skip


def _connected_step(
    done: Preparation, on_date: date, starts_at: time | None, now: datetime
) -> Step:
    label = "Kết nối xong các điểm cầu"
    if starts_at is None:
        return Step(label, ONLINE_BASIS, "trước giờ tiếp 01 giờ", _moment(done.connected_at),
                    State.DONE if done.connected_at else State.RUNNING)  # fmt: skip
    due = datetime.combine(on_date, starts_at, tzinfo=now.tzinfo) - CONNECTED_BEFORE
    state = State.RUNNING
    if done.connected_at:
        state = State.DONE
    elif now > due:
        state = State.OVERDUE
    is_late = done.connected_at is not None and done.connected_at > due
    return Step(label, ONLINE_BASIS, f"chậm nhất {_moment(due)}", _moment(done.connected_at),
                state, is_late)  # fmt: skip


def _recorded_step(done: Preparation, on_date: date, now: datetime) -> Step:
    state = State.RUNNING if on_date >= now.date() else State.OVERDUE
    return Step(
        "Ghi nơi lưu bản ghi âm, ghi hình", RECORD_BASIS, "khi kết thúc buổi tiếp",
        done.recording_reference, State.DONE if done.recording_reference else state,
    )  # fmt: skip


def _day(day: date | None) -> str:
    return vn_date(day) if day else ""


def _moment(moment: datetime | None) -> str:
    return f"{moment:%H:%M} ngày {vn_date(moment.date())}" if moment else ""
