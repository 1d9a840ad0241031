"""What a row of the ledger says was before and after, in words."""

from __future__ import annotations

import re
from typing import Any

from records.models import LedgerEntry

KEYS = "khoa_danh_tinh"  # rows on the state of the identity keys, about no record
WORDS = {
    "arrived_at": "Giờ đến",
    "bao_quan": "Thời hạn bảo quản",
    "bat_buoc": "Phần phải ghi",
    "co_quan": "Cơ quan",
    "do_mat": "Độ mật",
    "giai_doan": "Giai đoạn",
    "han": "Hạn",
    "head_count": "Số người",
    "is_competent": "Thẩm quyền giải quyết",
    KEYS: "Khóa danh tính",
    "loai": "Loại",
    "lop_xac_nhan": "Lớp xác nhận thứ hai",
    "luu_tru": "Hồ sơ",
    "ngay": "Các ngày",
    "nguoi_thu_ly": "Người thụ lý",
    "so_nguoi_biet": "Số người được biết",
    "trang_thai": "Trạng thái",
    "vai_tro": "Vai trò",
}
_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_NOTHING = "chưa có"


def changes(row: LedgerEntry) -> list[str]:
    """A line for each part that differs: "Vai trò: Thủ trưởng → chưa có"; of a part told after alone
    what it is now."""
    before, after = row.before or {}, row.after or {}
    return [
        f"{WORDS.get(name, name)}: {_line(name, before, after)}"
        for name in dict.fromkeys([*before, *after])
        if name not in before or before[name] != after.get(name)
    ]


def _line(name: str, before: dict[str, Any], after: dict[str, Any]) -> str:
    now = _said(after.get(name))
    return f"{_said(before[name])} → {now}" if name in before else now


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or _NOTHING
    return _DAY.sub(r"\3/\2/\1", str(value)) if value not in (None, "") else _NOTHING
