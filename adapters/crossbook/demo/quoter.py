"""A two-sided quoter over both venues, whole, to begin your own with: four quotes on each, moved with the book, and off the market at the end.

What it knows of its orders is in one `Ledger`. It hears of every order before the first byte of it leaves, so what it says may be open is
never less than what is. Nothing else is remembered: a quote may be sent again when the ledger says that it cannot rest any more.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterable, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from decimal import Decimal
from typing import Final, Literal, Protocol, TypeAlias
from uuid import uuid4

import attrs

from crossbook import CancelUnknown, CrossbookError, EditUnknown, Ledger, Odds, Outcome, PlaceUnknown, Price, Quantity
from crossbook import fourcasters as bets
from crossbook import predictstreet as tokens
from crossbook.desk import DeadMan, Pull, Pulled, Unreconciled, WithPrefix, async_pull_orders
from crossbook.feeds import BookInvalid, Disconnected, Gap, Lost
from crossbook.ledger import KnownOrder

PREFIX: Final = "quoter-"
_SOURCES: Final[tuple[Literal["orders", "books"], ...]] = ("orders", "books")
_UNKNOWN: Final = (CancelUnknown, PlaceUnknown, EditUnknown)
Source: TypeAlias = Literal["orders", "books"]
Change: TypeAlias = "tuple[KnownOrder, Slot]"


@attrs.frozen(kw_only=True)
class Limits:
    """What the quoter may do at each venue."""

    size: Decimal = Decimal(10)
    """USD (USDC) at risk in each quote."""
    most: Decimal = Decimal(200)
    """USD (USDC) at risk at most: what rests and what was matched, together."""
    edge: Decimal = Decimal("0.02")
    """How far the first quote on each side is from the middle of the book, as a probability; the second one is twice as far."""
    tolerance: Decimal = Decimal("0.012")
    """How far from where it should be a quote may rest before it is moved."""


@attrs.define(eq=False)
class Slot:
    """One of the four quotes: side 0 backs the home side or buys yes, side 1 the guests or no."""

    side: int
    level: int
    chance: Decimal = Decimal(0)
    """The price that was sent last, as a probability."""
    references: list[str] = attrs.field(factory=list)
    """The names of everything that was sent for it and may rest."""

    def wanted(self, middle: Decimal, limits: Limits) -> Decimal:
        """Say what to pay for this side at most."""
        fair = 1 - middle if self.side else middle
        return fair - limits.edge * self.level

    def named(self) -> str:
        """Name an order before it is sent: whatever happens to it, it can be looked up."""
        self.references.append(f"{PREFIX}{uuid4().hex[:12]}")
        return self.references[-1]


class Market(Protocol):
    """What the quoter needs of a venue. `Bets` and `Tokens` below are all that it knows of the two."""

    venue: str
    middle: Decimal | None
    """The probability in the middle of the book, without our own orders; None while no book can be believed."""

    def feed(self, source: Source) -> AbstractAsyncContextManager[AsyncIterable[object]]: ...
    def take(self, event: object, own: Sequence[KnownOrder]) -> None: ...
    async def place(self, slots: Sequence[Slot], size: Decimal) -> Sequence[Outcome]: ...
    async def move(self, changes: Sequence[Change], size: Decimal) -> Sequence[Outcome]: ...
    async def cancel(self, order_ids: Sequence[str]) -> Sequence[Outcome]: ...
    async def resolve(self, outcomes: Sequence[Outcome]) -> Sequence[Outcome]: ...


class Quoter:
    """Keeps quotes at several markets until it is told to stop, and then proves that none is left."""

    def __init__(self, ledger: Ledger, markets: Sequence[Market], dead_man: DeadMan, limits: Limits) -> None:
        """Take the `ledger` that observes the clients of all `markets`, and a `dead_man` that is not armed."""
        self.ledger, self.markets, self.dead_man, self.limits = ledger, markets, dead_man, limits
        self.slots = {market.venue: [Slot(side, level) for side in (0, 1) for level in (1, 2)] for market in markets}
        self.unknown: dict[str, list[Outcome]] = {market.venue: [] for market in markets}
        self.counts: Counter[tuple[str, str]] = Counter()
        self.woken = asyncio.Event()

    async def run(self, stop: asyncio.Event, pull: Callable[[], Awaitable[Pulled]]) -> Pulled:
        """Quote until `stop` is set, then `pull`: whatever ends the quoting, its orders come off."""
        listening = [asyncio.create_task(self._listen(market, source)) for market in self.markets for source in _SOURCES]
        try:
            while not stop.is_set():
                await self._keep_armed()
                await asyncio.gather(*map(self._step, self.markets))
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.woken.wait(), 1)
                self.woken.clear()
        finally:
            pulled = await asyncio.shield(pull())
            for task in listening:
                task.cancel()
            # What is left on 4casters, if anything, the venue cancels when nobody renews its timer.
            await asyncio.to_thread(self.dead_man.disarm if pulled.is_proven else self.dead_man.let_go)
        return pulled

    async def _keep_armed(self) -> None:
        if self.dead_man.state in ("disarmed", "lost"):
            try:
                await asyncio.to_thread(self.dead_man.arm)
            except (CrossbookError, Unreconciled):
                # Read what rests first: the ledger observes that client too.
                await asyncio.to_thread(self.dead_man.reconcile)

    async def _listen(self, market: Market, source: Source) -> None:
        while True:  # A feed reconnects by itself; one that is `Lost` is opened anew.
            with suppress(CrossbookError):
                async with market.feed(source) as events:
                    async for event in events:
                        if source == "orders":
                            self.ledger.add(event)
                            self.counts[market.venue, "fills"] += isinstance(event, bets.OrderFilled | tokens.OrderFilled)
                        market.take(event, self.ledger.may_be_open(market.venue))
                        self.counts[market.venue, "gaps"] += isinstance(event, Gap)
                        self.woken.set()
            await asyncio.sleep(1)

    async def _step(self, market: Market) -> None:
        """Find out what is unknown, then bring what rests to where it should be. What fails is tried again in the next step."""
        try:
            await self.settle(market)
            await self._requote(market)
        except CrossbookError as error:  # NotSent or Refused: nothing was done, and the ledger knows it.
            self.counts[market.venue, f"calls that failed: {type(error).__name__}"] += 1

    async def settle(self, market: Market) -> None:
        before = self.unknown[market.venue]
        if before:
            found = await market.resolve(before)
            self.unknown[market.venue] = [each for each in found if isinstance(each, _UNKNOWN)]
            self.counts.update((market.venue, f"unknown, resolved to {type(each).__name__}") for each in found if not isinstance(each, _UNKNOWN))

    async def _requote(self, market: Market) -> None:
        wrong: list[Change] = []
        free: list[Slot] = []
        for slot in self.slots[market.venue]:
            resting = [each for name in slot.references for each in self.ledger.by_reference(market.venue, name) if each.may_be_open]
            slot.references = [name for name in slot.references if any(each.user_reference == name for each in resting)]
            is_off = market.middle is None or abs(slot.wanted(market.middle, self.limits) - slot.chance) > self.limits.tolerance
            if not resting:
                free.append(slot)
            elif is_off and len(resting) == 1 and resting[0].order_id is not None:
                wrong.append((resting[0], slot))
        if market.middle is None:  # No book, no quotes.
            self._note(market, await market.cancel([known.order_id for known, _ in wrong if known.order_id]))
            return
        for slot in (*(slot for _, slot in wrong), *free):
            slot.chance = slot.wanted(market.middle, self.limits)
        size = self.limits.size
        if self._room(market) >= size * len(wrong):
            self._note(market, await market.move(wrong, size))
        else:  # While an edit is under way, both orders count.
            self._note(market, await market.cancel([known.order_id for known, _ in wrong if known.order_id]))
        self._note(market, await market.place(free[: max(0, int(self._room(market) / size))], size))

    def _room(self, market: Market) -> Decimal:
        claimed = (each.resting + each.matched for each in self.ledger.exposure() if each.venue == market.venue)
        return self.limits.most - sum(claimed, Decimal(0))

    def _note(self, market: Market, outcomes: Sequence[Outcome]) -> None:
        self.unknown[market.venue] += [each for each in outcomes if isinstance(each, _UNKNOWN)]
        self.counts.update((market.venue, type(each).__name__) for each in outcomes)


class Bets:
    """The winner of one game at 4casters. Quotes are moved by edits: never are both orders on the market."""

    venue = "fourcasters"

    def __init__(self, client: bets.AsyncFourcasters, game_id: str, home: str, guests: str) -> None:
        """Quote in a game, on both sides by their ids."""
        self._game, self._sides, self.middle = game_id, (home, guests), None
        self._client = client
        self.cancel, self.resolve = client.cancel_orders, client.resolve

    def feed(self, source: Source) -> AbstractAsyncContextManager[AsyncIterable[object]]:
        return self._client.user_feed() if source == "orders" else self._client.price_feed(games=[self._game])

    def take(self, event: object, own: Sequence[KnownOrder]) -> None:
        match event:
            case bets.BookChanged(book=book):
                best = [self._best(book, side) for side in self._sides]
                self.middle = None if best[0] is None or best[1] is None else (best[0] + 1 - best[1]) / 2
            case BookInvalid() | Disconnected() | Lost():
                self.middle = None
            case _:
                pass

    def _best(self, book: bets.PriceBook, side: str) -> Decimal | None:
        offers = book.offers(bets.MarketSide(market_type="moneyline", side=side))
        others = [offer.odds.probability for offer in offers if offer.odds is not None and not offer.is_own]
        return Decimal(others[0].numerator) / others[0].denominator if others else None

    def _order(self, slot: Slot, size: Decimal) -> bets.NewOrder:
        odds = Odds.from_probability(slot.chance).on_grid(1, towards="longer")
        side, name = self._sides[slot.side], slot.named()
        return bets.NewOrder(
            game_id=self._game, market_type="moneyline", side=side, odds=odds, risk=size, order_type="post", user_reference=name
        )

    async def place(self, slots: Sequence[Slot], size: Decimal) -> Sequence[Outcome]:
        return await self._client.place_orders([self._order(slot, size) for slot in slots])

    async def move(self, changes: Sequence[Change], size: Decimal) -> Sequence[Outcome]:
        edits = [self._client.edit_order(known.order_id or "", self._order(slot, size), expected_remaining=known.resting) for known, slot in changes]
        return await asyncio.gather(*edits)


class Tokens:
    """The outcome tokens of one market at PredictStreet, which has no edit: what is cancelled is placed again in the next step."""

    venue = "predictstreet"

    def __init__(self, client: tokens.AsyncPredictStreet, terms: tokens.MarketTerms) -> None:
        """Quote in the market of these `terms`."""
        self._client, self._terms, self.middle = client, terms, None
        self.cancel, self.resolve = client.cancel_orders, client.resolve

    def feed(self, source: Source) -> AbstractAsyncContextManager[AsyncIterable[object]]:
        if source == "orders":
            return self._client.user_feed()
        return self._client.market_feed(books=[str(self._terms.yes_token_id)], changes_are_whole=True)

    def take(self, event: object, own: Sequence[KnownOrder]) -> None:
        match event:
            case tokens.BookChanged(bids=bids, asks=asks) if bids is not None and asks is not None:
                ours = Counter[Decimal]()
                for known in own:
                    ours[known.price or Decimal(0)] += known.resting or Decimal(0)
                others = [level.price for level in bids if level.quantity > ours[level.price]]
                self.middle = (others[0] + asks[0].price) / 2 if others and asks else None
            case tokens.BookChanged() | BookInvalid() | Disconnected() | Lost():
                self.middle = None
            case _:
                pass

    async def place(self, slots: Sequence[Slot], size: Decimal) -> Sequence[Outcome]:
        return await self._client.place_orders([self._order(slot, size) for slot in slots])

    def _order(self, slot: Slot, size: Decimal) -> tokens.NewOrder:
        price = Price.on_grid(slot.chance, tick=self._terms.tick, towards="down")
        many = Quantity.on_grid(size / price.value, step=Decimal("0.01"), towards="down")
        outcome: tokens.OutcomeIndex = 1 if slot.side else 0
        market, name = self._terms.symbol, slot.named()
        return tokens.NewOrder(
            market_id=market, outcome=outcome, side="buy", price=price, quantity=many, post_only=True, user_reference=name
        )

    async def move(self, changes: Sequence[Change], size: Decimal) -> Sequence[Outcome]:
        return await self._client.cancel_orders([known.order_id for known, _ in changes if known.order_id])
