"""What may be open now, by everything that was heard: from a client's observers, its feeds, and what it is handed."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from typing import Final, Self, cast

import msgspec

from crossbook.cancel_outcomes import CancelUnknown
from crossbook.core.facts import ORDER, PLACEMENT, Fact, Listing, key_of, kind_of
from crossbook.core.instances import is_a
from crossbook.errors import InvalidRequest, Outcome
from crossbook.ledger.book import Book
from crossbook.ledger.checking import wrong_with
from crossbook.ledger.namesakes import spelt
from crossbook.ledger.proving import proven_cancel, proven_place
from crossbook.ledger.records import Record
from crossbook.ledger.standing import contradictions
from crossbook.ledger.state import VERSION, State
from crossbook.ledger.venues import VENUES, readings_of, told_by, venue_of_value
from crossbook.ledger.views import Exposure, KnownOrder, view
from crossbook.ledger.whole import Whole
from crossbook.observing import Event
from crossbook.place_outcomes import PlaceUnknown
from crossbook.protocols import AnyOrder, Several

KEPT: Final = 10_000
"""Orders that ended and are remembered one by one, unless a ledger is told otherwise."""


class Ledger:
    """Everything that was learnt about orders of both venues, put together: what may be open, and what is at risk through it.

    It is an observer: `Fourcasters(..., observers=[ledger])`. So it hears of every placement before its first byte leaves, of every
    outcome, look-up and list. Hand it the events of user feeds too, with `add`. It does not matter in which order it learns things, nor
    how often: that an old event is told again changes nothing. What does not fit together is kept, and told by `contradictions`; nothing
    is raised for it, and the worst of it is counted.

    What it says is never less than the truth, of what it has heard: what was sent counts whole until its outcome is known; an order that
    it saw resting counts until something proves that it does not. A list without an order proves that where it is whole, and was begun
    when the order could no longer arrive: 120 s after its last byte had left. Of an order that the venue has confirmed, and that no list
    has shown yet, a list proves it that was begun more than 5 s after that: no page says how soon lists show it. Orders of others, which
    nobody has told it of, it cannot know: begin with `client.open_orders()`.

    Any number of threads may use one, and any number of event loops: each call takes effect as a whole, and none waits for anything
    but the others. Reading sums up what it holds, in time that grows with it; `exposure` does so once for all that is heard in between.
    """

    def __init__(self, *, keep_ended: int = KEPT, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nothing known.

        Orders that may be open are all remembered, and of those that ended the last `keep_ended`; of older ones only what was matched, in
        sum. If one of these is told of once more, it counts as open until a list or its end is heard again, and what was matched of it
        counts once more: nothing shows any more that it was counted. So let `keep_ended` be more than end within what a feed may tell
        again. `clock` gives seconds that never go back, of the same clock that the clients run by. Raises InvalidRequest for a horizon
        that is no number, or a clock that cannot be called.
        """
        if not is_a(keep_ended, int) or keep_ended < 0:
            raise InvalidRequest(_wrong("keep_ended as a whole number, 0 or more", keep_ended), venue="crossbook", operation="Ledger")
        if not callable(clock):
            raise InvalidRequest(_wrong("clock as a function that gives seconds", clock), venue="crossbook", operation="Ledger")
        self._whole = Whole(Book(keep_ended), secrets.token_hex(8))
        self._clock = clock
        self._lock = threading.Lock()

    def __call__(self, event: Event) -> None:
        """Hear an `event` of a client that has this among its observers."""
        self.hear(event)

    def hear(self, event: Event, *, account: str | None = None) -> None:
        """Hear an `event` of a client of an `account`, as its observer does. `of` gives one."""
        with self._lock:
            self._whole.hear(event, spelt(account))

    def add(self, value: object, *, account: str | None = None) -> None:
        """Take in an event of a user feed, an order or a fill, or a tuple of such: a `value` of either venue.

        `account` is whose it is, where several are heard of. Raises TypeError for what is none of these; events that are about no order,
        such as `Live`, are taken and say nothing.
        """
        with self._lock:
            now, account = self._clock(), spelt(account)
            if isinstance(value, tuple):
                facts = tuple(fact for each in cast("tuple[object, ...]", value) for fact in self._facts(each, now, account))
            else:
                facts = self._facts(value, now, account)
            self._whole.learn(facts)

    def add_outcomes(self, venue: str, outcomes: Several[Outcome], *, account: str | None = None) -> None:
        """Take in what commands at a `venue` came to, of a client that this does not observe: all `outcomes` of a call.

        `account` is as for `add`. Raises TypeError for what is no outcome, InvalidRequest for a venue that is none; then
        nothing is taken in.
        """
        known, account = tuple(outcomes), spelt(account)
        _check_venue(venue)
        for outcome in known:
            if not _is_outcome(outcome):
                raise TypeError(f"expected an outcome, found a {type(outcome).__name__}")
        with self._lock:
            now = self._clock()
            for outcome in known:
                self._whole.outcome(outcome, now, venue, account)

    def add_open_orders(self, venue: str, orders: Several[AnyOrder], *, asked_at: float, account: str | None = None) -> None:
        """Take in what `open_orders` of a `venue` gave, whole: all `orders` of an account that rest. For a client that is not observed.

        `asked_at` is what `now` gave before the list was asked for, in seconds; `account` is as for `add`. What is not in the list does
        not rest, as far as that is proof. Raises InvalidRequest for a venue that is none, and for a time that has not come: such a list
        would prove too much; TypeError for what is no order. Then nothing is taken in.
        """
        rows, account = tuple(orders), spelt(account)
        _check_venue(venue)
        with self._lock:
            now = self._clock()
            if not is_a(asked_at, int, float) or not asked_at <= now:
                raise InvalidRequest(
                    _wrong(f"asked_at as what now() gave before the list was asked for, by now {now!r}", asked_at),
                    venue="crossbook",
                    operation="Ledger",
                )
            told = tuple(fact for order in rows for fact in self._facts(order, now, account))
            rests = (fact.key[0] == ORDER and fact.ended is None for fact in told)
            shown = (
                msgspec.structs.replace(fact, open_at=asked_at) if is_open else fact for fact, is_open in zip(told, rests, strict=True)
            )
            self._whole.learn((*shown, Listing(venue=venue, account=account, began_at=asked_at)))

    def now(self) -> float:
        """Give the time in seconds of the ledger's clock."""
        return self._clock()

    def of(self, account: str) -> AccountLedger:
        """Give this ledger as it hears of one `account`: `observers=[ledger.of("maker")]`.

        Needed where it hears of several accounts at 4casters, where no token names one: a list of one account says nothing of another's.
        """
        return AccountLedger(self, account)

    def may_be_open(self, venue: str | None = None) -> tuple[KnownOrder, ...]:
        """Give everything that may rest: orders, and placements of which nobody knows what became. At one `venue`, or at both.

        Raises InvalidRequest for a venue that is none.
        """
        if venue is not None:
            _check_venue(venue)
        with self._lock:
            book = self._whole.book()
            found = [view(book, known, rests=True) for known in book.open()]
        return tuple(each for each in found if venue is None or each.venue == venue)

    def exposure(self) -> tuple[Exposure, ...]:
        """Say what is at risk at most, for each account in each game or market: USD at 4casters, USDC and tokens at PredictStreet."""
        with self._lock:
            return self._whole.exposure()

    def order(self, venue: str, order_id: str) -> KnownOrder | None:
        """Say what is known of the order that a `venue` calls `order_id`; None where nothing is, or not any more.

        Raises InvalidRequest for a venue that is none.
        """
        _check_venue(venue)
        readings = readings_of(venue)
        with self._lock:
            book = self._whole.book()
            known = None if readings is None else book.records.get(key_of(ORDER, venue, readings.same(order_id)))
            return None if known is None else view(book, known)

    def by_reference(self, venue: str, user_reference: str) -> tuple[KnownOrder, ...]:
        """Say what is known of whatever carries a `user_reference` at a `venue`: what was sent, and what became of it.

        Raises InvalidRequest for a venue that is none.
        """
        _check_venue(venue)
        with self._lock:
            book = self._whole.book()
            return tuple(view(book, known) for known in book.by_reference(venue, user_reference))

    def contradictions(self) -> tuple[KnownOrder, ...]:
        """Give the orders of which what was learnt does not fit together; each says why."""
        with self._lock:
            book = self._whole.book()
            return tuple(view(book, known) for known in book.counted() if any(contradictions(book.seen(known))))

    def what_became_of(self, outcome: Outcome, /) -> Outcome:
        """Give what is proven of an unknown `outcome`, with `Proof.LEDGER`; the same outcome where nothing is. `resolve` asks for that."""
        with self._lock:
            book = self._whole.book()
            match outcome:
                case CancelUnknown():
                    return proven_cancel(outcome, _order_named(outcome.order_id, book), book)
                case PlaceUnknown(user_reference=str() as reference):
                    venue = venue_of_value(outcome.order) or ""
                    sent = [each for each in book.by_reference(venue, reference) if kind_of(each.key) == PLACEMENT]
                    return proven_place(outcome, sent, book)
                case _:
                    return outcome

    def to_json(self) -> str:
        """Write everything down that is known, in JSON. It holds no secret. Moments are written by how long ago they were."""
        with self._lock:
            return msgspec.json.encode(self._whole.book().state(shift=-self._clock())).decode()

    @classmethod
    def from_json(cls, text: str | bytes, *, keep_ended: int = KEPT, clock: Callable[[], float] = time.monotonic) -> Self:
        """Load a `text` that `to_json` wrote. It goes on as if no time had passed; `keep_ended` and `clock` (seconds) are as for a new one.

        Whatever was under way when it was written had left by now, at the latest. Raises ValueError for any other text.
        """
        try:
            state = msgspec.json.decode(text, type=State)
        except (msgspec.DecodeError, UnicodeDecodeError, ArithmeticError) as error:
            raise ValueError(f"expected what Ledger.to_json wrote, found {text[:80]!r} ({error})") from None
        if state.version != VERSION:
            raise ValueError(f"expected a ledger of version {VERSION}, found version {state.version}")
        if (wrong := wrong_with(state)) is not None:
            raise ValueError(f"expected what Ledger.to_json wrote: {wrong}")
        made = cls(keep_ended=keep_ended, clock=clock)
        made._whole.book().load(state, clock())
        return made

    def _facts(self, value: object, now: float, account: str | None) -> tuple[Fact, ...]:
        found = told_by(type(value))(value, now, account)
        if found is None:
            raise TypeError(f"expected an event of a user feed, an order or a fill, found a {type(value).__name__}")
        return found


def _order_named(order_id: str, book: Book) -> Record | None:
    """Find an order by its id alone. No id has the form of both venues'."""
    keys = {key_of(ORDER, venue, readings.same(order_id)) for venue in VENUES if (readings := readings_of(venue)) is not None}
    found = [known for key in keys if (known := book.records.get(key)) is not None]
    return found[0] if len(found) == 1 else None


def _check_venue(venue: str) -> None:
    # A name that is misspelt must not read as if nothing were open.
    if venue not in VENUES:
        raise InvalidRequest(_wrong(f"a venue, {' or '.join(VENUES)}", venue), venue="crossbook", operation="Ledger")


def _wrong(expected: str, found: object) -> str:
    return f"expected {expected}, found {found!r}"


def _is_outcome(value: object) -> bool:
    return isinstance(value, Outcome)


class AccountLedger:
    """A ledger as it hears of one account. Made by `Ledger.of`."""

    def __init__(self, ledger: Ledger, account: str) -> None:
        """Belong to a `ledger`, for an `account`. Raises TypeError for an account that is no text."""
        self._ledger = ledger
        self._account = spelt(account)

    def __call__(self, event: Event) -> None:
        """Hear an `event` of a client of the account's."""
        self._ledger.hear(event, account=self._account)

    def add(self, value: object) -> None:
        """Take in an event of a user feed, an order or a fill of the account's: a `value` as for `Ledger.add`."""
        self._ledger.add(value, account=self._account)
