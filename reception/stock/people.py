"""What both registers ask about who came or wrote, and of what kind it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from complaints import identity
from complaints.enums import Field, PetitionKind
from reception.stock.cells import Reader, words_of
from reception.stock.table import Column

NAME = Column(
    "name", "Họ và tên (3)", "Một người đứng tên.", ("Họ tên", "Họ tên công dân", "Người gửi"), True
)
ADDRESS = Column("address", "Địa chỉ (3)", "Nơi ở.", ("Nơi ở", "Địa chỉ thường trú"))
BIRTH_YEAR = Column("birth_year", "Năm sinh", "Nếu sổ có ghi.")
ID_NUMBER = Column(
    "id_number",
    "Số giấy tờ (4)",
    "12 chữ số căn cước, số định danh, hoặc số hộ chiếu; cột để dạng Văn bản.",
    ("CCCD/Hộ chiếu", "Số CCCD", "Căn cước", "Số căn cước", "CCCD", "CCCD/Hộ chiếu của công dân"),
)
KIND = Column(
    "kind",
    "Phân loại (6)",
    "Khiếu nại; kiến nghị, phản ánh. Tố cáo không nhập ở đây.",
    ("Phân loại đơn", "Loại đơn", "Loại việc"),
    True,
)
FIELD = Column("field", "Lĩnh vực", "; ".join(str(label) for label in Field.labels) + ".")

_KINDS = words_of(
    PetitionKind,
    kien_nghi=PetitionKind.RECOMMENDATION,
    phan_anh=PetitionKind.RECOMMENDATION,
    kien_nghi_phan_anh=PetitionKind.RECOMMENDATION,
)
_FIELDS = words_of(Field, dat_dai=Field.LAND, khac=Field.OTHER, chinh_sach=Field.POLICY)
DENUNCIATION = (
    "Tố cáo vào sổ kín, không nhập từ tệp. Hãy bỏ dòng này khỏi tệp rồi ghi tại bàn tiếp; "
    "số của dòng được giữ trống, có ghi lý do."
)


@dataclass(frozen=True, slots=True)
class Who:
    """Who stands in the line. No name in a log or a traceback."""

    full_name: str
    birth_year: int | None
    address: str
    id_number: str

    def __repr__(self) -> str:
        return "Who(…)"


def who(reader: Reader, year: int) -> Who:
    """Name, year of birth, address, number of a paper, by the same rules as at the desk."""
    name = reader.text("name", 120, is_required=True)
    if name and (why := identity.name_refusal(name)):
        reader.object("name", why)
    birth_year = reader.whole("birth_year", None)
    if why := identity.birth_year_refusal(birth_year, year):
        reader.object("birth_year", why)
    number = identity.normal_id_number(reader.text("id_number", 40))
    if why := identity.id_number_refusal(number):
        lost = " Có thể Excel đã bỏ số 0 ở đầu: hãy để cột này ở dạng Văn bản."
        reader.object("id_number", why + (lost if reader.was_number("id_number") else ""))
    return Who(name, birth_year, reader.text("address", 300), number)


def kind(reader: Reader) -> PetitionKind | None:
    """Complaint or recommendation; a denunciation is refused with its sentence."""
    found: PetitionKind | None = reader.choice("kind", _KINDS, None, is_required=True)
    if found == PetitionKind.DENUNCIATION:
        reader.object("kind", DENUNCIATION)
        return None
    return found


def field(reader: Reader) -> Field:
    """The field; a register without the column says nothing, which is “other”."""
    found: Field = reader.choice("field", _FIELDS, Field.OTHER, is_required=False)
    return found


def day_in_year(reader: Reader, key: str, day: date, year: int, today: date) -> None:
    """A line of the register of a year is dated in that year, and not in the future."""
    if day.year != year:
        reader.object(key, f"Ngày {day:%d/%m/%Y} không thuộc sổ năm {year}.")
    elif day > today:
        reader.object(key, f"Ngày {day:%d/%m/%Y} ở tương lai.")
