"""What a test can do with the websockets of the PredictStreet sandbox."""

from __future__ import annotations

from crossbook.sandbox.predictstreet.chain_control import ChainControl
from crossbook.sandbox.predictstreet.sockets.announcer import BookEvent
from crossbook.sandbox.predictstreet.sockets.channels import PLATFORM
from crossbook.sandbox.wire import Json


class SocketControl(ChainControl):
    """The two gateways: their addresses, and what events say where pages say nothing."""

    @property
    def socket_url(self) -> str:
        """`ws://127.0.0.1:PORT`: the host of both gateways, `/ws/market` and `/ws/user`."""
        return f"ws://{self._address}"

    @property
    def market_socket_url(self) -> str:
        """`ws://127.0.0.1:PORT/ws/market`."""
        return f"{self.socket_url}/ws/market"

    @property
    def user_socket_url(self) -> str:
        """`ws://127.0.0.1:PORT/ws/user`."""
        return f"{self.socket_url}/ws/user"

    @property
    def book_event(self) -> BookEvent:
        """How a change of a book is told: `book_update`, with a hash, or `book_delta`, without. Which comes when is in no page."""
        return self._engine.announcer.book_event

    @book_event.setter
    def book_event(self, value: BookEvent) -> None:
        with self._engine.lock:
            self._engine.announcer.book_event = value

    @property
    def book_levels(self) -> bool:
        """Whether a change of a book carries the whole book, as a snapshot does; not unless a test says so.

        Under which names it holds levels, and whether all or the changed ones, is in no page that could be read.
        """
        return self._engine.announcer.tells_levels

    @book_levels.setter
    def book_levels(self, value: bool) -> None:
        with self._engine.lock:
            self._engine.announcer.tells_levels = value

    @property
    def lifecycle_events(self) -> bool:
        """Whether condition_lifecycle has events; not unless a test says so, as the venue sends few or none so far."""
        return self._engine.announcer.tells_lifecycle

    @lifecycle_events.setter
    def lifecycle_events(self, value: bool) -> None:
        with self._engine.lock:
            self._engine.announcer.tells_lifecycle = value

    def set_event(self, event: str, members: Json) -> None:
        """Let an `event` of the sockets carry these `members` in its data until the sandbox is reset, beside those that pages list.

        For the payloads that no page shows: `order_placed`, `trade_matched`, `ohlc_update` and others. Numbers are int or
        Decimal. Raises ValueError for an unknown event, or members that are no object.
        """
        known = {name for spec in self._engine.room.specs.values() for name in spec.pushes} - {"connected"}
        if event not in known or not isinstance(members, dict):
            raise ValueError(f"expected an event of {', '.join(sorted(known))} and an object of members, found {event!r} and {members!r}")
        with self._engine.lock:
            self._engine.room.members[event] = members

    def announce_platform_status(self, members: Json) -> None:
        """Send platform_status to whoever listens on the channel system, with these `members` as its data: no page shows them.

        Raises ValueError for members that are no object.
        """
        if not isinstance(members, dict):
            raise ValueError(f"expected an object of members, found {members!r}")  # noqa: TRY004 - like every argument that does not fit
        with self._engine.lock:
            self._engine.room.publish(PLATFORM, "system", PLATFORM, members)
