"""The heading of a document: issuer and superior, number and symbol, place and date, type, title.

Layout by Decree 30/2020/NĐ-CP, annex I; Party documents by Hướng dẫn 36-HD/VPTW.
"""

import re
from dataclasses import dataclass

from plans.parser import dates
from plans.parser.errors import PlanReadError
from plans.parser.markers import split_marker
from plans.parser.structure import Paragraph
from plans.parser.units import UnitFinder
from plans.parser.words import fold, is_caps, is_closed, key, tidy

_TYPE = re.compile(
    r"(?:KẾ HOẠCH|PHƯƠNG ÁN|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG| PHỐI HỢP| CÔNG TÁC)?)(?=$|[\s:.])"
)
_OTHER_TYPE = re.compile(
    r"(BÁO CÁO|TỜ TRÌNH|QUYẾT ĐỊNH|THÔNG BÁO|NGHỊ QUYẾT|CHỈ THỊ|GIẤY MỜI|BIÊN BẢN|CÔNG ĐIỆN|LUẬT"
    r"|NGHỊ ĐỊNH|THÔNG TƯ|HƯỚNG DẪN)(?=$|\s)"
)
_NUMBER = re.compile(
    r"^Số\s*:?\s*(?P<number>\d*)[\s.…]*(?P<join>[/-])\s*(?P<symbol>[A-ZĐƯ][\w&ĐđƯư]*(?:\s*[-/]\s*[A-ZĐƯ][\w&ĐđƯư.]*)*)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?P<place>[A-ZĐÀ-Ỹ][\w\s.’'-]{1,38}?)\s*,\s*ngày[\s.…]*(?P<d>\d{0,2})[\s.…]*tháng[\s.…]*(?P<m>\d{0,2})[\s.…]*năm[\s.…]*(?P<y>\d{4})"
)
_MOTTO = re.compile(
    r"(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s*-|ĐẢNG CỘNG SẢN VIỆT NAM|DỰ THẢO|MẬT$|HỎA TỐC$)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:Thực hiện|Căn cứ|Theo|Để|Nhằm|Triển khai|Xét|Tiếp tục thực hiện|Trên cơ sở|Phát huy"
    r"|Sau khi|Quán triệt)\b"
)
_PLAN_OF = r"(?:[Kk]ế hoạch|KẾ HOẠCH|[Pp]hương án|[Cc]hương trình)"
_ISSUES = re.compile(rf"(?:xây dựng|ban hành|lập|đề ra)(?: và triển khai)?(?: \w+)?\s+{_PLAN_OF}")
_AS_FOLLOWS = re.compile(r"(?:như sau|sau đây|cụ thể)\s*[:.;]?$")
_ABOVE = re.compile(
    r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Quận ủy"
    r"|Ban Thường vụ|Ban Chấp hành|Chính phủ|Thủ tướng)"
)


@dataclass
class Heading:
    """What stands before the body of a plan."""

    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    date: str | None = None
    names: tuple[str, ...] = ()  # bodies named in capitals, the superior first
    title: str = ""
    body: int = 0  # index of the first paragraph after the title

    @property
    def year(self) -> int | None:
        """The year of the document."""
        return int(self.date[:4]) if self.date else None


def read_heading(paragraphs: list[Paragraph]) -> Heading:
    """The heading of a plan.

    Raises:
        PlanReadError: no line says that the document is a plan.
    """
    place = _type_line(paragraphs)
    heading = Heading()
    names: list[str] = []
    for paragraph in paragraphs[:place]:
        _number(heading, paragraph.text)
        _date(heading, paragraph.text)
        names += _name(paragraph.text, names)
    heading.names = tuple(names)
    heading.title, heading.body = _title(paragraphs, place)
    # Some offices put number and date under the title.
    for paragraph in paragraphs[heading.body : heading.body + 3]:
        if _NUMBER.match(paragraph.text) or _DATE.fullmatch(paragraph.text):
            _number(heading, paragraph.text)
            _date(heading, paragraph.text)
            heading.body = paragraph.index + 1
    return heading


def _type_line(paragraphs: list[Paragraph]) -> int:
    for n, paragraph in enumerate(paragraphs[:60]):
        if _TYPE.match(paragraph.text):
            return n
        other = _OTHER_TYPE.match(paragraph.text)
        if other and is_caps(paragraph.text):
            kind = other.group(1).lower()
            raise PlanReadError(f"Tệp này là {kind}, không phải kế hoạch phối hợp.")
    raise PlanReadError("Không tìm thấy tên loại “KẾ HOẠCH”; tệp này không phải kế hoạch phối hợp.")


def _number(heading: Heading, text: str) -> None:
    found = _NUMBER.match(text)
    if not found or heading.symbol:
        return
    symbol = re.sub(r"\s", "", found["symbol"]).rstrip(".")
    heading.symbol = symbol
    heading.number = f"{found['number']}{found['join']}{symbol}" if found["number"] else None


def _date(heading: Heading, text: str) -> None:
    found = _DATE.search(text)
    if found and not heading.date:
        heading.place = tidy(found["place"])
        heading.date = dates.partial(found["y"], found["m"], found["d"])


def _name(text: str, names: list[str]) -> list[str]:
    """A body in capitals; a line that only continues the one before is joined to it."""
    bare = tidy(_MOTTO.split(text)[0]).strip(" -*_")
    if not is_caps(bare) or _NUMBER.match(bare) or _DATE.search(bare) or len(bare) > 100:
        return []
    goes_on = re.match(
        r"(?:VÀ|HUYỆN|TỈNH|XÃ|PHƯỜNG|ĐẶC KHU|THÀNH PHỐ|THỊ XÃ|THỊ TRẤN|QUẬN|CÁC)\s", bare
    )
    # "ỦY BAN NHÂN DÂN" / "HUYỆN MỸ XUYÊN", but "ĐẢNG BỘ TỈNH X" / "HUYỆN ỦY Y" are two.
    if names and goes_on and not re.match(r"(?:HUYỆN|TỈNH|THỊ|XÃ|PHƯỜNG) (?:ỦY|UỶ|ĐOÀN)", bare):
        names[-1] = f"{names[-1]} {bare}"
        return []
    if names and names[-1].endswith((",", " VÀ")):
        names[-1] = f"{names[-1]} {bare}"
        return []
    return [bare]


def _title(paragraphs: list[Paragraph], place: int) -> tuple[str, int]:
    """The title (trích yếu), all its lines joined, and where the body starts."""
    own = tidy(_TYPE.sub("", paragraphs[place].text, count=1)).strip(" :.-")
    parts = [own] if own else []
    n = place + 1
    while n < len(paragraphs) and _is_title(paragraphs[n], bool(parts)):
        parts.append(paragraphs[n].text)
        n += 1
    return tidy(" ".join(parts)).strip(" -*_"), n


def _is_title(paragraph: Paragraph, begun: bool) -> bool:
    text = paragraph.text
    if _DATE.fullmatch(text) or _NUMBER.match(text):
        return False
    if not begun:
        return not (_OPENING.match(text) and is_closed(text))
    long = is_closed(text) or len(text) > 250 or _OPENING.match(text) or _ISSUES.search(text)
    return not long and split_marker(text).kind == "none" and not re.match(r"-{2,}", text)


def issuing_sentence(text: str, finder: UnitFinder) -> tuple[str, int] | None:
    """Who issues the plan in "… Sở X xây dựng kế hoạch như sau:" and where the name starts."""
    for verb in _ISSUES.finditer(text):
        if re.search(r"(?:việc|về|đã|để|tham mưu)\s*$", text[: verb.start()]):
            continue
        before = re.sub(r"\s*\([^()]*\)\s*$", "", text[: verb.start()]).rstrip()
        starts = [m.start() for m in re.finditer(r"(?:(?<=^)|(?<=[,;:.] ))[A-ZĐÀ-Ỹ]", before)]
        for start in starts:
            found = finder.list_at(before, start)
            if found and len(found.names) == 1 and found.end == len(before):
                return found.names[0], start
    return None


def opens_plan(text: str) -> bool:
    """Whether a paragraph belongs to the opening: its bases and the sentence that issues it."""
    return bool(_OPENING.match(text) or _ISSUES.search(text) or _AS_FOLLOWS.search(text))


_LEVEL_WORDS = {
    "tỉnh",
    "huyện",
    "xã",
    "phường",
    "thành",
    "phố",
    "thị",
    "trấn",
    "quận",
    "đặc",
    "khu",
}
_TITLES = (
    ("uy ban nhan dan", "Ủy ban nhân dân"),
    ("ubnd", "UBND"),
    ("hdnd", "HĐND"),
    ("dang uy", "Đảng ủy"),
    ("tinh uy", "Tỉnh ủy"),
    ("huyen uy", "Huyện ủy"),
    ("thanh uy", "Thành ủy"),
    ("dang bo", "Đảng bộ"),
    ("hoi dong nhan dan", "Hội đồng nhân dân"),
    ("thanh tra", "Thanh tra"),
    ("ban tiep cong dan", "Ban Tiếp công dân"),
    ("van phong", "Văn phòng"),
    ("ban chi dao", "Ban Chỉ đạo"),
    ("trung tam", "Trung tâm"),
    ("cong an", "Công an"),
)


def lower_name(caps: str) -> str:
    """A name in capitals as a sentence writes it: "UBND TỈNH BẮC NINH" -> "UBND tỉnh Bắc Ninh"."""
    words = tidy(caps).split(" ")
    result: list[str] = []
    after_level = capital_next = False
    while words:
        known = next(
            (
                (k, v)
                for k, v in _TITLES
                if fold(" ".join(words)).startswith(k + " ") or fold(" ".join(words)) == k
            ),
            None,
        )
        if known:
            result.append(known[1])
            words = words[len(known[0].split()) :]
            # "Huyện ủy Cao Lộc": a place follows, every word of it in capitals.
            after_level = known[1] in ("Tỉnh ủy", "Thành ủy", "Huyện ủy")
            capital_next = True
            continue
        word = words.pop(0).lower()
        if word in ("phòng,", "chống") and words:  # phòng, chống tham nhũng: work, not an office
            result.append(word)
            capital_next = False
            continue
        if word in _LEVEL_WORDS and not after_level:
            result.append(word)
            after_level = not words or words[0].lower() not in _LEVEL_WORDS
            continue
        first = (
            not result
            or capital_next
            or after_level
            or result[-1].endswith(",")
            or result[-1] == "và"
        )
        sector = bool(result) and result[-1] in ("Sở", "Phòng", "Ban", "Chi cục", "-", "–")
        result.append(word.capitalize() if (first or sector) and word != "và" else word)
        capital_next = False
    return " ".join(result)


_HEAD_OF = re.compile(r"(?:Phó )?(?:Giám đốc|Chủ tịch|Chánh|Trưởng|Bí thư|Hiệu trưởng) (?=[A-ZĐ])")


def issuer_of(heading: Heading, named: str | None) -> str | None:
    """The issuer: as the opening sentence writes it, or from the capitals of the heading."""
    caps = heading.names[-1] if heading.names else None
    if caps is None:
        return named
    # The head signs for the body: "Giám đốc Sở X ban hành Kế hoạch".
    named = _HEAD_OF.sub("", named) if named else named
    if named and (key(named) in key(" ".join(heading.names)) or key(caps) in key(named)):
        return named if len(key(named)) >= len(key(caps)) else lower_name(caps)
    return lower_name(caps)


def superior_of(
    heading: Heading, texts: list[str], issuer: str | None, above: str | None
) -> str | None:
    """The superior body: from the heading, or whose document the plan carries out.

    A ministry or inspectorate guides a people's committee without being above it.
    """
    if len(heading.names) > 1:
        caps = heading.names[-2]
        return _as_written(caps, texts) or lower_name(caps)
    body = re.sub(r"^(?:Phó )?Chủ tịch ", "", above or "")
    own = fold(issuer or "").split(" ")[:2]
    leads = bool(_ABOVE.match(body)) or (bool(body) and fold(body).split(" ")[:2] == own)
    return body if leads else None


def _as_written(caps: str, texts: list[str]) -> str | None:
    """The same name in mixed case, where the text has it."""
    pattern = re.compile(r"\s+".join(re.escape(w) for w in caps.split()), re.IGNORECASE)
    found = (m.group() for t in texts for m in pattern.finditer(t) if not is_caps(m.group()))
    return next((tidy(x) for x in found), None)
