"""A security key made of software: answers WebAuthn challenges as a FIDO2 token does."""

import json
import os
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

PRESENT, KEY_INCLUDED = 0x01, 0x40


class SoftKey:
    """One key pair; `origin` is the page that the browser would vouch for."""

    def __init__(self, origin: str = "http://localhost") -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.origin = origin
        self.uses = 0

    def _client(self, kind: str, options: dict[str, Any]) -> CollectedClientData:
        challenge = websafe_decode(options["publicKey"]["challenge"])
        return CollectedClientData.create(type=kind, challenge=challenge, origin=self.origin)

    def _said(self, response: dict[str, str]) -> str:
        own = websafe_encode(self.id)
        return json.dumps(
            {
                "id": own,
                "rawId": own,
                "type": "public-key",
                "clientExtensionResults": {},
                "response": response,
            }
        )

    def register(self, options: dict[str, Any]) -> str:
        """The answer to navigator.credentials.create."""
        client = self._client("webauthn.create", options)
        held = AttestedCredentialData.create(
            bytes(16), self.id, ES256.from_cryptography_key(self.private.public_key())
        )
        rp = sha256(options["publicKey"]["rp"]["id"].encode()).digest()
        data = AuthenticatorData.create(rp, PRESENT | KEY_INCLUDED, 0, held)
        return self._said(
            {
                "clientDataJSON": websafe_encode(client),
                "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
            }
        )

    def sign(self, options: dict[str, Any]) -> str:
        """The answer to navigator.credentials.get."""
        self.uses += 1
        client = self._client("webauthn.get", options)
        rp = sha256(options["publicKey"]["rpId"].encode()).digest()
        data = AuthenticatorData.create(rp, PRESENT, self.uses)
        signature = self.private.sign(data + client.hash, ec.ECDSA(hashes.SHA256()))
        return self._said(
            {
                "clientDataJSON": websafe_encode(client),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
            }
        )
