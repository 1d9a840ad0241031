"""Plain text and Markdown: decoding, marks of Markdown, pipe tables, fixed-width lines."""

import re

from plans.parser.errors import PlanReadError
from plans.parser.structure import Line
from plans.parser.words import tidy
from plans.parser.wrapping import is_page_number, unwrap, without_running_heads

_HASHES = re.compile(r"^\s*#{1,6}\s+|^\s*#{1,6}(?=\*|[IVX\d])")
_RULE = re.compile(r"^\s*(?:[-_*=~\s]{3,}|\*+)\s*$")
_BULLET = re.compile(r"^\s*[*•]\s+(?=\S)")
_EMPHASIS = re.compile(r"\*{2,3}|_{2,3}|(?<![\w*])\*(?=\w)|(?<=[\w.:;,)])\*(?![\w*])|`")
_ESCAPE = re.compile(r"\\(?=[-#*_.()+|>\[\]])")
_TABLE_RULE = re.compile(r"^[|\s:+=-]+$")
_LEGACY = {
    "TCVN3 (.VnTime)": re.compile(r"KÕ HO[¹A]CH|[Kk]Õ ho¹ch|kÕ ho¹ch|§éc lËp"),
    "VNI (VNI-Times)": re.compile(r"KEÁ HOAÏCH|[Kk]eá hoaïch|Ñoäc laäp"),
}
_FIRST_LINE = 3  # blanks by which the first line of a paragraph is set in
_ENCODINGS = ("utf-8-sig", "cp1258")


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1258.

    Raises:
        PlanReadError: the bytes are no text, or a text in a legacy Vietnamese encoding.
    """
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    latin = data.decode("latin-1")
    refuse_legacy(latin)
    raise PlanReadError(
        "Không nhận ra định dạng tệp; hãy dùng DOCX, PDF có chữ, TXT hoặc Markdown."
    )


def refuse_legacy(text: str) -> None:
    """Refuse a text typed in a font encoding of before Unicode."""
    for name, pattern in _LEGACY.items():
        if pattern.search(text):
            raise PlanReadError(
                f"Văn bản dùng bảng mã {name}; hãy chuyển sang Unicode rồi nhập lại."
            )


def read(data: bytes) -> list[Line]:
    """Lines of a text file."""
    text = decode(data)
    refuse_legacy(text)
    pages = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    return unwrap([x for p in without_running_heads([_lines(p) for p in pages]) for x in p])


def _lines(page: str) -> list[Line]:
    result: list[Line] = []
    gap = table = margin = 0
    first = True
    for raw in page.split("\n"):
        if _is_row(raw):
            table = table or len(result) + 1
            if not _TABLE_RULE.match(raw):
                result.append(
                    Line(" | ".join(_cells(raw)), bool(gap), cells=_cells(raw), table=table)
                )
            continue
        table = 0
        text = strip_marks(raw)
        if not text or is_page_number(text):
            gap += not text
            continue
        indent = len(raw) - len(raw.lstrip(" "))
        parted = bool(gap) or indent >= margin + _FIRST_LINE
        result.append(Line(text, parted, page=first, strong=_is_strong(raw)))
        gap, first, margin = 0, False, indent
    return result


def _is_row(raw: str) -> bool:
    return raw.strip().startswith("|") or raw.strip("\t ").count("\t") >= 2


def _cells(raw: str) -> tuple[str, ...]:
    pipes = raw.strip().startswith("|")
    cells = raw.strip().strip("|").split("|") if pipes else raw.rstrip("\n").split("\t")
    return tuple(strip_marks(re.sub(r"<br\s*/?>", "; ", c)) for c in cells)


def _is_strong(raw: str) -> bool:
    bare = raw.strip()
    return bool(_HASHES.match(raw)) or (bare.startswith("**") and bare.endswith("**"))


def strip_marks(raw: str) -> str:
    """A line without the marks of Markdown."""
    if _RULE.match(raw):
        return ""
    text = _BULLET.sub("- ", _HASHES.sub("", raw))
    return tidy(_ESCAPE.sub("", _EMPHASIS.sub("", text)))
