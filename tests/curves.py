"""All libraries that sign on the curve secp256k1, where they are: coincurve has no wheel for every Python."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import cast

from crossbook.predictstreet.signing import cryptography_keys
from crossbook.predictstreet.signing.curve import Curve, Sign
from crossbook.sandbox.predictstreet import eth_keys_curve


class EthKeys:
    """A third library, and the one that the sandbox has where coincurve has no wheel."""

    def key(self, secret: bytes) -> tuple[bytes, Sign]:
        def sign(digest: bytes) -> bytes:
            made = eth_keys_curve.sign(secret, digest)
            return made[:64] + bytes([made[64] + 27])

        return eth_keys_curve.public_key(secret), sign

    def recover(self, digest: bytes, signature: bytes) -> bytes | None:
        return eth_keys_curve.recover(digest, signature[:64] + bytes([signature[64] - 27]))


HAS_COINCURVE = find_spec("coincurve") is not None
CURVES: list[Curve] = [
    EthKeys(),
    cryptography_keys,
    *([cast("Curve", import_module("crossbook.predictstreet.signing.coincurve_keys"))] if HAS_COINCURVE else []),
]
