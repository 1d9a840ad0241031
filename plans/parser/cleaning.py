"""From lines to paragraphs: sentences that a page break or a soft line break cut become whole."""

import re

from plans.parser.structure import Line, Paragraph
from plans.parser.words import is_caps, is_closed, starts_lower, tidy
from plans.parser.wrapping import joined, starts_item

# A line that ends so cannot be whole: "của Bộ" / "Chính trị".
_DANGLING = re.compile(
    r"(?:\b(?:của|và|các|với|về|tại|cho|từ|đến|theo|thuộc|trong|là|do|bằng|những|số|ngày"
    r"|của Bộ|của Ban|của Ủy ban|Ủy|Thủ|Thủ tướng|Hội đồng|Đại hội|nhiệm kỳ|lần thứ|khóa|khoá)|,)$"
)
_STANDS_ALONE = re.compile(
    r"(?:Số\s*:|(?:Độc lập|ĐỘC LẬP)\b|Nơi nhận|NƠI NHẬN|Kính gửi|(?:PHỤ LỤC|Phụ lục)\b|\(Kèm theo)"
)
_DATE_LINE = re.compile(r"^[^,]{2,40},\s*ngày[\s.…\d]*tháng[\s.…\d]*năm\s*\d{4}$")
_SHORT = 50
_FEW = 4  # words that are only the end of a sentence cut by a page


def paragraphs(lines: list[Line]) -> list[Paragraph]:
    """Whole paragraphs in order, numbered from 0."""
    whole: list[Line] = []
    for line in lines:
        if whole and _continues(whole[-1], line):
            whole[-1] = joined(whole[-1], line.text)
        else:
            whole.append(line)
    return [Paragraph(n, tidy(x.text), x.strong, x.cells, x.table) for n, x in enumerate(whole)]


def _continues(before: Line, line: Line) -> bool:
    if before.cells or line.cells or starts_item(before.text, line.text):
        return False
    if is_closed(before.text) or is_caps(before.text) or is_caps(line.text):
        return False
    if any(_STANDS_ALONE.match(x.text) or _DATE_LINE.match(x.text) for x in (before, line)):
        return False
    if len(before.text) < _SHORT:
        return False
    words = line.text.split()
    last = len(words) < _FEW and line.text.endswith(".") and len(before.text) > _FEW * _SHORT // 2
    return starts_lower(line.text) or last or bool(_DANGLING.search(before.text))
