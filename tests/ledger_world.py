"""A history of orders at both venues, and everything that somebody may hear of it: each message is true of the moment that it is about.

It knows nothing of how a ledger works. What it counts itself is simple: what rests of each order now, and what was told to be matched.
"""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any, Final

import attrs
from gateway_frames import WALLET
from ledger_messages import (
    FOURCASTERS,
    MISSING,
    PREDICTSTREET,
    attempted,
    cancel_call,
    cancelled_there,
    ended,
    fill_there,
    filled,
    filled_there,
    gone,
    look_up,
    new_order,
    order_there,
    place_call,
    placed,
    rests_there,
    row,
    taken,
)
from made_orders import Made, Message, Tell

from crossbook import Cancelled, CancelUnknown, Fill, Ledger, NotCancelled, NotCancelledReason, Placed, PlaceUnknown
from crossbook.predictstreet import RestingOrders

OTHER: Final = "0x" + "4" * 40
"""Another wallet."""
VENUES: Final = (FOURCASTERS, PREDICTSTREET)


@attrs.define
class World:
    """Lets things happen, and keeps what may be heard of them."""

    rng: Random
    wallets: tuple[str, ...] = (WALLET,)
    """Whose orders they are at PredictStreet. Where there are two, everything says whose it is about: names are one wallet's own."""
    lost: float = 0.2
    """How much of what a feed tells, and of what is looked up, nobody hears."""
    now: float = 0.0
    orders: list[Made] = attrs.field(factory=list[Made])
    messages: list[Message] = attrs.field(factory=list[Message])
    calls: int = 0

    def happen(self) -> None:
        """Let one thing happen. An hour may pass before it, so that a list may prove something."""
        self.now += self.rng.choice((1.0, 2.0, 200.0))
        known = [made for made in self.orders if made.rests]
        acts = [self._place, self._list]
        if known:
            made = self.rng.choice(known)
            acts += [lambda: self._fill(made)] * 2 + [lambda: self._cancel(made), lambda: self._look(made)]
        self.rng.choice(acts)()

    def _hear(
        self, made: Made, tell: Tell, *, fills: tuple[tuple[str, int], ...] = (), filled: int = 0, is_bet: bool = False, names: bool = False
    ) -> None:
        """Add a message about an order, unless it gets lost."""
        if self.rng.random() < self.lost:
            return

        def says() -> None:
            # A bet that was taken says nothing of what rests of its order.
            made.is_heard_of = made.is_heard_of or not is_bet
            made.is_named = made.is_named or names
            made.told_fills.update(fills)
            made.told_filled = max(made.told_filled, filled)

        self.messages.append(Message(self.now, tell, says=says))

    def _call(self, made: Made, *heard: Any, filled: int = 0, fills: tuple[tuple[str, int], ...] = ()) -> None:
        """Add what is heard of a call about an order."""

        def says() -> None:
            made.is_heard_of = True
            made.is_named = made.is_named or any(isinstance(outcome, Placed) for each in heard for outcome in getattr(each, "outcomes", ()))
            made.told_fills.update(fills)
            made.told_filled = max(made.told_filled, filled)

        for each in heard:
            self.messages.append(Message(each.at, lambda ledger, each=each: ledger(each), call=self.calls, says=says))  # type: ignore[misc] # mypy has no word for it

    def _whose(self, wallet: str) -> str | None:
        """Say in one of the ways whose an event of PredictStreet's feed is."""
        spelt = self.rng.choice((wallet, wallet.upper().replace("X", "x")))
        return self.rng.choice((None, spelt)) if len(self.wallets) == 1 else spelt

    def _place(self) -> None:
        rng, number = self.rng, len(self.orders) + 1
        venue = rng.choice(VENUES)
        # References are the caller's own at PredictStreet; at 4casters two orders may have one, or none.
        wallet = rng.choice(self.wallets)
        own = rng.choice((f"r{number}", "mine", "mine", None))
        if venue == PREDICTSTREET:
            own = f"r{sum(each.venue == venue and each.wallet == wallet for each in self.orders)}"
        made = Made(venue, number, own, rng.randint(10, 100), wallet)
        self.orders.append(made)
        made.taken = rng.choice((0, 0, rng.randint(1, made.whole)))
        made.rests = made.rested > 0
        self.calls += 1
        account = None if venue == FOURCASTERS else wallet
        asked = place_call(venue, (made.whole, own), call=self.calls, at=self.now, account=account)
        fills = (("a" + str(number), made.taken),) if made.taken else ()
        came: Any = self._placed(made)
        lost = rng.random() < 0.4
        if lost:
            came = PlaceUnknown(order=new_order(made.whole, own), evidence=MISSING) if venue == FOURCASTERS else None
        tried = attempted(venue, call=self.calls, at=self.now, body=None if lost else b"{}")
        if own is not None or venue == PREDICTSTREET:
            over = ended(*(() if came is None else (came,)), call=self.calls, at=self.now)
            self._call(made, asked, tried, over, fills=() if lost else fills)
        self._tell_placed(made, fills)

    def _placed(self, made: Made) -> Placed:
        amount = Decimal(made.taken)
        four = made.venue == FOURCASTERS
        fill = Fill(fill_id=f"a{made.number}", stake=amount) if four else Fill(fill_id=f"a{made.number}", quantity=amount)
        return Placed(
            order_id=made.order_id if made.rests or not four else None,
            resting=Decimal(made.rested),
            fills=(fill,) if made.taken else (),
            wager_request_id=f"66e{made.number:021x}" if four else None,
            user_reference=made.reference,
        )

    def _tell_placed(self, made: Made, fills: tuple[tuple[str, int], ...]) -> None:
        number, own, rested = made.number, made.reference, made.rested
        if made.venue == FOURCASTERS:
            if made.taken:
                bet = taken(made.taken, f"a{number}", number, own)
                self._hear(made, lambda ledger: ledger.add(bet), fills=fills, is_bet=True)
            if made.rests:
                event = placed(rested, None, number, own)
                self._hear(made, lambda ledger: ledger.add(event))
            return
        whose = self._whose(made.wallet)
        if made.taken:
            fill = filled_there(made.taken, f"a{number}", number, own)
            self._hear(made, lambda ledger: ledger.add(fill, account=whose), fills=fills, names=True)
            made.fills += fills
        named = rests_there(own)
        self._hear(made, lambda ledger: ledger.add(named, account=whose))

    def _fill(self, made: Made) -> None:
        amount = self.rng.randint(1, made.remaining)
        made.filled += amount
        name = f"f{made.number}-{len(made.fills)}"
        made.fills.append((name, amount))
        made.rests = made.remaining > 0
        fills, left = ((name, amount),), made.rested - made.filled
        if made.venue == FOURCASTERS:
            event: Any = filled(amount, left, name, made.number, risk=made.rested, reference=made.reference)
            self._hear(made, lambda ledger: ledger.add(event), fills=fills)
            return
        whose = self._whose(made.wallet)
        told, match = filled_there(amount, name, made.number, made.reference), fill_there(amount, name, made.number)
        self._hear(made, lambda ledger: ledger.add(told, account=whose), fills=fills, names=True)
        self._hear(made, lambda ledger: ledger.add(match, account=whose), fills=fills)

    def _cancel(self, made: Made) -> None:
        rng, left, done = self.rng, made.remaining, made.filled
        self.calls += 1
        four, account = made.venue == FOURCASTERS, None if made.venue == FOURCASTERS else made.wallet
        asked = cancel_call(made.venue, made.order_id, call=self.calls, at=self.now, account=account)
        outcome: Any
        match rng.choice(("done", "silent", "unknown", "still")):
            case "done":
                made.rests = False
                outcome = Cancelled(made.order_id, filled=Decimal(done) if four else None, remaining=Decimal(left))
            case "silent":
                made.rests, outcome = False, Cancelled(made.order_id)
            case "unknown":
                made.rests = rng.random() < 0.5
                outcome = CancelUnknown(order_id=made.order_id, evidence=MISSING)
            case _:
                outcome = NotCancelled(order_id=made.order_id, reason=NotCancelledReason.TRANSIENT)
        over = ended(outcome, call=self.calls, at=self.now)
        self._call(made, asked, over, filled=done if isinstance(outcome, Cancelled) and four and outcome.filled is not None else 0)
        if made.rests:
            return
        if four:
            event: Any = gone(done, made.number, made.reference)
            self._hear(made, lambda ledger: ledger.add(event), filled=done)
        else:
            named, whose = cancelled_there(made.reference), self._whose(made.wallet)
            self._hear(made, lambda ledger: ledger.add(named, account=whose))
            past = order_there(made.whole, made.taken + done, made.number, made.reference, "CANCELLED")
            self._hear(made, lambda ledger: ledger.add(past, account=whose), filled=made.taken + done, names=True)

    def _seen(self, made: Made) -> Any:
        if made.venue == FOURCASTERS:
            return row(made.rested, made.filled, made.number, made.reference)
        return order_there(made.whole, made.taken + made.filled, made.number, made.reference, "OPEN")

    def _done(self, made: Made) -> int:
        return made.filled if made.venue == FOURCASTERS else made.taken + made.filled

    def _look(self, made: Made) -> None:
        four = made.venue == FOURCASTERS
        shown = look_up(made.filled, made.remaining, made.number) if four and self.rng.random() < 0.5 else self._seen(made)
        whose = None if four else self._whose(made.wallet)
        self._hear(made, lambda ledger: ledger.add(shown, account=whose), filled=self._done(made), names=True)

    def _list(self) -> None:
        venue, wallet, asked_at = self.rng.choice(VENUES), self.rng.choice(self.wallets), self.now
        ours = [made for made in self.orders if made.venue == venue and made.rests and (venue == FOURCASTERS or made.wallet == wallet)]
        found = [(made, self._done(made)) for made in ours]
        rows = tuple(self._seen(made) for made in ours)
        self.now += 1.0

        def says() -> None:
            for made, done in found:
                made.is_heard_of = made.is_named = True
                made.told_filled = max(made.told_filled, done)

        if venue == PREDICTSTREET and self.rng.random() < 0.3:
            fills = tuple(fill_there(amount, name, made.number) for made in ours for name, amount in made.fills)
            resting, whose = RestingOrders(orders=rows, fills=fills, fills_since=None), self._whose(wallet)
            self.messages.append(Message(self.now, lambda ledger: ledger.add(resting, account=whose), says=says))
            return
        account = None if venue == FOURCASTERS else wallet

        def tell(ledger: Ledger) -> None:
            ledger.add_open_orders(venue, rows, asked_at=asked_at, account=account)

        self.messages.append(Message(self.now, tell, says=says))


def world(seed: int, happenings: int) -> World:
    """Let so many things happen."""
    rng = Random(seed)  # noqa: S311 - to make up a history
    made = World(rng, rng.choice(((WALLET,), (WALLET, OTHER))), rng.choice((0.1, 0.4, 0.7)))
    for _ in range(happenings):
        made.happen()
    return made


def shuffled(messages: list[Message], rng: Random) -> list[Message]:
    """Give them in another order, some of them twice or more. Those of one call stay in theirs."""
    doubled = [each for message in messages for each in [message] * rng.choice((1, 1, 1, 2, 3))]
    keys: list[tuple[float, int, Message]] = []
    latest: dict[int, float] = {}
    for number, message in enumerate(doubled):
        key = rng.random()
        if message.call is not None:
            key = latest[message.call] = latest.get(message.call, 0.0) + key
        keys.append((key, number, message))
    return [message for _, _, message in sorted(keys, key=lambda each: each[:2])]
