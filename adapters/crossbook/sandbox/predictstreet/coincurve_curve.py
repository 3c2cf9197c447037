"""The curve by coincurve, which binds libsecp256k1."""

from __future__ import annotations

from coincurve import PrivateKey, PublicKey


def public_key(private_key: bytes) -> bytes:
    return PrivateKey(private_key).public_key.format(compressed=False)[1:]


def sign(private_key: bytes, digest: bytes) -> bytes:
    key = PrivateKey(private_key)
    return key.sign_recoverable(digest, hasher=None)  # pyright: ignore[reportUnknownMemberType] -- the library leaves a parameter's type open


def recover(digest: bytes, signature: bytes) -> bytes | None:
    try:
        found = PublicKey.from_signature_and_message(signature, digest, hasher=None)
    except Exception:  # noqa: BLE001 - the library raises plain Exception for what is no point of the curve
        return None
    return found.format(compressed=False)[1:]
