"""Values that no document describes, as members of replies."""

from __future__ import annotations

from typing import TYPE_CHECKING, NewType, TypeAlias

from msgspec import Raw

Unlisted = NewType("Unlisted", str)
"""A word that the venue's documents do not list, where they list some.

A member of a reply is `Side | Unlisted`: `match` on the listed words, and what is left is exactly `Unlisted`.
"""

if TYPE_CHECKING:
    Unread: TypeAlias = Raw | None
    """JSON that no document describes, as it came; None where the venue left it out."""
else:
    # msgspec decodes a member into Raw, but not into a union with it. What is left out has its default all the same.
    Unread = Raw
