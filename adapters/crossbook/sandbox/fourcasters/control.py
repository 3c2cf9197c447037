"""What a test can do with the 4casters sandbox: accounts and orders. `games.py` has what it can do with games."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal, TypeAlias, TypeVar

from crossbook.sandbox.fourcasters.accounts import OTHER, OWN
from crossbook.sandbox.fourcasters.control_games import GameControl
from crossbook.sandbox.fourcasters.market.games import SideNames
from crossbook.sandbox.fourcasters.market.matching import Rejected
from crossbook.sandbox.fourcasters.market.minting import Wanted
from crossbook.sandbox.fourcasters.market.orders import FourcastersOrder, OrderState, is_object_id
from crossbook.sandbox.fourcasters.orders_socket import PATH
from crossbook.sandbox.fourcasters.placing import check_terms
from crossbook.sandbox.fourcasters.state import DEFAULT_LEAGUE, State, made_up
from crossbook.sandbox.fourcasters.streaming.price_feed import PATH as PRICE_FEED
from crossbook.sandbox.fourcasters.streaming.user_feed import PATH as USER_FEED
from crossbook.sandbox.fourcasters.trader import FourcastersTrader

Outcome: TypeAlias = Literal["won", "half_won", "pushed", "half_lost", "lost"]
"""How a bet ends for the order's owner; pushed gives back what was at risk."""
_FoundT = TypeVar("_FoundT")
_SHARES: Final[dict[Outcome, Fraction]] = {
    "won": Fraction(1),
    "half_won": Fraction(1, 2),
    "pushed": Fraction(0),
    "half_lost": Fraction(-1, 2),
    "lost": Fraction(-1),
}
_DEFAULT_SIDES: Final = {"total": "over", "moneyline1x2": "yes"}
_DEFAULT_LINES: Final = {"spread": Decimal("3.5"), "total": Decimal("209.5")}


class FourcastersSandbox(GameControl):
    """4casters on loopback: REST at `url`, the orders websocket at `orders_socket_url`, the feeds at `streaming_url`."""

    @property
    def orders_socket_url(self) -> str:
        """`ws://127.0.0.1:PORT/orders/ws`."""
        return f"ws://{self._address}{PATH}"

    @property
    def streaming_url(self) -> str:
        """`http://127.0.0.1:PORT`: the host of both feeds and of the replay, in the form that the client takes it."""
        return self.url

    @property
    def user_feed_url(self) -> str:
        """`ws://127.0.0.1:PORT/v2/user`."""
        return f"ws://{self._address}{USER_FEED}"

    @property
    def price_feed_url(self) -> str:
        """`ws://127.0.0.1:PORT/price-stream`."""
        return f"ws://{self._address}{PRICE_FEED}"

    @property
    def token(self) -> str:
        """Newest auth token of the account under test."""
        return self.trader().token

    @property
    def other_token(self) -> str:
        """Auth token of a second account, for tests of ownership."""
        return self.trader(OTHER).token

    @property
    def username(self) -> str:
        """Login name of the account under test."""
        return self.trader().username

    @property
    def password(self) -> str:
        """Password of the account under test."""
        return self.trader().password

    def trader(self, name: str = OWN, *, balance: Decimal | None = None) -> FourcastersTrader:
        """Return an account by its `name`; `own` is the one under test, a name that is new makes another.

        Each has credentials of its own, and 1,250.50 USD unless `balance` says otherwise.
        """
        with self._engine.lock:
            account = self._state.account(name)
        trader = FourcastersTrader(self._engine, lambda: self._state, account)
        if balance is not None:
            trader.set_balance(balance)
        return trader

    def rotate_token(self) -> str:
        """Issue a new token; return it.

        The next authenticated REST reply carries it in `X-Auth-Token`. The old one stays valid: the venue documents no
        moment at which it ends.
        """
        with self._engine.lock:
            return self._engine.accounts.rotate(self._engine.accounts.own)

    def seed_order(
        self,
        *,
        order_id: str | None = None,
        game_id: str | None = None,
        league: str = DEFAULT_LEAGUE,
        market_type: str = "moneyline",
        side: str | None = None,
        odds: int | Decimal = -110,
        bet: Decimal = Decimal(100),
        filled: Decimal = Decimal(0),
        number: Decimal | None = None,
        market: str | None = None,
        user_reference: str | None = None,
        owner: str = OWN,
        expires_in: float | None = None,
    ) -> str:
        """Let an order rest without a request, paid for or not; return its id.

        What is left out is made up: one game for each league, its away team, a line on spreads and totals, the draw on
        moneyline1x2. Raises ValueError for what could not rest: sides that the market does not have, or a price that another
        account's order meets; and for an `order_id` that is taken or not 24 hexadecimal digits.

        Args:
            order_id: the order's id, made up if left out.
            game_id: the game, 24 hexadecimal digits.
            league: the league whose game it is, as the venue abbreviates it, where `game_id` is left out or new.
            market_type: moneyline, spread, total or moneyline1x2.
            side: a participant's id (moneyline, spread), over or under (total), yes or no (moneyline1x2).
            odds: American odds, in the owner's view.
            bet: USD at risk in the whole order.
            filled: USD at risk of it that are matched already; an order that is filled whole is `filled` at once.
            number: the line in points, from the side's view on spreads.
            market: moneyline1x2 only: draw, or a participant's id.
            user_reference: the owner's name for the order.
            owner: the account's name, as for `trader`.
            expires_in: seconds until it expires; None until its game starts, and without end once it has.
        """
        if not 0 <= filled <= bet or bet <= 0:
            raise ValueError(f"expected 0 <= filled <= bet and bet > 0, found {filled} of {bet}")
        with self._engine.lock:
            state = self._state
            state.exchange.catch_up()
            if order_id is not None and (not is_object_id(order_id) or state.exchange.find(order_id) is not None):
                raise ValueError(f"expected 24 hex digits that are no order's yet, found {order_id!r}")
            game = (game_id or state.default_game(league)).lower()
            found = state.exchange.games.get(game) or made_up(game, league, starts_at=0)
            names = SideNames(
                side or _DEFAULT_SIDES.get(market_type) or found.away.id,
                number if number is not None else _DEFAULT_LINES.get(market_type),
                market or ("draw" if market_type == "moneyline1x2" else None),
            )
            selection = _accepted(state.selection(game, market_type, names, league, seeded=True))
            price, _ = _accepted(check_terms(Decimal(odds), bet, "limit"))
            account = state.account(owner)
            wanted = Wanted(
                selection=selection,
                odds=price,
                bet=bet,
                user_reference=user_reference,
                lifetime=expires_in,
                order_id=None if order_id is None else order_id.lower(),
            )
            if state.exchange.would_match(account.id, wanted):
                raise ValueError("expected an order that meets no other, found one that would match: use trader(...).place")
            order = state.exchange.rest(account.id, wanted)
            if filled:
                state.exchange.fill(order.id, Fraction(filled), state.house)
            return order.id

    def fill(self, order_id: str, amount: Decimal) -> FourcastersOrder:
        """Match `amount` (USD at risk) of an open order with nobody in particular; the whole of it makes it `filled`.

        Raises KeyError for an `order_id` that no order has, ValueError for an order that is not open, or an amount that is too much.
        """
        return self._with(lambda state: state.exchange.fill(order_id, Fraction(amount), state.house))

    def expire(self, order_id: str) -> FourcastersOrder:
        """Let an open order expire. Raises KeyError for an `order_id` that no order has, ValueError for one that is not open."""
        return self._with(lambda state: state.exchange.end(order_id, "expired"))

    def cancel_elsewhere(self, order_id: str) -> FourcastersOrder:
        """Cancel an open order as another program of the account would.

        Raises KeyError for an `order_id` that no order has, ValueError for an order that is not open.
        """
        return self._with(lambda state: state.exchange.end(order_id, "cancelled"))

    def grade(self, order_id: str, outcome: Outcome = "won") -> FourcastersOrder:
        """Settle what was matched of an order, open or filled, with this `outcome`, and with it the other side of each fill.

        Raises KeyError for an `order_id` that no order has, ValueError for an order that is neither open nor filled.
        """
        return self._with(lambda state: state.grading.grade_order(order_id, _SHARES[outcome]))

    def complete_league_cancels(self) -> None:
        """Finish the cancels that cancelAllForLeague has under way, without waiting for the clock."""
        with self._engine.lock:
            self._state.timers.complete_cancels()

    def forget_messages(self, *, keep: int = 0, account: str = OWN) -> None:
        """Let all but the newest `keep` messages of the user feed of an `account`, by its name, age out of its replay."""
        with self._engine.lock:
            self._state.feed.forget(self._state.account(account).id, keep=keep)

    def state(self, order_id: str) -> OrderState:
        """Return where an order stands now. Raises KeyError for an `order_id` that no order has."""
        return self.order(order_id).state

    def order(self, order_id: str) -> FourcastersOrder:
        """Return a snapshot of an order of any account. Raises KeyError for an `order_id` that no order has."""
        return self._with(lambda state: state.exchange.known(order_id))

    def open_order_ids(self) -> tuple[str, ...]:
        """Ids of the open orders of the account under test, oldest first."""
        return self.trader().open_order_ids()

    def _with(self, act: Callable[[State], FourcastersOrder]) -> FourcastersOrder:
        with self._engine.lock:
            self._state.exchange.catch_up()
            return act(self._state)


def _accepted(found: _FoundT | Rejected) -> _FoundT:
    match found:
        case Rejected():
            raise ValueError(found.long_error or found.error)
        case _:
            return found
