"""Lets several hear of what happens on the exchange."""

from __future__ import annotations

from attrs import define, field

from crossbook.sandbox.fourcasters.market.bets import Bet
from crossbook.sandbox.fourcasters.market.games import FourcastersGame
from crossbook.sandbox.fourcasters.market.orders import FourcastersOrder
from crossbook.sandbox.fourcasters.market.told import Told


@define(eq=False)
class Everyone:
    """Tells each of its listeners, in their order."""

    listeners: list[Told] = field(factory=list[Told])

    def placed(self, order: FourcastersOrder) -> None:
        for listener in self.listeners:
            listener.placed(order)

    def filled(self, taker: Bet, maker: Bet, made: FourcastersOrder) -> None:
        for listener in self.listeners:
            listener.filled(taker, maker, made)

    def ended(self, order: FourcastersOrder) -> None:
        for listener in self.listeners:
            listener.ended(order)

    def game_changed(self, game: FourcastersGame) -> None:
        for listener in self.listeners:
            listener.game_changed(game)
