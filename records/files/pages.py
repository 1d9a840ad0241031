"""Pages as pictures (trang đã chụp): to look at, and to make a redacted copy from.

The copy is a new document of pictures: no text layer, no metadata, and what was blacked out is in
no picture of it (Luật Tố cáo 2018, art. 56).
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from math import ceil, floor

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name
from PIL import Image, ImageDraw

from records.files import images
from records.files.kinds import Area, Bad
from records.files.pdfs import BROKEN

MOST_PAGES = 60
LEFT_OVER = "Bản vừa tạo còn chữ đọc được nên không lưu; hãy báo quản trị."
_DPI = 150
_LONGEST = 2400  # pixels of a page: A4 at 200 dpi
_SHOWN = 1400
_POINTS = 72


def too_many(pages: int) -> str:
    return (
        f"Tài liệu có {pages} trang; mỗi lần lược bỏ nhiều nhất {MOST_PAGES} trang, hãy tách tệp."
    )


def count(content: bytes, suffix: str) -> int:
    """How many pages there are. Raises Bad when they cannot be shown."""
    if suffix != ".pdf":
        images.opened(content, suffix)
        return 1
    with _document(content) as pdf:
        pages = len(pdf)
    if pages > MOST_PAGES:
        raise Bad(too_many(pages))
    return pages


def shown(content: bytes, suffix: str, page: int, *, grid: bool = False) -> bytes:
    """Page `page` (from 1) as a JPEG for the screen; `grid` draws lines at each tenth."""
    picture = _drawn(content, suffix, page)
    picture.thumbnail((_SHOWN, _SHOWN))
    if grid:
        _draw_grid(picture)
    return _jpeg(picture, quality=80)


def redacted(content: bytes, suffix: str, areas: Mapping[int, Sequence[Area]]) -> bytes:
    """A new PDF of all pages, the areas of each filled with black before it becomes a picture."""
    pages = count(content, suffix)
    made = pikepdf.new()
    for number in range(1, pages + 1):
        picture = _drawn(content, suffix, number)
        for area in areas.get(number, ()):
            _black(picture, area)
        _add(made, picture)
    out = io.BytesIO()
    made.save(out, deterministic_id=True)
    if any(text.strip() for text in texts(out.getvalue(), ".pdf")):
        raise Bad(LEFT_OVER)
    return out.getvalue()


def texts(content: bytes, suffix: str) -> Iterator[str]:
    """The text layer of each page, for a look at what stands in it."""
    if suffix == ".pdf":
        with _document(content) as pdf:
            for page in pdf:
                yield page.get_textpage().get_text_range()


def _document(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise Bad(BROKEN) from None


def _drawn(content: bytes, suffix: str, page: int) -> Image.Image:
    if suffix != ".pdf":
        if page != 1:
            raise Bad(BROKEN)
        picture = images.opened(content, suffix)
        if picture.mode in ("LA", "RGBA", "PA") or "transparency" in picture.info:
            picture = picture.convert("RGBA")
            paper = Image.new("RGBA", picture.size, "white")
            paper.alpha_composite(picture)
            picture = paper
        picture = picture.convert("RGB")
        picture.thumbnail((_LONGEST, _LONGEST))
        return picture
    with _document(content) as pdf:
        try:
            sheet = pdf[page - 1]
        except (pypdfium2.PdfiumError, IndexError):
            raise Bad(BROKEN) from None
        scale = min(_DPI / _POINTS, _LONGEST / max(*sheet.get_size(), 1))
        drawn: Image.Image = sheet.render(scale=scale, may_draw_forms=True).to_pil()
        return drawn.convert("RGB")


def _black(picture: Image.Image, area: Area) -> None:
    """Fills the area, grown to whole pixels so that no edge of a letter is left."""
    x, y, width, height = area
    wide, high = picture.size
    box = (
        max(0, floor(x * wide / 100) - 1),
        max(0, floor(y * high / 100) - 1),
        min(wide, ceil((x + width) * wide / 100) + 1),
        min(high, ceil((y + height) * high / 100) + 1),
    )
    picture.paste((0, 0, 0), box)


def _add(made: pikepdf.Pdf, picture: Image.Image) -> None:
    """One page that holds the picture and nothing else."""
    wide, high = picture.size
    points = (wide * _POINTS / _DPI, high * _POINTS / _DPI)
    image = made.make_stream(
        _jpeg(picture, quality=85),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=wide,
        Height=high,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    made.add_blank_page(page_size=points)
    page = made.pages[-1]
    page.Resources = Dictionary(XObject=Dictionary(Trang=image))
    page.Contents = made.make_stream(f"{points[0]} 0 0 {points[1]} 0 0 cm /Trang Do".encode())


def _jpeg(picture: Image.Image, *, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def _draw_grid(picture: Image.Image) -> None:
    pen = ImageDraw.Draw(picture)
    wide, high = picture.size
    for tenth in range(1, 10):
        x, y = wide * tenth // 10, high * tenth // 10
        pen.line((x, 0, x, high), fill=(200, 60, 60))
        pen.line((0, y, wide, y), fill=(200, 60, 60))
        pen.text((x + 2, 2), str(tenth * 10), fill=(200, 60, 60))
        pen.text((2, y + 2), str(tenth * 10), fill=(200, 60, 60))
