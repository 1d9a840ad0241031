"""Lạng Sơn at province level: People's Committee, inspectorate, reception board, departments.

Rooms of the department of science are a sample to be checked against its own decision on structure.
"""

from datetime import date

from agencies.enums import Level
from agencies.units.spec import LAST_OLD_DAY, SuccessionSpec, UnitSpec

_PLACE = "Lạng Sơn"
# Departments that were newly arranged in early 2025 (cần đối chiếu với nghị quyết của HĐND tỉnh).
_ARRANGED = date(2025, 3, 1)

ROOT = UnitSpec("LS", "Ủy ban nhân dân tỉnh Lạng Sơn", "UBND tỉnh", "UBND", Level.PROVINCE, _PLACE)
_OFFICES = [
    UnitSpec(
        "LS-TTT", "Thanh tra tỉnh Lạng Sơn", "Thanh tra tỉnh", "TTr",
        Level.PROVINCE_INSPECTORATE, _PLACE, parent="LS", oversees="LS",
    ),
    UnitSpec(
        "LS-BTCD", "Ban Tiếp công dân tỉnh Lạng Sơn", "Ban Tiếp công dân tỉnh", "BTCD",
        Level.RECEPTION_BOARD, _PLACE, parent="LS",
    ),
]  # fmt: skip
# Bodies beside the People's Committee that receive at the shared headquarters (Nghị định
# 154/2026/NĐ-CP, art. 29 clause 1 point b): each keeps a register of its own.
_BESIDE = [
    UnitSpec("LS-TU", "Tỉnh ủy Lạng Sơn", "Tỉnh ủy Lạng Sơn", "TU", Level.PARTY, _PLACE),
    UnitSpec(
        "LS-TU-VP", "Văn phòng Tỉnh ủy Lạng Sơn", "Văn phòng Tỉnh ủy Lạng Sơn", "VPTU",
        Level.PARTY, _PLACE, parent="LS-TU",
    ),
    UnitSpec(
        "LS-DBQH", "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Lạng Sơn",
        "Văn phòng Đoàn ĐBQH và HĐND tỉnh Lạng Sơn", "ĐBQH-HĐND", Level.UNIT, _PLACE,
    ),
]  # fmt: skip
_DEPARTMENTS = [
    ("VP", "Văn phòng Ủy ban nhân dân tỉnh Lạng Sơn", "Văn phòng UBND tỉnh", "VP", False),
    ("SKHCN", "Sở Khoa học và Công nghệ tỉnh Lạng Sơn", "Sở Khoa học và Công nghệ", "SKHCN", False),
    ("SNNMT", "Sở Nông nghiệp và Môi trường tỉnh Lạng Sơn", "Sở Nông nghiệp và Môi trường",
     "SNNMT", True),
    ("SXD", "Sở Xây dựng tỉnh Lạng Sơn", "Sở Xây dựng", "SXD", True),
    ("STC", "Sở Tài chính tỉnh Lạng Sơn", "Sở Tài chính", "STC", True),
    ("SNV", "Sở Nội vụ tỉnh Lạng Sơn", "Sở Nội vụ", "SNV", True),
    ("STP", "Sở Tư pháp tỉnh Lạng Sơn", "Sở Tư pháp", "STP", False),
    ("SGDDT", "Sở Giáo dục và Đào tạo tỉnh Lạng Sơn", "Sở Giáo dục và Đào tạo", "SGDĐT", False),
    ("SYT", "Sở Y tế tỉnh Lạng Sơn", "Sở Y tế", "SYT", False),
    ("SCT", "Sở Công Thương tỉnh Lạng Sơn", "Sở Công Thương", "SCT", False),
    ("SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch tỉnh Lạng Sơn",
     "Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL", False),
    ("SDTTG", "Sở Dân tộc và Tôn giáo tỉnh Lạng Sơn", "Sở Dân tộc và Tôn giáo", "SDTTG", True),
]  # fmt: skip
_ROOMS = [
    ("VP", "Văn phòng Sở", "VP"),
    ("TTS", "Thanh tra Sở", "TTr"),
    ("QLKH", "Phòng Quản lý khoa học", "QLKH"),
    ("QLCN", "Phòng Quản lý công nghệ", "QLCN"),
    ("CDS", "Phòng Chuyển đổi số", "CĐS"),
    ("CCTDC", "Chi cục Tiêu chuẩn Đo lường Chất lượng", "TĐC"),
    ("TTUD", "Trung tâm Ứng dụng, phát triển khoa học và công nghệ", "TTƯD"),
]


def units() -> list[UnitSpec]:
    """The People's Committee first, then what is under it."""
    departments = [
        UnitSpec(
            f"LS-{tail}", name, short, symbol, Level.DEPARTMENT, _PLACE, parent="LS",
            **({"valid_from": _ARRANGED} if arranged else {}),
        )
        for tail, name, short, symbol, arranged in _DEPARTMENTS
    ]  # fmt: skip
    return [ROOT, *_OFFICES, *_BESIDE, *departments, *_rooms()]


def _rooms() -> list[UnitSpec]:
    return [
        UnitSpec(
            f"LS-SKHCN-{tail}",
            f"{name} Khoa học và Công nghệ" if name.endswith("Sở") else name,
            name,
            symbol,
            Level.UNIT,
            _PLACE,
            parent="LS-SKHCN",
            # Inspectorates of departments ended with the Law on Inspection of 2025.
            valid_to=LAST_OLD_DAY if tail == "TTS" else None,
        )
        for tail, name, symbol in _ROOMS
    ]


SUCCESSIONS = [
    SuccessionSpec(
        "LS-SKHCN-TTS", "LS-TTT", "Luật Thanh tra số 84/2025/QH15 (ngày chuyển giao: cần đối chiếu)"
    )
]
