"""A signature counts only when the wallet that it should be of is the one that it recovers."""

from __future__ import annotations

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.errors import NotSent
from crossbook.predictstreet.signing.addresses import address_of
from crossbook.predictstreet.signing.curve import DIGEST_BYTES, HALF_ORDER, SIGNATURE_BYTES, V, recover
from crossbook.predictstreet.signing.keccak import keccak
from crossbook.predictstreet.signing.points import ORDER


def signer_of(digest: bytes, signature: bytes) -> str | None:
    """Give the address that signed a digest, lower case; None where this is no signature."""
    public_key = recover(digest, signature)
    return None if public_key is None else address_of(public_key)


def proven(call: Call, digest: bytes, signature: bytes, wallet: str) -> bytes:
    """Give back a signature that is `wallet`'s over `digest`. Raises NotSent for any other: nothing was sent."""
    if not is_a(signature, bytes) or len(signature) != SIGNATURE_BYTES:
        kind = f"{len(signature)} bytes" if is_a(signature, bytes) else type(signature).__name__
        raise not_sent(call, f"a signature of {SIGNATURE_BYTES} bytes (r, s and v)", kind)
    if signature[64] not in (V, V + 1):
        raise not_sent(call, f"a signature that ends with v, {V} or {V + 1}", f"{signature[64]} there")
    if HALF_ORDER < int.from_bytes(signature[32:64]) < ORDER:
        raise not_sent(call, "a signature with the lower of the two values of s, as contracts demand", "the higher")
    found = signer_of(digest, signature)
    if found != wallet.lower():
        raise not_sent(call, f"a signature of the wallet {wallet.lower()}", _described(digest, signature, wallet, found))
    return signature


def digest_of(call: Call, digest: bytes) -> bytes:
    """Check that a digest is 32 bytes."""
    if not is_a(digest, bytes) or len(digest) != DIGEST_BYTES:
        raise call.invalid(expected=f"a digest of {DIGEST_BYTES} bytes", found=digest)
    return digest


def _described(digest: bytes, signature: bytes, wallet: str, found: str | None) -> str:
    """Say what was found, and where it is likely to come from."""
    if signer_of(keccak(b"\x19Ethereum Signed Message:\n32" + digest), signature) == wallet.lower():
        return "one of a personal message (EIP-191) around the digest: the digest itself is to be signed"
    if signer_of(keccak(digest), signature) == wallet.lower():
        return "one of the digest hashed once more: the digest itself is to be signed"
    return "none of any wallet" if found is None else f"one of {found}"


def not_sent(call: Call, expected: str, found: str) -> NotSent:
    """Build the error for what is not to be sent."""
    error = NotSent(f"expected {expected}, found {found}; nothing was sent", venue=call.venue, operation=call.operation)
    error.position, error.user_reference = call.position, call.user_reference
    return error
