"""What stands between an open websocket and the state of a venue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from attrs import frozen

from crossbook.sandbox.links import Link


@frozen(kw_only=True)
class Handshake:
    """The request that opens a websocket."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    """Lower-case names."""


@frozen
class Turned:
    """A handshake that is answered, and the websocket closed at once."""

    code: int
    reason: str


class Session(Protocol):
    """One connection. Whoever calls holds the sandbox's lock."""

    @property
    def account(self) -> str:
        """Whose it is, in the word that tests know it by."""
        ...

    def opened(self, link: Link) -> None:
        """Told when frames can go out."""
        ...

    def receive(self, text: str) -> None:
        """Act on a frame. One that was no text is an empty one: no message."""
        ...

    def closed(self) -> None:
        """Told when no frame can go out any more."""
        ...
