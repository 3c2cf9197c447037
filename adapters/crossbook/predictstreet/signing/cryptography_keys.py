"""The curve by cryptography, which signs and cannot recover: who signed is reckoned by hand, in milliseconds."""

from __future__ import annotations

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from crossbook.predictstreet.signing import points
from crossbook.predictstreet.signing.curve import Sign, V
from crossbook.predictstreet.signing.points import ORDER


def key(secret: bytes) -> tuple[bytes, Sign]:
    private = ec.derive_private_key(int.from_bytes(secret), ec.SECP256K1())
    numbers = private.public_key().public_numbers()
    public = numbers.x.to_bytes(32) + numbers.y.to_bytes(32)
    algorithm = _algorithm()

    def sign(digest: bytes) -> bytes:
        r, s = decode_dss_signature(private.sign(digest, algorithm))
        s = min(s, ORDER - s)
        for v in (V, V + 1):
            made = r.to_bytes(32) + s.to_bytes(32) + bytes([v])
            if recover(digest, made) == public:
                return made
        message = "expected a signature that recovers its own key, found none"  # for one digest in 2**127
        raise ValueError(message)

    return public, sign


def recover(digest: bytes, signature: bytes) -> bytes | None:
    r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:64])
    return points.recover(digest, r, s, is_odd=signature[64] == V + 1)


def _algorithm() -> ec.ECDSA:
    """A digest is signed in one way, and not by chance, where the OpenSSL below is new enough."""
    try:
        return ec.ECDSA(Prehashed(SHA256()), deterministic_signing=True)
    except UnsupportedAlgorithm:
        return ec.ECDSA(Prehashed(SHA256()))
