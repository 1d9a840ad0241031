"""Tasks: which paragraph gives work to whom, who cooperates, by when; what is no task, and why."""

import re
from dataclasses import dataclass

from plans.parser.citations import cited_in
from plans.parser.deadlines import Deadline, deadline_in
from plans.parser.lexicon import DUTY
from plans.parser.outline import Item
from plans.parser.structure import Remark, Source, Task, Unit
from plans.parser.units import Found, UnitFinder, modern, same
from plans.parser.words import tidy

_CLOSING = re.compile(
    r"Trên đây là|Trong quá trình (?:triển khai|thực hiện|tổ chức)|Kế hoạch này "
    r"|Quá trình (?:triển khai|tổ chức) thực hiện"
    r"|Nếu có (?:khó khăn|vướng mắc)|Kinh phí (?:thực hiện|được)|Nhận được Kế hoạch này"
)
_TIME = re.compile(
    r"Thời (?:gian"
    r"|hạn)(?: tổ chức)?(?: triển khai)?(?: thực hiện)?(?P<all>[^:]{0,40}):\s*(?P<words>[^.;]{3,120})[.;]?$",
    re.IGNORECASE,
)
# "Đồng chí Nguyễn Văn A, Phó Giám đốc Sở": the office has the task, not the person.
PERSON = (
    r"(?:(?:Ông|Bà|Đồng chí|Đ/c|ông|bà|đồng chí)\s+(?:\(bà\)\s+)?"
    r"(?:(?:[A-ZĐÀ-Ỹ][a-zà-ỹ]*\s+){1,4}[A-ZĐÀ-Ỹ][a-zà-ỹ]*\s*[,–-]\s*)?)"
)
_GIVES_TO = (
    r"(?:(?:[Gg]iao|[Đđ]ề nghị|[Yy]êu cầu|[Pp]hân công)"
    r"\s+(?:trách nhiệm\s+|nhiệm vụ\s+)?(?:cho\s+)?)"
)
_PREFIX = re.compile(
    r"(?:(?:Căn cứ|Theo|Trên cơ sở|Trong thời gian|Khi|Định kỳ|Trước|Chậm nhất|Đồng thời|Đối với"
    r"|Ngoài ra|Bên cạnh đó|Riêng|Trường hợp|Hằng ngày|Hằng tuần|Hằng tháng"
    r"|Ngay sau khi)(?:\s[^.;]{0,160}?)?"
    r",\s+(?!Quốc hội|HĐND|Hội đồng nhân dân|nhiệm kỳ|khóa|khoá|Tết)(?=\S))?"
    rf"{_GIVES_TO}?"
    rf"{PERSON}?"
)
_GIVEN = re.compile(_GIVES_TO)
# "báo cáo chuyên đề do Phòng X lập": the unit of a sentence told from its work.
_DONE_BY = re.compile(r"\bdo\s+")
_BY_DOES = re.compile(
    r"\s+(?:lập|chủ trì|thực hiện|xây dựng|chuẩn bị|tổng hợp|soạn|soạn thảo|làm|đảm nhiệm|phụ trách)\b"
)
# "Phòng này": the unit of the sentence before.
_SAME_UNIT = re.compile(
    r"(?:Phòng|Ban|Sở|Cơ quan|Đơn vị|Trung tâm|Văn phòng|Các \S+(?: \S+)?) (?:này|nói trên|nêu trên)$",
    re.IGNORECASE,
)
_ASKS_BACK = re.compile(
    r"(?:có|gặp|nếu|khi)\s+(?:phát sinh\s+)?(?:khó khăn|vướng mắc|vấn đề|điểm chưa phù hợp)"
    r"|khó khăn, vướng mắc"
)
_COLON = re.compile(r"\s*:\s*")
_OBLIGED = re.compile(r"\s+(?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm)\b")
_WITH = re.compile(
    r"[Pp]hối hợp(?:,\s*(?:thông tin|trao đổi thông tin|trao đổi|hướng dẫn|đôn đốc|báo cáo)\s+(?:cho|với))?"
    r"(?:\s+(?:chặt chẽ|chặt|thường xuyên|tốt|kịp thời|đồng bộ|hiệu quả|có hiệu quả|nhịp nhàng),?)*"
    r"(?:\s+(?:cùng với|cùng|với))?\s+"
)
_BETWEEN = re.compile(r"[Pp]hối hợp(?:\s+chặt chẽ)?\s+giữa\s+")
_PEOPLE = re.compile(
    r"(?:mỗi|từng|toàn thể|các đồng chí|đồng chí|cán bộ|công chức)\b", re.IGNORECASE
)
_GOES_ON = re.compile(r",?\s+[a-zà-ỹđ]")
_OWN = re.compile(r"(?:phòng|cơ quan|đơn vị) mình", re.IGNORECASE)
_NEAR = 1500  # characters within which a sentence names its subject
_FEW_WORDS = 60  # characters that hold the first verb
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-ZĐÀ-Ỹ])|(?<=;)\s+(?=[a-zà-ỹđ])")


CLOSING = "Câu kết hoặc điều khoản chung của kế hoạch, không giao nhiệm vụ riêng."
# Rules that leave a task unsure, as the reviewer reads them.
GENERAL = "Việc ở phần nội dung chung: giao cho đơn vị được yêu cầu chung trong văn bản."
NO_UNIT = "Đoạn và đề mục không nêu đơn vị: tạm giao cho đơn vị được yêu cầu chung."
NOBODY = "Chưa xác định được đơn vị thực hiện: hãy chọn đơn vị."
NOT_ONLY_UNITS = "Đề mục ngoài tên đơn vị còn có chữ khác: hãy đối chiếu đơn vị."
LONG_NAME = "Tên đơn vị dài bất thường, có thể lẫn cả việc: hãy đối chiếu."


@dataclass(frozen=True)
class Context:
    """What a task needs to know of its plan."""

    finder: UnitFinder
    addressee: tuple[str, ...]
    year: int | None
    asked: bool = True  # the addressee was asked in words, not only the issuer of the plan


def subject_of(text: str, finder: UnitFinder) -> tuple[Found, int] | None:
    """Units that stand as the subject of a paragraph, and where their work starts."""
    for start in dict.fromkeys((_prefix_end(text), _given_end(text), 0)):
        found = finder.list_at(text, start)
        if not found:
            continue
        after = text[found.end :]
        colon = _COLON.match(after)
        if colon and len(after) > colon.end():
            return found, found.end + colon.end()
        if re.match(r",?\s+[a-zà-ỹđ]", after) and not re.match(
            r",?\s+(?:và|hoặc|trong việc)\s", after
        ):
            return found, start
    return _done_by(text, finder)


def _done_by(text: str, finder: UnitFinder) -> tuple[Found, int] | None:
    """The unit of "… do Phòng X lập"."""
    for by in _DONE_BY.finditer(text):
        found = finder.list_at(text, by.end())
        if found and _BY_DOES.match(text, found.end):
            return found, 0
    return None


def _prefix_end(text: str) -> int:
    found = _PREFIX.match(text)
    return found.end() if found else 0


def _given_end(text: str) -> int:
    found = _GIVEN.match(text)
    return found.end() if found else 0


def cooperating(text: str, finder: UnitFinder) -> list[str]:
    """Units named after "phối hợp với"."""
    names: list[str] = []
    for pattern in (_BETWEEN, _WITH):
        for found in pattern.finditer(text):
            units = finder.list_at(text, found.end())
            if units and pattern is _BETWEEN:
                second = re.match(r"\s+với\s+", text[units.end :])
                units = finder.list_at(text, units.end + second.end()) if second else None
            if units:
                names += units.names
    return names


def without_citations(text: str, finder: UnitFinder) -> str:
    """The text without cited documents, so that their dates are not taken for deadlines."""
    for cited in reversed(cited_in(text, finder)):
        text = f"{text[: cited.start]}…{text[cited.end :]}"
    return text


def units_of(leads: list[str], text: str, finder: UnitFinder) -> list[Unit]:
    """Leading units, then cooperating ones, each once."""
    units = [Unit(n, "lead") for n in _once(leads)]
    others = [n for n in cooperating(text, finder) if not any(same(n, x) for x in leads)]
    return units + [Unit(n, "cooperate") for n in _once(others) if not _OWN.search(n)]


def _once(names: list[str]) -> list[str]:
    kept: list[str] = []
    for name in names:
        if not any(same(name, x) for x in kept):
            kept.append(name)
    return kept


def read_item(item: Item, context: Context) -> list[Task] | Remark:
    """The tasks of a paragraph, or why it has none."""
    why = why_no_task(item, context)
    source = Source(item.paragraph.index, item.paragraph.text)
    if why:
        return Remark(item.text, source, why)
    if item.part == "content":
        return [_content_task(item, context, source)]
    tasks: list[Task] = []
    for piece in _pieces(item, context.finder):
        before = [u.name for u in tasks[-1].units if u.role == "lead"] if tasks else []
        tasks.append(_assigned(piece, before, item, context, source))
    return tasks


def why_no_task(item: Item, context: Context) -> str | None:
    """Why a paragraph gives no work, or nothing."""
    text = item.text
    if is_closing(item):
        return CLOSING
    if item.part == "purpose":
        return "Mục đích, yêu cầu: không giao nhiệm vụ."
    if shared_time(item):
        return "Thời gian thực hiện chung, đã ghi vào các nhiệm vụ của mục."
    if text.endswith(":"):
        return "Câu dẫn vào các nhiệm vụ bên dưới."
    if text.startswith("(") and text.endswith(")"):
        return "Lời chú thích."
    if item.part == "assign" and not item.units and len(text.split()) < 4:
        return "Dòng quá ngắn, không nêu việc."
    return None


def is_closing(item: Item) -> bool:
    """The last words of a plan: by their opening, or what to do with difficulties."""
    if _CLOSING.match(item.text):
        return True
    ends = item.text.endswith(("./.", "./", ".")) and item.marker.kind == "none"
    return (
        ends
        and item.part != "purpose"
        and "ế hoạch này" in item.text
        and bool(_ASKS_BACK.search(item.text))
    )


def shared_time(item: Item) -> re.Match[str] | None:
    """ "Thời gian thực hiện các nội dung trên: Thường xuyên." gives its words to a whole part."""
    return _TIME.match(item.text) if item.marker.kind != "none" or len(item.text) < 120 else None


def _content_task(item: Item, context: Context, source: Source) -> Task:
    leads = list(context.addressee)
    if not context.asked and (own := context.finder.list_at(item.text)):
        people = any(_PEOPLE.match(name) for name in own.names)
        leads = leads if people or not _GOES_ON.match(item.text, own.end) else list(own.names)
    for sentence in re.split(r"(?<=\.)\s+", item.text):
        found = context.finder.list_at(sentence)
        if found and _OBLIGED.match(sentence, found.end):
            leads += [n for n in found.names if not any(same(n, x) for x in leads)]
    return _task(item.text, leads, item, context, source, doubt=GENERAL)


def _pieces(item: Item, finder: UnitFinder) -> list[tuple[str, Found | None, int]]:
    """The paragraph, cut where a new sentence gives work to other units."""
    starts = [0] + [m.end() for m in _SENTENCE.finditer(item.text)]
    cuts: list[tuple[int, Found | None, int]] = []
    for start in starts:
        subject = subject_of(item.text[start : start + _NEAR], finder)
        if start and (
            subject is None or not _gives(item.text[start : start + _NEAR], subject, item)
        ):
            continue
        cuts.append((start, subject[0] if subject else None, subject[1] if subject else 0))
    ends = [c[0] for c in cuts[1:]] + [len(item.text)]
    return [(item.text[s:e].strip(), f, at) for (s, f, at), e in zip(cuts, ends, strict=True)]


def _gives(text: str, subject: tuple[Found, int], item: Item) -> bool:
    """Whether a later sentence names new doers, not the unit that is already at work."""
    if item.units and item.exact:
        return False
    words = modern(text[subject[0].end :][:_FEW_WORDS]).lstrip(" ,:")
    return bool(DUTY.match(words) or _GIVEN.match(text))


def _assigned(
    piece: tuple[str, Found | None, int],
    before: list[str],
    item: Item,
    context: Context,
    source: Source,
) -> Task:
    text, subject, _ = piece
    leads, doubt = list(item.units), "" if item.exact else NOT_ONLY_UNITS
    if subject and not (item.exact and _weak(text, subject)):
        leads, doubt = list(subject.names), LONG_NAME if subject.doubtful else ""
    if len(leads) == 1 and before and _SAME_UNIT.match(leads[0]):
        leads = before
    if not leads:
        leads, doubt = list(context.addressee), NO_UNIT
    return _task(text, leads, item, context, source, doubt)


def _weak(text: str, subject: Found) -> bool:
    """Under a heading of units a subject must stand in front and be told to do something."""
    after = modern(text[subject.end :]).lstrip(" ,")
    return subject.start > 0 or not re.match(
        r"(?:chủ trì|phối hợp|chủ động|có trách nhiệm|chịu trách nhiệm|tham mưu|:)", after
    )


def _task(
    text: str, leads: list[str], item: Item, context: Context, source: Source, doubt: str
) -> Task:
    deadline: Deadline = deadline_in(without_citations(text, context.finder), context.year)
    units = units_of(leads, text, context.finder)
    if not leads:
        doubt = NOBODY
    return Task(
        tidy(text),
        units,
        deadline.words,
        deadline.due,
        deadline.recurring,
        item.section,
        source,
        not doubt,
        doubt,
    )
