"""Signing and recovering on the curve secp256k1, for the sandbox: by coincurve, or by eth-keys where that has no wheel."""

from __future__ import annotations

from functools import cache
from typing import Protocol


class Curve(Protocol):
    """What the sandbox needs of a library. Signatures are r, s and 0 or 1, 65 bytes; public keys are x and y, 64 bytes."""

    def public_key(self, private_key: bytes) -> bytes: ...

    def sign(self, private_key: bytes, digest: bytes) -> bytes: ...

    def recover(self, digest: bytes, signature: bytes) -> bytes | None:
        """Give the public key that signed a digest; None where there is none."""
        ...


@cache
def curve() -> Curve:
    """Load the library. Raises ModuleNotFoundError where there is neither."""
    try:
        from crossbook.sandbox.predictstreet import coincurve_curve  # noqa: PLC0415 - who verifies and signs nothing loads neither
    except ModuleNotFoundError as missing:
        try:
            from crossbook.sandbox.predictstreet import eth_keys_curve  # noqa: PLC0415 - as above
        except ModuleNotFoundError:
            raise missing from None
        return eth_keys_curve
    return coincurve_curve
