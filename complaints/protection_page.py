"""What the pages of a protection file show, read for somebody who sees the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from agencies.models import Membership, User
from agencies.roles import Role
from complaints.kept_out import people_kept_out
from complaints.models import (
    ProtectedPerson,
    ProtectionFile,
    ProtectionLetter,
    ProtectionMeasure,
    ProtectionStep,
)
from complaints.protection.names import (
    Asked,
    Body,
    EndGround,
    Measure,
    Step,
    Way,
    Wish,
    article_of,
)
from complaints.protection.workflow import Known, Part, open_steps
from complaints.protection_rights import parts_of
from complaints.protection_texts import texts_of
from records.documents import number_for
from records.models import StoredFile

_NAMED_ROLES = (Role.HEAD, Role.HANDLER, Role.CUSTODIAN, Role.INSPECTOR)
_LOCKED = "Không mở được nội dung này bằng khóa hiện tại; hãy báo người giữ bí mật và quản trị."
_ARTICLES = {
    "56": "Bí mật thông tin",
    "57": "Vị trí công tác, việc làm",
    "58": "Tính mạng, sức khỏe, tài sản, danh dự, nhân phẩm",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """One file with its rows, each read once."""

    file: ProtectionFile
    people: list[ProtectedPerson]
    measures: list[ProtectionMeasure]
    letters: list[ProtectionLetter]

    @property
    def version(self) -> int:
        return self.file.version

    @property
    def known(self) -> Known:
        """What the rules ask, without a further statement."""
        waiting = sum(letter.answered_on is None for letter in self.letters)
        return Known(
            state=self.file.state, way=Way(self.file.way),
            has_writing=self.file.written_on is not None, is_founded=self.file.is_founded,
            open_letters=waiting,
        )  # fmt: skip

    @property
    def standing(self) -> list[tuple[str, str]]:
        """Measures that stand, as choices."""
        found = {m.measure for m in self.measures if m.to_on is None}
        return [(str(one), f"{one.label}") for one in Measure if one in found]

    @property
    def waiting_letters(self) -> list[tuple[str, str]]:
        return [
            (str(one.pk), f"{one.get_body_display()}, gửi ngày {one.sent_on:%d/%m/%Y}")
            for one in self.letters
            if one.answered_on is None
        ]


def opened(user: User, file: ProtectionFile) -> Opened:
    """The rows of a file that this user sees."""
    return Opened(
        file=file,
        people=list(ProtectedPerson.objects.visible_to(user).filter(file=file)),
        measures=list(ProtectionMeasure.objects.visible_to(user).filter(file=file)),
        letters=list(
            ProtectionLetter.objects.visible_to(user).filter(file=file).select_related("document")
        ),
    )


def buttons(found: Opened, user: User) -> list[dict[str, str]]:
    """Steps open to this user now, decisions first."""
    return [
        {"step": str(step), "label": step.label}
        for step in open_steps(parts_of(user, found.file), found.known)
    ]


def detail(found: Opened, user: User) -> dict[str, Any]:
    """Context of the page of a file."""
    file, parts = found.file, parts_of(user, found.file)
    history = _history(user, file)
    return {
        "file": file,
        "buttons": buttons(found, user),
        "people": [_person(one, found.measures) for one in found.people],
        "steps": _steps(user, history),
        "papers": _papers(user, history),
        "letters": [_letter(one, user) for one in found.letters],
        "owes_writing": found.known.owes_writing,
        "keeps": Part.KEEPER in parts,
    }


def _person(person: ProtectedPerson, measures: Iterable[ProtectionMeasure]) -> dict[str, Any]:
    mine = [one for one in measures if one.person_id == person.pk]
    groups = [
        {"name": name, "rows": [one for one in mine if article_of(one.measure) == article]}
        for article, name in _ARTICLES.items()
    ]
    return {"person": person, "groups": [group for group in groups if group["rows"]]}


def _history(user: User, file: ProtectionFile) -> list[ProtectionStep]:
    rows = ProtectionStep.objects.visible_to(user).filter(file=file)
    return list(rows.select_related("entered_by", "document__agency"))


def _steps(user: User, rows: list[ProtectionStep]) -> list[dict[str, Any]]:
    """The history as a timeline, newest first; texts opened from the vault."""
    return [
        {
            "label": row.get_step_display(), "at": row.happened_on,
            "by": row.entered_by.full_name, "text": _said(row, user),
        }
        for row in reversed(rows)
    ]  # fmt: skip


def _papers(user: User, steps: Iterable[ProtectionStep]) -> list[dict[str, Any]]:
    """Papers put into the file; their names stay sealed until one is opened."""
    filed = [row for row in steps if row.step == Step.FILE]
    stored = StoredFile.objects.in_bulk([row.data["file"] for row in filed]) if filed else {}
    by_id = {str(pk): one for pk, one in stored.items()}
    return [
        {
            "step": row, "text": safe_texts(row).get("text", ""),
            "stored": by_id.get(row.data["file"]),
        }
        for row in filed
    ]  # fmt: skip


def _said(row: ProtectionStep, user: User) -> str:
    parts = list(_choices_said(row.data))
    if row.document is not None:
        parts.append(f"{row.document.get_kind_display()} số {number_for(row.document, user)}")
    told = safe_texts(row)
    return " · ".join([*parts, *(told[name] for name in ("addressee", "text") if name in told)])


def _choices_said(data: dict[str, Any]) -> Iterable[str]:
    """The closed choices of a step in words."""
    if "way" in data:
        yield Way(data["way"]).label
    if data.get("asked"):
        yield "Đề nghị bảo vệ: " + ", ".join(Asked(one).label.lower() for one in data["asked"])
    if "founded" in data:
        yield "Có căn cứ, có tính xác thực" if data["founded"] else "Không có căn cứ"
    if "body" in data:
        yield Body(data["body"]).label
    if "was_done" in data:
        yield "Thực hiện được" if data["was_done"] else "Không thực hiện được"
    if "wish" in data:
        yield Wish(data["wish"]).label
    if "ground" in data:
        yield EndGround(data["ground"]).label
    for name, word in (("measures", "Áp dụng"), ("stops", "Thôi áp dụng")):
        if data.get(name):
            yield f"{word}: " + "; ".join(Measure(one).label for one in data[name])


def safe_texts(row: Any) -> dict[str, str]:
    """The texts, or one sentence that they do not open: the rest of the file is still shown."""
    try:
        return texts_of(row)
    except ValueError:
        return {"text": _LOCKED}


def _letter(letter: ProtectionLetter, user: User) -> dict[str, Any]:
    return {
        "letter": letter,
        "addressee": safe_texts(letter).get("addressee", ""),
        "number": number_for(letter.document, user),
    }


def may_be_named(file: ProtectionFile, today: date) -> QuerySet[User]:
    """People of the file's agency whom a custodian may name: nobody excluded, nobody twice."""
    held = Membership.objects.in_force(today).filter(agency=file.agency, role__in=_NAMED_ROLES)
    excluded = people_kept_out([file.matter_id], today)
    return (
        User.objects.filter(is_active=True, pk__in=held.values("user"))
        .exclude(pk__in=excluded)
        .exclude(pk__in=file.readers.values("user"))
        .order_by("sort_key")
    )


def name_of_step(asked: str) -> Step | None:
    """The step of an address; None for one that is not."""
    return Step(asked) if asked in Step.values and asked != Step.REQUEST else None
