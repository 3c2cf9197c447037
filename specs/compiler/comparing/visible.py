"""Makes words of others visible: what moves a cursor, turns a line around or ends one becomes a mark that everybody sees."""

from __future__ import annotations

import re
from typing import Final

_HIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_MARK: Final = "\ufffd"
_ACTS: Final = re.compile(r"(@(?=\w)|<(?=[\w/!?])|\](?=\()|#(?=\d)|\bGH-(?=\d)|github\.com(?=/))")
_JOINER: Final = "\u2060"


def visible(words: str) -> str:
    """Mark what cannot be seen in words. Line feeds and tabs stay."""
    return _HIDDEN.sub(_MARK, words.replace("\r\n", "\n"))


def inert(markdown: str) -> str:
    """Write Markdown in which words of others call nobody, close nothing, link nowhere and are no HTML, whatever they say."""
    return _ACTS.sub(rf"\1{_JOINER}", markdown)
