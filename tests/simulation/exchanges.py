"""One request on its way, and everything that came of it: what the caller was told, and what the venue really did."""

from __future__ import annotations

from typing import Any

import msgspec


class Exchange(msgspec.Struct, kw_only=True):
    """One attempt at one request. Filled in as it happens."""

    number: int
    call: int
    """Which call it belongs to."""
    method: str
    target: str
    path: str
    """Its target without what is asked for behind `?`."""
    body: bytes | None
    asks: Any
    """The body, read; None where there is none."""
    fresh: bool
    """Whether it went out on a connection of its own."""
    step: int = 0
    """Which step of its call it is for: repeats are for the same."""
    credentials: int = 0
    """With which of its caller's credentials it goes: the first, or others that were asked for since."""
    left: float | None = None
    """When its first byte left; None where none did."""
    gone: float | None = None
    """When its last byte had left."""
    stopped: float | None = None
    """When its call was stopped from outside while it was under way: nothing more of it left after that."""
    arrived: float | None = None
    """When the venue had it; None where it never did."""
    acted: bool = False
    """Whether the venue carried it out."""
    told: float | None = None
    """When its caller was told what came of it; None where the call was over before."""
    status: int | None = None
    """What the venue answered, if its caller was told."""
    reply: bytes = b""
    retry_after: float | None = None
    """How many seconds the venue asked to wait, if its caller was told."""
    clear: bool = False
    """Whether its caller was told, by a documented answer with nothing wrong in it, exactly what the venue did."""
    troubles: tuple[str, ...] = ()
    """What was done to it, by name."""

    def stop(self, moment: float) -> None:
        """Let nothing more of it leave."""
        self.stopped = moment
        if self.gone is not None:
            self.gone = min(self.gone, moment)

    @property
    def in_doubt(self) -> bool:
        """Say whether the venue may have acted for all that its caller can know."""
        return self.left is not None and not self.clear


class Said(msgspec.Struct, kw_only=True):
    """What a venue answers."""

    status: int
    payload: Any
    """The body before it is written; bytes where it is not JSON."""
    form: str = "error"
    """Which form the reply has, for those who spoil it."""
    clear: bool = True
    """Whether it says exactly what was done. A venue that broke down cannot."""
    headers: dict[str, str] = {}

    def body(self) -> bytes:
        payload: object = self.payload
        return payload if isinstance(payload, bytes) else msgspec.json.encode(payload)
