"""The orders of a PredictStreet sandbox and every way their state can change."""

from __future__ import annotations

import secrets
import uuid
from decimal import Decimal
from itertools import count

from attrs import evolve, frozen

from crossbook.sandbox.clock import Clock
from crossbook.sandbox.predictstreet.orders import OrderState, PredictStreetOrder
from crossbook.sandbox.wire import JsonObject


@frozen(kw_only=True)
class NewOrder:
    """What a caller says about an order to be."""

    wallet: str
    vault: str
    market_id: str
    side: str
    outcome: str
    price: Decimal
    quantity: Decimal
    client_order_id: str | None = None
    order_type: str = "limit"
    time_in_force: str = "gtc"
    expiry: int = 0


class Book:
    """Orders by id. Expiry is applied by `catch_up`, when something looks."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._orders: dict[str, PredictStreetOrder] = {}
        self._placed: dict[tuple[str, str], JsonObject] = {}
        self._sequence = count(1)

    def catch_up(self) -> None:
        """Expire what has passed its expiry."""
        unix = self._clock.wall().timestamp()
        for order in list(self._orders.values()):
            if order.state == "open" and order.expiry and order.expiry <= unix:
                self._put(order, state="expired")

    def add(self, new: NewOrder, *, state: OrderState = "open", filled: Decimal = Decimal(0)) -> PredictStreetOrder:
        """Let an order rest, or end at once as an order that may not rest does."""
        now = self._clock.wall()
        order = PredictStreetOrder(
            id=str(uuid.uuid4()),
            wallet=new.wallet,
            vault=new.vault,
            state="filled" if filled == new.quantity else state,
            market_id=new.market_id,
            side=new.side,
            outcome=new.outcome,
            price=new.price,
            quantity=new.quantity,
            filled=filled,
            client_order_id=new.client_order_id,
            order_type=new.order_type,
            time_in_force=new.time_in_force,
            expiry=new.expiry,
            locked=False,
            sequence=next(self._sequence),
            created_at=now,
            updated_at=now,
        )
        self._orders[order.id] = order
        if order.client_order_id is not None:
            self._placed[order.wallet, order.client_order_id] = order.as_placed()
        return order

    def replay(self, wallet: str, client_order_id: str | None) -> JsonObject | None:
        """Return the stored reply of an earlier place under this name: the name is the wallet's idempotency key."""
        return None if client_order_id is None else self._placed.get((wallet, client_order_id))

    def find(self, order_id: str, wallet: str | None = None) -> PredictStreetOrder | None:
        """Return an order; with a wallet, only one of its own: another's does not exist for it."""
        order = self._orders.get(order_id.lower())
        return order if order is not None and wallet in (None, order.wallet) else None

    def open_orders(self, wallet: str) -> tuple[PredictStreetOrder, ...]:
        """Open orders of a wallet, newest first."""
        return tuple(order for order in reversed(self._orders.values()) if order.state == "open" and order.wallet == wallet)

    def known(self, order_id: str) -> PredictStreetOrder:
        order = self.find(order_id)
        if order is None:
            raise KeyError(f"expected the id of an order of this sandbox, found {order_id!r}")
        return order

    def end(self, order_id: str, state: OrderState) -> PredictStreetOrder:
        """Cancel or expire an open order; raise ValueError for one that has ended."""
        return self._put(self._open(order_id), state=state)

    def fill(self, order_id: str, amount: Decimal) -> PredictStreetOrder:
        """Match part or all of an open order."""
        order = self._open(order_id)
        if not 0 < amount <= order.remaining:
            raise ValueError(f"expected an amount above 0 and up to {order.remaining}, found {amount}")
        filled = order.filled + amount
        return self._put(order, state="filled" if filled == order.quantity else "open", filled=filled)

    def lock(self, order_id: str, *, locked: bool) -> PredictStreetOrder:
        """Make the next cancel of an open order fail, or be done with that."""
        order = evolve(self._open(order_id), locked=locked)
        self._orders[order.id] = order
        return order

    def _open(self, order_id: str) -> PredictStreetOrder:
        order = self.known(order_id)
        if order.state != "open":
            raise ValueError(f"expected an open order, found {order.state}")
        return order

    def _put(self, order: PredictStreetOrder, *, state: OrderState, filled: Decimal | None = None) -> PredictStreetOrder:
        changed = evolve(order, state=state, filled=order.filled if filled is None else filled, updated_at=self._clock.wall())
        self._orders[order.id] = changed
        return changed


def address() -> str:
    """Make a wallet or vault address nobody has the key of."""
    return "0x" + secrets.token_hex(20)
