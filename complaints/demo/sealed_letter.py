"""Two letters brought to the sealed matter: one with its redacted copy, one that still waits for it."""

from datetime import datetime, timedelta
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from agencies.models import User
from agencies.units.order import DemoOrder
from complaints.actions.originals import attach
from complaints.actions.redacting import make_copy
from complaints.demo.protection import sealed_matter
from complaints.models import SealedOriginal
from records.faces import face_file

_PAGE = (1240, 1754)  # A4 at 150 points an inch
_LINES = 62  # points from one line to the next
_LETTER = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "",
    "ĐƠN TỐ CÁO (bổ sung)",
    "Kính gửi: Thanh tra tỉnh Lạng Sơn",
    "Tôi là: Nông Thị Ánh Dương, sinh năm 1987",
    "Địa chỉ: khối 4, phường Tam Thanh, tỉnh Lạng Sơn",
    "",
    "Ba máy đo nhập kho tháng 3 không có số máy như trong hợp đồng.",
    "Biên bản nghiệm thu được ký trước ngày máy về ba tuần.",
    "Tôi đề nghị giữ kín họ tên, địa chỉ và nét chữ của tôi.",
)
# The lines with the name and the address, and the signature; percent of the page.
_BLACK = ((8.0, 24.3, 84.0, 7.6), (55.0, 47.0, 37.0, 9.0))


def tell_letters(order: DemoOrder, now: datetime) -> None:
    """Brought by the handler, blacked out by the custodian before others read it."""
    matter = sealed_matter()
    if matter is None:
        return
    people = User.objects.filter(username__in=("xuly.ttt", "giumat.ttt"))
    keeper, handler = people.order_by("username")
    for number, page in enumerate((_page(_LETTER), _page(_LETTER[:5] + _LETTER[8:])), 1):
        attach(
            matter=matter, name=f"don-bo-sung-{number}.png", content=page, redacted=False, by=handler,
            now=now - timedelta(days=4 - number),
        )  # fmt: skip
    first = SealedOriginal.objects.filter(matter=matter).order_by("sealed_at").first()
    if first is not None:
        make_copy(original_id=first.pk, areas={1: _BLACK}, by=keeper, now=now - timedelta(days=2))


def _page(lines: tuple[str, ...]) -> bytes:
    picture = Image.new("RGB", _PAGE, (252, 251, 246))
    draw = ImageDraw.Draw(picture)
    face = ImageFont.truetype(str(face_file()), 34)
    for number, line in enumerate(lines):
        at = 620 if number < 2 or line.startswith("ĐƠN") else 120
        draw.text((at, 130 + number * _LINES), line, fill=(35, 40, 90), font=face,
                  anchor="ma" if at == 620 else "la")  # fmt: skip
    draw.text(
        (760, 130 + (len(lines) + 1) * _LINES), "Nông Thị Ánh Dương", fill=(35, 40, 90), font=face
    )
    kept = BytesIO()
    picture.save(kept, "PNG", optimize=True)
    return kept.getvalue()
