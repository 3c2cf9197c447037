"""What a planted mistake is."""

from __future__ import annotations

import msgspec


class Mutant(msgspec.Struct, frozen=True):
    """One mistake: what a module says, and what it says instead."""

    name: str
    module: str
    right: str
    wrong: str
    world: str = ""
    """What the names of its runs begin with: `pull/` for those of `PullWorld`."""
