"""The price feed on the wire: what a connection asks for, and who gets which message."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from attrs import define

from crossbook.sandbox.delivery import Delivery, Gate, Ice, Manner, Outgoing
from crossbook.sandbox.faults import LOST_BEFORE, Fault, FaultQueue, PendingFault
from crossbook.sandbox.fourcasters.accounts import Account
from crossbook.sandbox.fourcasters.market.games import FourcastersGame
from crossbook.sandbox.fourcasters.streaming.choices import Choices, keys
from crossbook.sandbox.frame_faults import spoiled
from crossbook.sandbox.links import Frame, Link
from crossbook.sandbox.records import Journal, RequestRecord, redacted
from crossbook.sandbox.socket_spec import SocketSpec
from crossbook.sandbox.wire import Json, loads, member, strings, text

PATH: Final = "/price-stream"
_UNREADABLE: Final = "unreadable frame"


@define(eq=False)
class PriceFeedRoom:
    """The connections to the feed, and what they hear of."""

    spec: SocketSpec
    journal: Journal
    faults: FaultQueue
    gate: Gate
    ice: Ice
    choices: Choices[PriceFeedSession]

    def tell(self, game: FourcastersGame, name: str, written: Callable[[str], Frame]) -> None:
        """Send a message about a game to whoever hears of it; `written` gives it as the account of that id sees it."""
        for session in self.choices.who_hears(game):
            if session.link is not None:
                session.link.push(name, written(session.owner.id))


@define(eq=False)
class PriceFeedSession:
    """One connection. It begins with everything; what it chooses lasts as long as it does."""

    owner: Account
    headers: Mapping[str, str]
    room: PriceFeedRoom
    link: Link | None = None

    @property
    def account(self) -> str:
        return self.owner.name

    def opened(self, link: Link) -> None:
        self.link = link
        self.room.choices.hear_everything(self)

    def closed(self) -> None:
        self.link = None
        self.room.choices.leave(self)

    def receive(self, text: str) -> None:
        """Act on a command. None has an acknowledgement, and no page has an error: what is no command is noted, and no more."""
        room = self.room
        frame, name = _read(text)
        known = name if name in room.spec.messages and name not in room.spec.pushes else None
        room.journal.received(RequestRecord(known or _UNREADABLE, "socket", PATH, text, redacted(self.headers)))
        if known is None:
            room.journal.violated(_UNREADABLE, "request", f"expected a command of the price feed, found {text[:80]!r}")
            return
        room.journal.violated(known, "request", *room.spec.frame_problems(known, frame))
        planned = room.faults.take(known, "socket", PATH)
        if room.ice.frozen or (planned is not None and planned.fault is Fault.FREEZE):
            later = None if planned is None or planned.fault is Fault.FREEZE else planned
            self._answer(room.ice.hold(lambda: self._struck(known, frame, later)))
        else:
            self._answer(self._struck(known, frame, planned))

    def _answer(self, outgoing: Outgoing) -> None:
        if self.link is not None:
            self.link.answer(outgoing)

    def _struck(self, name: str, frame: Json, planned: PendingFault | None) -> Delivery:
        if planned is not None and planned.fault in LOST_BEFORE:
            return Delivery(Manner.DROP)
        if self.link is not None:  # a connection that has gone while its command was held has nothing to choose
            self._act(name, frame)
        nothing = Delivery(Manner.NOTHING)
        return nothing if planned is None else spoiled(nothing, planned, self.room.gate)

    def _act(self, name: str, frame: Json) -> None:
        lists = (strings(frame, part) or () for part in ("gameIDs", "leagueIDs", "sportIDs"))
        named = keys(*lists)
        match name:
            case "subscribe":
                # What a subscribe without `replace` does is not stated: it adds here.
                self.room.choices.choose(self, named, replace=member(frame, "replace") is True)
            case "unsubscribe":
                self.room.choices.drop(self, named)
            case _:
                self.room.choices.hear_everything(self)


def _read(frame_text: str) -> tuple[Json, str | None]:
    try:
        frame = loads(frame_text)
    except ValueError:
        return None, None
    return frame, text(frame, "type")
