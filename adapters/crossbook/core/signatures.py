"""What came of asking for a signature, as the executors report it: nothing is proven of it here."""

from __future__ import annotations

from typing import TypeAlias

import msgspec


class Signature(msgspec.Struct, frozen=True):
    """What a signer gave. Whoever has a signature can send what it is of, so it is not shown."""

    given: bytes

    def __repr__(self) -> str:
        return "Signature(***)"


class Unsigned(msgspec.Struct, frozen=True):
    """No signature could be had, so nothing that needs it was sent."""

    problem: str


Signing: TypeAlias = Signature | Unsigned
