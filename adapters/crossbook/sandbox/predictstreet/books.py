"""The hash that a book is known by, over REST and on the socket."""

from __future__ import annotations

from hashlib import sha256

from crossbook.sandbox.predictstreet.matching import Level
from crossbook.sandbox.predictstreet.units import plain


def book_hash(bids: tuple[Level, ...], asks: tuple[Level, ...]) -> str:
    """Hash prices and quantities. The text that the venue hashes is not published, so this one is only like it in form."""
    sides = (("bids", bids), ("asks", asks))
    lines = [f"{name} {plain(level.price)} {plain(level.quantity)}" for name, levels in sides for level in levels]
    return sha256("\n".join(lines).encode()).hexdigest()[:16]
