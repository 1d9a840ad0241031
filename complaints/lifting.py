"""Gỡ loại trừ: which document of which body ends an exclusion, and who may say so. Pure (ADR 0042).

No law lists how somebody kept out is let in again; what the house asks for follows from who could order
it: a body above the excluded person, in writing, after the exclusion (Luật Tố cáo 2018, art. 11, 12).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

Id = TypeVar("Id")


@dataclass(frozen=True, slots=True)
class LiftDocument(Generic[Id]):
    """The document as a custodian typed it: an agency of the house, or a central body by its name."""

    number: str
    dated: date
    issuer: Id | None
    central_issuer: str


def paths_above(paths: Iterable[str]) -> tuple[str, ...]:
    """Paths of the bodies that stand above all of these agencies, the nearest first."""
    chains = [_strictly_above(path) for path in paths]
    common = set.intersection(*map(set, chains)) if chains else set()
    return tuple(sorted(common, key=len, reverse=True))


def _strictly_above(path: str) -> list[str]:
    parts = path.rstrip("/").split("/")
    return ["/".join(parts[:n]) + "/" for n in range(1, len(parts))]


def document_objections(
    document: LiftDocument[Id], *, issuers: Collection[Id], excluded_on: date, today: date
) -> list[tuple[str, str]]:
    """(field, sentence) of everything that speaks against this document."""
    found = []
    if document.dated > today:
        found.append(("document_date", "Ngày văn bản không thể sau hôm nay."))
    if document.dated < excluded_on:
        said = f"Văn bản phải có sau ngày loại trừ ({excluded_on:%d/%m/%Y})."
        found.append(("document_date", said))
    if issuers and document.issuer not in issuers:
        found.append(
            ("issuer", "Hãy chọn cơ quan cấp trên của người bị loại trừ đã ban hành văn bản.")
        )
    elif issuers and document.central_issuer:
        found.append(("central_issuer", "Đã chọn cơ quan ban hành thì để trống ô này."))
    elif not issuers and not document.central_issuer:
        said = "Người này không còn cấp trên trong tỉnh; hãy ghi cơ quan trung ương đã ban hành."
        found.append(("central_issuer", said))
    return found


def decision_refusal(
    *, state: str, entered_by: Id, excluded: Id, by: Id, confirm: bool, note: str
) -> str | None:
    """Why this custodian cannot decide so; None when it is lawful."""
    if state != "entered":
        return "Việc gỡ loại trừ này đã được quyết định."
    if by == entered_by:
        return "Người ghi văn bản không tự xác nhận; cần người giữ bí mật thứ hai."
    if by == excluded:
        return "Người bị loại trừ không xác nhận việc gỡ cho chính mình."
    if not confirm and not note.strip():
        return "Hãy ghi lý do không xác nhận."
    return None
