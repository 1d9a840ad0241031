"""Verifying a report offline (kiểm tra tệp báo cáo): data, hash, printed figures, relations, signature.

Nothing is believed: the hash is recomputed from so-lieu.json, compared with the one printed, every
figure printed in a table with the data, and the data with each other. With a database at hand the
report there is compared too (`compare_with_stored`).
"""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from pyhanko.pdf_utils.misc import PdfError

from law.errors import LawError
from law.forms import FormBook
from law.shipped import shipped_forms
from reports.checks.frozen import check_frozen
from reports.files.known_forms import forms_of
from reports.files.printed import hashes_in, misprints, missing, pages_of, rows_of
from reports.files.sheet import Sheet, sheets_of
from reports.files.so_lieu import SO_LIEU, schema
from reports.files.weekly import weekly_rows, weekly_sentences, weekly_text
from reports.files.words import paragraphs_of
from reports.hashing import hash_of
from reports.signing import signatures_of

# What readers of PDF raise on files that somebody made by hand.
_MALFORMED = (
    ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError, zlib.error,
)  # fmt: skip
MOST_BYTES = 100 * 1024 * 1024
_MOST_DATA = 50 * 1024 * 1024
TOO_LARGE = "Tệp lớn hơn 100 MB, không phải báo cáo của hệ thống."
NOT_PDF = "Tệp không phải PDF."
BROKEN = "Tệp PDF hỏng, không mở được."
LOCKED = "Tệp PDF đặt mật khẩu, không đọc được; hãy gửi tệp gốc không mật khẩu."
NO_DATA = "Tệp PDF không đính kèm so-lieu.json, không phải báo cáo do hệ thống lập."
BAD_DATA = "Tệp so-lieu.json đính kèm hỏng hoặc không đúng cấu trúc{where}."


@dataclass
class Verified:
    """What was found. `sentences`: every step in words; `problems` and `notes` are among them."""

    book: FormBook
    sha256: str = ""
    figures: dict[str, Any] = field(default_factory=dict)
    report: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.problems

    @property
    def sentences(self) -> list[str]:
        return [*self.problems, *self.passed, *self.notes]

    def judge(self, found: list[str], passed: str) -> None:
        """Problems, or the sentence that all is well."""
        self.problems += found
        if not found:
            self.passed.append(passed)


class NotAReport(Exception):
    """The file cannot be a report of this house; the sentence says why."""


def verify(pdf: bytes, *, book: FormBook | None = None) -> Verified:
    """Everything a PDF tells about itself, without a database or a network. `book`: the regimes known
    here; without it those of this release."""
    result = Verified(book=book or shipped_forms())
    try:
        told = _data_of(pdf)
    except NotAReport as reason:
        result.problems.append(str(reason))
        return result
    result.figures, result.report = told["figures"], told["report"]
    result.sha256 = hash_of(told["report"]["kind"], told["figures"], told["narrative"])
    pages = pages_of(pdf)
    _judge_hash(result, told, pages)
    judge = _JUDGES.get(told["report"]["kind"])
    if judge is not None:
        judge(result, told, pages)
    _judge_signatures(result, pdf)
    return result


def _data_of(pdf: bytes) -> dict[str, Any]:
    """so-lieu.json of a PDF, proven by its schema. Raises NotAReport."""
    if len(pdf) > MOST_BYTES:
        raise NotAReport(TOO_LARGE)
    if not pdf.startswith(b"%PDF-"):
        raise NotAReport(NOT_PDF)
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            attached = opened.attachments
            if SO_LIEU not in list(attached.keys()):
                raise NotAReport(NO_DATA)
            content = _bounded(attached[SO_LIEU].get_file().obj)
    except pikepdf.PasswordError:
        raise NotAReport(LOCKED) from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError, *_MALFORMED):
        raise NotAReport(BROKEN) from None
    return read_so_lieu(content)


def _bounded(stream: pikepdf.Object) -> bytes:
    """The attached bytes; one that unpacks into more than a report can hold is not unpacked."""
    packed = stream.read_raw_bytes()
    kind = stream.get("/Filter")
    if kind is None:
        return bytes(packed)
    if kind != pikepdf.Name.FlateDecode or "/DecodeParms" in stream:
        raise NotAReport(BAD_DATA.format(where=""))
    return zlib.decompressobj().decompress(packed, _MOST_DATA + 1)


def read_so_lieu(content: bytes) -> dict[str, Any]:
    """The data of so-lieu.json. Raises NotAReport for what does not fit the schema."""
    if len(content) > _MOST_DATA:
        raise NotAReport(BAD_DATA.format(where=" (quá lớn)"))
    try:
        told = json.loads(content)
        problem = best_match(Draft202012Validator(schema()).iter_errors(told))
    except (ValueError, RecursionError):
        raise NotAReport(BAD_DATA.format(where="")) from None
    if problem is not None:
        place = "/".join(str(part) for part in problem.absolute_path)
        raise NotAReport(BAD_DATA.format(where=f" (tại “{place}”)" if place else ""))
    read: dict[str, Any] = told
    return read


def _judge_hash(result: Verified, told: Mapping[str, Any], pages: list[list[str]]) -> None:
    """Recomputed, written in the data, printed: all three are one."""
    found = []
    if told["sha256"] != result.sha256:
        found.append(
            "Số liệu hoặc lời văn trong so-lieu.json đã bị sửa: mã kiểm tra tính lại là "
            f"{result.sha256[:12]}…, mã ghi trong tệp là {told['sha256'][:12]}…."
        )
    printed = hashes_in(pages)
    if not printed:
        found.append("Không thấy mã kiểm tra số liệu in trên văn bản.")
    found += [
        f"Mã kiểm tra in trên trang {page} ({code[:12]}…) không phải của số liệu đính kèm "
        f"({result.sha256[:12]}…)."
        for code, page in printed.items()
        if code != result.sha256
    ]
    result.judge(found, f"Mã kiểm tra số liệu đúng: {result.sha256}.")


def _judge_statutory(result: Verified, told: Mapping[str, Any], pages: list[list[str]]) -> None:
    """Printed figures and words against the data, the data against what the form prints."""
    try:
        sheets = sheets_of(told["figures"], forms_of(result.book))
    except (LookupError, ValueError, TypeError, ArithmeticError):
        result.problems.append(BAD_DATA.format(where=" (tại “figures/tables”)"))
        return
    result.judge(misprints(rows_of(sheets), pages), _all_figures(sheets))
    words = missing(paragraphs_of(told["narrative"]), pages)
    result.judge(words, "Lời văn in đúng như dữ liệu đính kèm.")
    result.problems += _two_headers(told["report"], told["figures"])
    _judge_relations(result, told)


def _all_figures(sheets: list[Sheet]) -> str:
    count = sum(len(sheet.lines) * len(sheet.columns) for sheet in sheets)
    told = f"{count:,}".replace(",", ".")
    return f"{told} con số in trong {len(sheets):02d} biểu đều bằng số liệu đính kèm."


def _two_headers(report: Mapping[str, Any], figures: Mapping[str, Any]) -> list[str]:
    """The head of the file and that of the figures name the same report; only one is hashed."""
    pairs = (
        ("Chế độ báo cáo", report["regime"], figures["regime"]),
        ("Đơn vị", report["agency"]["code"], figures["agency"]["code"]),
        ("Kỳ báo cáo", report["period"]["code"], figures["period"]["code"]),
    )
    return [
        f"{what} ở phần đầu của tệp ({head}) khác với số liệu ({told})."
        for what, head, told in pairs
        if head != told
    ]


def _judge_relations(result: Verified, told: Mapping[str, Any]) -> None:
    figures = told["figures"]
    try:
        checked = check_frozen(figures, narrative=told["narrative"], book=result.book)
    except (LawError, LookupError, ArithmeticError, TypeError, ValueError):
        result.notes.append(
            f"Chưa kiểm tra được quan hệ giữa các cột: máy này không có chế độ “{figures['regime']}”."
        )
        return
    wrong = [finding.sentence for finding in checked.findings if finding.blocking]
    result.judge(wrong, "Số liệu thỏa mọi quan hệ bắt buộc của biểu.")
    result.notes += [found.sentence for found in checked.findings if not found.blocking]


def _judge_weekly(result: Verified, told: Mapping[str, Any], pages: list[list[str]]) -> None:
    """Sentences and tables that the figures of a week give, against what is printed."""
    text = weekly_text(told)
    if text is None:
        result.problems.append(BAD_DATA.format(where=" (tại “figures”)"))
        return
    found = [*misprints(weekly_rows(text), pages), *missing(weekly_sentences(text), pages)]
    result.judge(found, "Mọi con số và lời văn in đều đúng như số liệu đính kèm.")


_JUDGES: dict[str, Callable[[Verified, Mapping[str, Any], list[list[str]]], None]] = {
    "statutory": _judge_statutory,
    "weekly": _judge_weekly,
}


def _judge_signatures(result: Verified, pdf: bytes) -> None:
    try:
        signatures = signatures_of(pdf)
    except (PdfError, *_MALFORMED):
        result.problems.append("Không đọc được phần chữ ký số của tệp.")
        return
    if not signatures:
        result.notes.append("Tệp chưa có chữ ký số.")
    for signature in signatures:
        place = result.passed if signature.is_good else result.problems
        place.append(signature.sentence)
