"""How games and bets end, and who is paid what."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import count

from attrs import evolve

from crossbook.sandbox.fourcasters.market.bets import Bet, Score, settle, share_of
from crossbook.sandbox.fourcasters.market.exchange import Exchange
from crossbook.sandbox.fourcasters.market.games import FourcastersGame
from crossbook.sandbox.fourcasters.market.orders import FourcastersOrder


class Grading:
    """Settles bets of an exchange, both sides of each fill at once."""

    def __init__(self, exchange: Exchange, now: Callable[[], float]) -> None:
        self._exchange = exchange
        self._now = now
        self._sequence = count(1)

    def end(self, game_id: str) -> FourcastersGame:
        """Let a game be over, and take its orders out of their books. Its bets wait to be graded."""
        game = evolve(self._exchange.game(game_id), phase="ended")
        for order in self._exchange.open_orders(game_id=game.id):
            self._exchange.end(order.id, "expired")
        self._exchange.set_game(game)
        return game

    def grade(self, game_id: str, score: Score) -> FourcastersGame:
        """Settle every bet of a game, and settle it again where it was graded otherwise before."""
        game = self.end(game_id)
        away, home = (
            evolve(game.away, score=None if score.void else score.away),
            evolve(game.home, score=None if score.void else score.home),
        )
        game = evolve(game, away=away, home=home, is_graded=True)
        self._exchange.set_game(game)
        for index, bet in enumerate(self._exchange.bets):
            if bet.selection.key.game_id == game.id:
                self._settle(index, bet, share_of(game, bet.selection, score), refunded=score.void)
        return game

    def grade_order(self, order_id: str, share: Fraction) -> FourcastersOrder:
        """Settle what was matched of one order, with both sides of each fill; what rests of it is over."""
        order = self._exchange.known(order_id)
        if order.state not in ("open", "filled"):
            raise ValueError(f"expected an order that is open or filled, found {order.state}")
        if order.state == "open":
            self._exchange.end(order.id, "expired")
        fills = {bet.tx_id for bet in self._exchange.bets if bet.order_id == order.id}
        for index, bet in enumerate(self._exchange.bets):
            if bet.tx_id in fills:
                self._settle(index, bet, share if bet.order_id == order.id else -share, refunded=not share)
        return self._exchange.mark_graded(order.id)

    def _settle(self, index: int, bet: Bet, share: Fraction, *, refunded: bool) -> None:
        ledger, before = self._exchange.ledger, bet.settlement
        if before is None:
            ledger.hold(bet, -1)
        elif (before.share, before.refunded) == (share, refunded):
            return
        else:
            ledger.pay(bet.account, -before.result, -before.fee)
        settlement = settle(bet, share, refunded=refunded, at=self._now(), sequence=next(self._sequence))
        ledger.pay(bet.account, settlement.result, settlement.fee)
        self._exchange.replace_bet(index, evolve(bet, settlement=settlement))
        self._exchange.mark_graded(bet.order_id)
