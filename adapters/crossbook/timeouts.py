"""How long to wait for a venue."""

from __future__ import annotations

import attrs


def _positive(_: object, attribute: attrs.Attribute[float], value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < float("inf"):
        message = f"{attribute.name}: expected a number of seconds above 0, found {value!r}"
        raise ValueError(message)


@attrs.frozen(kw_only=True)
class Timeouts:
    """How long to wait, in seconds. Raises ValueError for anything but positive, finite numbers."""

    connect: float = attrs.field(default=5.0, validator=_positive)
    """Seconds to wait for a connection: nothing has been sent when they run out."""
    reply: float = attrs.field(default=20.0, validator=_positive)
    """Seconds to wait for a complete reply: the outcome is unknown when they run out. 4casters itself gives up after 15 s."""
