"""What a test can do with the 4casters sandbox."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from crossbook.sandbox.control import VenueControl
from crossbook.sandbox.fourcasters.book import NewOrder, object_id
from crossbook.sandbox.fourcasters.engine import FourcastersEngine
from crossbook.sandbox.fourcasters.orders import FourcastersOrder, OrderState, is_object_id
from crossbook.sandbox.fourcasters.orders_socket import PATH
from crossbook.sandbox.fourcasters.placing import DEFAULT_LEAGUE
from crossbook.sandbox.fourcasters.reading import participants_of

_DEFAULT_SIDES = {"total": "over", "moneyline1x2": "yes"}
_DEFAULT_LINES = {"spread": Decimal("3.5"), "total": Decimal("209.5")}


class FourcastersSandbox(VenueControl):
    """4casters on loopback: REST at `url`, the orders websocket at `orders_socket_url`."""

    def __init__(self, engine: FourcastersEngine) -> None:
        super().__init__(engine)
        self._engine = engine
        self._default_game = object_id()

    @property
    def orders_socket_url(self) -> str:
        """`ws://127.0.0.1:PORT/orders/ws`."""
        return f"ws://{self._address}{PATH}"

    @property
    def token(self) -> str:
        """Newest auth token of the account under test."""
        with self._engine.lock:
            return self._engine.accounts.token(self._engine.accounts.own)

    @property
    def other_token(self) -> str:
        """Auth token of a second account, for tests of ownership."""
        with self._engine.lock:
            return self._engine.accounts.token(self._engine.accounts.other)

    @property
    def username(self) -> str:
        """Login name of the account under test."""
        return self._engine.accounts.own.username

    @property
    def password(self) -> str:
        """Password of the account under test."""
        return self._engine.accounts.own.password

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
        owner: Literal["own", "other"] = "own",
    ) -> str:
        """Let an order rest without a request; return its id.

        `bet` and `filled` are USD at risk; an order that is filled whole is `filled` at once. What is left out is made
        up: one game per sandbox, its away team, a line on spreads and totals, the draw on moneyline1x2.
        """
        game = game_id or self._default_game
        if not is_object_id(game):
            raise ValueError(f"expected a game id of 24 hex digits, found {game!r}")
        if not 0 <= filled <= bet or bet <= 0:
            raise ValueError(f"expected 0 <= filled <= bet and bet > 0, found {filled} of {bet}")
        new = NewOrder(
            game_id=game,
            league=league,
            market_type=market_type,
            side=side or _DEFAULT_SIDES.get(market_type) or participants_of(game)[0],
            odds=Decimal(odds),
            bet=bet,
            number=number if number is not None else _DEFAULT_LINES.get(market_type),
            market=market or ("draw" if market_type == "moneyline1x2" else None),
            user_reference=user_reference,
        )
        accounts = self._engine.accounts
        with self._engine.lock:
            self._engine.book.catch_up()
            account = accounts.own if owner == "own" else accounts.other
            return self._engine.book.add(account.id, new, filled=filled).id

    def fill(self, order_id: str, amount: Decimal) -> FourcastersOrder:
        """Match `amount` (USD at risk) of an open order; the whole of it makes it `filled`."""
        with self._engine.lock:
            self._engine.book.catch_up()
            return self._engine.book.fill(order_id, amount)

    def expire(self, order_id: str) -> FourcastersOrder:
        """Let an open order expire."""
        return self._change(order_id, "expired", ("open",))

    def cancel_elsewhere(self, order_id: str) -> FourcastersOrder:
        """Cancel an open order as another program of the account would."""
        return self._change(order_id, "cancelled", ("open",))

    def grade(self, order_id: str) -> FourcastersOrder:
        """Settle an order that is open or filled."""
        return self._change(order_id, "graded", ("open", "filled"))

    def complete_league_cancels(self) -> None:
        """Finish the cancels that cancelAllForLeague has under way, without waiting for the clock."""
        with self._engine.lock:
            self._engine.book.complete_later_cancels()

    def state(self, order_id: str) -> OrderState:
        """Return where an order stands now. Raises KeyError for an unknown id."""
        return self.order(order_id).state

    def order(self, order_id: str) -> FourcastersOrder:
        """Return a snapshot of an order of either account. Raises KeyError for an unknown id."""
        with self._engine.lock:
            self._engine.book.catch_up()
            order = self._engine.book.find(order_id)
        if order is None:
            raise KeyError(f"expected the id of an order of this sandbox, found {order_id!r}")
        return order

    def open_order_ids(self) -> tuple[str, ...]:
        """Ids of the open orders of the account under test, oldest first."""
        with self._engine.lock:
            self._engine.book.catch_up()
            return tuple(order.id for order in self._engine.book.open_orders(self._engine.accounts.own.id))

    def _change(self, order_id: str, state: OrderState, allowed: tuple[OrderState, ...]) -> FourcastersOrder:
        with self._engine.lock:
            self._engine.book.catch_up()
            return self._engine.book.change(order_id, state, allowed)
