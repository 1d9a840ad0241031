"""Rules of the desk: is this visit lawful and believable as typed, and if not, why? Pure.

Every rule answers with objections: the field it concerns and one sentence for the person. The form
puts the sentence beside the field, the action refuses with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from agencies.vietnamese import fold

ONLINE_SINCE = date(2026, 7, 1)
FARTHEST_BACK = timedelta(days=366)
OPENS, CLOSES = time(7), time(17, 30)  # the widest hours of offices in use
GROUP = 5  # đoàn đông người (Luật Tiếp công dân 2013, art. 29; Thông tư 06/2025/TT-TTCP)
LARGE_GROUP = 10
BASIS = "Luật Tiếp công dân 2013, điều 29"
_NAMED_BESIDE = {
    "representatives": "người đại diện",
    "members": "người trong đoàn",
    "mandate_name": "người đến thay",
    "interpreter": "người phiên dịch",
}


@dataclass(frozen=True, slots=True)
class Objection:
    """Why not: the field concerned and one Vietnamese sentence."""

    field: str
    sentence: str


def representatives_allowed(head_count: int) -> range:
    """How many representatives (người đại diện) a group may name; the stop is one past the last.

    Luật Tiếp công dân 2013, art. 29: five to ten people name one or two; over ten may add some,
    at most five. Below five the article sets no number and naming some stays free; one person has
    nobody to represent.
    """
    if head_count > LARGE_GROUP:
        return range(1, 6)
    if head_count >= GROUP:
        return range(1, 3)
    return range(0, head_count + 1 if head_count > 1 else 1)


def representatives_hints() -> tuple[tuple[int, int, str], ...]:
    """From how many people to how many, and the sentence beside the field."""
    return (
        (2, GROUP - 1, "Chưa đến 5 người: cử người đại diện hay không tùy đoàn."),
        (GROUP, LARGE_GROUP, f"Từ 5 đến 10 người: cử 1 hoặc 2 người đại diện ({BASIS})."),
        (LARGE_GROUP + 1, 10_000, f"Trên 10 người: cử từ 1 đến 5 người đại diện ({BASIS})."),
    )


def people_objections(
    head_count: int, representatives: Sequence[str], *, may_name_none: bool = False
) -> Iterator[Objection]:
    """Số người và người đại diện. A group without representatives is guided to appoint them
    (Nghị định 154/2026/NĐ-CP, art. 14 clause 3), or is refused: only then may it name none."""
    if head_count < 1:
        yield Objection("head_count", "Số người phải từ 1 trở lên.")
        return
    named = len(representatives)
    allowed = representatives_allowed(head_count)
    if named > head_count:
        yield Objection(
            "representatives",
            f"Có {named} người đại diện nhưng đoàn chỉ có {head_count} người.",
        )
    elif named not in allowed and (named or not may_name_none):
        yield Objection("representatives", _number_refused(head_count, named))
    folded = [name.casefold() for name in representatives]
    if len(set(folded)) < len(folded):
        yield Objection("representatives", "Mỗi người đại diện chỉ ghi tên một lần.")


def _number_refused(head_count: int, named: int) -> str:
    if head_count > LARGE_GROUP:
        rule = "cử từ 1 đến 5 người đại diện"
    elif head_count >= GROUP:
        rule = "cử 1 hoặc 2 người đại diện"
    else:
        return "Chỉ có một người đến thì không ghi người đại diện của đoàn."
    if named:
        return f"Đoàn {head_count} người {rule} ({BASIS}); đang ghi {named} người."
    return (
        f"Đoàn {head_count} người {rule} ({BASIS}); chưa ghi người nào. Đoàn chưa cử người đại diện "
        "thì kết quả là “Hướng dẫn”."
    )


def sealed_people_objections(head_count: int, named: Mapping[str, bool]) -> Iterator[Objection]:
    """Coming again about a sealed matter: who they are lies in the vault, nobody is named anew.
    `named`: by field, whether somebody is named there."""
    if head_count < 1:
        yield Objection("head_count", "Số người phải từ 1 trở lên.")
    for field, words in _NAMED_BESIDE.items():
        if named.get(field):
            yield Objection(field, f"Vụ việc đã giữ kín danh tính; không ghi tên {words} ở đây.")


def arrival_objections(
    *, arrived_at: datetime, arrived_on: date, now: datetime, session_on: date | None
) -> Iterator[Objection]:
    """Giờ đến. `arrived_on` is its local day, `session_on` the day of the chosen session."""
    if arrived_at > now:
        yield Objection("arrived_at", "Giờ đến không thể ở sau thời điểm hiện tại.")
    elif now - arrived_at > FARTHEST_BACK:
        yield Objection("arrived_at", "Giờ đến cách đây hơn một năm; hãy xem lại ngày, năm.")
    elif session_on is not None and arrived_on != session_on:
        yield Objection(
            "arrived_at",
            f"Buổi tiếp đã chọn là ngày {session_on:%d/%m/%Y}; giờ đến phải trong ngày đó.",
        )


def arrival_warnings(*, at: datetime, is_working_day: bool) -> Iterator[Objection]:
    """Giờ đến (local) on a day off or outside the hours of an office: unusual, never unlawful."""
    if not is_working_day:
        yield Objection(
            "arrived_at", f"Ngày {at:%d/%m/%Y} là ngày nghỉ; lượt tiếp vẫn được ghi vào sổ."
        )
    elif not OPENS <= at.time() < CLOSES:
        yield Objection(
            "arrived_at", f"{at:%H:%M} là ngoài giờ làm việc; lượt tiếp vẫn được ghi vào sổ."
        )


def situation_objections(*, is_calm: bool, calming: str) -> Iterator[Objection]:
    """Tình huống tại nơi tiếp: noted only together with what was done to calm it (design.md 2)."""
    if not is_calm and not calming:
        yield Objection("calming", "Hãy ghi việc đã làm để ổn định tình hình.")


def result_objections(*, has_petition: bool, takes_petition: bool) -> Iterator[Objection]:
    """Kết quả: a petition comes in exactly with the result that says so."""
    if takes_petition and not has_petition:
        yield Objection("petition_content", "Kết quả là nhận đơn thì phải có nội dung đơn.")
    if has_petition and not takes_petition:
        yield Objection(
            "petition_content",
            "Có nội dung đơn thì kết quả phải là “Nhận đơn, vào sổ”; nếu không nhận đơn, "
            "hãy xóa phần này.",
        )


def sealing_objections(*, secret: bool, matter_secret: bool | None) -> Iterator[Objection]:
    """A denunciation never joins an open matter. `matter_secret`: of the matter chosen, if any."""
    if secret and matter_secret is False:
        yield Objection(
            "kind",
            "Tố cáo hoặc việc cần giữ kín phải lập vụ việc riêng, không ghép vào vụ việc thường.",
        )


def session_objections(
    *, is_standing: bool, delegated: bool, is_online: bool, on_date: date
) -> Iterator[Objection]:
    """Buổi tiếp: delegation is of the head's reception only; online since 01/07/2026 (art. 3a)."""
    if is_standing and delegated:
        yield Objection(
            "delegated", "Tiếp thường xuyên không có việc ủy quyền tiếp thay Thủ trưởng."
        )
    if is_online and on_date < ONLINE_SINCE:
        yield Objection(
            "mode",
            "Tiếp công dân trực tuyến có từ ngày 01/07/2026 (Luật Tiếp công dân, điều 3a).",
        )


def naming_objections(texts: Mapping[str, str], secrets: Sequence[str]) -> Iterator[Objection]:
    """The words of a sealed visit must not name who came: all that could tell is stripped from the
    record (Luật Tố cáo 2018, art. 8 clause 3 and art. 56 clause 2)."""
    for field, text in texts.items():
        folded = f" {_words(text)} "
        if any(f" {_words(secret)} " in folded for secret in secrets):
            yield Objection(
                field,
                "Phần này đang ghi họ tên, số giấy tờ hoặc điện thoại của người cần giữ kín; "
                "hãy thay bằng “người tố cáo” hoặc “công dân”.",
            )


def _words(text: str) -> str:
    """Folded letters and digits only, single spaces between: how a name is found in a text."""
    return " ".join(re.findall(r"\w+", fold(text)))
