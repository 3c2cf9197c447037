"""Who signs: a key of this process, or one that lives elsewhere, in a KMS or a wallet."""

from __future__ import annotations

from typing import Protocol


class Signer(Protocol):
    """Signs digests with one wallet's key. Whatever has these two may be one; what it gives is checked before it is used."""

    @property
    def address(self) -> str:
        """The wallet's address, 0x and 40 hexadecimal digits."""
        ...

    def sign_digest(self, digest: bytes, /) -> bytes:
        """Sign a `digest` of 32 bytes as it is, neither hashed nor prefixed: r, s and v, 65 bytes, v of 27 or 28, the lower s."""
        ...


class AsyncSigner(Protocol):
    """A `Signer` that has to wait: for a KMS over the network, for instance."""

    @property
    def address(self) -> str:
        """The wallet's address, 0x and 40 hexadecimal digits."""
        ...

    async def sign_digest(self, digest: bytes, /) -> bytes:
        """Sign a `digest` of 32 bytes as it is, neither hashed nor prefixed: r, s and v, 65 bytes, v of 27 or 28, the lower s."""
        ...
