"""Questions about values that types already answer, because callers are not always type-checked."""

from __future__ import annotations


def is_a(value: object, *kinds: type[object]) -> bool:
    """Say whether a value is of one of the kinds; a bool does not pass for a number."""
    return isinstance(value, kinds) and (bool in kinds or not isinstance(value, bool))
