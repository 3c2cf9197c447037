"""The exchange: games, orders and bets, and every way their state can change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from crossbook.sandbox.clock import Clock
from crossbook.sandbox.fourcasters.market.agenda import Agenda
from crossbook.sandbox.fourcasters.market.bets import RATE, Bet
from crossbook.sandbox.fourcasters.market.games import FourcastersGame, MarketKey, Selection
from crossbook.sandbox.fourcasters.market.ledger import Ledger
from crossbook.sandbox.fourcasters.market.matching import MarketBook, Match, Offer, Rejected, Taker, decide
from crossbook.sandbox.fourcasters.market.minting import Mint, Wanted
from crossbook.sandbox.fourcasters.market.odds import payoff, rounded
from crossbook.sandbox.fourcasters.market.orders import FourcastersOrder, OrderState
from crossbook.sandbox.fourcasters.market.told import Told

_NOTHING: Final = Fraction(0)


@frozen
class Placement:
    """What became of an order: what it took, and what rests of it."""

    wager_request_id: str
    fills: tuple[Bet, ...]
    resting: FourcastersOrder | None


class Exchange:
    """State of the venue's market. Whoever calls a method has let `agenda` catch up before.

    `told` hears of every order that rests, is matched, or leaves its book.
    """

    def __init__(self, clock: Clock, new_id: Callable[[], str], told: Told) -> None:
        self._clock = clock
        self._mint = Mint(clock, new_id)
        self._told = told
        self._books: dict[MarketKey, MarketBook] = {}
        self._open: dict[str, FourcastersOrder] = {}
        self.agenda = Agenda()
        self.ledger = Ledger()
        self.games: dict[str, FourcastersGame] = {}
        self.orders: dict[str, FourcastersOrder] = {}
        self.bets: list[Bet] = []
        """Open and settled, in the order they were matched; both sides of a fill stand together, the taker's first."""

    def catch_up(self) -> None:
        """Do what the clock has made due."""
        self.agenda.catch_up(self._clock.now())

    # ---- looking

    def find(self, order_id: str) -> FourcastersOrder | None:
        """Hex digits of an id mean the same in either case."""
        return self.orders.get(order_id) or self.orders.get(order_id.lower())

    def known(self, order_id: str) -> FourcastersOrder:
        order = self.find(order_id)
        if order is None:
            raise KeyError(f"expected the id of an order of this sandbox, found {order_id!r}")
        return order

    def game(self, game_id: str) -> FourcastersGame:
        game = self.games.get(game_id.lower())
        if game is None:
            raise KeyError(f"expected the id of a game of this sandbox, found {game_id!r}")
        return game

    def open_orders(self, owner: str | None = None, game_id: str | None = None) -> tuple[FourcastersOrder, ...]:
        """Open orders of one account or of all, on one game or on all, oldest first."""
        return tuple(order for order in self._open.values() if owner in (None, order.owner) and game_id in (None, order.game_id))

    def bets_of(self, account: str) -> Iterator[Bet]:
        return (bet for bet in self.bets if bet.account == account)

    def queue(self, selection: Selection) -> Iterator[tuple[FourcastersOrder, Fraction]]:
        """Go through what rests on a selection, best for takers first: each order, and USD left at risk in it."""
        book = self._books.get(selection.key)
        return ((self.orders[order_id], left) for order_id, left in book.queue(selection)) if book else iter(())

    def keys(self, game_id: str) -> list[MarketKey]:
        """Markets of a game on which anything has rested."""
        return [key for key in self._books if key.game_id == game_id]

    def is_best(self, order: FourcastersOrder) -> bool:
        """Whether no order on its side is better for takers; an order that does not rest has nothing to be better than."""
        book = self._books.get(order.selection.key)
        return book is None or order.id not in book or book.is_best(order.id)

    # ---- changing

    def place(self, account: str, wanted: Wanted) -> Placement | Rejected:
        """Match an order and let the rest of it rest, as its type says, or reject it whole."""
        taker = _taker(account, wanted)
        book = self._books.setdefault(wanted.selection.key, MarketBook())
        found = book.matches(taker)
        rests = decide(taker, found)
        if isinstance(rests, Rejected):
            return rests
        rate = _NOTHING if wanted.order_type == "postArb" else RATE
        taken = sum((match.stake for match in found), _NOTHING)
        fees = sum((rate * min(match.stake, match.against) for match in found), _NOTHING)
        if not self.ledger.affords(account, wanted.selection, taken + rests + fees):
            return self._too_poor(account)
        request_id = self._mint.new_id()
        took = self._took(account, wanted, taken, request_id) if found else None
        fills = tuple(self._fill(book, took, match, rate) for match in found) if took else ()
        return Placement(request_id, fills, self._rest(account, wanted, rests, request_id) if rests else None)

    def would_match(self, account: str, wanted: Wanted) -> bool:
        """Whether an order would meet another."""
        book = self._books.get(wanted.selection.key)
        return book is not None and bool(book.matches(_taker(account, wanted)))

    def rest(self, account: str, wanted: Wanted) -> FourcastersOrder:
        """Let an order rest without asking whether it is paid for."""
        return self._rest(account, wanted, Fraction(wanted.bet), self._mint.new_id())

    def fill(self, order_id: str, risk: Fraction, taker: str) -> FourcastersOrder:
        """Let an account take this much of one resting order, whatever else rests."""
        order = self.known(order_id)
        if order.state != "open":
            raise ValueError(f"expected an open order, found {order.state}")
        if not 0 < risk <= order.size - order.matched:
            raise ValueError(f"expected an amount above 0 and up to {order.remaining}, found {risk}")
        stake = risk * payoff(order.odds)
        wanted = Wanted(selection=order.selection.opposite, odds=-order.odds, bet=Decimal(0))
        took = self._took(taker, wanted, stake, self._mint.new_id())
        match = Match(maker_id=order.id, odds=-order.odds, stake=stake, against=risk)
        self._fill(self._books[order.selection.key], took, match, RATE)
        return self.orders[order.id]

    def end(self, order_id: str, state: OrderState) -> FourcastersOrder:
        """Take an open order out of its book: cancelled, expired or graded. Raises ValueError for one that has ended."""
        order = self.known(order_id)
        if order.state != "open":
            raise ValueError(f"expected an order that is open, found {order.state}")
        self._books[order.selection.key].remove(order.id)
        self.ledger.rest(order.owner, order.selection, order.matched - order.size)
        ended = self._put(evolve(order, state=state))
        self._told.ended(ended)
        return ended

    def set_game(self, game: FourcastersGame) -> None:
        """Add a game, or replace it; its orders expire when it starts."""
        before = self.games.get(game.id)
        self.games[game.id] = game
        if game.phase == "upcoming" and (before is None or before.starts_at != game.starts_at):
            self.agenda.at(game.starts_at, lambda moment: self.start(game.id, moment))
        if before is None or evolve(before, adopts=game.adopts) != game:
            self._told.game_changed(game)

    def move(self, game: FourcastersGame, starts_at: float) -> None:
        """Move the start of a game, and with it the end of the orders that stand until then."""
        self.set_game(evolve(game, starts_at=starts_at))
        for order in self.open_orders(game_id=game.id):
            if order.expires_at_start:
                self._put(evolve(order, expires_at=starts_at))

    def start(self, game_id: str, moment: float) -> None:
        """Start a game at its moment: orders that were to stand until then expire."""
        game = self.games.get(game_id)
        if game is None or game.phase != "upcoming" or game.starts_at > moment:
            return
        self.games[game_id] = live = evolve(game, phase="live")
        self._told.game_changed(live)
        for order in self.open_orders(game_id=game_id):
            if order.expires_at_start:
                self.end(order.id, "expired")

    def replace_bet(self, index: int, bet: Bet) -> None:
        """Put a bet in the place of what it was before."""
        self.bets[index] = bet

    def mark_graded(self, order_id: str) -> FourcastersOrder:
        """Let an order count as graded."""
        return self._put(evolve(self.orders[order_id], state="graded"))

    def _too_poor(self, account: str) -> Rejected:
        ledger = self.ledger
        available, balance = rounded(ledger.available(account), 2), rounded(ledger.balance(account), 2)
        credit, liability = rounded(-ledger.credit(account), 2), rounded(ledger.liability(account), 2)
        return Rejected(
            "Insufficient balance.",
            "rejected_liability",
            f"Insufficient balance. You have ${available} available for betting. Balance is ${balance}, "
            f"credit limit is ${credit}, current liability is ${liability}.",
        )

    def _took(self, account: str, wanted: Wanted, size: Fraction, request_id: str) -> FourcastersOrder:
        """Keep what an order takes as an order of its own, matched from the start."""
        order = self._mint.resting(account, self.games[wanted.selection.key.game_id], wanted, size, request_id)
        return self._put(evolve(order, state="filled", matched=size))

    def _rest(self, account: str, wanted: Wanted, risk: Fraction, request_id: str) -> FourcastersOrder:
        game = self.games[wanted.selection.key.game_id]
        order = self._put(self._mint.resting(account, game, wanted, risk, request_id))
        book = self._books.setdefault(order.selection.key, MarketBook())
        offer = Offer(order_id=order.id, account=account, selection=order.selection, odds=order.odds, risk=risk, sequence=order.sequence)
        book.rest(offer)
        self.ledger.rest(account, order.selection, risk)
        if order.expires_at is not None and not order.expires_at_start:
            self.agenda.at(order.expires_at, lambda _: self._expire(order.id))
        self._told.placed(order)
        return order

    def _expire(self, order_id: str) -> None:
        if order_id in self._open:
            self.end(order_id, "expired")

    def _fill(self, book: MarketBook, took: FourcastersOrder, match: Match, rate: Fraction) -> Bet:
        """Let two orders meet: both sides are counted, and the maker's order has so much less left."""
        book.take(match)
        made = self.orders[match.maker_id]
        matched = made.matched + match.against
        made = self._put(evolve(made, matched=matched, state="filled" if matched == made.size else "open"))
        self.ledger.rest(made.owner, made.selection, -match.against)
        taker, maker = self._mint.sides(took, made, match, rate)
        for bet in (taker, maker):
            self.bets.append(bet)
            self.ledger.hold(bet)
        self._told.filled(taker, maker, made)
        return taker

    def _put(self, order: FourcastersOrder) -> FourcastersOrder:
        self.orders[order.id] = order
        if order.state == "open":
            self._open[order.id] = order
        else:
            self._open.pop(order.id, None)
        return order


def _taker(account: str, wanted: Wanted) -> Taker:
    return Taker(account=account, selection=wanted.selection, odds=wanted.odds, risk=Fraction(wanted.bet), order_type=wanted.order_type)
