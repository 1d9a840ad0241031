"""Small trees of the issuers of the sample plans, with validity and successors.

The number of a resolution that could not be checked is not given: "cần đối chiếu".
"""

from agencies.enums import Level
from agencies.units.communes import CAN_THO, communes_of
from agencies.units.spec import LAST_OLD_DAY, SuccessionSpec, UnitSpec

_MERGER = "Nghị quyết số 202/2025/QH15 ngày 12/6/2025 của Quốc hội"
_COMMUNES = (
    "Nghị quyết của Ủy ban Thường vụ Quốc hội về sắp xếp đơn vị hành chính cấp xã năm 2025 "
    "(số, ngày: cần đối chiếu)"
)
_MY_XUYEN_NOW = frozenset(
    {"phường Mỹ Xuyên", "xã Hòa Tú", "xã Gia Hòa", "xã Nhu Gia", "xã Ngọc Tố"}
)
_OLD_PROVINCES = [
    ("ST", "Sóc Trăng", "CT"),
    ("HG", "Hậu Giang", "CT"),
    ("BG", "Bắc Giang", "BN"),
    ("BP", "Bình Phước", "DN"),
    ("HB", "Hòa Bình", "PT"),
    ("VPH", "Vĩnh Phúc", "PT"),
]
_PROVINCES = [
    ("CT", "Ủy ban nhân dân thành phố Cần Thơ", "UBND thành phố", "Cần Thơ"),
    ("BN", "Ủy ban nhân dân tỉnh Bắc Ninh", "UBND tỉnh", "Bắc Ninh"),
    ("DN", "Ủy ban nhân dân tỉnh Đồng Nai", "UBND tỉnh", "Đồng Nai"),
    ("PT", "Ủy ban nhân dân tỉnh Phú Thọ", "UBND tỉnh", "Phú Thọ"),
]
_MY_XUYEN_ROOMS = [
    ("BTCD", "Ban Tiếp công dân huyện", "BTCD"),
    ("TTH", "Thanh tra huyện", "TTr"),
    ("VPHU", "Văn phòng Huyện ủy", "VPHU"),
    ("VP", "Văn phòng HĐND và UBND huyện", "VP"),
    ("TNMT", "Phòng Tài nguyên và Môi trường huyện", "TNMT"),
    ("LDTBXH", "Phòng Lao động - Thương binh và Xã hội huyện", "LĐTBXH"),
    ("TCKH", "Phòng Tài chính - Kế hoạch huyện", "TCKH"),
    ("KTHT", "Phòng Kinh tế và Hạ tầng huyện", "KTHT"),
    ("DT", "Phòng Dân tộc huyện", "DT"),
    ("CA", "Công an huyện", "CAH"),
]


def _top(code: str, name: str, short: str, place: str) -> UnitSpec:
    return UnitSpec(code, name, short, "UBND", Level.PROVINCE, place)


def _room(parent: str, tail: str, name: str, short: str, symbol: str, place: str) -> UnitSpec:
    # District rooms and inspectorates of departments ended with the reform.
    ended = parent == "ST-MX" or "Thanh tra" in short
    return UnitSpec(
        f"{parent}-{tail}", name, short, symbol, Level.UNIT, place, parent=parent,
        valid_to=LAST_OLD_DAY if ended else None,
    )  # fmt: skip


def _my_xuyen() -> list[UnitSpec]:
    district = UnitSpec(
        "ST-MX", "Ủy ban nhân dân huyện Mỹ Xuyên", "UBND huyện Mỹ Xuyên", "UBND",
        Level.DISTRICT, "Mỹ Xuyên", parent="ST", valid_to=LAST_OLD_DAY,
    )  # fmt: skip
    rooms = [
        _room("ST-MX", tail, f"{name} Mỹ Xuyên", name, symbol, "Mỹ Xuyên")
        for tail, name, symbol in _MY_XUYEN_ROOMS
    ]
    inspectorate = UnitSpec(
        "CT-TTT", "Thanh tra thành phố Cần Thơ", "Thanh tra thành phố", "TTr",
        Level.PROVINCE_INSPECTORATE, "Cần Thơ", parent="CT", oversees="CT",
    )  # fmt: skip
    return [district, *rooms, inspectorate, *communes_of(CAN_THO, only=_MY_XUYEN_NOW)]


def _bac_ninh() -> list[UnitSpec]:
    code, place = "BN-SVHTTDL", "Bắc Ninh"
    short, planning = "Sở Văn hóa, Thể thao và Du lịch", "Phòng Kế hoạch – Tổng hợp"
    return [
        UnitSpec(code, f"{short} tỉnh Bắc Ninh", short, "SVHTTDL", Level.DEPARTMENT, place, "BN"),
        _room(code, "KHTH", planning, planning, "KHTH", place),
        _room(code, "TTS", f"Thanh tra {short}", "Thanh tra Sở", "TTr", place),
        _room(code, "CD", "Công đoàn Sở Văn hóa, Thể thao và Du lịch", "Công đoàn Sở", "CĐ", place),
        _room(code, "DTN", "Đoàn Thanh niên Sở Văn hóa, Thể thao và Du lịch",
              "Đoàn Thanh niên Sở", "ĐTN", place),
    ]  # fmt: skip


def _dong_nai() -> list[UnitSpec]:
    code, place = "DN-SCT", "Đồng Nai"
    return [
        UnitSpec(code, "Sở Công Thương tỉnh Đồng Nai", "Sở Công Thương", "SCT",
                 Level.DEPARTMENT, place, "DN"),
        _room(code, "VP", "Văn phòng Sở Công Thương", "Văn phòng Sở", "VP", place),
        _room(code, "TTS", "Thanh tra Sở Công Thương", "Thanh tra Sở", "TTr", place),
    ]  # fmt: skip


def _phu_tho() -> list[UnitSpec]:
    code, place = "PT-DUSKHCN", "Phú Thọ"
    cell = "Chi bộ Trung tâm Ứng dụng và Đổi mới sáng tạo"
    return [
        UnitSpec("PT-TU", "Tỉnh ủy Phú Thọ", "Tỉnh ủy", "TU", Level.PARTY, place),
        UnitSpec(code, "Đảng ủy Sở Khoa học và Công nghệ tỉnh Phú Thọ",
                 "Đảng ủy Sở Khoa học và Công nghệ", "ĐU", Level.PARTY, place, "PT-TU"),
        UnitSpec(f"{code}-UBKT", "Ủy ban Kiểm tra Đảng ủy Sở Khoa học và Công nghệ",
                 "Ủy ban Kiểm tra Đảng ủy Sở", "UBKT", Level.PARTY, place, code),
        UnitSpec(f"{code}-TTUD", cell, cell, "CB", Level.PARTY, place, code),
    ]  # fmt: skip


def units() -> list[UnitSpec]:
    """Provinces first, then the trees under them."""
    old = [
        UnitSpec(code, f"Ủy ban nhân dân tỉnh {place}", "UBND tỉnh", "UBND", Level.PROVINCE, place,
                 valid_to=LAST_OLD_DAY)
        for code, place, _ in _OLD_PROVINCES
    ]  # fmt: skip
    now = [_top(*row) for row in _PROVINCES]
    return [*old, *now, *_my_xuyen(), *_bac_ninh(), *_dong_nai(), *_phu_tho()]


def successions() -> list[SuccessionSpec]:
    """Who continues what ended on 30/06/2025."""
    provinces = [SuccessionSpec(old, new, _MERGER) for old, _, new in _OLD_PROVINCES]
    communes = [
        SuccessionSpec("ST-MX", unit.code, _COMMUNES)
        for unit in communes_of(CAN_THO, only=_MY_XUYEN_NOW)
    ]
    return [*provinces, *communes]
