"""A passkey in software: it makes a credential and answers challenges as a browser would send them."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

PLACE = "testserver"
FLAGS = AuthenticatorData.FLAG.USER_PRESENT | AuthenticatorData.FLAG.USER_VERIFIED


@dataclass
class Passkey:
    """One key on one device, of the officer it was made for."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    name: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    owner: str = ""

    def made(self, options: dict[str, Any]) -> str:
        """The answer to being made, which carries the public key."""
        asked = options["publicKey"]
        self.owner = asked["user"]["id"]
        kind: Any = ES256
        public_key = kind.from_cryptography_key(self.key.public_key())
        public = AttestedCredentialData.create(Aaguid.NONE, self.name, public_key)
        told = AuthenticatorData.create(_place(), FLAGS | AuthenticatorData.FLAG.ATTESTED, 0, public)
        return self._sent("webauthn.create", asked, attestationObject=AttestationObject.create("none", told, {}))

    def answer(self, options: dict[str, Any], *, owner: str = "", signed_by: Passkey | None = None) -> str:
        """The answer to a challenge; in the name of another `owner`, or signed by another key, where that is tried."""
        asked = options["publicKey"]
        told = AuthenticatorData.create(_place(), FLAGS, 0)
        client = _client("webauthn.get", asked)
        signature = (signed_by or self).key.sign(told + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        whose = owner or self.owner
        return self._sent("webauthn.get", asked, authenticatorData=told, signature=signature, userHandle=whose)

    def _sent(self, kind: str, asked: dict[str, Any], **response: Any) -> str:
        written = {
            name: value if isinstance(value, str) else websafe_encode(bytes(value)) for name, value in response.items()
        }
        return json.dumps(
            {
                "id": websafe_encode(self.name),
                "rawId": websafe_encode(self.name),
                "type": "public-key",
                "clientExtensionResults": {"credProps": {"rk": True}},
                "response": {"clientDataJSON": websafe_encode(_client(kind, asked)), **written},
            }
        )


def _client(kind: str, asked: dict[str, Any]) -> CollectedClientData:
    return CollectedClientData.create(type=kind, challenge=asked["challenge"], origin=f"https://{PLACE}")


def _place() -> bytes:
    return hashlib.sha256(PLACE.encode()).digest()
