"""Makes orders and bets: their ids, their times, their places in the queue."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import Final

from attrs import frozen

from crossbook.sandbox.clock import Clock
from crossbook.sandbox.fourcasters.market.bets import Bet
from crossbook.sandbox.fourcasters.market.games import FourcastersGame, Selection, label, name
from crossbook.sandbox.fourcasters.market.matching import Match
from crossbook.sandbox.fourcasters.market.orders import FourcastersOrder

_NOTHING: Final = Fraction(0)
_TICKET_DIGITS: Final = 32


@frozen(kw_only=True)
class Wanted:
    """An order that could be placed."""

    selection: Selection
    odds: Decimal
    bet: Decimal
    order_type: str = "limit"
    user_reference: str | None = None
    lifetime: float | None = None
    """Seconds until it expires; None until the game starts, and without end once it has."""
    order_id: str | None = None
    """Made up where it is left out."""


class Mint:
    """Nothing here changes the exchange. `new_id` makes an id in the venue's form."""

    def __init__(self, clock: Clock, new_id: Callable[[], str]) -> None:
        self._clock = clock
        self._sequence = count(1)
        self.new_id = new_id

    def resting(self, account: str, game: FourcastersGame, wanted: Wanted, size: Fraction, request_id: str) -> FourcastersOrder:
        """Make an order that is to rest."""
        names, now = name(game, wanted.selection), self._clock.now()
        at_start = wanted.lifetime is None and game.phase == "upcoming"
        return FourcastersOrder(
            id=wanted.order_id or self.new_id(),
            owner=account,
            state="open",
            game_id=game.id,
            league=game.league,
            market_type=wanted.selection.key.type,
            side=names.side,
            number=names.number,
            market=names.market,
            odds=wanted.odds,
            size=size,
            matched=_NOTHING,
            order_type=wanted.order_type,
            user_reference=wanted.user_reference,
            wager_request_id=request_id,
            tx_id=self.new_id(),
            created_at=self._clock.wall(),
            expires_at=game.starts_at if at_start else None if wanted.lifetime is None else now + wanted.lifetime,
            expires_at_start=at_start,
            selection=wanted.selection,
            sequence=next(self._sequence),
            label=label(game, wanted.selection.key.type, names),
        )

    def sides(self, took: FourcastersOrder, made: FourcastersOrder, match: Match, rate: Fraction) -> tuple[Bet, Bet]:
        """Make both sides of a fill, the taker's first."""
        tx_id = self.new_id()
        taker = self._bet(took, made, tx_id, match, rate)
        maker = self._bet(made, took, tx_id, match, rate)
        return taker, maker

    def _bet(self, own: FourcastersOrder, other: FourcastersOrder, tx_id: str, match: Match, rate: Fraction) -> Bet:
        is_maker = own.id == match.maker_id
        return Bet(
            tx_id=tx_id,
            order_id=own.id,
            other_order_id=other.id,
            account=own.owner,
            origin="offer" if is_maker else "wager",
            selection=own.selection,
            odds=-match.odds if is_maker else match.odds,
            stake=match.against if is_maker else match.stake,
            gross=match.stake if is_maker else match.against,
            rate=_NOTHING if is_maker else rate,
            size=own.size,
            ticket=(self.new_id() + self.new_id())[:_TICKET_DIGITS],
            wager_request_id=own.wager_request_id,
            user_reference=own.user_reference,
            is_post_arb=own.is_post_arb,
            created_at=self._clock.moment_of(own.created_at),
            matched_at=self._clock.now(),
        )
