"""PDF: opened whole, what acts by itself or carries other files taken out, written anew."""

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from records.files.kinds import Bad, Checked

BROKEN = "Tệp PDF hỏng, không mở được."
LOCKED = "Tệp PDF đặt mật khẩu hoặc khóa quyền, không kiểm tra được; hãy bỏ khóa rồi gửi lại."
NO_PAGES = "Tệp PDF không có trang nào."
MOST_PAGES = 2000
_SCRIPT, _ACTION = "mã lệnh chạy trong tệp", "lệnh tự chạy hoặc gọi ra ngoài"
_FILES, _MEDIA = "tệp đính kèm bên trong", "phim, âm thanh, nội dung động"
_FORM, _SIGNATURE = "biểu mẫu động (XFA)", "hiệu lực chữ ký số (tệp đã viết lại)"
_METADATA = "thông tin về người lập và phần mềm"
# Entries that are taken out of whatever holds them.
_ENTRIES = {
    "/JS": _SCRIPT,
    "/JavaScript": _SCRIPT,
    "/AA": _ACTION,
    "/EmbeddedFiles": _FILES,
    "/EmbeddedFile": _FILES,
    "/EF": _FILES,
    "/AF": _FILES,
    "/Collection": _FILES,
    "/XFA": _FORM,
    "/RichMedia": _MEDIA,
    "/RichMediaContent": _MEDIA,
    "/RichMediaSettings": _MEDIA,
    "/Renditions": _MEDIA,
}
# Actions (/S) that are harmless: they move within the document or are a plain link.
_STILL = {"/GoTo", "/URI", "/Named"}
_ACTS = {
    "/JavaScript": _SCRIPT,
    "/Launch": _ACTION,
    "/GoToR": _ACTION,
    "/GoToE": _ACTION,
    "/SubmitForm": _ACTION,
    "/ImportData": _ACTION,
    "/ResetForm": _ACTION,
    "/Hide": _ACTION,
    "/SetOCGState": _ACTION,
    "/Trans": _ACTION,
    "/Thread": _ACTION,
    "/Rendition": _MEDIA,
    "/Movie": _MEDIA,
    "/Sound": _MEDIA,
    "/GoTo3DView": _MEDIA,
    "/RichMediaExecute": _MEDIA,
}
_DEAD_NOTES = {
    "/FileAttachment": _FILES,
    "/RichMedia": _MEDIA,
    "/Screen": _MEDIA,
    "/Movie": _MEDIA,
    "/Sound": _MEDIA,
    "/3D": _MEDIA,
}
# The one file that a PDF of this house may carry, and the entries that hold it.
_FIGURES = "so-lieu.json"
_CARRIES = {"/EmbeddedFiles", "/EF", "/AF"}
_LINKS = ("http://", "https://", "mailto:", "tel:")
_DEEPEST = 60


def rewritten(content: bytes, *, private: bool) -> Checked:
    """The document without active content. A signed one that has none stays byte for byte, for its
    signature covers bytes; `private` takes author, dates and programs out as well."""
    with _opened(content) as pdf:
        found: set[str] = set()
        entries = _entries(pdf)
        for holder in list(pdf.objects):
            _clean(holder, found, entries)
        _clean(pdf.trailer.get("/Root"), found, entries)
        signed = _is_signed(pdf)
        if signed and not found and not private and _ends_cleanly(content):
            return Checked(content, "application/pdf")
        if private and _strip_metadata(pdf):
            found.add(_METADATA)
        if signed:
            found.add(_SIGNATURE)
        made = io.BytesIO()
        try:
            pdf.remove_unreferenced_resources()
            pdf.save(made, deterministic_id=True)
        except Exception:
            raise Bad(BROKEN) from None
    return Checked(made.getvalue(), "application/pdf", tuple(sorted(found)))


def _opened(content: bytes) -> pikepdf.Pdf:
    try:
        pdf = pikepdf.open(io.BytesIO(content))
        pages = len(pdf.pages)
    except pikepdf.PasswordError:
        raise Bad(LOCKED) from None
    except Exception:
        raise Bad(BROKEN) from None
    if pdf.is_encrypted:
        raise Bad(LOCKED)
    if not pages:
        raise Bad(NO_PAGES)
    if pages > MOST_PAGES:
        raise Bad(f"Tệp PDF có hơn {MOST_PAGES} trang, hãy tách rồi gửi lại.")
    return pdf


def _entries(pdf: pikepdf.Pdf) -> dict[str, str]:
    """What is taken out of this document. The figures of a report (so-lieu.json), alone and in JSON, stay:
    a report that was signed elsewhere comes back with them (ADR 0027)."""
    holders = [o for o in pdf.objects if isinstance(o, Dictionary) and "/EF" in o]
    if len(holders) != 1 or list(pdf.attachments) != [_FIGURES]:
        return _ENTRIES
    try:
        figures = pdf.attachments[_FIGURES].get_file().read_bytes()
        json.loads(figures)
    except (ValueError, pikepdf.PdfError):
        return _ENTRIES
    return {key: what for key, what in _ENTRIES.items() if key not in _CARRIES}


def _clean(thing: Any, found: set[str], entries: Mapping[str, str], depth: int = 0) -> None:
    """Takes active entries out of one object and of what it holds directly."""
    if depth > _DEEPEST:
        raise Bad(BROKEN)
    if isinstance(thing, Dictionary | Stream):
        _clean_entries(thing, found, entries)
    elif isinstance(thing, Array):
        for index in reversed(range(len(thing))):
            if what := _dead(thing[index]):
                found.add(what)
                del thing[index]
    for held in _held(thing):
        # What stands on its own is an object of the document and is visited as one.
        if not held.is_indirect:
            _clean(held, found, entries, depth + 1)


def _held(thing: Any) -> Iterator[Any]:
    if isinstance(thing, Dictionary | Stream):
        parts = [thing[key] for key in list(thing.keys())]
    elif isinstance(thing, Array):
        parts = list(thing)
    else:
        parts = []
    yield from (part for part in parts if isinstance(part, Array | Dictionary | Stream))


def _clean_entries(holder: Any, found: set[str], entries: Mapping[str, str]) -> None:
    for key in list(holder.keys()):
        what = entries.get(key) or _dead(holder[key])
        if not what and isinstance(holder, Stream) and key in ("/F", "/FFilter", "/FDecodeParms"):
            what = _ACTION  # the bytes of a stream that lie in another file
        if what:
            found.add(what)
            del holder[key]


def _dead(value: Any) -> str:
    """What an action or a note on a page does that no kept document may do, or ""."""
    if not isinstance(value, Dictionary | Stream):
        return ""
    kind, act = value.get("/Subtype"), value.get("/S")
    if isinstance(kind, Name) and str(kind) in _DEAD_NOTES and "/Rect" in value:
        return _DEAD_NOTES[str(kind)]
    if not isinstance(act, Name):
        return ""
    if str(act) == "/URI" and not str(value.get("/URI", "")).lower().startswith(_LINKS):
        return _ACTION
    is_action = value.get("/Type") == Name.Action and str(act) not in _STILL
    return _ACTS.get(str(act), _ACTION if is_action else "")


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    return any(isinstance(o, Dictionary) and "/ByteRange" in o for o in pdf.objects)


def _ends_cleanly(content: bytes) -> bool:
    """Nothing begins after the end of the document, as the second face of a polyglot would."""
    tail = content.rsplit(b"%%EOF", 1)
    return len(tail) == 2 and not tail[1].strip()


def _strip_metadata(pdf: pikepdf.Pdf) -> bool:
    """Author, title, program and dates of the document, wherever they stand."""
    had = "/Info" in pdf.trailer and bool(len(pdf.docinfo))
    if had:
        del pdf.docinfo
    for holder in pdf.objects:
        if isinstance(holder, Dictionary | Stream):
            for key in ("/Metadata", "/PieceInfo", "/LastModified"):
                if key in holder:
                    del holder[key]
                    had = True
    return had
