"""What a letter about notices says: numbers by kind and links; of sealed matters nothing at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin, urlsplit
from uuid import UUID

from law.dates import vn_date
from records.enums import NoticeTopic

SUBJECT = "Có thông báo mới trong hệ thống tiếp công dân"
DIGEST_SUBJECT = "Tóm tắt thông báo ngày {day} trong hệ thống tiếp công dân"
_MOST_SENTENCES = 20
_END = (
    "Thư này gửi tự động, không kèm tên công dân; xin đừng trả lời. Cách nhận thư của từng loại thông"
    " báo chọn tại:"
)


@dataclass(frozen=True, slots=True)
class Told:
    """One notice in a letter: its topic and its sentence, empty when it may not be told."""

    topic: NoticeTopic
    sentence: str


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses that stand in a letter."""

    site: str
    inbox: str
    choices: str

    def inbox_at(self, topic: NoticeTopic | None = None) -> str:
        path = f"{self.inbox}?loai={topic.value}" if topic else self.inbox
        return urljoin(self.site, path)

    def choices_at(self) -> str:
        return urljoin(self.site, self.choices)

    def message_id(self, mail_id: UUID) -> str:
        """The same for every try, so that a letter that came twice is known for one."""
        return f"<{mail_id}@{urlsplit(self.site).hostname or 'localhost'}>"


def subject(day: date | None) -> str:
    """Content-free: it is shown on locked screens."""
    return DIGEST_SUBJECT.format(day=vn_date(day)) if day else SUBJECT


def body(told: Sequence[Told], places: Places, day: date | None) -> str:
    """The letter; a digest (with a day) counts by kind, a letter at once says the sentences too."""
    groups, sealed = _groups(told)
    lines = [f"Bạn có {len(told)} thông báo chưa đọc trong hệ thống tiếp công dân.", ""]
    for topic, sentences in groups.items():
        lines.append(f"{topic.label}: {len(sentences)}")
        if day is None:
            lines += [f"  - {sentence}" for sentence in sentences[:_MOST_SENTENCES]]
        lines += [f"  {places.inbox_at(topic)}", ""]
    if sealed:
        lines += [f"Thông báo khác: {sealed}", f"  {places.inbox_at()}", ""]
    lines += [f"Xem tất cả: {places.inbox_at()}", "", _END, places.choices_at(), ""]
    return "\n".join(lines)


def _groups(told: Sequence[Told]) -> tuple[Mapping[NoticeTopic, list[str]], int]:
    """Sentences by topic in the order of the list of topics, and how many may not be told of."""
    open_ones = [one for one in told if one.sentence]
    groups = {
        topic: [one.sentence for one in open_ones if one.topic == topic] for topic in NoticeTopic
    }
    return {topic: found for topic, found in groups.items() if found}, len(told) - len(open_ones)
