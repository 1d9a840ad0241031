"""Blind index: keyed hashes of numbers and phones, for equality only, under keys of their own.

Of sealed people only twenty bits are kept: the mark finds candidates, opening them decides.
"""

import hashlib
import hmac

from complaints.identity import normal_id_number, normal_phone
from complaints.vault import keyring
from complaints.vault.keyring import Key

_MARK = 5  # hex digits


def mac(key: Key, purpose: str, text: str) -> bytes:
    """HMAC-SHA-256 under the key of this purpose."""
    return hmac.new(key.derived(purpose), text.encode(), hashlib.sha256).digest()


def same_number(text: str) -> str:
    """One way to write a number of a paper."""
    return normal_id_number(text)


def same_phone(text: str) -> str:
    """One way to write a telephone number of this country: +84 912.345.678 is 0912345678."""
    digits = normal_phone(text)
    for prefix in ("+84", "0084"):
        if digits.startswith(prefix):
            return "0" + digits.removeprefix(prefix)
    return digits


def mark_of_number(key: Key, number: str) -> str:
    """Short mark of a paper's number; empty for none."""
    return _mark(key, "sealed-number-mark", same_number(number))


def mark_of_phone(key: Key, phone: str) -> str:
    """Short mark of a telephone number; empty for none."""
    return _mark(key, "sealed-phone-mark", same_phone(phone))


def _mark(key: Key, purpose: str, text: str) -> str:
    return mac(key, purpose, text).hex()[:_MARK] if text else ""


def marks_by_key(number: str, phone: str) -> list[tuple[str, str, str]]:
    """(key id, mark of the number, mark of the phone) under every key: a rotation may be running."""
    return [
        (key.id, mark_of_number(key, number), mark_of_phone(key, phone)) for key in keyring.ring()
    ]


def is_same(identity: dict[str, str], number: str, phone: str) -> bool:
    """The person behind a candidate: by the number of the paper, or by the phone."""
    by_number = same_number(number) == same_number(identity.get("id_number", "")) != ""
    by_phone = same_phone(phone) == same_phone(identity.get("phone", "")) != ""
    return by_number or by_phone
