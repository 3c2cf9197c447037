"""Whether something may be sent again when nobody knows whether it arrived: what follows from its kind, and what a spec adds."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from compiler.documents import Node, text

Repeatable: TypeAlias = Literal["always", "identical", "never"]

WORDS: Final[tuple[Repeatable, ...]] = ("always", "identical", "never")
_NAMES_ITS_ORDERS: Final = ("order", "orders")
"""A reference is no such name where it need not be unique: repeated, a cancel by reference would take orders placed since."""


def implied(effect: Node) -> Repeatable:
    """Say what follows from the kind and the scope of an effect."""
    kind, scope = text(effect.get("kind")), text(effect.get("scope"))
    return "always" if kind == "read" or (kind == "cancel" and scope in _NAMES_ITS_ORDERS) else "never"


def repeatable(effect: Node) -> Repeatable:
    """Say what holds: what the spec says, or else what follows."""
    for word in WORDS:
        if effect.get("repeatable") == word:
            return word
    return implied(effect)
