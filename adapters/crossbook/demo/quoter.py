"""A two-sided quoter over both venues, to begin your own with: four quotes on each, moved with the book, and proven to be gone at the end.

All that it knows of its orders is in one `Ledger`, which hears of each before its first byte leaves: what that says may be open is never
less than what is. A quote is sent again only where nothing that was sent for it can rest any more.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterable, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from decimal import Decimal
from typing import Final, TypeAlias
from uuid import uuid4

import attrs

from crossbook import CancelUnknown, CrossbookError, EditUnknown, Ledger, Odds, Outcome, PlaceUnknown, Price, Quantity
from crossbook import fourcasters as bets
from crossbook import predictstreet as tokens
from crossbook.desk import DeadMan, Pulled, Unreconciled
from crossbook.feeds import BookInvalid, Disconnected, Gap, Lost
from crossbook.ledger import KnownOrder

PREFIX: Final = "quoter-"
_UNKNOWN: Final = (CancelUnknown, PlaceUnknown, EditUnknown)
Feed: TypeAlias = AbstractAsyncContextManager[AsyncIterable[object]]


@attrs.frozen(kw_only=True)
class Limits:
    """What the quoter may do at each venue, in USD (USDC at PredictStreet) and probabilities."""

    size: Decimal = Decimal(10)
    """At risk in each quote."""
    most: Decimal = Decimal(500)
    """At risk at most: what may rest and what was matched, together."""
    edge: Decimal = Decimal("0.02")
    """How far the first quote on each side is from the middle of the book. The second one is twice as far."""
    tolerance: Decimal = Decimal("0.012")
    """How far from where it should be a quote may rest."""


@attrs.define(eq=False)
class Slot:
    """One of the four quotes: side 0 backs the hosts or buys yes, side 1 the guests or no."""

    side: int
    level: int
    chance: Decimal = Decimal(0)
    """What was asked for last, as a probability."""
    names: list[str] = attrs.field(factory=list)
    """The references of all that was sent for it and may rest."""

    def wanted(self, middle: Decimal, limits: Limits) -> Decimal:
        return (1 - middle if self.side else middle) - limits.edge * self.level

    def named(self) -> str:
        """Name an order before it is sent: whatever happens to it then, it can be looked up."""
        self.names.append(f"{PREFIX}{uuid4().hex[:12]}")
        return self.names[-1]


class Bets:
    """The winner of one game at 4casters. An edit moves a quote, and never are both orders on the market."""

    venue, account = "fourcasters", None

    def __init__(self, client: bets.AsyncFourcasters, game_id: str, hosts: str, guests: str) -> None:
        self._client, self._game, self._sides = client, game_id, (hosts, guests)
        self.middle: Decimal | None = None  # of the book, without our own orders; None while it cannot be believed
        self.cancel, self.resolve = client.cancel_orders, client.resolve

    def feeds(self) -> tuple[Feed, Feed]:
        return self._client.user_feed(), self._client.price_feed(games=[self._game])

    def take(self, event: object, own: Sequence[KnownOrder]) -> None:
        match event:
            case bets.BookChanged(book=book):
                hosts, guests = (self._best(book.offers(bets.MarketSide(market_type="moneyline", side=side))) for side in self._sides)
                self.middle = (hosts + 1 - guests) / 2 if hosts and guests else None
            case BookInvalid() | Disconnected() | Lost():
                self.middle = None
            case _:
                pass

    def _best(self, offers: Sequence[bets.Offer]) -> Decimal | None:
        chances = [offer.odds.probability for offer in offers if offer.odds and not offer.is_own]
        return Decimal(chances[0].numerator) / chances[0].denominator if chances else None

    async def place(self, slots: Sequence[Slot], size: Decimal) -> Sequence[Outcome]:
        return await self._client.place_orders([self._order(slot, size) for slot in slots])

    async def move(self, wrong: Sequence[tuple[str, Decimal | None, Slot]], size: Decimal) -> Sequence[Outcome]:
        edit = self._client.edit_order
        return await asyncio.gather(*(edit(old, self._order(slot, size), expected_remaining=left) for old, left, slot in wrong))

    def _order(self, slot: Slot, size: Decimal) -> bets.NewOrder:
        side, odds = self._sides[slot.side], Odds.from_probability(slot.chance).on_grid(1, towards="longer")
        about = bets.NewOrder(game_id=self._game, market_type="moneyline", side=side, odds=odds, risk=size, order_type="post")
        return attrs.evolve(about, user_reference=slot.named())


class Tokens:
    """The tokens of one market at PredictStreet, which has no edit: what is cancelled is placed again once nothing of it can rest."""

    venue = "predictstreet"

    def __init__(self, client: tokens.AsyncPredictStreet, terms: tokens.MarketTerms, wallet: str) -> None:
        self._client, self._terms, self.account = client, terms, wallet  # no event names a wallet, and the ledger keeps them apart
        self.middle: Decimal | None = None
        self.resolve = client.resolve

    def feeds(self) -> tuple[Feed, Feed]:
        return self._client.user_feed(), self._client.market_feed(books=[str(self._terms.yes_token_id)], changes_are_whole=True)

    def take(self, event: object, own: Sequence[KnownOrder]) -> None:
        match event:
            case tokens.BookChanged(bids=bids, asks=asks) if bids is not None and asks is not None:
                ours = Counter[Decimal]()
                for order in own:
                    ours[order.price or Decimal(0)] += order.resting or Decimal(0)
                others = [level.price for level in bids if level.quantity > ours[level.price]]
                self.middle = (others[0] + asks[0].price) / 2 if others and asks else None
            case tokens.BookChanged() | BookInvalid() | Disconnected() | Lost():
                self.middle = None
            case _:
                pass

    async def place(self, slots: Sequence[Slot], size: Decimal) -> Sequence[Outcome]:
        return await self._client.place_orders([self._order(slot, size) for slot in slots])

    async def move(self, wrong: Sequence[tuple[str, Decimal | None, Slot]], size: Decimal) -> Sequence[Outcome]:
        return await self.cancel([old for old, _, _ in wrong])

    async def cancel(self, order_ids: Sequence[str]) -> Sequence[Outcome]:
        # One by one: the reply to a batch does not say what had been matched, and what nobody says counts as matched.
        return await asyncio.gather(*map(self._client.cancel_order, order_ids))

    def _order(self, slot: Slot, size: Decimal) -> tokens.NewOrder:
        price = Price.on_grid(slot.chance, tick=self._terms.tick, towards="down")
        many = Quantity.on_grid(size / price.value, step="0.01", towards="down")
        about = tokens.NewOrder(market_id=self._terms.symbol, outcome=1 if slot.side else 0, side="buy", price=price, quantity=many)
        return attrs.evolve(about, post_only=True, user_reference=slot.named())


class Quoter:
    """Keeps four quotes at each market until it is told to stop, and has them pulled whatever ends it."""

    def __init__(self, ledger: Ledger, markets: Sequence[Bets | Tokens], dead_man: DeadMan, limits: Limits) -> None:
        """Take the `ledger` that observes the clients of all `markets` and of the `dead_man`, and `limits` for each venue."""
        self.ledger, self.markets, self.dead_man, self.limits = ledger, markets, dead_man, limits
        self.slots = {market.venue: [Slot(side, level) for side in (0, 1) for level in (1, 2)] for market in markets}
        self.unknown: dict[str, list[Outcome]] = {market.venue: [] for market in markets}
        self.counts: Counter[tuple[str, str]] = Counter()
        self._woken = asyncio.Event()

    async def run(self, stop: asyncio.Event, pull: Callable[[], Awaitable[Pulled]]) -> Pulled:
        """Quote until `stop` is set, then `pull`; give what that came to. Of what is left, the venue's timer takes the bets."""
        listening = [asyncio.create_task(self._listen(market, place)) for market in self.markets for place in (0, 1)]
        try:
            while not stop.is_set():
                await self._keep_armed()
                await asyncio.gather(*map(self._step, self.markets))
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), 1)
                self._woken.clear()
        finally:
            pulled = await asyncio.shield(pull())
            for task in listening:
                task.cancel()
            await asyncio.to_thread(self.dead_man.disarm if pulled.is_proven else self.dead_man.let_go)
        return pulled

    async def _keep_armed(self) -> None:
        if self.dead_man.state in ("disarmed", "lost"):
            try:
                await asyncio.to_thread(self.dead_man.arm)
            except (CrossbookError, Unreconciled):
                with suppress(CrossbookError):  # What rests is read, and heard by the ledger, before it is armed again.
                    await asyncio.to_thread(self.dead_man.reconcile)

    async def _listen(self, market: Bets | Tokens, place: int) -> None:
        while True:  # A feed reconnects by itself; one that is `Lost` is opened anew.
            with suppress(CrossbookError):
                async with market.feeds()[place] as feed:
                    async for event in feed:
                        if place == 0:
                            self.ledger.add(event, account=market.account)
                            self.counts[market.venue, "fills"] += isinstance(event, bets.OrderFilled | tokens.OrderFilled)
                        else:
                            market.take(event, self.ledger.may_be_open(market.venue))
                        self.counts[market.venue, "gaps"] += isinstance(event, Gap)
                        self._woken.set()
            await asyncio.sleep(1)

    async def _step(self, market: Bets | Tokens) -> None:
        try:
            await self.settle(market)
            await self._requote(market)
        except CrossbookError as error:  # NotSent or Refused: nothing was done. The next step tries again.
            self.counts[market.venue, f"failed: {type(error).__name__}"] += 1

    async def settle(self, market: Bets | Tokens) -> None:
        """Look up what is unknown. The ledger observes that, so what is found out frees the slot."""
        found = await market.resolve(self.unknown[market.venue])
        self.unknown[market.venue] = [each for each in found if isinstance(each, _UNKNOWN)]
        self.counts.update((market.venue, f"resolved to {type(each).__name__}") for each in found if not isinstance(each, _UNKNOWN))

    async def _requote(self, market: Bets | Tokens) -> None:
        wrong: list[tuple[str, Decimal | None, Slot]] = []
        free: list[Slot] = []
        for slot in self.slots[market.venue]:
            rests = [each for name in slot.names for each in self.ledger.by_reference(market.venue, name) if each.may_be_open]
            slot.names = [name for name in slot.names if any(each.user_reference == name for each in rests)]
            is_off = market.middle is None or abs(slot.wanted(market.middle, self.limits) - slot.chance) > self.limits.tolerance
            if not rests:
                free.append(slot)
            elif is_off and len(rests) == 1 and rests[0].order_id is not None:
                wrong.append((rests[0].order_id, rests[0].resting, slot))
        size = self.limits.size
        if market.middle is None:
            free = []
        else:
            for slot in (*free, *(slot for _, _, slot in wrong)):
                slot.chance = slot.wanted(market.middle, self.limits)
        if market.middle is None or self._room(market) < size * len(wrong):  # While an edit is under way, both of its orders count.
            self._note(market, await market.cancel([old for old, _, _ in wrong]))
        else:
            self._note(market, await market.move(wrong, size))
        self._note(market, await market.place(free[: max(0, int(self._room(market) / size))], size))

    def _room(self, market: Bets | Tokens) -> Decimal:
        claimed = (each.resting + each.matched for each in self.ledger.exposure() if each.venue == market.venue)
        return self.limits.most - sum(claimed, Decimal(0))

    def _note(self, market: Bets | Tokens, outcomes: Sequence[Outcome]) -> None:
        self.unknown[market.venue] += [each for each in outcomes if isinstance(each, _UNKNOWN)]
        self.counts.update((market.venue, type(each).__name__) for each in outcomes)
