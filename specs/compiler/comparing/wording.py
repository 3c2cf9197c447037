"""Shows what changed in words: those that went and those that came, with a few around them."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final

_AROUND: Final = 3
"""How many words are shown on each side of a change."""
_LONG: Final = 120
_MANY: Final = 4
"""How many places of one text are shown; the rest is counted."""
_WORD: Final = re.compile(r"\S+")


def transition(old: str, new: str) -> str:
    """Say in one line what became what. Of long texts only the words that changed are shown: `up to [-50-] {+100+} rows`."""
    was, becomes = flat(old), flat(new)
    if was and becomes:
        return f"{was} → {becomes}" if len(was) <= _LONG and len(becomes) <= _LONG else changed_words(was, becomes)
    return shortened(was or becomes)


def changed_words(old: str, new: str) -> str:
    """Show the words that changed, wherever they stand."""
    was, becomes = _WORD.findall(old), _WORD.findall(new)
    blocks = [block for block in SequenceMatcher(None, was, becomes, autojunk=False).get_opcodes() if block[0] != "equal"]
    shown: list[str] = []
    for _, a, b, c, d in blocks[:_MANY]:
        gone, came = shortened(" ".join(was[a:b])), shortened(" ".join(becomes[c:d]))
        before, after = becomes[max(0, c - _AROUND) : c], becomes[d : d + _AROUND]
        words = [*before, f"[-{gone}-]" if gone else "", f"{{+{came}+}}" if came else "", *after]
        left, right = "… " if c > _AROUND else "", " …" if d + _AROUND < len(becomes) else ""
        shown.append(left + " ".join(word for word in words if word) + right)
    more = len(blocks) - _MANY
    return "; ".join(shown) + (f"; and {more} more places" if more > 0 else "")


def flat(words: str) -> str:
    """Bring words to one line."""
    return " ".join(words.split())


def shortened(words: str) -> str:
    """Bring long words to one line of bearable length, with their beginning and their end."""
    line = flat(words)
    half = _LONG // 2 - 1
    return line if len(line) <= _LONG else f"{line[:half]} … {line[-half:]}"
