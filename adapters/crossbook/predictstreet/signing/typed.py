"""Signatures of anything that the venue has signed: orders, withdrawals, redeems, permits."""

from __future__ import annotations

from crossbook.core.checks import Call
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.signing.eip712 import typed_digest
from crossbook.predictstreet.signing.proving import proven
from crossbook.predictstreet.signing.signer import AsyncSigner, Signer
from crossbook_bindings.runtime.typed_data import DomainT, TypedStruct


def sign_typed(struct: TypedStruct[DomainT], domain: DomainT, *, signer: Signer) -> bytes:
    """Sign a `struct` under its `domain`, 65 bytes, and check that the signature recovers the `signer`. Nothing is sent.

    Structs and domains are `crossbook_bindings.predictstreet.signing.models`; what is unsure about each is said there. Raises
    NotSent where the signature is not the signer's, and InvalidField where `struct` is not signed under such a domain.
    """
    digest = typed_digest(struct, domain)
    return proven(Call(VENUE, "sign_typed"), digest, signer.sign_digest(digest), signer.address)


async def sign_typed_async(struct: TypedStruct[DomainT], domain: DomainT, *, signer: AsyncSigner) -> bytes:
    """Sign a `struct` under its `domain`, 65 bytes, with a `signer` that has to wait. Nothing is sent.

    Raises NotSent and InvalidField as `sign_typed` does.
    """
    digest = typed_digest(struct, domain)
    return proven(Call(VENUE, "sign_typed"), digest, await signer.sign_digest(digest), signer.address)
