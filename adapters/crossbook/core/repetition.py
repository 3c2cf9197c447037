"""Finds members that stand twice in one JSON object. A decoder takes the last and says nothing; of an order's fate, that is a guess."""

from __future__ import annotations

import json
import re
from typing import Final

import msgspec

_TEXTS: Final = re.compile(r'"([^"]*)"(?:\s*(:))?')


class _RepeatedError(ValueError):
    """A member stands twice."""


def repeated_member(body: bytes | str) -> str | None:
    """Give the name of a member that stands twice in the same object, or None where there is none. Takes valid JSON."""
    if _is_all_there_is(body if isinstance(body, bytes) else body.encode()):
        return None
    text = body if isinstance(body, str) else body.decode()
    if _all_named_once(text):
        return None
    try:
        _DECODER.decode(text)
    except _RepeatedError as error:
        return str(error)
    return None


def names_once(body: bytes, *members: tuple[bytes, int]) -> bool:
    """Say quickly whether members certainly stand no more often in a body than the objects that have them.

    Each member is its quoted name, and the number of objects that hold it. False means only that a closer look is due: a
    name may also be the value of a member, or be written with escapes.
    """
    return b"\\" not in body and all(body.count(name) == number for name, number in members)


def has_members(body: bytes, number: int) -> bool:
    """Say quickly whether a body has so many members, in all of its objects together. It has at least so many different ones.

    Then none stands twice: each has a colon, however it is written. False means only that a closer look is due, because a text
    may hold colons too.
    """
    return body.count(b":") == number


def _is_all_there_is(body: bytes) -> bool:
    """Say quickly whether a body is written again as it stands by who read it: then no member was lost. False means nothing."""
    try:
        return msgspec.json.encode(msgspec.json.decode(body)) == body
    except msgspec.MsgspecError:
        return False


def _all_named_once(text: str) -> bool:
    """Say quickly whether no name at all stands twice, in whichever object. Without escapes, every quote begins or ends a text."""
    if "\\" in text:
        return False
    names = [name for name, colon in _TEXTS.findall(text) if colon]
    return len(set(names)) == len(names)


def _distinct(pairs: list[tuple[str, object]]) -> None:
    if len(dict(pairs)) != len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise _RepeatedError(name)
            seen.add(name)


# Numbers are passed over as they stand: one of five thousand digits is no reason to fail.
_DECODER: Final = json.JSONDecoder(object_pairs_hook=_distinct, parse_int=str, parse_float=str)
