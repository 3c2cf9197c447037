"""What spoils a reply."""

from __future__ import annotations

from random import Random
from typing import Any, Final, Protocol


class Spoiler(Protocol):
    """Changes a body, whose parts are its own; gives None where there is nothing to change."""

    @property
    def __name__(self) -> str: ...

    def __call__(self, rng: Random, payload: Any, names: list[str], /) -> Any:
        """Spoil a body that answers a request for these orders."""
        ...


BAD_AMOUNTS: Final = (-1, "NaN", "-0.01", "Infinity")
"""No amounts of anything."""

FOREIGN: Final = 9
"""How many orders there are that nobody asks for."""


def foreign_object_id(rng: Random) -> str:
    """Name an order of 4casters that is somebody else's, or was never placed."""
    return f"66cfff{int(rng.random() * FOREIGN):018x}"


def foreign_uuid(rng: Random) -> str:
    """Name an order of PredictStreet that is somebody else's, or was never placed."""
    return f"ffff0000-d9cb-469f-a165-{int(rng.random() * FOREIGN):012x}"
