"""The blank sheets of the emergency paper register, ready for a printer."""

from collections.abc import Sequence
from typing import Any

from complaints.enums import Field, PetitionKind
from reception.enums import Capacity, SessionKind, StatementConfirmed, Tension, VisitResult
from reception.models import PaperSheet
from records.letterhead import letterhead
from records.typesetting import typeset

TEMPLATE = "reception/pdf/paper_sheets.typ"
# Has no place on a sheet of the open register.
_SECRET = frozenset({PetitionKind.DENUNCIATION})
_SEALED = "SỔ KÍN: giao lại người giữ bí mật ngay sau buổi tiếp; không để cùng tờ của sổ thường."
_HOW_OPEN = (
    "Mở “Sổ giấy dự phòng”, tìm tờ {tờ}, bấm “Nhập vào sổ”; ngày giờ ghi đúng lúc tiếp, lý do ghi "
    "như mục 1.",
    "Tố cáo, việc đề nghị giữ kín: không ghi vào tờ này. Dùng tờ của sổ kín do người giữ bí mật giao.",
)
_HOW_SEALED = (
    "Mở “Tiếp công dân”, ghi lượt tiếp theo tờ này; ngày giờ ghi đúng lúc tiếp, chọn nhập từ sổ giấy, "
    "lý do nhập muộn ghi: “Nhập từ tờ sổ giấy kín số {tờ}”.",
    "Giao tờ giấy cho người giữ bí mật. Người giữ bí mật đánh dấu tờ đã nhập; số tờ không gắn với "
    "lượt tiếp nào.",
)
_HOW_ALL = (
    "Tờ viết hỏng vẫn giữ lại, bấm “Hủy tờ” và ghi lý do. Không bỏ số, không viết chung hai lượt tiếp "
    "trên một tờ.",
    "Lưu tờ giấy đã nhập cùng hồ sơ tiếp công dân.",
)


def sheets_pdf(found: Sequence[PaperSheet]) -> bytes:
    """One leaf a sheet, two pages: what is asked at the desk, in the words of form 03/TCD."""
    return typeset(TEMPLATE, [sheets_data(found)])


def sheets_data(found: Sequence[PaperSheet]) -> dict[str, Any]:
    """What the template prints; all sheets are of one agency and one book."""
    first = found[0]
    head = letterhead(first.agency, first.printed_at.date())
    return {
        "title": "Sổ tiếp công dân, tờ giấy dự phòng",
        "author": first.agency.name,
        "superior": head.superior,
        "issuer": head.issuer,
        "sealed": first.is_sealed,
        "sealed_words": _SEALED,
        "sheets": [f"{sheet.number:03d}/{sheet.year}" for sheet in found],
        "kinds": [str(kind.label) for kind in PetitionKind if first.is_sealed or kind not in _SECRET],
        "fields": list(map(str, Field.labels)),
        "sessions": list(map(str, SessionKind.labels)),
        "capacities": list(map(str, Capacity.labels)),
        "results": list(map(str, VisitResult.labels)),
        "tensions": list(map(str, Tension.labels)),
        "confirmations": list(map(str, StatementConfirmed.labels)),
        "papers": [
            "Thẻ căn cước", "Giấy chứng nhận căn cước", "Số định danh", "Hộ chiếu",
            "Không có giấy tờ",
        ],
        "how": [*(_HOW_SEALED if first.is_sealed else _HOW_OPEN), *_HOW_ALL],
    }  # fmt: skip
