"""Where one identity lies and what of it stands in the database: the columns of `SealedIdentity`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from complaints.enums import IdentityPlace


class OnPaper(ValueError):
    """The identity lies in a sealed envelope; no machine can open it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One sealed identity as the rest of the house may keep it: no name, no number."""

    place: str = IdentityPlace.SERVER
    key_id: str = ""
    wrapped_key: bytes = b""
    cipher: bytes = b""
    envelope: str = ""
    number_mark: str = ""
    phone_mark: str = ""

    @classmethod
    def of(cls, row: Any) -> Kept:
        """What a row of `SealedIdentity` says."""
        return cls(
            place=row.place,
            key_id=row.key_id,
            wrapped_key=bytes(row.wrapped_key),
            cipher=bytes(row.cipher),
            envelope=row.envelope,
            number_mark=row.number_mark,
            phone_mark=row.phone_mark,
        )

    def columns(self) -> dict[str, Any]:
        """For a new row, or the update of one."""
        return asdict(self)
