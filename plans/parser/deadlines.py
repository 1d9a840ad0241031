"""When a task is due: a date, a window around an event, a rhythm, "thường xuyên", "kịp thời"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from plans.parser import dates
from plans.parser.words import tidy

_LEAD = r"(?:trước|chậm nhất(?: là)?|muộn nhất(?: là)?|xong trước|đến hết|đến|vào|xong|kể từ|từ)"
_FIRM = r"(?:trước|chậm nhất(?: là)?|muộn nhất(?: là)?|xong trước|đến hết)"
_HOUR = r"(?:(?:lúc\s+)?\d{1,2}\s*(?:giờ|h)(?:\s*\d{2}(?:\s*phút)?)?\s*,?\s*)"
_DAY = r"\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?"
_WHOLE_DAY = r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}"
_SAID = rf"(?:ngày\s*\d{{1,2}}\s*tháng\s*\d{{1,2}}(?:\s*năm\s*\d{{4}})?|ngày\s*{_DAY})"
_DATED = re.compile(
    rf"(?:{_LEAD}\s+{_HOUR}?(?:{_SAID}|{_WHOLE_DAY})|{_FIRM}\s+{_HOUR}?{_DAY}|{_SAID})"
    rf"(?:\s*(?:đến|-|–)\s*(?:hết\s+)?(?:{_SAID}|{_DAY}))?",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?:(?:trong|đến hết|hết|xong trong)\s+)?(?:tháng\s*\d{1,2}\s*(?:,|và)\s*)?"
    r"tháng\s*(\d{1,2})\s*(?:/|năm\s*)\s*(\d{4})",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"(?:(?:trong|hết)\s+)?quý\s+(IV|I{1,3}|[1-4])\s*(?:/|năm\s*|,\s*năm\s*)\s*(\d{4})",
    re.IGNORECASE,
)
_WINDOW = re.compile(
    r"(?:trước, trong và sau|trước và trong|trong và sau|trước, trong, sau"
    r"|trong (?=(?:suốt )?(?:thời gian|thời điểm|dịp) (?:diễn ra|tổ chức|phục vụ|Tết|lễ|nghỉ"
    r"|kỳ họp|Kỳ họp))"
    r"|trong (?=(?:những|các) ngày [^.;:,]{0,30}?(?:họp|diễn ra|bầu cử|nghỉ)))"
    r"\s*[^;.:()]*",
    re.IGNORECASE,
)
_SEASON = re.compile(r"trước mùa \w+", re.IGNORECASE)
_EVERY = r"(?:(?:hằng|hàng)\s+(?:ngày|tuần|tháng|quý|năm))"
_WEEKDAY = (
    r"(?:(?:(?:sáng|chiều|tối)\s+)?(?:ngày|thứ)\s+\w+(?:\s*(?:,|và)\s+(?:ngày|thứ)\s+\w+)*\s+)"
)
_RHYTHM = re.compile(
    rf"(?:từ\s+{_HOUR}đến\s+{_HOUR}|(?:trước|chậm nhất|vào)\s+{_HOUR}?)?{_WEEKDAY}?{_EVERY}"
    rf"(?:,?\s+trước\s+{_HOUR})?(?:\s+vào\s+(?:(?:sáng|chiều|tối)\s+)?(?:ngày|thứ)\s+\w+)?"
    r"|(?:vào\s+)?(?:(?:đầu|giữa|cuối)\s+)?mỗi (?:ngày|tuần|tháng|quý)(?:\s+(?:ít nhất\s+)?\w+ (?:lần|số"
    r"|buổi|kỳ))?"
    rf"|định kỳ (?:hoặc|và) đột xuất|định kỳ(?:\s+(?:vào\s+)?{_WEEKDAY}?{_EVERY}"
    r"(?:\s+vào\s+(?:(?:sáng|chiều|tối)\s+)?(?:ngày|thứ)\s+\w+)?)?",
    re.IGNORECASE,
)
_RECEPTION = re.compile(
    r"(?:tiếp (?:công )?dân|tiếp xúc cử tri)[\s,]+(?:thường xuyên[\s,]+)?(?:và\s+)?$", re.IGNORECASE
)
_ALWAYS = re.compile(
    r"(?:(?<=^)|(?<=[,;.:] )|(?<=[Dd]uy trì )|(?<=thực hiện )|(?<=[Tt]heo dõi )"
    r"|(?<=tổ chức ))thường xuyên(?!,? (?:tập trung|kéo dài|liên tục đến))"
    r"|thường xuyên(?=\s*[.;]?$)",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"(?:trong(?: vòng| thời hạn)?|chậm nhất|không quá|sau) \d{1,3} (?:ngày làm việc|ngày|giờ)"
    r"(?: kể từ (?:khi|ngày) [^.;,]{3,40})?(?=[\s,;.]|$)"
    r"|(?:ngay )?trong ngày(?: làm việc)?(?=\s*[,;.]|$)"
    r"|ngay tại (?:kỳ họp|buổi \w+|cuộc họp|hội nghị)",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"ngay (?:khi|từ khi|sau khi) [^.;,]{3,60}?(?=\s+(?:thì|để|và|phải)\s|\s*[.;,]|$)"
    r"|kịp thời|khẩn trương",
    re.IGNORECASE,
)
_EVENT_COMMA = re.compile(
    r",\s+(?=(?:Quốc hội|HĐND|Hội đồng nhân dân|Tết|nhiệm kỳ|khóa|khoá|Đại hội|đại biểu|bầu cử|Bầu cử)\b)"
)
_WINDOW_STOP = re.compile(
    r"\s+(?:và có|theo quy định|để|nhằm|theo|tại|trên địa bàn|bảo đảm|đảm bảo|theo đúng|về tình hình)(?=\s|$)"
)
# "Kiến nghị gửi trước ngày …: trả lời …": what comes in is told before the colon, its date is no term.
_CASE = re.compile(r"[^.;:]*\b(?:gửi|nhận|nộp|phát sinh|tồn đọng)\b[^.;:]*\bngày[^.;:]*:\s+(?=\S)")
_TOUCHING = re.compile(r"\s*,?\s*")


@dataclass(frozen=True)
class Deadline:
    """The words of a deadline, its date in ISO where there is one, whether it comes again."""

    words: str | None = None
    due: str | None = None
    recurring: bool = False


@dataclass(frozen=True)
class _Span:
    """A piece of text that tells a time."""

    start: int
    end: int
    due: str | None = None
    recurring: bool = False


def deadline_in(text: str, year: int | None) -> Deadline:
    """The deadline of a task: every time it tells, in the order of the text, touching ones as one.

    Citations must have been taken out of the text before. The date is the first one told.
    """
    case = _CASE.match(text)
    text = text[case.end() :] if case else text
    spans = sorted(_spans(text, year), key=lambda s: (s.start, -s.end))
    if not spans:
        loose = _AT_ONCE.search(text)
        return Deadline(tidy(loose.group()) if loose else None)
    words = [tidy(text[s.start : s.end]).strip(" ,") for s in _joined(text, spans)]
    due = next((s.due for s in spans if s.due), None)
    return Deadline("; ".join(words), due, any(s.recurring for s in spans))


def deadline_of_cell(text: str, year: int | None) -> Deadline:
    """The deadline in a table cell: all its words as written."""
    words = tidy(text).strip(" .;")
    if not words:
        return Deadline()
    dated = next(_dates(f"trước {words}" if re.match(r"\d", words) else words, year), None)
    again = bool(_RHYTHM.search(words) or re.search(r"thường xuyên", words, re.IGNORECASE))
    return Deadline(words, dated.due if dated else None, again)


def _spans(text: str, year: int | None) -> Iterator[_Span]:
    yield from _dates(text, year)
    if window := _window(text):
        yield window
    for pattern, recurring in ((_SEASON, False), (_DURATION, False), (_ALWAYS, True)):
        yield from (_Span(*m.span(), recurring=recurring) for m in pattern.finditer(text))
    for found in _RHYTHM.finditer(text):
        names_a_kind = _RECEPTION.search(text[: found.start()])  # "tiếp công dân định kỳ"
        if not names_a_kind or re.search(r"\d", found.group()):
            yield _Span(*found.span(), recurring=True)


def _joined(text: str, spans: list[_Span]) -> list[_Span]:
    """Overlapping spans, and those with nothing but a comma between, become one."""
    result = [spans[0]]
    for span in spans[1:]:
        last = result[-1]
        if span.start <= last.end or _TOUCHING.fullmatch(text[last.end : span.start]):
            result[-1] = replace(last, end=max(last.end, span.end))
        else:
            result.append(span)
    return result


def _dates(text: str, year: int | None) -> Iterator[_Span]:
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int | None], str | None]], ...]
    readers = ((_DATED, _day), (_MONTH, _month), (_QUARTER, _quarter))
    for pattern, read in readers:
        for found in pattern.finditer(text):
            due = read(found, year)
            if due:
                yield _Span(*found.span(), due=due)


def _month(found: re.Match[str], year: int | None) -> str | None:
    return dates.month_end(int(found[2]), int(found[1]))


def _quarter(found: re.Match[str], year: int | None) -> str | None:
    return dates.quarter_end(int(found[2]), found[1])


def _day(found: re.Match[str], year: int | None) -> str | None:
    days = re.findall(
        r"(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})(?:\s*(?:[/.-]|năm)\s*(\d{4}))?", found.group()
    )
    if not days:
        return None
    day, month, own = days[-1]
    known = int(own) if own else year
    return dates.iso(known, int(month), int(day)) if known else None


def _window(text: str) -> _Span | None:
    found = _WINDOW.search(text)
    if not found:
        return None
    words = found.group()
    first = re.match(r"trước, trong(?:,| và) sau|trước và trong", words, re.IGNORECASE)
    start = first.end() if first else 0
    # The comma inside the name of an event does not end it; marks keep every letter in its place.
    marked = _EVENT_COMMA.sub(lambda m: "\x00" * len(m.group()), words[start:])
    marked = re.sub(r",(?=\s+Tết)", "\x00", marked)
    comma = re.search(r",\s", marked)
    kept = marked[: comma.start()] if comma else marked
    stop = _WINDOW_STOP.search(kept)
    length = start + (stop.start() if stop else len(kept.rstrip(" ,")))
    return _Span(found.start(), found.start() + length)
