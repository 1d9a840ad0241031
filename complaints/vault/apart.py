"""Identities apart: this process holds no key and no cipher, it asks the keeper over a Unix socket."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings

from agencies.refusals import Refused
from complaints.enums import IdentityPlace
from complaints.vault import wire
from complaints.vault.kept import Kept
from complaints.vault.matching import Finding

_SECONDS = 10.0


class KeeperAway(Refused):
    """The keeper does not answer: nothing is sealed, nothing is opened, nothing is lost."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "Tiến trình giữ danh tính kín không trả lời; nội dung vừa nhập được giữ nguyên, hãy thử lại "
            "sau và báo quản trị nếu còn lặp lại."
        )


def put(matter_id: UUID, identity: Mapping[str, str]) -> Kept:
    """The identity goes to the keeper; here only that it lies apart."""
    ask("put", matter=str(matter_id), identity=dict(identity))
    return Kept(place=IdentityPlace.APART)


def get(matter_id: UUID, kept: Kept, why: str) -> dict[str, str]:
    """The identity; the keeper notes `why` in its own book first. Raises ValueError."""
    opened: dict[str, str] = ask("get", matter=str(matter_id), why=why)["identity"]
    return opened


def copy(from_matter: UUID, kept: Kept, to_matter: UUID) -> Kept:
    """From shelf to shelf at the keeper; nothing passes through here."""
    ask("copy", matter=str(from_matter), to=str(to_matter))
    return Kept(place=IdentityPlace.APART)


def adopt(matter_id: UUID, kept: Kept) -> None:
    """What was sealed on this server goes to the keeper as it is. Raises ValueError when no key of
    the keeper opens it.
    """
    ask(
        "adopt", matter=str(matter_id), wrapped_key=wire.packed(kept.wrapped_key),
        cipher=wire.packed(kept.cipher),
    )  # fmt: skip


def check(matter_id: UUID, kept: Kept, texts: Mapping[str, str]) -> list[Finding]:
    """The texts go to the keeper, kinds come back."""
    found = ask("check", matter=str(matter_id), texts=dict(texts))["found"]
    return [Finding(where, what, blocks) for where, what, blocks in found]


def same(number: str, phone: str) -> list[UUID]:
    """Matters behind which a person with this number or phone is sealed, whoever may see them."""
    return [UUID(found) for found in ask("same", number=number, phone=phone)["matters"]]


def seal(purpose: str, plain: bytes, context: str) -> bytes:
    """As `ciphers.seal`, by the keeper's key."""
    return wire.unpacked(
        ask("seal", purpose=purpose, plain=wire.packed(plain), context=context)["cipher"]
    )


def unseal(purpose: str, cipher: bytes, context: str) -> bytes:
    """As `ciphers.unseal`, by the keeper's keys. Raises ValueError."""
    answer = ask("unseal", purpose=purpose, cipher=wire.packed(cipher), context=context)
    return wire.unpacked(answer["plain"])


def macs(purpose: str, text: str) -> list[bytes]:
    """Keyed hashes under every key of the keeper, the present one first."""
    return [bytes.fromhex(found) for found in ask("macs", purpose=purpose, text=text)["macs"]]


def status() -> dict[str, Any]:
    """Id of the keeper's present key and how many rows are sealed by older ones."""
    return ask("status")


def rotate(batch: int) -> int:
    """Seals one batch anew under the present key; how many are left."""
    left: int = ask("rotate", batch=batch)["left"]
    return left


def ask(op: str, **told: Any) -> dict[str, Any]:
    """One question, one answer. Raises KeeperAway, ValueError when the keeper says no."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(_SECONDS)
            line.connect(settings.IDENTITY_SOCKET)
            with line.makefile("rwb") as stream:
                wire.write(stream, {"op": op, **told})
                answer = wire.read(stream)
    except OSError:
        raise KeeperAway from None
    if answer is None:
        raise KeeperAway
    if not answer.get("ok"):
        raise ValueError(str(answer.get("error", "the keeper refused")))
    return answer
