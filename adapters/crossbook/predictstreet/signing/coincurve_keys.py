"""The curve by coincurve, which binds libsecp256k1."""

from __future__ import annotations

from typing import Protocol, cast

from coincurve import PrivateKey, PublicKey

from crossbook.predictstreet.signing.curve import Sign, V


class _SignsRecoverably(Protocol):
    def sign_recoverable(self, message: bytes, hasher: None) -> bytes: ...


def key(secret: bytes) -> tuple[bytes, Sign]:
    private = PrivateKey(secret)
    # The library leaves a part of its types open.
    signing = cast("_SignsRecoverably", private)

    def sign(digest: bytes) -> bytes:
        made = signing.sign_recoverable(digest, hasher=None)
        return made[:64] + bytes([made[64] + V])

    return private.public_key.format(compressed=False)[1:], sign


def recover(digest: bytes, signature: bytes) -> bytes | None:
    try:
        found = PublicKey.from_signature_and_message(signature[:64] + bytes([signature[64] - V]), digest, hasher=None)
    except Exception:  # noqa: BLE001 - versions of the library raise ValueError or plain Exception for what is no point of the curve
        return None
    return found.format(compressed=False)[1:]
