"""A review list on paper and as a workbook, in the columns that superior bodies ask for.

Columns by custom (tên vụ việc, địa chỉ, số người, nội dung, quá trình, thẩm quyền, khó khăn, phương án,
phụ trách, thời hạn, kết quả); the column of the representative's name is left out on purpose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

from complaints.enums import ReviewResult, ReviewState
from complaints.list_files import Column, Line, Sheet, list_xlsx
from complaints.list_pdf import list_pdf
from complaints.models import ReviewItem, ReviewList
from complaints.review_criteria import Criteria
from complaints.review_rows import kinds_words

_CHUNK = 1000
COLUMNS = (
    Column("STT", 9, is_number=True), Column("Vụ việc", 34), Column("Nơi phát sinh", 18),
    Column("Số người", 11, is_number=True), Column("Tiêu chí", 18), Column("Nội dung, yêu cầu", 30),
    Column("Quá trình giải quyết (số, ngày văn bản)", 32), Column("Cơ quan có thẩm quyền", 22),
    Column("Khó khăn, vướng mắc", 24), Column("Phương án giải quyết", 26),
    Column("Cơ quan, lãnh đạo phụ trách", 22), Column("Thời hạn", 16),
    Column("Tiến độ, kết quả", 25),
)  # fmt: skip


def lines_of(items: Iterable[ReviewItem]) -> Iterator[Line]:
    """Rows in the order given, numbered as they come: a number never tells of a row left out."""
    for number, item in enumerate(items, start=1):
        kept = item.snapshot
        yield (
            number, _named(kept), kept["place"], kept["people"], kinds_words(item.kinds),
            _content(kept), _history(kept), kept["agency"], item.obstacles, item.plan,
            _in_charge(item), f"{item.deadline:%d/%m/%Y}" if item.deadline else "", _state(item),
        )  # fmt: skip


def in_chunks(items: Any) -> Iterator[ReviewItem]:
    """Read a handful at a time: ten thousand rows stand in little memory."""
    found: Iterator[ReviewItem] = items.order_by("position", "pk").iterator(_CHUNK)
    return found


def above(review_list: ReviewList) -> list[str]:
    """Sentences over the table: day, criteria, decision, who asked."""
    criteria = Criteria.of_json(review_list.criteria)
    said = [
        f"Số liệu đến ngày {review_list.as_of:%d/%m/%Y}. Tiêu chí: {'; '.join(criteria.words())}."
    ]
    if review_list.state == ReviewState.ISSUED:
        said.append(
            f"Phê duyệt tại văn bản số {review_list.decision_number} ngày "
            f"{review_list.decision_on:%d/%m/%Y}."
        )
    else:
        said.append("Danh sách đang lập, chưa được phê duyệt.")
    if review_list.asked_by:
        said.append(f"Lập theo yêu cầu của {review_list.asked_by}.")
    return said


def review_xlsx(review_list: ReviewList, items: Iterable[ReviewItem]) -> IO[bytes]:
    """The list as a workbook."""
    return list_xlsx(_sheet(review_list), lines_of(items))


def review_pdf(review_list: ReviewList, items: Iterable[ReviewItem]) -> bytes:
    """The list on paper. Raises Refused without the official face."""
    return list_pdf(_sheet(review_list), lines_of(items))


def _sheet(review_list: ReviewList) -> Sheet:
    return Sheet(
        agency=review_list.agency, title=review_list.title, columns=COLUMNS,
        above=tuple(above(review_list)), span=f"Số liệu đến {review_list.as_of:%d/%m/%Y}",
        dated=review_list.decision_on or review_list.as_of,
    )  # fmt: skip


def _named(kept: dict[str, Any]) -> str:
    number = f", đơn số {kept['number']}" if kept["number"] else ""
    return f"{_whole_title(kept).rstrip('.')} ({kept['kind'].lower()}{number})"


def _whole_title(kept: dict[str, Any]) -> str:
    """The title of a matter is the beginning of what its first petition said."""
    begins = kept["content"].startswith(kept["title"])
    return str(kept["content"] if begins else kept["title"])


def _content(kept: dict[str, Any]) -> str:
    if not kept["content"] or kept["content"] == _whole_title(kept):
        return str(kept["field"])
    return f"{kept['field']}: {kept['content']}"


def _history(kept: dict[str, Any]) -> str:
    said = list(kept["history"])
    if kept["days_late"]:
        said.append(f"Quá hạn {kept['days_late']} ngày: {kept['duty'].lower()}")
    if kept["ended_on"]:
        said.append(f"Giải quyết xong ngày {kept['ended_on']}")
    return "; ".join(said)


def _in_charge(item: ReviewItem) -> str:
    agency = item.in_charge.short_name if item.in_charge else ""
    return "; ".join(part for part in (agency, item.leader) if part)


def _state(item: ReviewItem) -> str:
    said = [item.progress] if item.progress else []
    if item.result != ReviewResult.PENDING:
        said.append(f"{item.get_result_display()}, ngày {item.result_on:%d/%m/%Y}")
    return ". ".join(part.rstrip(".") for part in said)
