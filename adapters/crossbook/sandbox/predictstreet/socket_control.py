"""What a test can do with the websockets of the PredictStreet sandbox."""

from __future__ import annotations

from crossbook.sandbox.predictstreet.chain_control import ChainControl
from crossbook.sandbox.predictstreet.sockets.announcer import BookEvent


class SocketControl(ChainControl):
    """The two gateways: their addresses, and how their events are told."""

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
