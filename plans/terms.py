"""What the words of a task tell about its time, its report and the fact that shows it done. Pure.

The rules are explained in docs/plans.md; a reviewer may choose otherwise on the review screen.
"""

import re
from dataclasses import dataclass
from datetime import date

from plans.enums import Proof, Rhythm, TaskKind
from plans.parser.units import UnitFinder
from plans.parser.words import fold

_RHYTHMS = (
    (Rhythm.DAILY, re.compile(r"\bhang ngay\b|\bmoi ngay\b|\bngay nao cung\b")),
    (Rhythm.WEEKLY, re.compile(r"\bhang tuan\b|\bmoi tuan\b")),
    (Rhythm.MONTHLY, re.compile(r"\bhang thang\b|\bmoi thang\b")),
    (Rhythm.QUARTERLY, re.compile(r"\bhang quy\b|\bmoi quy\b")),
)
# Words of a time without an end of its own: it ends with the plan.
_ENDLESS = re.compile(
    r"\bthuong xuyen\b|\bdinh ky\b|\blien tuc\b|\bhang nam\b|\btruoc, trong\b|\btruoc va trong\b"
    r"|\btrong va sau\b|\btrong (?:suot )?(?:thoi gian|thoi diem|dip)\b"
)
_OPENING = 70  # characters in which the main work of a task is named
_LEARNING = re.compile(r"\b(?:tuyen truyen|pho bien|quan triet|tap huan|boi duong)\b")
_DUTY_CHECK = re.compile(r"\b(?:kiem tra|thanh tra)[^.;]{0,60}\btrach nhiem\b")
_REPORT = re.compile(r"\bbao cao\b(?!\s+(?:vien|thuyet))")
_DIALOGUE = re.compile(
    r"\b(?:to chuc|chu dong|truc tiep|thuc hien|tham gia)\b[^.;]{0,40}\bdoi thoai\b"
)
_HEAD = re.compile(
    r"\b(?:nguoi dung dau|thu truong|giam doc|chu tich|bi thu|lanh dao|truong ban|chanh thanh tra)\b"
)
_RECEIVES = re.compile(r"\btiep (?:cong )?dan dinh ky\b|\btruc tiep tiep (?:cong )?dan\b")
_TOLD = re.compile(r"[Bb]áo cáo(?!\s+viên)")
_TO = re.compile(r"(?:[^.;,:]{0,90}?\s)?(?:về|cho|lên|gửi|với|tới|đến)\s+")
_BY_WAY = re.compile(r"\s*\((?:qua|thông qua)\s[^()]{2,80}\)")
_FINDER = UnitFinder()


@dataclass(frozen=True)
class Terms:
    """Time, proof and addressee of the report of a task."""

    kind: TaskKind
    rhythm: str
    proof: str
    reports_to: str


def terms_of(text: str, deadline: str, due: date | None, recurring: bool) -> Terms:
    """Everything that the words tell."""
    kind, rhythm = time_of(deadline, due, recurring)
    return Terms(kind, rhythm, proof_of(text), reports_to(text))


def time_of(deadline: str, due: date | None, recurring: bool) -> tuple[TaskKind, str]:
    """A date makes a task due; a rhythm makes it come back; "thường xuyên" and a window have no end."""
    words = fold(deadline)
    if due is not None:
        return TaskKind.DUE, ""
    rhythm = next((r for r, pattern in _RHYTHMS if pattern.search(words)), "")
    if rhythm:
        return TaskKind.RECURRING, rhythm
    if recurring or _ENDLESS.search(words):
        return TaskKind.CONTINUOUS, ""
    return TaskKind.PLAIN, ""


def proof_of(text: str) -> str:
    """The kind of fact that shows the task done, "" where no fact alone can."""
    folded = fold(text)
    opening = folded[:_OPENING]
    if _LEARNING.search(opening) or _DUTY_CHECK.search(opening):
        return Proof.ACTIVITY
    if _REPORT.search(opening):
        return Proof.REPORT
    if _RECEIVES.search(folded) and _HEAD.search(folded):
        return Proof.SESSION
    return Proof.DIALOGUE if _DIALOGUE.search(folded) else ""


def reports_to(text: str) -> str:
    """Whom one reports to, as written: "báo cáo UBND tỉnh (qua Thanh tra tỉnh)"."""
    names: list[str] = []
    for told in _TOLD.finditer(text):
        names += [n for n in _told_to(text, told.end()) if n not in names]
    return "; ".join(names)[:300]


def _told_to(text: str, at: int) -> list[str]:
    """Units right after "báo cáo", or after "về", "gửi", "cho" in the same clause."""
    start = at + len(text[at:]) - len(text[at:].lstrip())
    further = _TO.match(text, start)
    for place in (start, *([further.end()] if further else [])):
        found = _FINDER.list_at(text, place)
        if found:
            way = _BY_WAY.match(text, found.end)
            names = list(found.names)
            if way:
                names[-1] += f" {way.group().strip()}"
            return names
    return []
