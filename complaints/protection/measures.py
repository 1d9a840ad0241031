"""Which measure may protect whom, when it may end and why (Luật Tố cáo 2018, art. 47, 54, 56–58). Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from complaints.protection.names import EndGround, Measure, Relation, Wish, Working, article_of

# Luật 136/2025/QH15 adds point c to art. 54 clause 2 from this day on.
BREACH_SINCE = date(2026, 7, 1)


class Protected(Protocol):
    """A person of the file."""

    relation: str
    working: str


@dataclass(frozen=True, slots=True)
class Objection:
    """Why what was typed cannot be, beside the field it is about."""

    field: str
    sentence: str


def fits(measure: str, person: Protected) -> bool:
    """Art. 56 keeps the denouncer's own data; art. 57 clause 1 is for officials, clause 2 for those who
    work by a labour contract; art. 58 is for everybody protected."""
    if article_of(measure) == "56":
        return person.relation == Relation.DENOUNCER
    if measure.startswith("57.1"):
        return person.working == Working.OFFICIAL
    if measure.startswith("57.2"):
        return person.working == Working.CONTRACT
    return True


_NOBODY = {
    "56": "Biện pháp giữ bí mật thông tin (điều 56) là cho người tố cáo; hãy chọn người tố cáo.",
    "57.1": "Biện pháp tại điều 57 khoản 1 chỉ dùng cho cán bộ, công chức, viên chức; trong những "
    "người được chọn không ai thuộc diện này.",
    "57.2": "Biện pháp tại điều 57 khoản 2 chỉ dùng cho người làm việc theo hợp đồng lao động; trong "
    "những người được chọn không ai thuộc diện này.",
}


def measure_objections(
    measures: Collection[str], people: Sequence[Protected], *, consents_to_move: bool
) -> Iterator[Objection]:
    """Every measure must fit at least one of the people; moving somebody needs their consent."""
    for measure in measures:
        if not any(fits(measure, person) for person in people):
            key = "56" if article_of(measure) == "56" else measure[:4]
            yield Objection("measures", _NOBODY[key])
    if Measure.MOVE in measures and not consents_to_move:
        yield Objection(
            "consents_to_move",
            "Bố trí công tác khác cần sự đồng ý của người được bảo vệ (điều 57 khoản 1 điểm c).",
        )


def start_objections(starts_on: date, decided_on: date) -> Iterator[Objection]:
    """Art. 52: the decision says when the protection begins, not before it was made."""
    if starts_on < decided_on:
        yield Objection("starts_on", "Thời điểm bắt đầu bảo vệ không thể trước ngày quyết định.")


@dataclass(frozen=True, slots=True)
class Ends:
    """What the file and its matter tell about ending: does the ground exist?"""

    concluded: bool
    terminated: bool
    wishes: frozenset[str]


def end_objections(ground: str, on: date, known: Ends) -> Iterator[Objection]:
    """Art. 54 clause 2: the grounds are a closed list, and each must be there."""
    why = _groundless(ground, on, known)
    if why:
        yield Objection("ground", why)


def _groundless(ground: str, on: date, known: Ends) -> str:
    if ground == EndGround.CONCLUDED and not known.concluded:
        return "Vụ việc chưa có kết luận nội dung tố cáo; hãy ghi kết luận vào hồ sơ vụ việc trước."
    if ground == EndGround.TERMINATED and not known.terminated:
        return "Vụ việc chưa có quyết định đình chỉ việc giải quyết tố cáo."
    if ground == EndGround.WISHED and Wish.END not in known.wishes:
        return "Chưa ghi văn bản của người được bảo vệ đề nghị chấm dứt."
    if ground == EndGround.BREACH and on < BREACH_SINCE:
        return (
            "Căn cứ này chỉ có từ ngày 01/07/2026 (điểm c khoản 2 điều 54, bổ sung bởi Luật số "
            "136/2025/QH15)."
        )
    return ""
