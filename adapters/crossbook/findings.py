"""What an examination finds: what is proven, what is wrong, and what nobody can say yet."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

Verdict: TypeAlias = Literal["proven", "wrong", "unproven"]
"""proven: something that does not depend on you has confirmed it. wrong: it has said otherwise. unproven: nothing was found out."""


@attrs.frozen
class Finding:
    """One thing that was looked at before anything is placed."""

    about: str
    """What was looked at, in a word or two: "key", "clock", "vault"."""
    verdict: Verdict
    """proven, wrong or unproven."""
    words: str
    """What was found, from whom, and what it leaves open."""
