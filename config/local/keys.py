"""Secrets of a local machine: made once, readable by their owner only."""

import os
import secrets
from pathlib import Path

from config.local.failure import Unavailable
from config.local.places import folder, home


def path_of(name: str) -> Path:
    """Where the secret NAME is kept."""
    return home() / "secrets" / name


def make(name: str, value: str) -> Path:
    """Write the secret unless it is there; never overwrites, so a race has one winner."""
    path = folder("secrets") / name
    draft = path.with_name(f".{name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(value + "\n")
    draft.chmod(0o400)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path


def password(name: str) -> str:
    """Generated password NAME."""
    path = path_of(name)
    if not path.exists():
        make(name, secrets.token_urlsafe(24))
    return path.read_text().strip()


def secret_key() -> Path:
    """File with the key of sessions and forms."""
    return make("secret-key", secrets.token_urlsafe(50))


def identity_key(*, may_create: bool) -> Path:
    """File with the key of sealed identities: 32 random bytes in hex.

    Once there is a database, a lost key is never replaced in silence: with a new one nobody could
    read the sealed identities again.
    """
    path = path_of("identity-key")
    if path.exists():
        return path
    if not may_create:
        raise Unavailable(
            f"Thiếu tệp khóa danh tính {path}: hãy khôi phục tệp này từ bản sao lưu rồi chạy lại."
        )
    return make("identity-key", secrets.token_hex(32))


def ledger_key() -> Path:
    """File with the key that signs seals of the ledger; earlier public keys may stand below it."""
    return make("ledger-key", secrets.token_hex(32))
