"""The curve by eth-keys, which reckons in Python: some milliseconds for each signature."""

from __future__ import annotations

from typing import Final

from eth_keys.backends.native.main import NativeECCBackend
from eth_keys.datatypes import PrivateKey, Signature
from eth_keys.exceptions import BadSignature

_BACKEND: Final = NativeECCBackend()


def public_key(private_key: bytes) -> bytes:
    return PrivateKey(private_key, backend=_BACKEND).public_key.to_bytes()


def sign(private_key: bytes, digest: bytes) -> bytes:
    return PrivateKey(private_key, backend=_BACKEND).sign_msg_hash(digest).to_bytes()


def recover(digest: bytes, signature: bytes) -> bytes | None:
    try:
        return Signature(signature, backend=_BACKEND).recover_public_key_from_msg_hash(digest).to_bytes()
    except BadSignature:
        return None
