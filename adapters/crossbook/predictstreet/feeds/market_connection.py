"""One connection of the market feed, without a socket: its part of the subscriptions, and what comes on it. Pure; it is told the time."""

from __future__ import annotations

from collections.abc import Sequence

from crossbook.core.times import moment_of_milliseconds
from crossbook.feeds import Connected, Disconnected, Gap
from crossbook.predictstreet.feeds.answers import Answer
from crossbook.predictstreet.feeds.books import BOOKS, Books
from crossbook.predictstreet.feeds.conversation import Conversation, Greeted, Replied, Told, Unreadable
from crossbook.predictstreet.feeds.desk import Desk
from crossbook.predictstreet.feeds.dialects import MARKET, Frame, Greeting
from crossbook.predictstreet.feeds.events import Greeted as GreetedEvent
from crossbook.predictstreet.feeds.events import Subscribed
from crossbook.predictstreet.feeds.market_reading import read_market_event, topic_of
from crossbook.predictstreet.feeds.topics import Topics
from crossbook.predictstreet.feeds.wanted import MOST_SUBSCRIPTIONS, SPARE_SUBSCRIPTIONS, Wanted
from crossbook.predictstreet.feeds.wants import Distrust, Phase
from crossbook.predictstreet.greetings import protocol_generation
from crossbook_bindings.runtime import Push


class MarketConnection:
    """Keeps a part of the subscriptions over any number of connections, one after the other."""

    def __init__(self, desk: Desk, source: str, *, changes_are_whole: bool) -> None:
        self._desk = desk
        self._source = source
        self._topics = Topics(MOST_SUBSCRIPTIONS - SPARE_SUBSCRIPTIONS)
        self._conversation = Conversation(MARKET)
        self._books = Books(desk, source, changes_are_whole=changes_are_whole)
        self._phase = Phase.CLOSED
        self._connections = 0
        self._was_live = False
        self._heard_at: int | None = None
        """The latest time that the venue has told, in milliseconds since 1970."""
        self._lost_at: int | None = None
        """That time when this was last live."""
        self._wants: list[Distrust] = []

    # What is wanted of it:

    def fits(self, more: Wanted) -> bool:
        """Say whether there is room for one subscription more."""
        return self._topics.fits(more)

    def wants(self, channel: str, id_: str) -> bool:
        """Say whether it is to tell of an id."""
        return self._topics.wants(channel, id_)

    def carries(self, channel: str, id_: str) -> bool:
        """Say whether it hears of an id by now, whether it is to tell of it or not."""
        return self._topics.carries(channel, id_)

    @property
    def is_idle(self) -> bool:
        """Whether it is to tell of nothing."""
        return not self._topics

    def subscribe(self, more: Wanted) -> None:
        """Tell of more. What is heard already, and was not told, is told from now on."""
        asks, had = self._topics.add(more)
        self._conversation.subscribe(asks)
        if had:
            self._desk.tell(Subscribed(source=self._source, channel=more.channel, ids=had))
        if more.channel == BOOKS:
            self._books.add(more.ids, begun=had)

    def unsubscribe(self, less: Wanted) -> None:
        """Tell of these no more. What nothing is wanted of has no gaps."""
        dropped = self._topics.drop(less)
        if less.channel == BOOKS:
            self._books.remove(dropped)
        self._was_live = self._was_live and not self.is_idle

    def begin_anew(self) -> None:
        """Have another connection, if there is one: what it was asked for has used it up."""
        if self._phase is not Phase.CLOSED and not self._desk.is_over:
            self._distrust("all that it was asked for is not wanted any more, and it may be asked for no more")

    # What happens to the connection:

    def receive_open(self, now: float) -> None:
        """Take note that there is a connection: the venue speaks first."""
        if not self._desk.is_over:
            self._connections += 1
            self._phase = Phase.GREETING
            self._conversation.begin(now)

    def receive_text(self, text: str) -> None:
        """Take in a frame."""
        if self._phase is Phase.CLOSED or self._desk.is_over:
            return
        heard = self._conversation.receive_text(text)
        match heard:
            case Unreadable(is_json=True):
                self._books.receive_unreadable(text, heard.problem)
            case Unreadable():
                self._distrust(heard.problem)
            case Greeted(greeting=greeting):
                self._greet(greeting)
            case Answer():
                self._answer(heard)
            case Told(frame=frame):
                self._take(frame)
            case Replied():
                pass
        self._heard_at = self._conversation.venue_time or self._heard_at
        self._go_live()

    def receive_time(self, now: float) -> None:
        """Take note of the time: signs of life are due, and books that cannot be believed are subscribed to anew."""
        problem = self._conversation.receive_time(now)
        if self._phase is Phase.CLOSED or self._desk.is_over:
            return
        if problem is not None:
            self._distrust(problem)
            return
        self._books.receive_time(now)
        anew = self._books.anew()
        if anew is None:
            self._distrust("books that cannot be believed were subscribed to anew too often")
            return
        self._conversation.subscribe(anew)
        self._go_live()

    def receive_eof(self, problem: str) -> None:
        """Take note that there is no connection."""
        self._close(problem)

    def receive_waiting(self, problem: str, *, attempt: int, in_seconds: float) -> None:
        """Take note that another connection is tried later."""
        self._desk.tell(Disconnected(source=self._source, problem=problem, attempt=attempt, in_seconds=in_seconds))

    def data_to_send(self) -> Sequence[str]:
        """Give the frames to send now, once."""
        return self._conversation.data_to_send()

    @property
    def next_deadline(self) -> float | None:
        """When `receive_time` must be called at the latest."""
        due, look = self._conversation.next_deadline, self._books.next_deadline
        return due if due is None or look is None else min(due, look)

    # What follows:

    def wanted(self) -> list[Distrust]:
        """Give what is wanted since this was last asked."""
        wants, self._wants = self._wants, []
        return wants

    def lose(self, problem: str) -> None:
        """End the feed: what this connection should have told, nobody will."""
        self._desk.lose(problem)

    @property
    def connection(self) -> int:
        """Which connection is in use, or was."""
        return self._connections

    @property
    def is_greeted(self) -> bool:
        """Whether the venue has taken the connection in use."""
        return self._phase in (Phase.SUBSCRIBING, Phase.LIVE)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self._desk.is_over

    @property
    def is_live(self) -> bool:
        """Whether all is answered, and told as it comes."""
        return self._phase is Phase.LIVE

    def _greet(self, greeting: Greeting) -> None:
        if self._phase is not Phase.GREETING:
            return  # It came twice.
        self._phase = Phase.SUBSCRIBING
        self._desk.tell(Connected(source=self._source, connection=self._desk.connected()))
        generation = protocol_generation(greeting)
        self._desk.tell(GreetedEvent(source=self._source, wallet=None, generation=generation, venue_event=greeting))
        if self._was_live:
            since = moment_of_milliseconds(self._lost_at)
            problem = "the venue replays nothing"
            self._desk.tell(Gap(source=self._source, problem=problem, since=None if since is None else since.isoformat()))
        self._conversation.subscribe(self._topics.begin())

    def _answer(self, answer: Answer) -> None:
        if answer.wanted.channel == BOOKS:
            self._books.expect(answer.ids)
        if answer.wanted.once_more:
            if any(self._books.refuse(each.ids) for each in answer.rejections):
                self._distrust("the venue did not take a subscription to a book once more")
            return
        for event in self._topics.hear(answer, self._source):
            self._desk.tell(event)

    def _take(self, frame: Frame) -> None:
        if isinstance(frame, Push) and frame.name.startswith("book_"):
            sid: object = getattr(frame.frame, "sid", None)
            token = self._books.about(frame, self._conversation.topic(sid if isinstance(sid, int) else None))
            if self._topics.passes_over(BOOKS, token) or self._books.receive(frame, token):
                return
        event = read_market_event(frame, source=self._source)
        topic = topic_of(event)
        if topic is None or not self._topics.passes_over(*topic):
            self._desk.tell(event)

    def _go_live(self) -> None:
        if self._phase is not Phase.SUBSCRIBING or not (self._conversation.is_settled and self._books.is_settled):
            return
        self._phase, self._was_live = Phase.LIVE, True
        self._desk.tell_live()

    def _distrust(self, problem: str) -> None:
        self._close(problem)
        self._wants.append(Distrust(self._connections, problem))

    def _close(self, problem: str) -> None:
        if self._phase is Phase.LIVE:
            self._lost_at = self._heard_at
        self._phase = Phase.CLOSED
        self._conversation.end()
        self._topics.end()
        self._books.close(f"there is no connection that is relied on ({problem})")
