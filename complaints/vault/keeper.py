"""The keeper: a second process with keys and a database of its own, asked over a Unix socket.

It answers a closed list of questions; each reading of an identity stands in its own book before it is
answered, beside the ledger of the house (Luật Tố cáo 2018, art. 56; ADR 0038).
"""

from __future__ import annotations

import os
import socketserver
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from complaints.vault import ciphers, here, keyring, marks, wire
from complaints.vault.kept import Kept
from complaints.vault.shelf import Shelf

# What the web process may have sealed for it; identities are sealed by `put` alone.
_PURPOSES = frozenset({"number", "draft", "texts"})
_MACS = frozenset({"number-index", "device-draft"})
Answer = dict[str, Any]


class Keeper:
    """Answers questions from the shelf. `now` tells the time for its book."""

    def __init__(self, shelf: Shelf, now: Callable[[], str]) -> None:
        self._shelf, self._now = shelf, now

    def answer(self, asked: Mapping[str, Any]) -> Answer:
        """The answer to one question, or why there is none; never a traceback over the line."""
        handler = _OPS.get(str(asked.get("op", "")))
        if handler is None:
            return {"ok": False, "error": "unknown question"}
        try:
            return {"ok": True, **handler(self, asked)}
        except (KeyError, TypeError, AttributeError):
            return {"ok": False, "error": "question is not whole"}
        except ValueError as error:
            return {"ok": False, "error": str(error)}

    def put(self, asked: Mapping[str, Any]) -> Answer:
        matter_id = UUID(asked["matter"])
        identity = {str(name): str(text) for name, text in asked["identity"].items()}
        self._shelf.put(matter_id, here.put(matter_id, identity), self._now())
        return {}

    def get(self, asked: Mapping[str, Any]) -> Answer:
        matter_id, why = UUID(asked["matter"]), str(asked["why"]).strip()
        if not why:
            raise ValueError("a reading needs a reason")
        kept = self._shelf.get(matter_id)
        self._shelf.note(self._now(), "get", matter_id, why)
        return {"identity": here.get(matter_id, kept)}

    def copy(self, asked: Mapping[str, Any]) -> Answer:
        matter_id, target = UUID(asked["matter"]), UUID(asked["to"])
        copied = here.copy(matter_id, self._shelf.get(matter_id), target)
        self._shelf.put(target, copied, self._now())
        return {}

    def adopt(self, asked: Mapping[str, Any]) -> Answer:
        """Sealed by the house before; twice is once, but another identity is never put in its place."""
        matter_id = UUID(asked["matter"])
        sealed = Kept(
            wrapped_key=wire.unpacked(asked["wrapped_key"]), cipher=wire.unpacked(asked["cipher"])
        )
        kept = here.rewrapped(matter_id, sealed)
        try:
            self._shelf.put(matter_id, kept, self._now())
        except ValueError:
            if here.get(matter_id, self._shelf.get(matter_id)) != here.get(matter_id, sealed):
                raise
        return {}

    def check(self, asked: Mapping[str, Any]) -> Answer:
        matter_id = UUID(asked["matter"])
        found = here.check(matter_id, self._shelf.get(matter_id), dict(asked["texts"]))
        return {"found": [[one.where, one.what, one.blocks] for one in found]}

    def same(self, asked: Mapping[str, Any]) -> Answer:
        number, phone = str(asked["number"]), str(asked["phone"])
        found = []
        for matter_id, kept in self._shelf.marked(marks.marks_by_key(number, phone)):
            if marks.is_same(here.get(matter_id, kept), number, phone):
                found.append(str(matter_id))
        return {"matters": found}

    def seal(self, asked: Mapping[str, Any]) -> Answer:
        purpose = _allowed(asked["purpose"], _PURPOSES)
        cipher = ciphers.seal(purpose, wire.unpacked(asked["plain"]), str(asked["context"]))
        return {"cipher": wire.packed(cipher)}

    def unseal(self, asked: Mapping[str, Any]) -> Answer:
        purpose = _allowed(asked["purpose"], _PURPOSES)
        plain = ciphers.unseal(purpose, wire.unpacked(asked["cipher"]), str(asked["context"]))
        return {"plain": wire.packed(plain)}

    def macs(self, asked: Mapping[str, Any]) -> Answer:
        purpose, text = _allowed(asked["purpose"], _MACS), str(asked["text"])
        return {"macs": [marks.mac(key, purpose, text).hex() for key in keyring.ring()]}

    def status(self, asked: Mapping[str, Any]) -> Answer:
        present = keyring.present().id
        return {"key_id": present, "left": self._shelf.left(present)}

    def rotate(self, asked: Mapping[str, Any]) -> Answer:
        present = keyring.present().id
        for matter_id, kept in self._shelf.older(present, int(asked["batch"])):
            self._shelf.replace(matter_id, here.rewrapped(matter_id, kept))
        return {"left": self._shelf.left(present)}


_OPS: dict[str, Callable[[Keeper, Mapping[str, Any]], Answer]] = {
    "put": Keeper.put,
    "get": Keeper.get,
    "copy": Keeper.copy,
    "adopt": Keeper.adopt,
    "check": Keeper.check,
    "same": Keeper.same,
    "seal": Keeper.seal,
    "unseal": Keeper.unseal,
    "macs": Keeper.macs,
    "status": Keeper.status,
    "rotate": Keeper.rotate,
}


def _allowed(purpose: str, purposes: frozenset[str]) -> str:
    if purpose not in purposes:
        raise ValueError("no key for this purpose")
    return purpose


class _Line(socketserver.StreamRequestHandler):
    """One connection: questions and answers until the other side goes."""

    server: Server

    def handle(self) -> None:
        try:
            while (asked := wire.read(self.rfile)) is not None:
                wire.write(self.wfile, self.server.keeper.answer(asked))  # type: ignore[arg-type]
        except (wire.Broken, OSError):
            return


class Server(socketserver.ThreadingUnixStreamServer):
    """Listens on a socket that only its owner and group may open."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, socket: Path, keeper: Keeper) -> None:
        self.keeper = keeper
        socket.unlink(missing_ok=True)
        before = os.umask(0o117)
        try:
            super().__init__(str(socket), _Line)
        finally:
            os.umask(before)
