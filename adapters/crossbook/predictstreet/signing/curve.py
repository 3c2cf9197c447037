"""Signing and recovering on the curve secp256k1, by whichever library is there: coincurve, or cryptography where that has no wheel."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final, Protocol, TypeAlias

from crossbook.predictstreet.signing.extra import missing
from crossbook.predictstreet.signing.points import ORDER

HALF_ORDER: Final = ORDER // 2
"""Of the two values that s can have, contracts take the lower one."""
SIGNATURE_BYTES: Final = 65
DIGEST_BYTES: Final = 32
V: Final = 27
"""What contracts expect the last byte to count from."""

Sign: TypeAlias = Callable[[bytes], bytes]
"""Signs a digest of 32 bytes: r, s and v, 65 bytes, v of 27 or 28, s the lower one."""


class Curve(Protocol):
    """What is needed of a library. None of it shows a key."""

    def key(self, secret: bytes) -> tuple[bytes, Sign]:
        """Make a private key of 32 bytes: give its public key, 64 bytes, and what signs with it."""
        ...

    def recover(self, digest: bytes, signature: bytes) -> bytes | None:
        """Give the public key, 64 bytes, that made a signature whose form is right; None where there is none."""
        ...


@cache
def curve() -> Curve:
    """Load the library. Raises ModuleNotFoundError, saying what to install, where there is none."""
    try:
        from crossbook.predictstreet.signing import coincurve_keys  # noqa: PLC0415 - who signs nothing loads neither
    except ModuleNotFoundError:
        pass
    else:
        return coincurve_keys
    try:
        from crossbook.predictstreet.signing import cryptography_keys  # noqa: PLC0415 - as above
    except ModuleNotFoundError:
        raise missing("coincurve") from None
    return cryptography_keys


def recover(digest: bytes, signature: bytes) -> bytes | None:
    """Give the public key that signed a digest, 64 bytes; None for what is no signature, as strictly as contracts look at it."""
    if len(signature) != SIGNATURE_BYTES or signature[64] not in (V, V + 1):
        return None
    r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:64])
    if not (0 < r < ORDER and 0 < s <= HALF_ORDER):
        return None
    return curve().recover(digest, signature)
