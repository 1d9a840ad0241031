"""What allauth.mfa asks of this house: where secrets are kept and what things are called."""

from __future__ import annotations

import base64
import os
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.crypto import salted_hmac

_SALT = "agencies.second_factor"
_NONCE_BYTES = 12


def _key(secret: str) -> AESGCM:
    return AESGCM(salted_hmac(_SALT, "secret", secret=secret, algorithm="sha256").digest())


class Adapter(DefaultMFAAdapter):
    """Secrets of the second factor are encrypted under a key that the database does not hold."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Mã hoặc khóa bảo mật không đúng.",
    }

    def encrypt(self, text: str) -> str:
        nonce = os.urandom(_NONCE_BYTES)
        sealed = _key(settings.SECRET_KEY).encrypt(nonce, text.encode(), _SALT.encode())
        return base64.b64encode(nonce + sealed).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Also under an older SECRET_KEY; raises InvalidTag under none of them."""
        raw = base64.b64decode(encrypted_text)
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            try:
                opened = _key(secret).decrypt(
                    raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], _SALT.encode()
                )
            except InvalidTag:
                continue
            return opened.decode()
        raise InvalidTag

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        host = context.request.get_host().partition(":")[0]
        return {"id": host, "name": "Tiếp công dân"}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        return {"id": user.pk.bytes, "display_name": user.full_name, "name": user.username}

    def get_totp_label(self, user: Any) -> str:
        return user.username

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No mail: the ledger keeps who changed a second factor."""
