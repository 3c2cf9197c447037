"""What several observers are told, and none of them can change for the others. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NoReturn


class Unchangeable(dict[str, object]):
    """A dictionary that stays as it is. Still one, so that whoever writes events down as JSON can."""

    def _refused(self, *_given: object, **_named: object) -> NoReturn:
        raise TypeError("expected an event to be read only, found an attempt to change what it holds")

    if not TYPE_CHECKING:  # Each has a type of its own.
        __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refused

    def __reduce__(self) -> tuple[type[Unchangeable], tuple[Mapping[str, object]]]:
        return Unchangeable, (dict(self),)
