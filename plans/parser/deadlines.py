"""When a task is due: a date, a window around an event, a rhythm, "thường xuyên", "kịp thời"."""

import re
from dataclasses import dataclass

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
    r"(?:(?:trong|đến hết|hết|xong trong)\s+)?tháng\s*(\d{1,2})\s*(?:/|năm\s*)\s*(\d{4})",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"(?:(?:trong|hết)\s+)?quý\s+(IV|I{1,3}|[1-4])\s*(?:/|năm\s*|,\s*năm\s*)\s*(\d{4})",
    re.IGNORECASE,
)
_WINDOW = re.compile(
    r"(?:trước, trong và sau|trước và trong|trong và sau|trước, trong, sau"
    r"|trong (?=(?:suốt )?(?:thời gian|thời điểm|dịp) (?:diễn ra|tổ chức|phục vụ|Tết|lễ|nghỉ"
    r"|kỳ họp|Kỳ họp)))"
    r"\s*[^;.:()]*",
    re.IGNORECASE,
)
_EVERY = r"(?:hằng|hàng)\s+(?:ngày|tuần|tháng|quý|năm)"
_WEEKDAY = r"(?:(?:ngày|thứ)\s+\w+\s+)"
_RHYTHM = re.compile(
    rf"(?:(?:trước|chậm nhất|vào)\s+{_HOUR}?)?{_WEEKDAY}?{_EVERY}(?:\s+trước\s+{_HOUR})?"
    rf"|định kỳ (?:hoặc|và) đột xuất|định kỳ(?:\s+(?:vào\s+)?{_WEEKDAY}?{_EVERY})?",
    re.IGNORECASE,
)
_RECEPTION = re.compile(
    r"(?:tiếp (?:công )?dân|tiếp xúc cử tri)[\s,]+(?:thường xuyên[\s,]+)?(?:và\s+)?$", re.IGNORECASE
)
_ALWAYS = re.compile(
    r"(?:(?<=^)|(?<=[,;.:] )|(?<=[Dd]uy trì )|(?<=thực hiện )"
    r"|(?<=tổ chức ))thường xuyên(?!,? (?:tập trung|kéo dài|liên tục đến))"
    r"|thường xuyên(?=\s*[.;]?$)",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"ngay (?:khi|từ khi|sau khi) (?:phát sinh|có phát sinh|xảy ra|nhận được)|kịp thời|khẩn trương"
    r"|(?:trong|chậm nhất)(?: vòng)? (?:\d{1,3} )?(?:ngày làm việc|ngày|giờ)(?=[\s,;.]|$)(?! \d)",
    re.IGNORECASE,
)
_EVENT_COMMA = re.compile(
    r",\s+(?=(?:Quốc hội|HĐND|Hội đồng nhân dân|Tết|nhiệm kỳ|khóa|khoá|Đại hội|đại biểu|bầu cử|Bầu cử)\b)"
)
_WINDOW_STOP = re.compile(
    r"\s+(?:và có|theo quy định|để|nhằm|theo|tại|trên địa bàn|bảo đảm|đảm bảo|theo đúng|về tình hình)(?=\s|$)"
)


@dataclass(frozen=True)
class Deadline:
    """The words of a deadline, its date in ISO where there is one, whether it comes again."""

    words: str | None = None
    due: str | None = None
    recurring: bool = False


def deadline_in(text: str, year: int | None) -> Deadline:
    """The deadline of a task; citations must have been taken out of the text before."""
    dated = _date(text, year)
    rhythm = _rhythm(text)
    window = _window(text)
    parts = [p for p in (dated and dated.words, window, rhythm) if p]
    if parts:
        return Deadline("; ".join(parts), dated.due if dated else None, bool(rhythm))
    loose = _ALWAYS.search(text) or _AT_ONCE.search(text)
    return Deadline(tidy(loose.group()) if loose else None)


def deadline_of_cell(text: str, year: int | None) -> Deadline:
    """The deadline in a table cell: all its words as written."""
    words = tidy(text).strip(" .;")
    if not words:
        return Deadline()
    dated = _date(f"trước {words}" if re.match(r"\d", words) else words, year)
    return Deadline(words, dated.due if dated else None, bool(_RHYTHM.search(words)))


def _date(text: str, year: int | None) -> Deadline | None:
    for pattern in (_DATED, _MONTH, _QUARTER):
        for found in pattern.finditer(text):
            due = _due(pattern, found, year)
            if due:
                return Deadline(tidy(found.group()).strip(" ,"), due)
    return None


def _due(pattern: re.Pattern[str], found: re.Match[str], year: int | None) -> str | None:
    if pattern is _MONTH:
        return dates.month_end(int(found[2]), int(found[1]))
    if pattern is _QUARTER:
        return dates.quarter_end(int(found[2]), found[1])
    days = re.findall(
        r"(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})(?:\s*(?:[/.-]|năm)\s*(\d{4}))?", found.group()
    )
    if not days:
        return None
    day, month, own = days[-1]
    known = int(own) if own else year
    return dates.iso(known, int(month), int(day)) if known else None


def _window(text: str) -> str | None:
    found = _WINDOW.search(text)
    if not found:
        return None
    words = found.group()
    start = 0
    first = re.match(r"trước, trong(?:,| và) sau|trước và trong", words, re.IGNORECASE)
    if first:
        start = first.end()
    marked = _EVENT_COMMA.sub(lambda m: "\x00 ", words[start:])
    marked = re.sub(r",(?=\s+Tết)", "\x00", marked)
    kept = re.split(r",\s", marked)[0].replace("\x00", ",")
    stop = _WINDOW_STOP.search(kept)
    return tidy(words[:start] + (kept[: stop.start()] if stop else kept)).strip(" ,")


def _rhythm(text: str) -> str | None:
    for found in _RHYTHM.finditer(text):
        if not _RECEPTION.search(text[: found.start()]):
            return tidy(found.group())
    return None
