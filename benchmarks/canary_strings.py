"""Fifty invented people, four strings each, and every form in which a string could lie on a disk."""

import base64
import json
import random
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

# Syllables that no page of the product and no file of the demonstration puts side by side.
_FAMILY = ("Khuất", "Nghiêm", "Quàng", "Thẩm", "Ngụy", "Kiều", "Lưỡng", "Xầm", "Viên", "Ngần")
_MIDDLE = ("Ngoạn", "Khuyến", "Lượng", "Trưởng", "Thuyết", "Huỳnh", "Nguyện", "Phượng")
_GIVEN = ("Khuếch", "Vượt", "Ngoằn", "Thoắt", "Nghễu", "Khoáy", "Trườn", "Ngoéo", "Huếch", "Rưỡi")
_PLACE = ("Khuổi Nghoẵng", "Nà Khoeo", "Pò Thuổng", "Lũng Ngoạch", "Bản Khuyếc", "Cốc Nguồn")


@dataclass(frozen=True)
class Sealed:
    """One person whose identity is sealed."""

    name: str
    year: int
    number: str
    phone: str
    address: str

    @property
    def strings(self) -> tuple[str, str, str, str]:
        return self.name, self.number, self.phone, self.address


def people(many: int = 50) -> list[Sealed]:
    """The same people at every run; the strings differ from person to person."""
    chance, names = random.Random(2026), set[str]()
    found = []
    while len(found) < many:
        name = " ".join(chance.choice(part) for part in (_FAMILY, _MIDDLE, _GIVEN))
        if name in names:
            continue
        names.add(name)
        year = chance.randint(50, 99)
        found.append(
            Sealed(
                name=name,
                year=1900 + year,
                number=f"0201{year}{chance.randint(0, 999_999):06}",
                phone=f"09{chance.randint(0, 99_999_999):08}",
                address=f"số {chance.randint(100, 999)} thôn {chance.choice(_PLACE)}",
            )
        )
    return found


def forms_of(text: str) -> set[bytes]:
    """As typed, without accents, in capitals and small letters, decomposed; in UTF-8 and UTF-16, hex,
    base64 wherever it begins, percent and JSON escapes."""
    words = {
        text,
        text.lower(),
        text.upper(),
        bare(text),
        bare(text).lower(),
        bare(text).upper(),
    }
    found = {unicodedata.normalize("NFD", text).encode(), *(word.encode() for word in words)}
    found |= {quote(text).encode(), quote_plus(text).encode(), json.dumps(text)[1:-1].encode()}
    for word in (text, bare(text).lower()):
        raw = word.encode()
        found |= {word.encode("utf-16-le"), word.encode("utf-16-be")}
        found |= {raw.hex().encode(), raw.hex().upper().encode(), *_base64(raw)}
    return {form for form in found if b"\n" not in form}


def bare(text: str) -> str:
    flat = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


def _base64(raw: bytes) -> set[bytes]:
    """The letters that stay the same whatever stands before and after it."""
    found = set()
    for before in range(3):
        text = base64.b64encode(b"\0" * before + raw)
        first = (before * 8 + 5) // 6
        last = (before + len(raw)) * 8 // 6
        found.add(text[first:last])
    return found
