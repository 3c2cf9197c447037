"""A case: one or more calls of one client, each with the answers that it is to get."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from fuzz.answers import Answer

Venue: TypeAlias = Literal["fourcasters", "predictstreet"]
Surface: TypeAlias = Literal["fourcasters-sync", "fourcasters-async", "predictstreet-sync", "predictstreet-async", "socket"]
SURFACES: tuple[Surface, ...] = ("fourcasters-sync", "fourcasters-async", "predictstreet-sync", "predictstreet-async", "socket")


@attrs.frozen
class Step:
    """A call, by its public name, and what the venue does."""

    call: str
    args: tuple[object, ...] = ()
    answers: tuple[Answer, ...] = ()
    frames: tuple[bytes, ...] = ()
    """Orders socket: the frames that come back; @0@ stands for the correlation id of the first command of the case, and so on."""
    ending: Literal["keep", "close", "drop", "silent"] = "keep"
    """Orders socket: what becomes of the connection after the frames."""
    tried: tuple[str, ...] = ()
    """The names of what was done to an honest reply."""


@attrs.frozen
class Scenario:
    """Steps in order. On the socket they are sent at once, and answered in one go when the last has come."""

    surface: Surface
    steps: tuple[Step, ...]
