"""Lines of a register of citizen reception in use, by the columns of form 03/TCD."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agencies.vietnamese import tidy
from complaints.enums import Field, PetitionKind
from reception.enums import RefusalGround, SessionKind, VisitResult
from reception.refusal_law import citation, grounds_on
from reception.stock import people
from reception.stock.cells import Reader, read_lines, words_of
from reception.stock.table import Column, Problem, Row
from reception.workflow import GROUP

LONGEST_TEXT = 10_000
_SESSIONS = words_of(
    SessionKind,
    thuong_xuyen=SessionKind.STANDING,
    dinh_ky=SessionKind.PERIODIC,
    dot_xuat=SessionKind.AD_HOC,
)
_RESULTS = words_of(
    VisitResult,
    nhan_don=VisitResult.PETITION,
    ghi_loi_trinh_bay=VisitResult.STATEMENT,
    chuyen_don=VisitResult.TRANSFER,
    chuyen=VisitResult.TRANSFER,
    tra_loi_tai_cho=VisitResult.ANSWERED,
    giai_thich=VisitResult.ANSWERED,
    bao_cao_thu_truong=VisitResult.REFERRED,
    tu_choi=VisitResult.REFUSED,
)

COLUMNS = (
    Column("number", "Số thứ tự (1)", "Số đã ghi trong sổ giấy.", ("STT", "Số", "TT"), True),
    Column("on", "Ngày tiếp (2)", "Ngày/tháng/năm, ví dụ 05/01/2026.", ("Ngày",), True),
    people.NAME,
    people.ADDRESS,
    people.BIRTH_YEAR,
    people.ID_NUMBER,
    Column(
        "content",
        "Nội dung vụ việc (5)",
        "Tóm tắt như đã ghi trong sổ.",
        ("Tóm tắt nội dung vụ việc", "Nội dung", "Tóm tắt nội dung"),
        True,
    ),
    people.KIND,
    people.FIELD,
    Column("people", "Số người (7)", "Để trống là 1.", ("Số người đến", "Số công dân")),
    Column(
        "settled_by",
        "Cơ quan đã giải quyết hết thẩm quyền (8)",
        "Tên cơ quan, nếu có.",
        ("Cơ quan đã giải quyết",),
    ),
    Column("competent", "Thuộc thẩm quyền (9)", "Ghi x nếu thuộc thẩm quyền giải quyết."),
    Column(
        "guided",
        "Hướng dẫn đến (10)",
        "Cơ quan được hướng dẫn đến, số văn bản.",
        ("Hướng dẫn", "Hướng dẫn công dân"),
    ),
    Column(
        "transferred",
        "Chuyển đơn đến (11)",
        "Cơ quan có thẩm quyền, số văn bản chuyển.",
        ("Chuyển đơn", "Cơ quan thụ lý giải quyết"),
    ),
    Column(
        "note",
        "Theo dõi, kết quả (12)",
        "Nội dung đã giải thích, trả lời, theo dõi.",
        ("Kết quả giải quyết", "Ghi chú", "Theo dõi kết quả giải quyết"),
    ),
    Column(
        "result",
        "Kết quả tiếp",
        "; ".join(str(label) for label in VisitResult.labels)
        + ". Để trống được nếu đã ghi cột (10) hoặc (11).",
    ),
    Column(
        "ground",
        "Căn cứ từ chối",
        "Chỉ khi từ chối tiếp: ví dụ “khoản 3 điều 9”, “điểm h khoản 1 điều 4”.",
    ),
    Column("session", "Loại buổi tiếp", "Thường xuyên, định kỳ, đột xuất; trống là thường xuyên."),
    Column("receiver", "Người tiếp", "Họ tên cán bộ đã tiếp.", ("Người tiếp dân", "Cán bộ tiếp")),
    Column("told", "Ngày đã thông báo kết quả", "Để trống nếu chưa thông báo.", ("Đã thông báo",)),
)
_TITLES = {column.key: column.title for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One reception as the paper register tells it."""

    line: int
    number: int
    on: date
    who: people.Who
    content: str
    kind: PetitionKind
    field: Field
    people: int
    result: VisitResult
    session: SessionKind
    settled_by: str
    is_competent: bool | None
    directed_to: str
    note: str
    ground: RefusalGround | None
    receiver: str
    told_on: date | None

    @property
    def is_group(self) -> bool:
        return self.people >= GROUP


def visit_rows(
    rows: Iterable[Row], *, year: int, today: date
) -> tuple[list[VisitRow], list[Problem]]:
    """Lines that can be entered, and everything that stands in the way of any of them."""
    return read_lines(rows, _TITLES, lambda reader: _line(reader, year, today))


def _line(reader: Reader, year: int, today: date) -> VisitRow | None:
    number, on = reader.number("number", year), reader.day("on", is_required=True)
    who, kind = people.who(reader, year), people.kind(reader)
    content = reader.text("content", LONGEST_TEXT, is_required=True, lines=True)
    field = people.field(reader)
    guided, transferred = reader.text("guided", 200), reader.text("transferred", 200)
    note = reader.text("note", LONGEST_TEXT, lines=True)
    result = _result(reader, guided, transferred)
    count = reader.whole("people", 1) or 1
    session = reader.choice("session", _SESSIONS, SessionKind.STANDING, is_required=False)
    told_on = reader.day("told")
    if on is not None:
        people.day_in_year(reader, "on", on, year, today)
        if told_on is not None and not on <= told_on <= today:
            reader.object("told", "Ngày thông báo phải từ ngày tiếp đến hôm nay.")
    if guided and transferred:
        note = f"Hướng dẫn: {guided}\n{note}".strip()
    ground = _ground(reader, result, on)
    settled_by, competent = reader.text("settled_by", 200), reader.yes("competent")
    receiver = reader.text("receiver", 120)
    if number is None or on is None or kind is None or result is None:
        return None
    return VisitRow(
        line=reader.row.number,
        number=number,
        on=on,
        who=who,
        content=content,
        kind=kind,
        field=field,
        people=count,
        result=result,
        session=session,
        settled_by=settled_by,
        is_competent=competent,
        directed_to=transferred or guided,
        note=note,
        ground=ground,
        receiver=receiver,
        told_on=told_on,
    )


def _result(reader: Reader, guided: str, transferred: str) -> VisitResult | None:
    """As written; else what columns 10 and 11 say. Nothing else is guessed."""
    said: VisitResult | None = reader.choice("result", _RESULTS, None, is_required=False)
    if said is not None or reader.row["result"].value is not None:
        return said
    if transferred:
        return VisitResult.TRANSFER
    if guided:
        return VisitResult.GUIDED
    reader.object("result", "Hãy ghi kết quả tiếp, hoặc ghi cột (10), cột (11).")
    return None


def _ground(reader: Reader, result: VisitResult | None, on: date | None) -> RefusalGround | None:
    """Only a refusal has one, and only one that was in force that day."""
    written = reader.text("ground", 200)
    if result != VisitResult.REFUSED:
        if written:
            reader.object("ground", "Chỉ ghi căn cứ khi kết quả là từ chối tiếp.")
        return None
    ground = _GROUNDS.get(_bare(written))
    if ground is None:
        reader.object("ground", "Từ chối tiếp phải ghi căn cứ, ví dụ “khoản 3 điều 9”.")
    elif on is not None and ground not in grounds_on(on):
        reader.object("ground", f"Ngày {on:%d/%m/%Y} chưa có căn cứ “{written}”.")
    return ground


def _bare(text: str) -> str:
    """Clause and article without the name of the text; accents count: điểm d, điểm đ."""
    lower = re.sub(r"(luật|nghị định).*$", "", tidy(text).lower())
    return " ".join(re.findall(r"\w+", lower))


_GROUNDS = {_bare(citation(ground)): ground for ground in RefusalGround}
