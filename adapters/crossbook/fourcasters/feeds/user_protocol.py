"""The user feed without a socket: what was missed is told before what happens now, and nothing is told twice. Pure; it is told the time.

After each opening the messages that were missed are asked for over REST, and what the connection brings meanwhile is held back. What
cannot be relied on (a frame that cannot be read, a replay that fails) ends the connection, and the next one begins in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from crossbook.core.catching_up import CatchingUp, Distrust
from crossbook.errors import CrossbookError, Forbidden, RateLimited, Refused, Unauthorized
from crossbook.feeds import Connected, Disconnected, Gap, Live, Lost, Replayed
from crossbook.fourcasters.feeds.events import RestingOrders, UnlistedEvent, UserFeedEvent
from crossbook.fourcasters.feeds.given import Given
from crossbook.fourcasters.feeds.listing import Listing, Placed, read_listing
from crossbook.fourcasters.feeds.positions import Position, position_of, text_of
from crossbook.fourcasters.feeds.reading import read_message
from crossbook.fourcasters.feeds.wants import Ask, AskReplay, AskResting, Phase
from crossbook.fourcasters.orders.order import Order
from crossbook_bindings.fourcasters.rest import ReplayUserMessagesReply
from crossbook_bindings.fourcasters.user_feed import frames
from crossbook_bindings.fourcasters.user_feed.models import UserEvent
from crossbook_bindings.runtime import UnknownFrame

SOURCE: Final = "fourcasters user feed"
_SOON: Final = 2.0
"""Seconds after an opening until the first check: a venue may take a connection for open before it is told anything there."""
_REFUSALS: Final = 3
"""How often in a row the venue may refuse to replay from a place before that counts as gone. No page says how it would."""


class UserFeedProtocol(CatchingUp[UserFeedEvent, Ask]):
    """Keeps one feed over any number of connections. What it has to tell waits in it until it is taken."""

    def __init__(self, *, cursor: Position | None, most_waiting: int, check_every: float) -> None:
        super().__init__(most_waiting)
        self._given = Given(cursor)
        self._check_every = check_every
        self._phase = Phase.CLOSED
        self._check_at = 0.0
        self._refused = 0
        self._gap = ""
        """Why there is one, while it is made up for."""
        self._available: tuple[Placed, ...] = ()
        self._held: list[Placed | UnknownFrame] = []

    # What happens to the connection:

    def receive_open(self, now: float) -> None:
        """Take note that there is a connection: what was missed is asked for first."""
        if self._phase is Phase.OVER:
            return
        self._connections += 1
        self._check_at = now + min(_SOON, self._check_every)
        self._tell(Connected(source=SOURCE, connection=self._connections))
        self._catch_up()

    def receive_text(self, text: str) -> None:
        """Take in a frame."""
        if self._phase in (Phase.CLOSED, Phase.OVER):
            return
        try:
            message = frames.read(text)
        except msgspec.DecodeError as error:
            self._distrust(f"a frame came that cannot be read ({error})")
            return
        if isinstance(message, UnknownFrame):
            self._take(message)
            return
        position = position_of(message.messageID)
        if position is None:
            self._distrust(f"expected a message id of the form milliseconds-sequence, found {message.messageID[:60]!r}")
        else:
            self._take((position, message))

    def receive_time(self, now: float) -> None:
        """Take note of the time: soon after an opening, and now and then, what was told is held against the venue's list."""
        if self._phase is Phase.LIVE and now >= self._check_at:
            self._check_at = now + self._check_every
            after = self._given.replay_from
            if after is not None and self._waits_for is None:
                self._ask_replay(after)

    def receive_eof(self, problem: str) -> None:
        """Take note that there is no connection. What was held back comes again with the next replay."""
        if self._phase is not Phase.OVER:
            self._phase = Phase.CLOSED
        self._waits_for = None
        self._held.clear()
        self._available = ()

    def receive_waiting(self, problem: str, *, attempt: int, in_seconds: float) -> None:
        """Take note that another connection is tried later."""
        self._tell(Disconnected(source=SOURCE, problem=problem, attempt=attempt, in_seconds=in_seconds))

    def data_to_send(self) -> Sequence[str]:
        """Give nothing: nothing is said on this feed."""
        return ()

    @property
    def next_deadline(self) -> float | None:
        """When `receive_time` must be called at the latest."""
        return self._check_at if self._phase is Phase.LIVE else None

    # What comes of what it wanted:

    def receive_replay(self, number: int, reply: ReplayUserMessagesReply) -> None:
        """Take in the answer to an `AskReplay`."""
        asked = self._answered(number)
        if not isinstance(asked, AskReplay) or (after := position_of(asked.after)) is None:
            return
        self._refused = 0
        listing = read_listing(reply, after)
        if isinstance(listing, str):
            if self._phase is not Phase.LIVE:  # A check is made again.
                self._distrust(listing)
        elif self._phase is Phase.LIVE:
            self._check(listing, after)
        elif listing.is_complete:
            count = self._tell_listed(listing, after)
            self._tell(Replayed(source=SOURCE, count=count))
            self._go_live()
        else:
            self._reconcile(f"the venue does not have the messages after {asked.after} any more", listing.messages)

    def receive_resting(self, number: int, orders: tuple[Order, ...]) -> None:
        """Take in the answer to an `AskResting`: what can be told of the gap is told at once, and only then the cursor moves on."""
        if self._answered(number) is None:
            return
        before, since = self._given.cursor, self._given.replay_from
        self._tell(Gap(source=SOURCE, problem=self._gap, since=None if since is None else text_of(since)))
        for position, message in self._available:
            if before is not None and self._given.is_new(position):
                # A feed that goes on from here must be told of the gap again.
                self._tell(read_message(message, text_of(before)))
        if self._phase is Phase.OVER or self._outbox.is_full:
            self.lose(f"more than {self._most_waiting} events wait to be read")  # Behind the gap, nobody would be told of it again.
            return
        self._given.passed_over([position for position, _ in self._available])
        self._available = ()
        if self._tell(RestingOrders(orders=orders, cursor=self._cursor)):
            self._go_live()

    def receive_failure(self, number: int, error: CrossbookError) -> None:
        """Take note that what was asked for is not to be had."""
        if self._answered(number) is None or self._phase is Phase.LIVE:
            return  # A check that failed is made again; the connection tells more than it does.
        problem = f"what was missed could not be read ({error})"
        if isinstance(error, Unauthorized | Forbidden):
            self.lose(problem)
        elif isinstance(error, Refused) and not isinstance(error, RateLimited) and self._phase is Phase.REPLAYING:
            self._refused += 1
            if self._refused < _REFUSALS:
                self._distrust(problem)
            else:
                self._reconcile(f"the venue does not replay from there ({error})", ())
        else:
            self._distrust(problem)

    # What follows:

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self._phase is Phase.OVER

    @property
    def is_live(self) -> bool:
        """Whether what comes is told as it comes."""
        return self._phase is Phase.LIVE

    def lose(self, problem: str, *, missing: Position | None = None) -> None:
        """End the feed, and tell where another one goes on; `missing` is a message that was not told."""
        if self._phase is Phase.OVER:
            return
        self._phase = Phase.OVER
        self._waits_for = None
        self._held.clear()
        cursor = self._given.cursor if missing is None else self._given.cursor_without(missing)
        self._outbox.close(Lost(source=SOURCE, problem=problem, cursor=None if cursor is None else text_of(cursor)))

    @property
    def _cursor(self) -> str | None:
        return None if self._given.cursor is None else text_of(self._given.cursor)

    def _catch_up(self) -> None:
        after = self._given.replay_from
        if after is None:
            self._reconcile("there is no cursor to replay from", ())
        else:
            self._phase = Phase.REPLAYING
            self._ask_replay(after)

    def _ask_replay(self, after: Position) -> None:
        self._want(AskReplay(self._asked + 1, text_of(after)))

    def _reconcile(self, problem: str, available: tuple[Placed, ...]) -> None:
        self._phase, self._gap, self._available = Phase.RECONCILING, problem, available
        self._refused = 0
        self._want(AskResting(self._asked + 1))

    def _check(self, listing: Listing, after: Position) -> None:
        if listing.is_complete:
            self._tell_listed(listing, after)
        elif any(self._given.is_new(position) for position, _ in listing.messages):
            self._reconcile("messages were missing, and the venue does not have all of them any more", listing.messages)
        else:
            # An account that has been quiet for long. Nothing says that this connection has lost anything.
            self._given.passed_over([position for position, _ in listing.messages])

    def _tell_listed(self, listing: Listing, after: Position) -> int:
        fresh = [placed for placed in listing.messages if self._given.is_new(placed[0])]
        for position, message in fresh:
            self._tell_message(position, message)
        if self._phase is not Phase.OVER:
            self._given.listed(after, [position for position, _ in listing.messages])
        return len(fresh)

    def _go_live(self) -> None:
        if self._phase is Phase.OVER:
            return
        held, self._held = self._held, []
        self._phase = Phase.LIVE
        for each in held:
            self._take(each)
        self._tell(Live(source=SOURCE))

    def _take(self, message: Placed | UnknownFrame) -> None:
        if self._phase is Phase.LIVE:
            if isinstance(message, UnknownFrame):
                self._tell(UnlistedEvent(message_id=None, cursor=self._cursor, venue_event=message.text))
            elif self._given.is_new(message[0]):
                self._tell_message(*message)
        elif len(self._held) < self._most_waiting:
            self._held.append(message)
        else:
            self.lose(f"more than {self._most_waiting} messages came while what was missed before them was asked for")

    def _tell_message(self, position: Position, message: UserEvent) -> None:
        if self._tell(read_message(message, text_of(self._given.cursor_with(position))), missing=position):
            self._given.tell(position)

    def _tell(self, event: UserFeedEvent, *, missing: Position | None = None) -> bool:
        """Put something where it is taken from, if there is room, and say whether there was."""
        if self._phase is Phase.OVER or self._outbox.is_full:
            self.lose(f"more than {self._most_waiting} events wait to be read", missing=missing)
            return False
        self._outbox.put(event)
        return True

    def _distrust(self, problem: str) -> None:
        self._phase = Phase.CLOSED
        self._waits_for = None
        self._held.clear()
        self._wants.append(Distrust(self._connections, problem))
