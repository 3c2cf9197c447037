"""A two-sided quoter over both venues, to copy: four quotes on each, moved with the book, and proven to be gone at the end."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeAlias
from uuid import uuid4

import attrs

from crossbook import CancelUnknown, CrossbookError, EditUnknown, Ledger, NotCancelled, Odds, Outcome, PlaceUnknown, Price, Quantity
from crossbook import fourcasters as bets
from crossbook import predictstreet as tokens
from crossbook.desk import DeadMan, Pull, Pulled, WithPrefix, async_pull_orders
from crossbook.feeds import BookInvalid, Disconnected, Lost
from crossbook.ledger import Exposure, KnownOrder

PREFIX: Final = "quoter-"
_UNKNOWN: Final = (CancelUnknown, PlaceUnknown, EditUnknown)
Feed: TypeAlias = AbstractAsyncContextManager[AsyncIterable[object]]
Quote: TypeAlias = tuple[int, Fraction, str]  # side 0 (hosts, yes) or 1 (guests, no), its price as a probability, and our name for it


@attrs.frozen(kw_only=True)
class Limits:
    """What the quoter may do at each venue, in USD (USDC at PredictStreet) and probabilities."""

    size: Decimal = Decimal(10)  # at risk in each quote
    most: Decimal = Decimal(500)  # at risk at most: what may rest and what was matched, together
    edge: Fraction = Fraction(2, 100)  # from the middle of the book to the first quote on each side; the second one is twice as far
    tolerance: Fraction = Fraction(12, 1000)  # how far from where it should be a quote may rest

    def claim(self, known: Exposure) -> Decimal:
        return known.resting + known.matched + known.unsized * self.size  # for a moment, a fill may be all that is known of a quote


class Bets:
    """The winner of one game at 4casters."""

    venue, account = "fourcasters", None

    def __init__(self, client: bets.AsyncFourcasters, game_id: str, hosts: str, guests: str) -> None:
        self.client, self._game, self._sides = client, game_id, (hosts, guests)
        self.middle: Fraction | None = None  # of the book, without our own orders; None while it cannot be believed

    def feeds(self) -> tuple[Feed, Feed]:
        return self.client.user_feed(), self.client.price_feed(games=[self._game])

    def take(self, event: object, own: Iterable[KnownOrder]) -> None:
        if isinstance(event, bets.BookChanged):
            offers = [event.book.offers(bets.MarketSide(market_type="moneyline", side=side)) for side in self._sides]
            hosts, guests = ([each.odds.probability for each in side if each.odds and not each.is_own] for side in offers)
            self.middle = (hosts[0] + 1 - guests[0]) / 2 if hosts and guests else None

    def order(self, quote: Quote, size: Decimal) -> bets.NewOrder:
        side, odds = self._sides[quote[0]], Odds.from_probability(quote[1]).on_grid(1, towards="longer")
        order = bets.NewOrder(game_id=self._game, market_type="moneyline", side=side, odds=odds, risk=size)
        return attrs.evolve(order, order_type="post", user_reference=quote[2])

    async def place(self, quotes: Iterable[Quote], size: Decimal) -> Sequence[Outcome]:
        return await self.client.place_orders([self.order(quote, size) for quote in quotes])


class Tokens:
    """The tokens of one market at PredictStreet. It has no edit: what is cancelled is placed again in the next step."""

    def __init__(self, client: tokens.AsyncPredictStreet, terms: tokens.MarketTerms, wallet: str) -> None:
        self.client, self._terms, self.account = client, terms, wallet  # no event names a wallet, and a ledger keeps them apart
        self.venue: Final = "predictstreet"
        self.middle: Fraction | None = None

    def feeds(self) -> tuple[Feed, Feed]:
        return self.client.user_feed(), self.client.market_feed(books=[str(self._terms.yes_token_id)], changes_are_whole=True)

    def take(self, event: object, own: Iterable[KnownOrder]) -> None:
        if isinstance(event, tokens.BookChanged):
            ours = {order.price: order.resting or 0 for order in own if order.market_type == "0"}
            bids = [level.price for level in event.bids or () if level.quantity > ours.get(level.price, 0)]
            self.middle = Fraction(bids[0] + event.asks[0].price) / 2 if bids and event.asks else None

    async def place(self, quotes: Iterable[Quote], size: Decimal) -> Sequence[Outcome]:
        return await self.client.place_orders([self._order(quote, size) for quote in quotes])

    def _order(self, quote: Quote, size: Decimal) -> tokens.NewOrder:
        price = Price.on_grid(quote[1], tick=self._terms.tick, towards="down")
        many = Quantity.on_grid(size / price.value, step="0.01", towards="down")
        order = tokens.NewOrder(market_id=self._terms.symbol, outcome=1 if quote[0] else 0, side="buy", price=price, quantity=many)
        return attrs.evolve(order, post_only=True, user_reference=quote[2])


class Quoter:
    """Keeps four quotes at each market until it is told to stop, and pulls them whatever ends it. The ledger observes all its clients."""

    def __init__(self, ledger: Ledger, markets: Sequence[Bets | Tokens], dead_man: DeadMan, limits: Limits) -> None:
        self.ledger, self.markets, self.dead_man, self.limits = ledger, markets, dead_man, limits
        # For each quote of a market (side, level) all that was sent for it and may rest: its name, and its price as a probability.
        quotes, venues = [(side, level) for side in (0, 1) for level in (1, 2)], [market.venue for market in markets]
        self.sent: dict[str, dict[tuple[int, int], dict[str, Fraction]]] = {venue: {quote: {} for quote in quotes} for venue in venues}
        self.unknown: dict[str, list[Outcome]] = {venue: [] for venue in venues}
        self.doubtful: dict[str, set[str]] = {venue: set() for venue in venues}
        self.counts: Counter[tuple[str, str]] = Counter()

    async def run(self, stop: asyncio.Event) -> Pulled:
        """Quote until `stop` is set, or anything fails; then pull all of it. What is not proven to be gone is left to 4casters' timer."""
        async with asyncio.TaskGroup() as group:
            listening = [group.create_task(self._listen(market, which)) for market in self.markets for which in (0, 1)]
            try:
                while not stop.is_set():
                    await self._keep_armed()
                    await asyncio.gather(*map(self._step, self.markets))
                    await asyncio.sleep(0.5)  # whatever feeds tell, requests keep this pace
            finally:
                own, known = WithPrefix(PREFIX), self.ledger.may_be_open()
                pulled = await async_pull_orders(*(Pull(each.client, own, under_way=known) for each in self.markets), deadline=600)
                for task in listening:
                    task.cancel()
                with suppress(RuntimeError):  # It is refused while orders of other programs rest.
                    await asyncio.to_thread(self.dead_man.disarm if pulled.is_proven else self.dead_man.let_go)
                self.dead_man.let_go()
        return pulled

    async def _keep_armed(self) -> None:
        if self.dead_man.state in ("disarmed", "lost"):
            with suppress(CrossbookError):  # What rests is read, and heard by the ledger, before the timer is armed.
                await asyncio.to_thread(self.dead_man.reconcile)
                await asyncio.to_thread(self.dead_man.arm)

    async def _listen(self, market: Bets | Tokens, which: int) -> None:
        while True:  # A feed reconnects by itself; one that is `Lost` is opened anew.
            with suppress(CrossbookError):
                async with market.feeds()[which] as feed:
                    async for event in feed:
                        self.counts[market.venue, type(event).__name__] += 1
                        if which == 0:
                            self.ledger.add(event, account=market.account)
                            if isinstance(event, bets.OrderFilled | tokens.OrderFilled):
                                self.doubtful[market.venue].add(event.order_id)  # PredictStreet does not say what is left
                        elif isinstance(event, BookInvalid | Disconnected | Lost):
                            market.middle = None
                        else:
                            market.take(event, self.ledger.may_be_open(market.venue))
            await asyncio.sleep(1)

    async def _step(self, market: Bets | Tokens) -> None:
        try:  # What is looked up the ledger hears, and frees what cannot rest any more.
            found = await market.client.resolve(self.unknown[market.venue])
            self.unknown[market.venue] = [each for each in found if isinstance(each, _UNKNOWN)]
            self.counts.update((market.venue, f"resolved to {type(each).__name__}") for each in found if not isinstance(each, _UNKNOWN))
            while self.doubtful[market.venue]:
                await market.client.get_order(self.doubtful[market.venue].pop())
            may_quote = self.dead_man.state in ("armed", "missed") and Fraction(1, 10) < (market.middle or 0) < Fraction(9, 10)
            await self._requote(market, self.limits.size, market.middle if may_quote else None)
        except CrossbookError as error:  # Nothing was done, and the ledger knows that. The next step tries again.
            self.counts[market.venue, f"failed: {type(error).__name__}"] += 1

    async def _requote(self, market: Bets | Tokens, size: Decimal, middle: Fraction | None) -> None:
        wrong: list[tuple[str, Decimal | None, Quote]] = []
        free: list[Quote] = []
        for (side, level), sent in self.sent[market.venue].items():
            rests = [each for name in sent for each in self.ledger.by_reference(market.venue, name) if each.may_be_open]
            for name in sent.keys() - {each.user_reference for each in rests}:
                del sent[name]
            fair = 0 if middle is None else 1 - middle if side else middle  # without a book, nothing is worth anything
            quote = side, fair - self.limits.edge * level, f"{PREFIX}{uuid4().hex[:12]}"
            if not rests:
                free.append(quote)
            elif len(rests) == 1 and rests[0].order_id and abs(sent[rests[0].user_reference or ""] - quote[1]) > self.limits.tolerance:
                wrong.append(
                    (rests[0].order_id, rests[0].resting, quote)
                )  # where more may rest, or nobody knows its id yet, it is looked up first
            sent[quote[2]] = quote[1]  # Named before it is sent: whatever happens to it then, it can be looked up.
        if middle is not None and isinstance(market, Bets) and self._room(market) >= size * len(wrong):
            # Never are both orders of an edit on the market. Until it is answered, both count.
            calls = [market.client.edit_order(old, market.order(new, size), expected_remaining=left) for old, left, new in wrong]
            self._note(market, await asyncio.gather(*calls, return_exceptions=True))
        else:  # One by one: the reply to a batch does not say what had been matched, and what nobody says counts as matched.
            cancels = (market.client.cancel_order(old) for old, _, _ in wrong)
            self._note(market, await asyncio.gather(*cancels, return_exceptions=True))
        if middle is not None:
            self._note(market, await market.place(free[: max(0, int(self._room(market) / size))], size))

    def _room(self, market: Bets | Tokens) -> Decimal:
        return self.limits.most - sum(self.limits.claim(each) for each in self.ledger.exposure() if each.venue == market.venue)

    def _note(self, market: Bets | Tokens, outcomes: Iterable[Outcome | BaseException]) -> None:
        for found in outcomes:
            if isinstance(found, BaseException) and not isinstance(found, CrossbookError):
                raise found
            self.counts[market.venue, type(found).__name__] += 1
            if isinstance(found, _UNKNOWN):
                self.unknown[market.venue].append(found)
            elif isinstance(found, NotCancelled):  # It ended otherwise, or is not found: what became of it is read.
                self.doubtful[market.venue].add(found.order_id)
