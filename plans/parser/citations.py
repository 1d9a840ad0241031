"""Numbered documents that a text cites (căn cứ): kind, number, date, issuer, subject, each once."""

import re
from dataclasses import dataclass, replace

from plans.parser.dates import ANY_DAY, from_match
from plans.parser.structure import Citation
from plans.parser.units import UnitFinder
from plans.parser.words import first_upper, fold, tidy

_KINDS = (
    "Chương trình hành động|Thông báo kết luận|Kết luận thanh tra|Nghị quyết liên tịch|Thông tư liên tịch"
    "|Quy chế phối hợp|Kế hoạch|Văn bản|Công văn|Chỉ thị|Quy định|Nghị quyết|Nghị định|Thông tư"
    "|Quyết định|Thông báo"
    "|Kết luận|Chương trình|Hướng dẫn|Báo cáo|Tờ trình|Công điện|Bộ luật|Luật|Pháp lệnh|Đề án"
    "|Quy chế|Phương án"
)
_SYMBOL = r"[A-ZĐƯ][A-Za-zĐđƯư&]*\d{0,2}"
_NUMBER = rf"\d{{1,5}}(?:\s?/\s?\d{{4}})?(?:\s?[-/–]\s?{_SYMBOL}){{1,3}}"
_CITED = re.compile(
    rf"(?:(?P<kind>\b(?:{_KINDS}))\s+)?(?P<so>\b[Ss]ố\s*:?\s*)?(?P<number>(?<![\w/]){_NUMBER})(?!\w)",
    re.IGNORECASE,
)
_LAW = re.compile(r"\b(?P<kind>Bộ luật|Luật|Pháp lệnh)\s+(?P<name>[^;,.:]{3,80}?)\s*$")
_DATE = re.compile(rf"\s*,?\s*(?:ra\s+|ký\s+)?(?:{ANY_DAY.pattern})")
_BY = re.compile(r"\s*,?\s*(?:của|do)\s+")
_ABOUT = re.compile(r"\s*,?\s*(?:về việc|về|V/v|v/v)\s+")
_DOES = re.compile(
    r"\s*,?\s*(?=(?:triển khai|thành lập|hướng dẫn|quy định chi tiết|quy định|ban hành|phê duyệt|sửa đổi"
    r"|thông báo|thực hiện|tiếp tục|kết luận|phân công)\s)"
)
_END = re.compile(r";|\.\.\.|…|\.(?=\s|$)|\.?/\.|\s\(|:\s*$")
_NEXT = re.compile(rf"\s*(?:,|và|,\s*và)\s+(?:các\s+)?(?:(?:{_KINDS})\s+)?[Ss]ố\s*\d")
_OF_LIST = re.compile(
    rf"[Cc]ác\s+(?P<kind>{_KINDS})\s+của\s+(?P<issuer>[^:;]{{3,80}}?)\s*:", re.IGNORECASE
)
_OF_BEFORE = re.compile(r"của\s+(?P<issuer>[^;,.]{3,60}?)\s+tại\s*(?:các\s+)?$")
# The symbol names the body where the sentence does not (Decree 30/2020, annex I).
_SYMBOLS = {
    "VPCP": "Văn phòng Chính phủ",
    "TTg": "Thủ tướng Chính phủ",
    "CP": "Chính phủ",
    "TTCP": "Thanh tra Chính phủ",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội",
}


_LIST_REACH = 2000  # characters within which a list goes on
_SUBJECT_REACH = 1500


@dataclass(frozen=True)
class Cited:
    """A citation and where it stands in its text."""

    document: Citation
    start: int
    end: int
    about: int  # where its subject starts, or -1


def cited_in(text: str, finder: UnitFinder) -> list[Cited]:
    """Every numbered document of a text in order."""
    found: list[Cited] = []
    for match in _CITED.finditer(text):
        if not (match["kind"] or match["so"]):
            continue
        found.append(_one(text, match, found, finder))
    return _shared(text, [_with_subject(text, n, found) for n in range(len(found))])


def _one(text: str, match: re.Match[str], before: list[Cited], finder: UnitFinder) -> Cited:
    listed = _list_around(text, match.start())
    kind = match["kind"] or (listed["kind"] if listed else None)
    end = match.end()
    day = _DATE.match(text, end)
    if day:
        end = day.end()
    issuer, end = _issuer(text, end, finder)
    if issuer is None and listed:
        issuer = tidy(listed["issuer"])
    if issuer is None and (earlier := _OF_BEFORE.search(_just_before(text, match))):
        issuer = tidy(earlier["issuer"])
    law = _LAW.search(_just_before(text, match)) if kind is None else None
    if kind is None and law:
        kind = law["kind"]
    elif kind is None and before:
        kind = before[-1].document.kind
    number = re.sub(r"\s", "", match["number"]).replace("–", "-")
    document = Citation(
        first_upper(kind.lower()) if kind else None,
        number,
        from_match(day) if day else None,
        issuer,
    )
    if law:
        document.subject = tidy(law["name"])
    about = _ABOUT.match(text, end) or _DOES.match(text, end)
    return Cited(document, match.start(), end, about.end() if about else -1)


def _just_before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 120) : match.start()]


def _list_around(text: str, at: int) -> re.Match[str] | None:
    """ "Các Chỉ thị của Thủ tướng Chính phủ: số …; số …" gives kind and issuer to each number."""
    near = text[max(0, at - _LIST_REACH) : at]
    lists = list(_OF_LIST.finditer(near))
    if not lists or re.search(r"\.\s+[A-ZĐ]", near[lists[-1].end() :]):
        return None
    return lists[-1]


def _issuer(text: str, end: int, finder: UnitFinder) -> tuple[str | None, int]:
    by = _BY.match(text, end)
    if not by:
        return None, end
    found = finder.list_at(text, by.end())
    if not found:
        return None, end
    close = by.end() + text[by.end() :].index(found.names[0].split()[0])
    name = found.names[0]
    return name, close + _span(text[close:], name)


def _span(text: str, name: str) -> int:
    """How much of a text a name takes, whatever the spaces inside."""
    pattern = r"\s+".join(re.escape(w) for w in name.split())
    found = re.match(pattern, text)
    return found.end() if found else len(name)


def _with_subject(text: str, n: int, found: list[Cited]) -> Cited:
    cited = found[n]
    if cited.about < 0:
        return cited
    reach = text[: cited.about + _SUBJECT_REACH]
    ends = [m.start() for m in (p.search(reach, cited.about) for p in (_END, _NEXT)) if m]
    end = min([*ends, len(reach)])
    for other in found[n + 1 :]:
        if other.start >= end:
            break
        # A document named without a subject of its own ends this one's at the next comma.
        comma = reach.find(",", other.end) if other.about < 0 else -1
        end = min(end, comma) if comma >= 0 else end
    subject = tidy(text[cited.about : end]).rstrip(" ,.;")
    return replace(cited, document=replace(cited.document, subject=subject or None))


def _shared(text: str, found: list[Cited]) -> list[Cited]:
    """ "các Quyết định số 1 và số 2 của X thành lập …": the first takes issuer and subject too."""
    for n in range(len(found) - 2, -1, -1):
        one, two = found[n], found[n + 1]
        if one.about < 0 and re.fullmatch(r"\s*(?:,|và)\s*", text[one.end : two.start]):
            document = replace(
                one.document,
                issuer=one.document.issuer or two.document.issuer,
                subject=two.document.subject,
            )
            found[n] = replace(one, document=document)
    return found


def merged(citations: list[Citation]) -> list[Citation]:
    """Every document once; a later mention fills what the first left out."""
    result: list[Citation] = []
    for citation in citations:
        known = next((c for c in result if _same(c, citation)), None)
        if known is None:
            result.append(replace(citation))
            continue
        for name in ("kind", "date", "issuer", "subject"):
            if getattr(known, name) is None:
                setattr(known, name, getattr(citation, name))
    for citation in result:
        citation.issuer = citation.issuer or _by_symbol(citation.number)
    return result


def _same(one: Citation, two: Citation) -> bool:
    first, second = (re.sub(r"[^a-z0-9/]", "", fold(c.number)) for c in (one, two))
    if first.replace("/", "") == second.replace("/", ""):
        return one.date is None or two.date is None or one.date == two.date
    # A slip of one letter: 363/KH-TTCP and 363/KH-TTCCP of the same day.
    numbers = [re.match(r"\d+", x) for x in (first, second)]
    same_number = bool(numbers[0] and numbers[1] and numbers[0].group() == numbers[1].group())
    return (
        same_number
        and one.kind == two.kind
        and bool(one.date)
        and one.date == two.date
        and _near(first, second)
    )


def _near(one: str, two: str) -> bool:
    """Whether one letter added or changed makes two symbols equal."""
    if abs(len(one) - len(two)) > 1:
        return False
    short, long = sorted((one, two), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def _by_symbol(number: str) -> str | None:
    symbol = re.sub(r"\d+$", "", re.split(r"[-/]", number)[-1])
    if symbol == "QH":
        return "Quốc hội"
    return _SYMBOLS.get(symbol)
