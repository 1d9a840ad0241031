"""Vietnamese typed in font encodings of before Unicode: TCVN3 (.VnTime) and VNI-Windows (VNI-Times).

A text is converted only where it is certain: nearly no letter of Unicode Vietnamese in it, and after the
tables the usual words of a plan stand there. Otherwise the reader refuses it by name.
"""

import re
import unicodedata
from dataclasses import dataclass

from plans.parser.errors import PlanReadError

TCVN3, VNI = "TCVN3 (.VnTime)", "VNI (VNI-Times)"

# TCVN 5712:1993 VN3: one sign for a letter; capitals with a tone come from a font of capitals.
_TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ¡¢£¤¥¦§",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_HAT, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
# VNI-Windows: a sign after the vowel bears the tone, or the hat or breve with the tone.
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _HAT, "á": _HAT + _ACUTE, "à": _HAT + _GRAVE, "å": _HAT + _HOOK, "ã": _HAT + _TILDE,
    "ä": _HAT + _DOT, "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE,
    "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE, "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_BASES = {
    **{v: v for v in "aeouy"}, "ô": "o" + _HORN, "ö": "u" + _HORN,
}  # fmt: skip
_VNI_ALONE = {
    "ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
}  # fmt: skip
_VNI_PAIR = re.compile(rf"([aeouyôö])([{''.join(_VNI_MARKS)}])|([ñôöíìæóòî])", re.IGNORECASE)
_PROPER = re.compile("[ăđơưĂĐƠƯạ-ỹẠ-Ỹ]")
_LETTER = re.compile(r"[^\W\d_]")
_USUAL = ("kế hoạch", "công dân", "khiếu nại", "tố cáo", "thực hiện", "nhân dân", "ủy ban", "tiếp")
_HINTS = {
    TCVN3: re.compile(r"KÕ HO[¹A]CH|[Kk]Õ ho¹ch|kÕ ho¹ch|§éc lËp"),
    VNI: re.compile(r"KEÁ HOAÏCH|[Kk]eá hoaïch|Ñoäc laäp"),
}
_CERTAIN = 4


@dataclass(frozen=True)
class Converted:
    """A text in Unicode, and under which encoding it was typed; empty for one that was Unicode."""

    text: str
    encoding: str = ""


def from_tcvn3(text: str) -> str:
    """The text of a .VnTime font in Unicode, line by line."""
    return "\n".join(
        _capitals(row, "".join(_TCVN3.get(c, c) for c in row)) for row in text.split("\n")
    )


def from_vni(text: str) -> str:
    """The text of a VNI-Times font in Unicode."""
    return unicodedata.normalize("NFC", _VNI_PAIR.sub(_vni_letter, text))


def _vni_letter(found: re.Match[str]) -> str:
    base, mark, alone = found.groups()
    if alone:
        letter = _VNI_ALONE[alone.lower()]
        return letter.upper() if alone.isupper() else letter
    letter = _VNI_BASES[base.lower()] + _VNI_MARKS[mark.lower()]
    letter = unicodedata.normalize("NFC", letter)
    return letter.upper() if base.isupper() else letter


def usual_words(text: str) -> int:
    """How many of the usual words of a plan stand in a text."""
    lowered = unicodedata.normalize("NFC", text).lower().replace("uỷ ban", "ủy ban")
    return sum(word in lowered for word in _USUAL)


def to_unicode(text: str) -> Converted:
    """The text in Unicode, converted where that is certain.

    Raises:
        PlanReadError: signs of a legacy encoding, but the tables do not give a plain text.
    """
    letters = len(_LETTER.findall(text)) or 1
    mixed = len(_PROPER.findall(text)) / letters > 0.02
    if not mixed and usual_words(text) < _CERTAIN:
        for name, convert in ((TCVN3, from_tcvn3), (VNI, from_vni)):
            made = convert(text)
            if usual_words(made) >= _CERTAIN:
                return Converted(made, name)
    for name, pattern in _HINTS.items():
        if pattern.search(text):
            raise PlanReadError(
                f"Văn bản dùng bảng mã {name}; hãy chuyển sang Unicode rồi nhập lại."
            )
    return Converted(text)


def _capitals(typed: str, made: str) -> str:
    """Capitals of a .VnTimeH font: letters with a tone have none of their own, the others show it."""
    plain = [c for c in typed if c.isascii() and c.isalpha()]
    if len(plain) > 1 and all(c.isupper() for c in plain):
        return made.upper()
    return made.upper() if made.strip().lower() == "kế hoạch" else made
