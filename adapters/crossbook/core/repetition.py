"""Finds members that stand twice in one JSON object. A decoder takes the last and says nothing; of an order's fate, that is a guess."""

from __future__ import annotations

import json


class _RepeatedError(ValueError):
    """A member stands twice."""


def repeated_member(body: bytes | str) -> str | None:
    """Give the name of a member that stands twice in the same object, or None where there is none. Takes valid JSON."""
    try:
        # Numbers are passed over as they stand: one of five thousand digits is no reason to fail.
        json.loads(body, object_pairs_hook=_distinct, parse_int=str, parse_float=str)
    except _RepeatedError as error:
        return str(error)
    return None


def names_once(body: bytes, *members: tuple[bytes, int]) -> bool:
    """Say quickly whether members certainly stand no more often in a body than the objects that have them.

    Each member is its quoted name, and the number of objects that hold it. False means only that a closer look is due: a
    name may also be the value of a member, or be written with escapes.
    """
    return b"\\" not in body and all(body.count(name) == number for name, number in members)


def _distinct(pairs: list[tuple[str, object]]) -> None:
    if len(dict(pairs)) != len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise _RepeatedError(name)
            seen.add(name)
