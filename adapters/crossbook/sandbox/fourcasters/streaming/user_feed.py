"""The user feed on the wire: each message to every connection of its account, as it is kept for the replay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import define, frozen

from crossbook.sandbox.fourcasters.accounts import Account
from crossbook.sandbox.links import Frame, Link
from crossbook.sandbox.records import Journal, RequestRecord, redacted
from crossbook.sandbox.socket_spec import SocketSpec
from crossbook.sandbox.wire import JsonObject, dumps

PATH: Final = "/v2/user"
EVENT: Final = "event"
"""The spec's name for the one message of this feed, which has none on the wire."""


@frozen
class UserFeedRoom:
    """The connections to the feed, by account."""

    spec: SocketSpec
    journal: Journal
    links: dict[str, dict[Link, None]]

    def tell(self, account: str, message: JsonObject) -> None:
        """Send a message to whoever listens for an account."""
        links = self.links.get(account)
        if not links:
            return
        self.journal.violated(EVENT, "reply", *self.spec.frame_problems(EVENT, message))
        frame = Frame(dumps(message))
        for link in links:
            link.push(EVENT, frame)


@define(eq=False)
class UserFeedSession:
    """One connection. Nothing comes first: no page describes a snapshot, or anything else on connecting."""

    owner: Account
    headers: Mapping[str, str]
    room: UserFeedRoom
    link: Link | None = None

    @property
    def account(self) -> str:
        return self.owner.name

    def opened(self, link: Link) -> None:
        self.link = link
        self.room.links.setdefault(self.owner.id, {})[link] = None

    def receive(self, text: str) -> None:
        """Take note of a frame: the client of this feed has nothing to say, and what the venue answers is undocumented."""
        self.room.journal.received(RequestRecord("unreadable frame", "socket", PATH, text, redacted(self.headers)))
        self.room.journal.violated("unreadable frame", "request", f"expected no frame on the user feed, found {text[:80]!r}")

    def closed(self) -> None:
        if self.link is not None:
            self.room.links.get(self.owner.id, {}).pop(self.link, None)
