"""Who is meant by {office}, {desk}, {rooms}, {above} in an outline: it follows the level of the agency."""

from __future__ import annotations

from agencies.enums import Level
from agencies.models import Agency

NO_EVENT = "………… (tên sự kiện)"
# Level -> office, desk (who receives citizens), rooms (everybody below).
_BY_LEVEL: dict[Level, tuple[str, str, str]] = {
    Level.PROVINCE: (
        "Văn phòng UBND tỉnh",
        "Ban Tiếp công dân tỉnh",
        "Các sở, ban, ngành, UBND các xã, phường",
    ),
    Level.COMMUNE: (
        "Văn phòng HĐND và UBND",
        "Văn phòng HĐND và UBND",
        "Các phòng, đơn vị trực thuộc",
    ),
    Level.DEPARTMENT: ("Văn phòng Sở", "Văn phòng Sở", "Các phòng, đơn vị trực thuộc Sở"),
    Level.PARTY: (
        "Văn phòng Đảng ủy",
        "Ủy ban Kiểm tra Đảng ủy",
        "Các chi bộ trực thuộc",
    ),
}
_OTHERS = ("Văn phòng", "Bộ phận tiếp công dân", "Các phòng, đơn vị trực thuộc")


def words_of(agency: Agency, event: str) -> dict[str, str]:
    """What stands for each name in braces in a plan of `agency`."""
    level = Level(agency.level)
    office, desk, rooms = _BY_LEVEL.get(level, _OTHERS)
    return {
        "event": event or NO_EVENT,
        "issuer": agency.name if level is Level.COMMUNE else agency.short_name,
        "office": office,
        "desk": desk,
        "rooms": rooms,
        "above": _above(agency, level),
    }


def _above(agency: Agency, level: Level) -> str:
    """To whom one reports: the inspectorate consolidates; a Party body reports to the one above."""
    if level is Level.PARTY:
        return agency.parent.short_name if agency.parent else "cấp ủy cấp trên"
    return "Thanh tra Chính phủ" if level is Level.PROVINCE else "Thanh tra tỉnh"
