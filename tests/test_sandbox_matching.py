"""The matching of the 4casters sandbox, held to a model of thirty lines, step by step, by whatever Hypothesis thinks of.

Nothing is filled beyond its size or through its price, books of different accounts are never crossed, every fill stands on both
sides, and all money that there is stays what it was.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from itertools import count

import attrs
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from samples import sample

from crossbook.sandbox import Clock
from crossbook.sandbox.fourcasters.accounts import Accounts
from crossbook.sandbox.fourcasters.market.bets import Bet, Score
from crossbook.sandbox.fourcasters.market.exchange import Placement
from crossbook.sandbox.fourcasters.market.games import MarketKey, Selection
from crossbook.sandbox.fourcasters.market.minting import Wanted
from crossbook.sandbox.fourcasters.state import State, made_up

TRADERS = ("own", "other", "third")
GAME = "a" * 24
KEYS = (MarketKey(GAME, "moneyline"), MarketKey(GAME, "spread", Decimal("3.25")), MarketKey(GAME, "total", Decimal(200)))
ODDS = st.sampled_from([Decimal(odds) for odds in (-300, -150, -110, -105, -101, -100, 100, 101, "102.5", 105, 110, 150, 300)])
SIZES = st.sampled_from([Decimal(bet) for bet in ("0.01", 7, "33.33", 100, 110, 111, 250)])
ORDER_TYPES = st.sampled_from(["limit", "limit", "post", "postArb", "fillAndKill", "fillOrKill"])


def wins(odds: Decimal) -> Fraction:
    return Fraction(odds) / 100 if odds > 0 else 100 / -Fraction(odds)


@attrs.define
class Resting:
    """An order of the model."""

    order_id: str
    trader: str
    selection: Selection
    odds: Decimal
    left: Fraction
    age: int


@attrs.define
class Model:
    """What an exchange is: a list of orders. Everything is searched anew each time."""

    orders: list[Resting] = attrs.field(factory=list)

    def meets(self, trader: str, selection: Selection, odds: Decimal, risk: Fraction) -> list[tuple[Resting, Fraction]]:
        found: list[tuple[Resting, Fraction]] = []
        across = [order for order in self.orders if order.selection == selection.opposite and order.trader != trader]
        for order in sorted(across, key=lambda order: (wins(order.odds), order.age)):
            if risk and 1 / wins(order.odds) >= wins(odds):
                stake = min(risk, order.left * wins(order.odds))
                found.append((order, stake))
                risk -= stake
        return found

    def verdict(self, order_type: str, odds: Decimal, left: Fraction, met: list[tuple[Resting, Fraction]]) -> bool:
        match order_type:
            case "post":
                return not met
            case "postArb" if met:
                best = -met[0][0].odds
                away = [price - 100 if price > 0 else price + 100 for price in (odds, best)]
                return abs(away[0] - away[1]) * 100 <= abs(best)
            case "fillAndKill":
                return bool(met)
            case "fillOrKill":
                return bool(met) and left <= 10
            case _:
                return True

    def take(self, met: list[tuple[Resting, Fraction]]) -> None:
        for order, stake in met:
            order.left -= stake / wins(order.odds)
        self.orders = [order for order in self.orders if order.left]


class Market(RuleBasedStateMachine):
    """The exchange and the model, side by side."""

    @initialize()
    def open(self) -> None:
        self.state = State(Clock(ticks=False), Accounts())
        self.accounts = {name: self.state.account(name).id for name in TRADERS}
        for account in self.accounts.values():
            self.state.exchange.ledger.open(account, Fraction(500), Fraction(0))
        self.state.exchange.set_game(made_up(GAME, "NBA", starts_at=1000))
        self.money = self.state.exchange.ledger.total
        self.model = Model()
        self.sizes: dict[str, Fraction] = {}
        self.age = count()

    @rule(trader=st.sampled_from(TRADERS), key=st.sampled_from(KEYS), first=st.booleans(), odds=ODDS, bet=SIZES, order_type=ORDER_TYPES)
    def place(self, trader: str, key: MarketKey, *, first: bool, odds: Decimal, bet: Decimal, order_type: str) -> None:
        selection = Selection(key, first)
        met = self.model.meets(trader, selection, odds, Fraction(bet))
        left = Fraction(bet) - sum((stake for _, stake in met), Fraction(0))
        wanted = Wanted(selection=selection, odds=odds, bet=bet, order_type=order_type)
        placed = self.state.exchange.place(self.accounts[trader], wanted)
        if not isinstance(placed, Placement):
            assert placed.error_class == "rejected_liability" or not self.model.verdict(order_type, odds, left, met)
            return
        assert self.model.verdict(order_type, odds, left, met)
        assert [(fill.other_order_id, fill.odds, fill.stake) for fill in placed.fills] == [
            (order.order_id, -order.odds, stake) for order, stake in met
        ]
        self.model.take(met)
        if order_type.startswith("fill") or not left:
            assert placed.resting is None
            return
        assert placed.resting is not None
        self.model.orders.append(Resting(placed.resting.id, trader, selection, odds, left, next(self.age)))
        self.sizes[placed.resting.id] = left

    @precondition(lambda self: self.model.orders)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        order = data.draw(st.sampled_from(self.model.orders))
        ended = self.state.exchange.end(order.order_id, "cancelled")
        assert ended.size - ended.matched == order.left
        self.model.orders.remove(order)

    @rule(away=st.integers(90, 110), home=st.integers(90, 110), void=st.booleans())
    def grade(self, away: int, home: int, *, void: bool) -> None:
        self.state.grading.grade(GAME, Score(away, home, void))
        self.model.orders.clear()
        exchange = self.state.exchange
        assert all(bet.settlement for bet in exchange.bets)
        assert {exchange.ledger.liability(account) for account in self.accounts.values()} == {0}
        exchange.set_game(attrs.evolve(exchange.games[GAME], phase="upcoming"))

    @invariant()
    def the_book_is_the_models(self) -> None:
        for key in KEYS:
            for first in (True, False):
                rests = [(order.id, left) for order, left in self.state.exchange.queue(Selection(key, first))]
                own = [order for order in self.model.orders if order.selection == Selection(key, first)]
                assert rests == [(order.order_id, order.left) for order in sorted(own, key=lambda order: (wins(order.odds), order.age))]

    @invariant()
    def no_two_accounts_cross(self) -> None:
        for one in self.model.orders:
            for two in self.model.orders:
                if one.selection == two.selection.opposite and one.trader != two.trader:
                    assert wins(one.odds) * wins(two.odds) > 1

    @invariant()
    def every_fill_stands_on_both_sides_within_its_order_and_at_its_price(self) -> None:
        exchange, bets = self.state.exchange, self.state.exchange.bets
        for taker, maker in zip(bets[::2], bets[1::2], strict=True):
            assert (taker.tx_id, taker.origin, maker.origin) == (maker.tx_id, "wager", "offer")
            assert (taker.stake, taker.gross, taker.odds) == (maker.gross, maker.stake, -maker.odds)
            assert taker.selection == maker.selection.opposite
            assert taker.stake * wins(taker.odds) == taker.gross
            assert maker.odds == exchange.orders[maker.order_id].odds
            assert wins(taker.odds) >= wins(exchange.orders[taker.order_id].odds)
            # Makers pay no commission, postArb pays none either; other takers a hundredth of what they win, or of the lesser if they lose.
            rate = Fraction(0) if taker.is_post_arb else Fraction(1, 100)
            assert (maker.risk, maker.win) == (maker.stake, maker.gross)
            assert (taker.risk, taker.win) == (taker.stake + rate * min(taker.stake, taker.gross), taker.gross * (1 - rate))
        made: defaultdict[str, Fraction] = defaultdict(Fraction)
        for bet in bets:
            made[bet.order_id] += bet.stake
        for order_id, staked in made.items():
            order = exchange.orders[order_id]
            assert 0 < staked == order.matched <= order.size == self.sizes.get(order_id, order.size)

    @invariant()
    def money_stays_and_nobody_owes_any(self) -> None:
        ledger = self.state.exchange.ledger
        assert ledger.total == self.money
        for name, account in self.accounts.items():
            at_risk = [order.left for order in self.model.orders if order.trader == name]
            bets = [bet for bet in self.state.exchange.bets_of(account) if not bet.settlement]
            assert 0 >= ledger.liability(account) >= -sum(at_risk, sum((bet.risk for bet in bets), Fraction(0)))
            assert ledger.available(account) >= 0
            assert ledger.liability(account) == sum((worst(self.model, name, bets, key) for key in KEYS), Fraction(0))


def worst(model: Model, trader: str, bets: list[Bet], key: MarketKey) -> Fraction:
    """Work out the worst that can come of one market: either side wins, and every order of the losing side is matched."""
    results: list[Fraction] = [Fraction(0)]
    for winner in (Selection(key, first=True), Selection(key, first=False)):
        matched = [bet.win if bet.selection == winner else -bet.risk for bet in bets if bet.selection.key == key]
        resting = [-order.left for order in model.orders if order.trader == trader and order.selection == winner.opposite]
        results.append(sum([*matched, *resting], Fraction(0)))
    return min(results)


TestMarket = Market.TestCase
TestMarket.settings = settings(max_examples=sample(30, long=60), stateful_step_count=40, deadline=None)
