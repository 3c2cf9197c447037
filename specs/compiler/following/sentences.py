"""Takes from the prose of documents the sentences that the specs repeat."""

from __future__ import annotations

import re
from typing import Final

from compiler.comparing.telling import FIGURES, lays_down

_TELLING: Final = 3


def sentence(words: str) -> str:
    """Return the first sentence of words, on one line."""
    return sentences(words, 1)


def sentences(words: str, most: int) -> str:
    """Return the first sentences of words, on one line, without what marks them up."""
    return " ".join(split(words)[:most])


def split(words: str) -> list[str]:
    """Return the sentences of words, without what marks them up."""
    return re.split(r"(?<=[.!?])(?<!e\.g\.)(?<!i\.e\.) ", re.sub(r"[*`]+", "", " ".join(words.split())))


def telling_sentences(words: str) -> str:
    """Return the first two sentences, and of the others those that lay something down or give a figure, but for those about limits."""
    first, *others = split(re.sub(r"(?s)```.*?```", "", words))
    told = [each for each in others[1:] if lays_down(each) or FIGURES.search(each)]
    return " ".join([first, *others[:1], *[each for each in told if "rate limit" not in each][:_TELLING]])
