"""Identities on paper: the system keeps a code, the name lies in a sealed envelope that bears it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import NoReturn
from uuid import UUID

from complaints.enums import IdentityPlace
from complaints.vault.kept import Kept, OnPaper

# Without letters and digits that a hand makes alike.
_LETTERS = "ACDEFHJKLMNPQRTUVWXY3479"


def put(matter_id: UUID, identity: Mapping[str, str]) -> Kept:
    """A new code, nothing else: what was typed is forgotten here."""
    return Kept(place=IdentityPlace.PAPER, envelope=new_code())


def new_code() -> str:
    """Mã bì: "K7QM-3XTA-9D", fifty bits, so that nobody meets another's by a slip of the pen."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(10))
    return f"{drawn[:4]}-{drawn[4:8]}-{drawn[8:]}"


def get(matter_id: UUID, kept: Kept) -> NoReturn:
    """Raises OnPaper: an envelope is opened by hand."""
    raise OnPaper("the identity lies in a sealed envelope")


def copy(from_matter: UUID, kept: Kept, to_matter: UUID) -> Kept:
    """The receiver's envelope gets a code of its own; the custodian writes it on a second one."""
    return put(to_matter, {})
