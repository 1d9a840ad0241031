"""What happens to a running clock: tạm đình chỉ, tiếp tục giải quyết, gia hạn.

A suspension needs a legal ground and a document (Complaints Law art. 11a, Denunciations Law
art. 34); an extension is a written decision with its reason (Denunciations Law art. 30 clause 4).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from law.dates import parse_date, vn_date
from law.enums import EventType
from law.errors import LawError
from law.rules import Extension

EVENT_TEXT = {
    EventType.PAUSE: "Tạm đình chỉ",
    EventType.RESUME: "Tiếp tục giải quyết",
    EventType.EXTEND: "Gia hạn",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One decision; `days` only for an extension."""

    type: EventType
    on: date
    ground: str = ""
    document: str = ""
    days: int | None = None

    @property
    def text(self) -> str:
        return f"{EVENT_TEXT[self.type]} ngày {vn_date(self.on)}"


@dataclass(frozen=True, slots=True)
class Pause:
    """Tạm đình chỉ from the day of its decision up to the day before the resume decision."""

    on: date
    ground: str
    document: str
    resumed_on: date | None = None
    resume_document: str = ""

    def holds(self, day: date) -> bool:
        return self.on <= day and (self.resumed_on is None or day < self.resumed_on)

    @property
    def text(self) -> str:
        return f"tạm đình chỉ từ {vn_date(self.on)}: {self.ground} ({self.document})"


@dataclass(frozen=True, slots=True)
class Course:
    """Events that passed every check."""

    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Event, ...] = ()

    @property
    def extra_days(self) -> int:
        return sum(event.days or 0 for event in self.extensions)

    def pause_on(self, day: date) -> Pause | None:
        return next((pause for pause in self.pauses if pause.holds(day)), None)


def parse_events(data: object) -> tuple[Event, ...]:
    """The list of an events file; a sentence names the first entry that is wrong."""
    if not isinstance(data, list):
        raise LawError("Tệp sự kiện phải là một danh sách.")
    return tuple(_event(item, f"Sự kiện thứ {n}") for n, item in enumerate(data, start=1))


def _event(item: object, where: str) -> Event:
    if not isinstance(item, Mapping):
        raise LawError(f"{where} phải là một đối tượng có “type” và “on”.")
    kind, on, days = item.get("type"), item.get("on"), item.get("days")
    if kind not in list(EventType):  # a list: what stands in the file may be unhashable
        raise LawError(f"{where}: “type” phải là một trong {', '.join(EventType)}.")
    if not isinstance(on, str):
        raise LawError(f"{where}: thiếu ngày “on”.")
    if days is not None and (not isinstance(days, int) or isinstance(days, bool)):
        raise LawError(f"{where}: “days” phải là số nguyên.")
    texts = [item.get(key) or "" for key in ("ground", "document")]
    if not all(isinstance(text, str) for text in texts):
        raise LawError(f"{where}: “ground” và “document” phải là chữ.")
    ground, document = (str(text).strip() for text in texts)
    return Event(EventType(kind), parse_date(on), ground, document, days)


def course_of(events: Iterable[Event], *, start: date, extension: Extension | None) -> Course:
    """Check the events in order and pair suspensions with their ends."""
    pauses: list[Pause] = []
    extensions: list[Event] = []
    last = start
    for event in events:
        if event.on < start:
            raise LawError(f"{event.text} trước ngày bắt đầu tính hạn {vn_date(start)}.")
        if event.on < last:
            raise LawError(
                f"{event.text} không theo thứ tự thời gian, sau sự kiện {vn_date(last)}."
            )
        last = event.on
        if event.type == EventType.PAUSE:
            pauses.append(_pause(event, pauses))
        elif event.type == EventType.RESUME:
            pauses[-1:] = [_resumed(event, pauses)]
        else:
            extensions.append(_extended(event, extensions, extension))
    return Course(tuple(pauses), tuple(extensions))


def _require_papers(event: Event) -> None:
    if not event.ground:
        raise LawError(f"{event.text} thiếu căn cứ pháp lý, lý do.")
    if not event.document:
        raise LawError(f"{event.text} thiếu số, ký hiệu văn bản.")


def _pause(event: Event, before: list[Pause]) -> Pause:
    _require_papers(event)
    if before and before[-1].resumed_on is None:
        raise LawError(f"{event.text} khi vụ việc đang tạm đình chỉ từ {vn_date(before[-1].on)}.")
    return Pause(event.on, event.ground, event.document)


def _resumed(event: Event, before: list[Pause]) -> Pause:
    if not before or before[-1].resumed_on is not None:
        raise LawError(f"{event.text} khi vụ việc không tạm đình chỉ.")
    pause = before[-1]
    if event.on == pause.on:
        # The day of one decision is not counted, that of the other is: one day cannot be both.
        raise LawError(f"{event.text} phải sau ngày tạm đình chỉ {vn_date(pause.on)}.")
    return Pause(pause.on, pause.ground, pause.document, event.on, event.document)


def _extended(event: Event, before: list[Event], rule: Extension | None) -> Event:
    if rule is None:
        raise LawError(f"{event.text}: pháp luật không cho gia hạn thời hạn này.")
    _require_papers(event)
    if len(before) >= rule.times_if_especially_complex:
        most = rule.times_if_especially_complex
        raise LawError(f"{event.text}: chỉ được gia hạn nhiều nhất {most} lần.")
    if event.days is None or not 1 <= event.days <= rule.each:
        raise LawError(f"{event.text}: số ngày gia hạn phải từ 1 đến {rule.each}.")
    return event
