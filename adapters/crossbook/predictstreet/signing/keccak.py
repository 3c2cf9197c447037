"""Keccak-256, which Ethereum hashes with. It is not the SHA-3 of the standard library."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from crossbook.predictstreet.signing.by_ctypes import by_ctypes
from crossbook.predictstreet.signing.extra import missing


def keccak(data: bytes) -> bytes:
    """Hash to 32 bytes. Raises ModuleNotFoundError, saying what to install, without the extra `signing`."""
    return _hasher()(data)


@cache
def _hasher() -> Callable[[bytes], bytes]:
    try:
        with by_ctypes():
            from Crypto.Hash import keccak as library  # noqa: PLC0415 - who signs nothing does not load it
    except ModuleNotFoundError:
        raise missing("pycryptodome") from None
    new = library.new
    return lambda data: new(digest_bits=256, data=data).digest()
