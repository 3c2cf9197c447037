"""The user feed without a socket: what was missed is told before what happens now, and nothing is told twice. Pure; it is told the time.

After each opening the messages that were missed are asked for over REST, and what the connection brings meanwhile is held back. What
cannot be relied on (a frame that cannot be read, a replay that fails) ends the connection, and the next one begins in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from crossbook.core.catching_up import Distrust, is_an_answer
from crossbook.errors import CrossbookError, Forbidden, InvalidRequest, Unauthorized
from crossbook.feeds import Connected, Disconnected, Gap, Live, Replayed
from crossbook.fourcasters.feeds.events import RestingOrders, UnlistedEvent
from crossbook.fourcasters.feeds.listing import AT_ONCE, Listing, Placed, ReplayReply, reading, with_earlier
from crossbook.fourcasters.feeds.positions import Place, Position, position_of, text_of
from crossbook.fourcasters.feeds.reading import read_frame, read_placed
from crossbook.fourcasters.feeds.telling import SOURCE, Telling
from crossbook.fourcasters.feeds.wants import LIVE, UNHEARD, AskReplay, AskResting, Phase
from crossbook.fourcasters.orders.order import Order
from crossbook_bindings.runtime import UnknownFrame

_SOON: Final = 2.0
"""Seconds after an opening until the first check: a venue may take a connection for open before it is told anything there."""
_REFUSALS: Final = 3
"""How often in a row a replay may be refused, or be what nobody can rely on, before there is a gap. No page says what either looks like."""


class UserFeedProtocol(Telling):
    """Keeps one feed over any number of connections. What it has to tell waits in it until it is taken."""

    def __init__(self, *, cursor: Place | None, most_waiting: int, check_every: float, at_once: int = AT_ONCE) -> None:
        super().__init__(cursor, most_waiting)
        self._check_every = check_every
        self._at_once = at_once
        self._unusable = 0
        """How often in a row a replay was."""
        self._gap = ""
        """Why there is one, while it is made up for."""

    # What happens to the connection:

    def receive_open(self, now: float) -> None:
        """Take note that there is a connection: what was missed is asked for first."""
        if self._phase is Phase.OVER:
            return
        self._connections += 1
        self._check_at = now + min(_SOON, self._check_every)
        self._tell(Connected(source=SOURCE, connection=self._connections))
        after = self._given.replay_from
        if after is None:
            self._reconcile("there is no cursor to replay from", Listing())
        else:
            self._phase = Phase.REPLAYING
            self._ask_replay(after)

    def receive_text(self, text: str) -> None:
        """Take in a frame."""
        if self._phase in UNHEARD:
            return
        message = read_frame(text)
        if isinstance(message, str):
            self._distrust(message)
        else:
            self._take(message)

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
        self._forget()

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

    def receive_replay(self, number: int, reply: ReplayReply) -> None:
        """Take in the answer to an `AskReplay`, whole."""
        for _ in self.taking_replay(number, reply):
            pass

    def taking_replay(self, number: int, reply: ReplayReply) -> Iterator[None]:
        """Take in the answer to an `AskReplay` part by part: what was missed may be so much that others need their turn in between."""
        asked = self._waits_for
        if not isinstance(asked, AskReplay) or asked.number != number or (after := position_of(asked.after)) is None:
            return
        listing = yield from reading(reply, after, self._nameless, at_once=self._at_once)
        if self._answered(number) is None:
            return  # The connection was lost meanwhile.
        if listing.problem is not None:
            self._doubt(listing, listing.problem)
            return
        self._unusable = 0
        if self._phase is Phase.LIVE:
            self._check(listing, after)
        elif listing.is_complete:
            yield from self._replay(listing, after)
        else:
            self._reconcile(f"the venue does not have the messages after {asked.after} any more", listing)

    def _replay(self, listing: Listing, after: Position) -> Iterator[None]:
        """Tell what was missed. What comes meanwhile is held back, as before; a connection that is lost has the rest listed again."""
        messages, connection, count = listing.messages, self._connections, 0
        for start in range(0, len(messages) or 1, self._at_once):
            part = messages[start : start + self._at_once]
            count += self._tell_listed(Listing(part), after)
            after = part[-1][0] if part else after
            yield
            if self._phase is not Phase.REPLAYING or self._connections != connection:
                return
        self._tell_nameless(listing, self._given.cursor)
        self._tell(Replayed(source=SOURCE, count=count))
        self._go_live()

    def receive_resting(self, number: int, orders: tuple[Order, ...]) -> None:
        """Take in the answer to an `AskResting`: what can be told of the gap is told at once, and only then the cursor moves on."""
        if self._answered(number) is None:
            return
        before, since = self._given.cursor, self._given.replay_from
        self._tell(Gap(source=SOURCE, problem=self._gap, since=None if since is None else text_of(since)))
        available, self._available = self._available, Listing()
        messages = with_earlier(available.messages, self._held)
        for placed in messages:
            if before is not None and self._given.is_new(placed[0]):
                # A feed that goes on from here must be told of the gap again.
                self._tell(read_placed(placed, before))
        self._tell_nameless(available, before)
        back = self._tell_strays(before)
        if not self._has_room():
            return
        self._given.passed_over(messages)
        if (anew := back or available.newest) is not None:
            self._given.restart(anew)
        if self._tell(RestingOrders(orders=orders, cursor=self._given.cursor)):
            self._go_live()

    def receive_failure(self, number: int, error: CrossbookError) -> None:
        """Take note that what was asked for is not to be had."""
        if self._answered(number) is None:
            return
        problem = f"what was missed could not be read ({error})"
        if isinstance(error, InvalidRequest):
            self.lose(problem)  # The client is closed.
        elif self._phase is Phase.LIVE:
            pass  # A check that failed is made again; the connection tells more than it does.
        elif isinstance(error, Unauthorized | Forbidden):
            self.lose(problem)
        elif self._phase is Phase.REPLAYING and is_an_answer(error):
            self._doubt(Listing(), problem)
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

    def _ask_replay(self, after: Position) -> None:
        self._want(AskReplay(self._asked + 1, text_of(after)))

    def _reconcile(self, problem: str, available: Listing) -> None:
        self._phase, self._gap, self._available = Phase.RECONCILING, problem, available
        self._unusable = 0
        self._want(AskResting(self._asked + 1))

    def _doubt(self, listing: Listing, problem: str) -> None:
        """Have a replay once more; where none that can be relied on is to be had, go on behind a gap."""
        is_live = self._phase is Phase.LIVE
        if is_live and not listing.nameless and not any(self._given.is_new(position) for position, _ in listing.messages):
            return  # A check is made again.
        self._unusable += 1
        if self._unusable >= _REFUSALS:
            self._reconcile(f"the venue does not replay from there ({problem})", listing)
        elif not is_live:
            self._distrust(problem)

    def _check(self, listing: Listing, after: Position) -> None:
        if listing.is_complete:
            self._tell_listed(listing, after)
        elif listing.newest is not None or any(self._given.is_new(position) for position, _ in listing.messages):
            self._reconcile("messages were missing, and the venue does not have all of them any more", listing)
        else:
            # An account that has been quiet for long. Nothing says that this connection has lost anything.
            self._given.passed_over(listing.messages)

    def _go_live(self) -> None:
        if self._phase is Phase.OVER:
            return
        held, self._held = self._held, []
        self._phase = Phase.LIVE
        for each in held:
            self._take(each)
        if self._phase is Phase.LIVE:
            self._tell(Live(source=SOURCE))

    def _take(self, message: Placed | UnknownFrame) -> None:
        if self._phase is LIVE:
            if isinstance(message, UnknownFrame):
                self._tell(UnlistedEvent(message_id=None, cursor=self._given.cursor, venue_event=message.text))
            elif self._given.is_new(message[0]):
                self._tell_message(message, self._given.cursor_with(message[0]))
            elif self._given.is_stray(message[0]) or self._given.contradicts(*message):
                # The page says that ids only increase, and that a message has one.
                self._strays.append(message)
                self._reconcile(f"a message came as {text_of(message[0])}, behind later ones or in place of another", Listing())
        elif len(self._held) < self._most_waiting:
            self._held.append(message)
        else:
            self.lose(f"more than {self._most_waiting} messages came while what was missed before them was asked for")

    def _distrust(self, problem: str) -> None:
        self._phase = Phase.CLOSED
        self._forget()
        self._wants.append(Distrust(self._connections, problem))
