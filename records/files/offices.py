"""Word and Excel files: packages of parts, read part by part; macros, links out and files within
are refused, for an office file cannot be cleaned without changing what it says."""

import io
import re
import stat
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from zipfile import ZipFile, ZipInfo

from records.files.kinds import Bad

# What an office file must hold to be one, and what it is called.
MAIN = {
    ".docx": ("word/document.xml", "Word", "văn bản Word"),
    ".xlsx": ("xl/workbook.xml", "Excel", "bảng tính Excel"),
}
_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_PARTS = 5000
_MOST_RATIO = 100
_SMALL = 1024 * 1024
_NESTED = (".zip", ".rar", ".7z", ".gz", ".tar", ".jar", ".docx", ".xlsx", ".xlsb", ".docm", ".xlsm",
           ".pptx", ".exe", ".dll", ".js", ".vbs", ".hta", ".html", ".htm", ".svg", ".swf")  # fmt: skip
_LINKS = ("http://", "https://", "mailto:", "tel:", "#")
_HYPERLINK = "/hyperlink"
_DDE = re.compile(r"\bDDE(AUTO)?\b", re.IGNORECASE)
_TEXT_OF_FIELD = ("}instrText", "}delInstrText")
_READ = (".rels", ".xml")
_SAYS = ("}t", "}v", "}f", "}instrText", "}delText", "}text")
_ENDS = ("}p", "}si", "}c", "}comment", "}br", "}tab")


def ensure_plain(content: bytes, suffix: str) -> None:
    """Raises Bad with what stands in the way."""
    main_part, short, long = MAIN[suffix]
    try:
        package = ZipFile(io.BytesIO(content))
        members = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Bad(f"Tệp {short} hỏng, không mở được.") from None
    with package:
        if main_part not in {m.filename for m in members}:
            raise Bad(f"Tệp không phải {long}.")
        _ensure_bounded(members, len(content), short)
        for member in members:
            _ensure_part(member, short)
        _ensure_still(package, members, short)


def _ensure_bounded(members: list[ZipInfo], size: int, short: str) -> None:
    unpacked = sum(m.file_size for m in members)
    bomb = any(
        m.file_size > _SMALL and m.file_size > _MOST_RATIO * max(m.compress_size, 1)
        for m in members
    )
    if bomb or unpacked > _MOST_UNPACKED or unpacked > _MOST_RATIO * max(size, 1):
        raise Bad(f"Tệp {short} giải nén quá lớn, không nhận.")
    if len(members) > _MOST_PARTS or len({m.filename for m in members}) != len(members):
        raise Bad(f"Tệp {short} hỏng, không mở được.")


def _ensure_part(member: ZipInfo, short: str) -> None:
    name = member.filename.lower()
    if member.flag_bits & 1:
        raise Bad(f"Tệp {short} đặt mật khẩu, không kiểm tra được; hãy bỏ mật khẩu rồi gửi lại.")
    if stat.S_ISLNK(member.external_attr >> 16) or ".." in name or name.startswith(("/", "\\")):
        raise Bad(f"Tệp {short} hỏng, không mở được.")
    if "vbaproject" in name or "vbadata" in name or "macrosheets/" in name:
        raise Bad(f"Tệp {short} có macro, không nhận.")
    if "externallinks/" in name:
        raise Bad(_linked(short))
    if "/embeddings/" in name or "/activex/" in name or name.endswith(_NESTED):
        raise Bad(f"Tệp {short} có tệp nhúng bên trong, không nhận; hãy lưu thành PDF rồi gửi lại.")


def _linked(short: str) -> str:
    return f"Tệp {short} có liên kết tới tệp ở nơi khác, không nhận; hãy ngắt liên kết hoặc lưu thành PDF."


def _ensure_still(package: ZipFile, members: list[ZipInfo], short: str) -> None:
    """Reads every part of XML; what is said in a field may be cut into pieces."""
    for member in members:
        if not member.filename.lower().endswith(_READ):
            continue
        try:
            with package.open(member) as part:
                _ensure_part_still(part.read(member.file_size + 1), member.filename.lower(), short)
        except (
            ElementTree.ParseError,
            zipfile.BadZipFile,
            EOFError,
            OSError,
            ValueError,
            LookupError,
        ):
            raise Bad(f"Tệp {short} hỏng, không mở được.") from None
        except (NotImplementedError, RuntimeError):
            raise Bad(f"Tệp {short} hỏng, không mở được.") from None


def _ensure_part_still(xml: bytes, name: str, short: str) -> None:
    # A package declares no entities; two-byte encodings would hide one from this look.
    if b"\0" in xml[:400] or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ValueError("declares entities")
    field: list[str] = []
    for element in _elements(xml):
        tag, said = element.tag, element.attrib
        if name.endswith(".rels"):
            _ensure_near(said, short)
        elif "macroEnabled" in said.get("ContentType", ""):
            raise Bad(f"Tệp {short} có macro, không nhận.")
        elif tag.endswith(("}ddeLink", "}oleLink", "}ddeItem")):
            raise Bad(_linked(short))
        elif tag.endswith(_TEXT_OF_FIELD):
            field.append(element.text or "")
        elif tag.endswith("}fldSimple"):
            field.append(" " + " ".join(said.values()) + " ")
        elif tag.endswith("}f") and name.startswith("xl/") and _calls_out(element.text or ""):
            raise Bad(_linked(short))
        element.clear()
    if _DDE.search("".join(field)):
        raise Bad(_linked(short))


def _elements(xml: bytes) -> Iterator[ElementTree.Element]:
    events = ElementTree.iterparse(io.BytesIO(xml), events=("end",))  # noqa: S314  # nosec B314 - no entities here
    for _event, element in events:
        yield element


def _ensure_near(relation: dict[str, str], short: str) -> None:
    """A plain link to a page or an address may stay: nothing follows it by itself."""
    if relation.get("TargetMode", "").lower() != "external":
        return
    target = relation.get("Target", "").strip().lower()
    if not relation.get("Type", "").endswith(_HYPERLINK) or not target.startswith(_LINKS):
        raise Bad(_linked(short))


def _calls_out(formula: str) -> bool:
    """A formula of the kind cmd|'/c …'!A0, or one that fetches."""
    bare = formula.upper()
    return bool(re.search(r"[A-Z0-9_.]\s*\|\s*['\"]", bare)) or any(
        call in bare for call in ("WEBSERVICE(", "RTD(", "CALL(", "REGISTER.ID(")
    )


def texts(content: bytes) -> Iterator[str]:
    """What can be read in each part, a line for each paragraph or cell; of a file proven plain."""
    with ZipFile(io.BytesIO(content)) as package:
        for member in package.infolist():
            if member.filename.lower().endswith(".xml"):
                said: list[str] = []
                for element in _elements(package.read(member)):
                    said.append(element.text or "" if element.tag.endswith(_SAYS) else "")
                    said.append("\n" if element.tag.endswith(_ENDS) else "")
                    element.clear()
                yield "".join(said)
