"""Files of a matter as one reader gets them: the original for those who may know, the copy for all.

Luật Tố cáo 2018, art. 56: whoever verifies gets the petition and its evidence without name, address,
handwriting and other personal data; the originals are kept apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from agencies.models import User
from agencies.roles import Permission
from complaints.enums import IdentityRequestState
from complaints.models import IdentityRequest, Matter, RedactedCopy, SealedOriginal
from records.enums import FileKind, FileState
from records.files.kinds import DRAWN
from records.files.names import suffix_of
from records.models import StoredFile

# Who brought the file in holds the paper in hand: time enough to black it out, no more.
BRINGERS_TIME = timedelta(hours=24)
NOT_WITHDRAWN = "Chỉ người đã làm bản lược bỏ hoặc người được biết danh tính thu hồi bản này."
MAY_NOT = (
    "Bản gốc giữ kín chỉ mở cho người giữ bí mật, người có yêu cầu mở danh tính đã được duyệt và còn hạn, "
    "hoặc người vừa đưa tệp vào để làm bản lược bỏ."
)


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file in the list of a matter. `original`: set on the row of a sealed original."""

    file: StoredFile
    original: SealedOriginal | None = None
    may_open: bool = False
    may_withdraw: bool = False

    @property
    def given(self) -> bool:
        """It can be fetched by the common door."""
        return self.original is None and self.file.state == FileState.OK

    @property
    def may_redact(self) -> bool:
        """It has pages, and no copy of it stands."""
        return self.may_open and is_drawn(self.file) and not has_copy(self.original)

    @property
    def copy_id(self) -> object:
        """The standing copy, for those who may withdraw it."""
        return getattr(self.original, "standing_copy", None) if self.may_withdraw else None


def is_drawn(file: StoredFile) -> bool:
    return suffix_of(file.name).lower() in DRAWN and file.state == FileState.OK


def has_copy(original: SealedOriginal | None) -> bool:
    return getattr(original, "standing_copy", None) is not None


def seen_originals(user: User, now: datetime) -> QuerySet[SealedOriginal]:
    """Originals of matters this user sees, each with its standing copy and whether a request of theirs
    is open; `may_open` reads both."""
    standing = RedactedCopy.objects.unscoped("only whether one stands").filter(
        original=OuterRef("pk"), withdrawn_at__isnull=True
    )
    asked = IdentityRequest.objects.unscoped("one's own requests").filter(
        matter=OuterRef("matter"),
        asked_by=user,
        state=IdentityRequestState.APPROVED,
        expires_at__gt=now,
    )
    rows = SealedOriginal.objects.visible_to(user).select_related("file", "matter__agency")
    found: QuerySet[SealedOriginal] = rows.annotate(
        standing_copy=Subquery(standing.values("pk")[:1]),
        standing_by=Subquery(standing.values("made_by")[:1]),
        asked_and_open=Exists(asked),
    )
    return found


def may_open(original: SealedOriginal, user: User, now: datetime) -> bool:
    """For a row of `seen_originals`: the matter is one that this user sees."""
    brought = original.file.stored_by_id == user.pk and now - original.sealed_at <= BRINGERS_TIME
    return (
        user.may(Permission.APPROVE_IDENTITY)
        or bool(getattr(original, "asked_and_open", False))
        or (brought and not has_copy(original))
    )


def may_withdraw(copy: RedactedCopy, user: User, now: datetime) -> bool:
    """Whoever made the copy, and those who may open what it was made from."""
    original = seen_originals(user, now).filter(pk=copy.original_id).first()
    return original is not None and (copy.made_by_id == user.pk or may_open(original, user, now))


def file_lines(
    found: list[StoredFile], matter: Matter, user: User, now: datetime
) -> list[FileLine]:
    """The rows of the list; one more statement only where something is sealed."""
    sealed = {}
    if any(file.kind == FileKind.ORIGINAL for file in found):
        rows = seen_originals(user, now).filter(matter=matter)
        sealed = {original.file_id: original for original in rows}
    lines = []
    for file in found:
        original = sealed.get(file.pk)
        opens = original is not None and may_open(original, user, now)
        if file.state != FileState.WITHDRAWN:
            made = getattr(original, "standing_by", None) == user.pk
            lines.append(FileLine(file, original, opens, opens or made))
    return lines
