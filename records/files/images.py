"""Pictures (ảnh): decoded and written anew, so that only what is seen is kept."""

import io
import warnings

from PIL import Image, ImageOps

from records.files.kinds import Bad, Checked

MOST_PIXELS = 40_000_000
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}
_MODES = {"PNG": {"1", "L", "LA", "P", "RGB", "RGBA"}, "JPEG": {"L", "RGB"}}
BROKEN = "Tệp ảnh hỏng, không mở được."
TOO_MANY = "Ảnh lớn hơn 40 triệu điểm ảnh, hãy giảm kích thước rồi gửi lại."
_METADATA = "thông tin kèm theo ảnh (vị trí, máy chụp, tác giả)"


def opened(content: bytes, suffix: str) -> Image.Image:
    """The picture, decoded whole and turned upright. Raises Bad."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            picture = Image.open(io.BytesIO(content), formats=[_FORMATS[suffix]])
            picture.load()
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise Bad(TOO_MANY) from None
        # Each decoder has its own way to say that bytes are not what they claim.
        except Exception:
            raise Bad(BROKEN) from None
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:
        # What says how to turn it is broken: the picture itself is whole.
        return picture


def rewritten(content: bytes, suffix: str) -> Checked:
    """The same picture without anything beside it: EXIF, GPS, comments, profiles, a second file
    hidden behind it."""
    picture = opened(content, suffix)
    form = _FORMATS[suffix]
    had_more = bool(
        set(picture.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
    )
    if picture.mode not in _MODES[form]:
        picture = picture.convert("RGB")
    bare = Image.new(picture.mode, picture.size)
    if picture.mode == "P":
        bare = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
        bare.info.clear()
    else:
        bare.paste(picture)
    made = io.BytesIO()
    if form == "JPEG":
        bare.save(made, "JPEG", quality=90)
    else:
        bare.save(made, "PNG", compress_level=3)
    return Checked(made.getvalue(), _TYPES[form], (_METADATA,) if had_more else ())
