"""One account of the sandbox, as a test uses it without a request."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from attrs import frozen

from crossbook.sandbox.engine import Engine
from crossbook.sandbox.fourcasters.accounts import Account
from crossbook.sandbox.fourcasters.market.games import SideNames
from crossbook.sandbox.fourcasters.market.matching import Rejected
from crossbook.sandbox.fourcasters.market.minting import Wanted
from crossbook.sandbox.fourcasters.market.odds import shown
from crossbook.sandbox.fourcasters.placing import check_terms
from crossbook.sandbox.fourcasters.state import State
from crossbook.sandbox.wire import JsonObject

StateOf: TypeAlias = Callable[[], State]
"""Gives what a sandbox holds now: a reset replaces it."""


@frozen(kw_only=True)
class FourcastersFill:
    """What an order took of one resting order. Amounts in USD, rounded to 6 decimals where they have no end."""

    tx_id: str
    """The venue's name for the fill."""
    order_id: str
    """Of the resting order."""
    odds: Decimal
    """American odds, in the taker's view."""
    stake: Decimal
    """USD at risk for the taker, without commission."""
    gross: Decimal
    """USD to win for the taker, before commission."""


@frozen(kw_only=True)
class FourcastersPlacement:
    """What became of an order: rejected with the venue's words, or processed."""

    error: str | None = None
    """The venue's words for why it was rejected; None for an order that was processed."""
    error_type: str | None = None
    """The venue's class of that error, such as rejected_liability."""
    order_id: str | None = None
    """Of what rests; None where nothing does."""
    fills: tuple[FourcastersFill, ...] = ()
    """What it took at once, best price first."""


class FourcastersTrader:
    """An account with credentials of its own. Every method may be called from any thread."""

    def __init__(self, engine: Engine, state_of: StateOf, account: Account) -> None:
        """Act for an `account` of an `engine`, in the state that `state_of` gives. `FourcastersSandbox.trader` makes these."""
        self._engine = engine
        self._state_of = state_of
        self._account = account

    @property
    def account_id(self) -> str:
        """Id of the account."""
        return self._account.id

    @property
    def username(self) -> str:
        """Login name."""
        return self._account.username

    @property
    def password(self) -> str:
        """What the account logs in with, beside its login name."""
        return self._account.password

    @property
    def token(self) -> str:
        """Newest auth token."""
        with self._engine.lock:
            return self._state_of().accounts.token(self._account)

    @property
    def balance(self) -> Decimal:
        """Balance in USD; bets count when they are graded."""
        with self._engine.lock:
            return shown(self._state_of().exchange.ledger.balance(self._account.id))

    @property
    def liability(self) -> Decimal:
        """The worst that may come of all that is at risk, in USD, 0 or below."""
        with self._engine.lock:
            return shown(self._state_of().exchange.ledger.liability(self._account.id))

    @property
    def messages(self) -> tuple[JsonObject, ...]:
        """What the account was told on its user feed, oldest first."""
        with self._engine.lock:
            return self._state_of().feed.messages(self._account.id)

    def set_balance(self, balance: Decimal, *, credit: Decimal = Decimal(0)) -> None:
        """Give the account this `balance`, in USD, and this much `credit` beyond it. Raises ValueError for negative credit."""
        if credit < 0 or not balance.is_finite():
            raise ValueError(f"expected a balance, and credit >= 0, found {balance} and {credit}")
        with self._engine.lock:
            self._state_of().exchange.ledger.open(self._account.id, Fraction(balance), Fraction(credit))

    def lock_out(self, *, locked: bool = True) -> None:
        """Let logging in fail with 403, or work again where `locked` is False. Tokens stay valid."""
        with self._engine.lock:
            self._state_of().accounts.lock(self._account, locked=locked)

    def refer(self, player: FourcastersTrader) -> None:
        """Count the account of a `player` as one that this one brought: its commission shows in getAffiliateCommission."""
        with self._engine.lock:
            self._state_of().accounts.referred[player.account_id] = self._account.id

    def place(
        self,
        game_id: str,
        market_type: str,
        side: str,
        *,
        odds: int | Decimal,
        bet: int | Decimal,
        number: int | Decimal | None = None,
        market: str | None = None,
        order_type: str = "limit",
        user_reference: str | None = None,
        expires_in: float | None = None,
    ) -> FourcastersPlacement:
        """Place an order as this account would, without a request: it is matched, rests or is rejected like one that was sent.

        Args:
            game_id: the game, 24 hexadecimal digits.
            market_type: moneyline, spread, total or moneyline1x2.
            side: a participant's id (moneyline, spread), over or under (total), yes or no (moneyline1x2).
            odds: American odds.
            bet: USD at risk.
            number: the line in points, from the side's view on spreads.
            market: moneyline1x2 only: draw, or a participant's id.
            order_type: limit, post, postArb, fillAndKill or fillOrKill.
            user_reference: the account's name for the order.
            expires_in: seconds until what rests of it expires; None until its game starts, and without end once it has.
        """
        with self._engine.lock:
            state = self._state_of()
            state.exchange.catch_up()
            names = SideNames(side, None if number is None else Decimal(number), market)
            selection = state.selection(game_id, market_type, names)
            terms = check_terms(Decimal(odds), Decimal(bet), order_type)
            if isinstance(selection, Rejected):
                return _rejected(selection)
            if isinstance(terms, Rejected):
                return _rejected(terms)
            wanted = Wanted(
                selection=selection, odds=terms[0], bet=terms[1], order_type=order_type, user_reference=user_reference, lifetime=expires_in
            )
            placed = state.exchange.place(self._account.id, wanted)
        if isinstance(placed, Rejected):
            return _rejected(placed)
        fills = tuple(
            FourcastersFill(
                tx_id=fill.tx_id, order_id=fill.other_order_id, odds=fill.odds, stake=shown(fill.stake), gross=shown(fill.gross)
            )
            for fill in placed.fills
        )
        return FourcastersPlacement(order_id=placed.resting.id if placed.resting else None, fills=fills)

    def open_order_ids(self) -> tuple[str, ...]:
        """Ids of the open orders of the account, oldest first."""
        with self._engine.lock:
            state = self._state_of()
            state.exchange.catch_up()
            return tuple(order.id for order in state.exchange.open_orders(self._account.id))

    def cancel(self, order_id: str) -> None:
        """Cancel the order `order_id`. Raises KeyError for one of another account, ValueError for one that is not open."""
        with self._engine.lock:
            exchange = self._state_of().exchange
            exchange.catch_up()
            if exchange.known(order_id).owner != self._account.id:
                raise KeyError(f"expected the id of an order of {self._account.name}, found {order_id!r}")
            exchange.end(order_id, "cancelled")


def _rejected(reason: Rejected) -> FourcastersPlacement:
    return FourcastersPlacement(error=reason.error, error_type=reason.error_class)
