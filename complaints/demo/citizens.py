"""Invented citizens: names as they are usual in Lạng Sơn, villages, birth years, telephones.

Identity numbers use a part of the number space that is never given out (century digit of the years
2300 on), telephones a prefix not in use: none belongs to a person.
"""

import random
from collections.abc import Sequence

from agencies.models import Agency
from complaints.petitioner import Petitioner

_FAMILY = [
    "Nông",
    "Hoàng",
    "Lý",
    "Vi",
    "Triệu",
    "Hứa",
    "Lương",
    "Lộc",
    "Chu",
    "Bế",
    "Mã",
    "Đàm",
    "Liễu",
    "Vy",
    "Phùng",
    "La",
    "Tô",
    "Lành",
    "Ngô",
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Đặng",
    "Dương",
    "Đỗ",
    "Bùi",
    "Hà",
    "Đinh",
    "Nình",
    "Chương",
    "Linh",
]
_MALE = [
    "Văn Hùng",
    "Văn Thắng",
    "Đức Mạnh",
    "Quang Vinh",
    "Văn Lâm",
    "Minh Đức",
    "Văn Tài",
    "Trọng Nghĩa",
    "Văn Slứ",
    "Hữu Phước",
    "Văn Páo",
    "Thanh Bình",
    "Văn Chí",
    "Xuân Trường",
    "Văn Khởi",
    "Ngọc Quý",
    "Văn Ích",
    "Công Định",
    "Văn Thuận",
    "Tiến Dũng",
    "Văn Nhình",
    "Viết Sơn",
    "Văn Đoan",
    "Quốc Khánh",
    "Văn Lừng",
    "Bá Thành",
    "Văn Thơ",
    "Văn Hợi",
    "Đình Chiến",
    "Văn Pẩu",
]
_FEMALE = [
    "Thị Hoa",
    "Thị Hương",
    "Thị Lan",
    "Thị Thúy",
    "Thị Nguyệt",
    "Thị Mai",
    "Thị Hiền",
    "Thị Phượng",
    "Thị Slao",
    "Thị Bình",
    "Thị Liên",
    "Thị Dung",
    "Thị Thơm",
    "Thị Nhung",
    "Thị Điệp",
    "Thị Pảo",
    "Thị Hằng",
    "Thị Chiên",
    "Thị Kim Oanh",
    "Thị Xuyến",
    "Thị Bích Ngọc",
    "Thị Ánh",
    "Thị Vân Anh",
    "Thị Huệ",
    "Thị Sen",
    "Thị Tuyết",
    "Thị Mỵ",
    "Thị Lưu",
    "Thị Hậu",
    "Thị Thu Hiền",
]
_VILLAGES = [
    "Bản Chu",
    "Nà Pàn",
    "Khòn Lèng",
    "Pò Mới",
    "Cốc Nam",
    "Nà Sầm",
    "Pác Mòng",
    "Đồng Én",
    "Khuôn Nghiều",
    "Lũng Vài",
    "Bó Luông",
    "Nà Chuông",
    "Hợp Nhất",
    "Tân Lập",
    "Đồng Tâm",
    "Nà Lùng",
    "Khau Slung",
    "Phai Luông",
    "Bản Quyền",
    "Làng Cằng",
    "Tồng Nọt",
    "Nà Mò",
    "Còn Khoang",
    "Bản Giềng",
    "Kéo Tào",
    "Đông Mồ",
    "Thâm Mò",
    "Nà Phước",
    "Phai Duốc",
    "Quán Hàng",
]


def full_name(chance: random.Random) -> str:
    """A whole name: family, middle, given."""
    return f"{chance.choice(_FAMILY)} {chance.choice(chance.choice((_MALE, _FEMALE)))}"


def names(chance: random.Random, many: int) -> list[str]:
    """Different names for the representatives of a group."""
    found: list[str] = []
    while len(found) < many:
        name = full_name(chance)
        if name not in found:
            found.append(name)
    return found


def village(chance: random.Random, agency: Agency) -> str:
    """A part of the place: quarter (khối) in a ward, village (thôn) elsewhere."""
    if "phường" in agency.name:
        return f"khối {chance.randint(1, 12)}"
    return f"thôn {chance.choice(_VILLAGES)}"


def home(chance: random.Random, communes: Sequence[Agency]) -> tuple[str, str]:
    """(address, name of the commune) in one of these communes."""
    commune = chance.choice(communes)
    place, province = _territory(commune.name), _territory(commune.superior_name)
    return f"{village(chance, commune)}, {place}, {province}", place


def _territory(committee: str) -> str:
    """ "Ủy ban nhân dân xã Hữu Lũng" -> "xã Hữu Lũng"."""
    return committee.removeprefix("Ủy ban nhân dân ")


def citizen(chance: random.Random, address: str) -> Petitioner:
    """Somebody with a name; a birth year, telephone and paper number as often as desks get them."""
    year = chance.randint(1948, 2004)
    return Petitioner(
        full_name=full_name(chance),
        birth_year=year if chance.random() < 0.9 else None,
        address=address,
        phone=f"06{chance.randint(10_000_000, 99_999_999)}" if chance.random() < 0.6 else "",
        id_number=f"0208{year % 100:02d}{chance.randint(0, 999_999):06d}"
        if chance.random() < 0.5
        else "",
    )
