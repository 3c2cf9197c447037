"""The user feed without a socket: what REST tells of a gap comes before what happens now, and no fill twice. Pure; it is told the time.

After each opening the venue is asked for its channels, and once they are there, over REST for what rests and what was filled; events
that come meanwhile are held back. What cannot be relied on ends the connection, and the next one begins in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from crossbook.core.catching_up import CatchingUp, Distrust
from crossbook.core.times import moment_of_milliseconds
from crossbook.errors import CrossbookError, Forbidden, Unauthorized
from crossbook.feeds import Connected, Disconnected, Gap, Live, Lost
from crossbook.predictstreet.feeds.answers import LASTING, Answer
from crossbook.predictstreet.feeds.conversation import AT_ONCE, Conversation, Greeted, Replied, Told, Unreadable
from crossbook.predictstreet.feeds.dialects import USER, Greeting
from crossbook.predictstreet.feeds.events import Greeted as GreetedEvent
from crossbook.predictstreet.feeds.events import Subscribed, SubscriptionRejected
from crossbook.predictstreet.feeds.told_fills import ToldFills
from crossbook.predictstreet.feeds.topics import Topics
from crossbook.predictstreet.feeds.user_events import OrderFilled, RestingOrders, UserFeedEvent, VaultBalanceChanged
from crossbook.predictstreet.feeds.user_reading import UserMessage, read_user_event
from crossbook.predictstreet.feeds.wanted import MOST_IDS, MOST_SUBSCRIPTIONS, Wanted, subscriptions
from crossbook.predictstreet.feeds.wants import LIVE, OVER, SUBSCRIBING, UNHEARD, AskResting, Phase
from crossbook.predictstreet.greetings import protocol_generation
from crossbook.predictstreet.orders.order import Order
from crossbook.predictstreet.reads.fill import OrderFill
from crossbook_bindings.predictstreet.user_socket import models

SOURCE: Final = "predictstreet user feed"
OWN: Final = (Wanted("user_orders"), Wanted("user_fills"))
"""Without both of these it is no feed of the wallet's orders."""
MOST_VAULTS: Final = (MOST_SUBSCRIPTIONS - len(OWN)) * MOST_IDS
_VAULTS: Final = "vault_positions"
_OVERLAP: Final = timedelta(seconds=60)
"""How long before a gap its fills are read from: what is told late, or has another time over REST, is in there too."""
_EARLIEST: Final = datetime(1970, 1, 2, tzinfo=UTC)


class UserFeedProtocol(CatchingUp[UserFeedEvent, AskResting]):
    """Keeps one feed over any number of connections. What it has to tell waits in it until it is taken."""

    def __init__(
        self, *, wallet: str | None, vaults: tuple[str, ...], since: datetime | None, most_waiting: int, check_every: float
    ) -> None:
        super().__init__(most_waiting)
        self._wallet = None if wallet is None else wallet.lower()
        self._topics = Topics(MOST_SUBSCRIPTIONS - len(OWN))
        self._since = since
        """Until when everything was told, by the venue's clock: when it was last asked for over REST. A frame may get lost unseen."""
        self._check_every = check_every
        self._check_at: float | None = None
        self._conversation = Conversation(USER)
        self._phase = Phase.CLOSED
        self._asked_at: datetime | None = None
        """The venue's time when it was asked."""
        self._told = ToldFills()
        self._held: list[UserMessage] = []
        self._was_live = False
        self.subscribe(vaults)

    # What is wanted of it:

    def subscribe(self, vaults: Iterable[str]) -> None:
        """Tell of the balances of these vaults, too."""
        for each in subscriptions(_VAULTS, (vault for vault in vaults if not self._topics.wants(_VAULTS, vault))):
            if not self._topics.fits(each):
                self._distrust("it may not be asked for more, and some that it was asked for is not wanted any more")
            asks, had = self._topics.add(each)
            self._conversation.subscribe(asks)
            if had:
                self._tell(Subscribed(source=SOURCE, channel=_VAULTS, ids=had))

    def unsubscribe(self, vaults: Iterable[str]) -> None:
        """Tell of these vaults no more."""
        self._topics.drop(Wanted(_VAULTS, tuple(vaults)))

    @property
    def vaults(self) -> tuple[str, ...]:
        """The vaults whose balances are to be told."""
        return self._topics.ids(_VAULTS)

    # What happens to the connection:

    def receive_open(self, now: float) -> None:
        """Take note that there is a connection: the venue speaks first."""
        if self._phase is Phase.OVER:
            return
        self._connections += 1
        self._phase = Phase.GREETING
        self._conversation.begin(now)

    def receive_text(self, text: str) -> None:
        """Take in a frame."""
        if self._phase in UNHEARD:
            return
        heard = self._conversation.receive_text(text)
        match heard:
            case Told(frame=frame):  # First what nearly all of them are.
                self._take(read_user_event(frame, source=SOURCE, wallet=self._wallet))
            case Unreadable(problem=problem):
                # It may have been about an order: what REST tells is told again.
                self._distrust(problem)
            case Greeted(greeting=greeting):
                self._greet(greeting)
            case Answer():
                self._answer(heard)
            case Replied():
                pass
        if self._phase is SUBSCRIBING and self._conversation.is_settled:
            self._phase = Phase.RECONCILING
            self._ask()

    def receive_time(self, now: float) -> None:
        """Take note of the time: signs of life are due, and now and then a look at what rests."""
        problem = self._conversation.receive_time(now)
        if problem is not None and self._phase not in (Phase.CLOSED, Phase.OVER):
            self._distrust(problem)
        if self._phase is Phase.LIVE and (self._check_at is None or now >= self._check_at):
            is_due, self._check_at = self._check_at is not None, now + self._check_every
            if is_due and self._waits_for is None:
                self._ask()

    def receive_eof(self, problem: str) -> None:
        """Take note that there is no connection. What was held back is in what REST tells next."""
        if self._phase is not Phase.OVER:
            self._phase = Phase.CLOSED
        self._forget_connection()

    def receive_waiting(self, problem: str, *, attempt: int, in_seconds: float) -> None:
        """Take note that another connection is tried later."""
        self._tell(Disconnected(source=SOURCE, problem=problem, attempt=attempt, in_seconds=in_seconds))

    def data_to_send(self) -> Sequence[str]:
        """Give the frames to send now, once."""
        return self._conversation.data_to_send()

    @property
    def next_deadline(self) -> float | None:
        """When `receive_time` must be called at the latest."""
        due = self._conversation.next_deadline
        if self._phase is not Phase.LIVE or due is None:
            return due
        return min(due, AT_ONCE if self._check_at is None else self._check_at)

    # What comes of what it wanted:

    def receive_resting(self, number: int, orders: tuple[Order, ...], fills: tuple[OrderFill, ...]) -> None:
        """Take in the answer to an `AskResting`: a gap is told of together with what can be told of it."""
        asked = self._answered(number)
        if asked is None:
            return
        if self._phase is Phase.RECONCILING:
            problem = "the venue replays nothing" if self._was_live else "the venue does not tell what was before"
            self._tell(Gap(source=SOURCE, problem=problem, since=self._since_as_text))
        fresh = self._told.fresh(fills)
        if not self._tell(RestingOrders(orders=orders, fills=fresh, fills_since=asked.since)):
            return
        if self._asked_at is not None and (self._since is None or self._asked_at > self._since):
            self._since = self._asked_at
        if self._phase is Phase.RECONCILING:
            self._go_live()

    def receive_failure(self, number: int, error: CrossbookError) -> None:
        """Take note that what was asked for is not to be had."""
        if self._answered(number) is None or self._phase is Phase.LIVE:
            return  # A look that failed is made again.
        problem = f"what was missed could not be read ({error})"
        if isinstance(error, Unauthorized | Forbidden):
            self.lose(problem)
        else:
            self._distrust(problem)

    # What follows:

    @property
    def is_greeted(self) -> bool:
        """Whether the venue has taken the connection in use for one of this wallet."""
        return self._phase in (Phase.SUBSCRIBING, Phase.RECONCILING, Phase.LIVE)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self._phase is Phase.OVER

    @property
    def is_live(self) -> bool:
        """Whether what comes is told as it comes."""
        return self._phase is Phase.LIVE

    def lose(self, problem: str) -> None:
        """End the feed, and tell from when on another one reads what was missed."""
        if self._phase is Phase.OVER:
            return
        self._phase = Phase.OVER
        self._forget_connection()
        self._outbox.close(Lost(source=SOURCE, problem=problem, cursor=self._since_as_text))

    @property
    def _since_as_text(self) -> str | None:
        return None if self._since is None else self._since.astimezone(UTC).isoformat()

    def _greet(self, greeting: Greeting) -> None:
        if self._phase is not Phase.GREETING:
            return  # It came twice.
        wallet = greeting.walletAddress if isinstance(greeting, models.Greeting) else None
        if wallet is not None and self._wallet not in (None, wallet.lower()):
            self.lose(f"expected a connection about the wallet {self._wallet}, found one about {wallet}")
            return
        self._wallet = self._wallet if wallet is None else wallet.lower()
        self._phase = Phase.SUBSCRIBING
        self._tell(Connected(source=SOURCE, connection=self._connections))
        generation = protocol_generation(greeting)
        self._tell(GreetedEvent(source=SOURCE, wallet=self._wallet, generation=generation, venue_event=greeting))
        self._conversation.subscribe((*OWN, *self._topics.begin()))

    def _answer(self, answer: Answer) -> None:
        channel = answer.wanted.channel
        if channel == _VAULTS:
            for event in self._topics.hear(answer, SOURCE):
                self._tell(event)
            return
        if answer.is_accepted:
            self._tell(Subscribed(source=SOURCE, channel=channel, ids=answer.ids))
        for rejected in answer.rejections:
            code, problem = rejected.code, rejected.problem
            self._tell(SubscriptionRejected(source=SOURCE, channel=channel, ids=rejected.ids, code=code, problem=problem))
            if code in LASTING:
                self.lose(f"the venue does not tell this key of {channel} ({problem})")
            else:
                self._distrust(f"the venue did not accept a subscription to {channel} ({problem})")

    def _ask(self) -> None:
        since = None if self._since is None else max(self._since, _EARLIEST) - _OVERLAP
        self._want(AskResting(self._asked + 1, since, self._wallet))
        self._asked_at = moment_of_milliseconds(self._conversation.venue_time)

    def _go_live(self) -> None:
        held, self._held = self._held, []
        self._phase, self._check_at, self._was_live = Phase.LIVE, None, True
        for each in held:
            self._take(each)
        self._tell(Live(source=SOURCE))

    def _take(self, message: UserMessage) -> None:
        if self._phase is LIVE:
            is_unwanted = isinstance(message, VaultBalanceChanged) and self._topics.passes_over(_VAULTS, message.vault)
            if not is_unwanted and (not isinstance(message, OrderFilled) or self._told.is_new(message)):
                self._tell(message)
        elif len(self._held) < self._most_waiting:
            self._held.append(message)
        else:
            self.lose(f"more than {self._most_waiting} events came while what was missed before them was asked for")

    def _tell(self, event: UserFeedEvent) -> bool:
        """Put something where it is taken from, if there is room, and say whether there was."""
        if self._phase is OVER:
            return False
        if self._outbox.is_full:
            self.lose(f"more than {self._most_waiting} events wait to be read")
            return False
        self._outbox.put(event)
        return True

    def _distrust(self, problem: str) -> None:
        if self._phase is Phase.OVER:
            return
        self._phase = Phase.CLOSED
        self._forget_connection()
        self._wants.append(Distrust(self._connections, problem))

    def _forget_connection(self) -> None:
        self._conversation.end()
        self._topics.end()
        self._waits_for = None
        self._held.clear()
