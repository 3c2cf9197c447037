# Generated from specs/templates/runtime/soundness.py by `nox -s regenerate`. Do not edit.
"""What is looked at in a reply before it is decoded: every byte of it, whether a type reads it or not."""

from __future__ import annotations

import re
from typing import Final

import msgspec

DEEPEST: Final = 256
"""How deep JSON may be nested. The decoder calls itself for each level, and a thread may have a stack of a few hundred kB.

No venue document goes beyond a dozen.
"""

_LARGE: Final = 32_768
_BRACKETS: Final = b"[]{}"
_ALL_BUT_BRACKETS: Final = bytes(byte for byte in range(256) if byte not in _BRACKETS)
_ALL_BUT_BRACKETS_AND_QUOTES: Final = bytes(byte for byte in _ALL_BUT_BRACKETS if byte != ord('"'))
_STRING: Final = re.compile(rb'"[^"]*(?:"|\Z)')
_ROUNDS: Final = 16
_OPENING: Final = frozenset(b"[{")


def sound(text: str | bytes) -> bytes:
    """Give a reply as bytes. Raises msgspec.DecodeError where it is not UTF-8 in every part, or nested too deep to be decoded."""
    if isinstance(text, str):
        try:
            body = text.encode()
        except UnicodeEncodeError as error:
            message = f"text that is not UTF-8: {error.reason} at character {error.start}"
            raise msgspec.DecodeError(message) from None
    else:
        body = text
        if not body.isascii():
            _check_utf8(body)
    if len(body) > DEEPEST and _may_be_deep(body):
        message = f"JSON is nested deeper than {DEEPEST} levels"
        raise msgspec.DecodeError(message)
    return body


def _check_utf8(body: bytes) -> None:
    try:
        body.decode()
    except UnicodeDecodeError as error:
        message = f"bytes that are not UTF-8: {error.reason} at byte {error.start}"
        raise msgspec.DecodeError(message) from None


def _may_be_deep(body: bytes) -> bool:
    # Written for the common case: few brackets in all, whatever they are. Of a large reply that is not worth asking.
    if len(body) < _LARGE and len(body.translate(None, _ALL_BUT_BRACKETS)) <= DEEPEST:
        return False
    brackets = _brackets(body)
    # Taking out what closes where it opens takes a level off, or two, and is quick. What is left after a few rounds is counted.
    left = brackets
    for _ in range(_ROUNDS):
        left = left.replace(b"[]", b"").replace(b"{}", b"")
        if not left:
            return False
    return _depth(brackets) > DEEPEST


def _brackets(body: bytes) -> bytes:
    """Give the brackets of JSON in their order, without those in strings."""
    if b"\\" in body:
        # Of a run of backslashes each pair is one, from the left; a quote behind one that is over does not end its string.
        body = body.replace(b"\\\\", b"").replace(b'\\"', b"")
    # A string without brackets leaves two quotes side by side. An odd run of quotes is left as one, so nothing changes sides.
    found = body.translate(None, _ALL_BUT_BRACKETS_AND_QUOTES).replace(b'""', b"")
    return _STRING.sub(b"", found) if b'"' in found else found


def _depth(brackets: bytes) -> int:
    deepest = depth = 0
    for bracket in brackets:
        depth += 1 if bracket in _OPENING else -1
        deepest = max(deepest, depth)
    return deepest
