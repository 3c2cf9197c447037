"""What a test can do with the PredictStreet sandbox."""

from __future__ import annotations

from decimal import Decimal

from crossbook.sandbox.control import VenueControl
from crossbook.sandbox.predictstreet.book import NewOrder
from crossbook.sandbox.predictstreet.cancels import ReplyGeneration
from crossbook.sandbox.predictstreet.engine import PredictStreetEngine
from crossbook.sandbox.predictstreet.orders import OrderState, PredictStreetOrder


class PredictStreetSandbox(VenueControl):
    """PredictStreet on loopback, REST only. Signatures of placed orders are not checked."""

    def __init__(self, engine: PredictStreetEngine) -> None:
        super().__init__(engine)
        self._engine = engine

    @property
    def api_key(self) -> str:
        """API key of the account under test."""
        return self._engine.keys.api_key

    @property
    def wallet(self) -> str:
        """Wallet the key is associated with."""
        return self._engine.keys.wallet

    @property
    def other_wallet(self) -> str:
        """A second wallet, for tests of ownership and of multi-wallet keys."""
        return self._engine.keys.other_wallet

    @property
    def multi_wallet(self) -> bool:
        """Whether the key is of the multi-wallet kind, which must name the acting wallet in X-User-Wallet."""
        return self._engine.keys.multi_wallet

    @multi_wallet.setter
    def multi_wallet(self, value: bool) -> None:
        with self._engine.lock:
            self._engine.keys.multi_wallet = value

    @property
    def reply_generation(self) -> ReplyGeneration:
        """Which documented forms cancel and cancel-all reply in.

        `new`: `cancelled` with unfilledQty, ids of cancelled orders. `old`: `CANCELLED` with remainingQty, a count.
        """
        return self._engine.generation

    @reply_generation.setter
    def reply_generation(self, value: ReplyGeneration) -> None:
        with self._engine.lock:
            self._engine.generation = value

    def seed_order(
        self,
        *,
        market_id: str = "NC26-BIN-83479265",
        side: str = "buy",
        outcome: str = "0",
        price: Decimal = Decimal("0.42"),
        quantity: Decimal = Decimal(100),
        filled: Decimal = Decimal(0),
        client_order_id: str | None = None,
        wallet: str | None = None,
    ) -> str:
        """Let an order rest without a request; return its id (a UUID).

        Price in USDC per outcome token, quantities in outcome tokens; an order that is filled whole is `filled` at once.
        """
        if not 0 <= filled <= quantity or quantity <= 0:
            raise ValueError(f"expected 0 <= filled <= quantity and quantity > 0, found {filled} of {quantity}")
        acting = (wallet or self.wallet).lower()
        new = NewOrder(
            wallet=acting,
            vault=self._engine.keys.vault_of(acting),
            market_id=market_id,
            side=side,
            outcome=outcome,
            price=price,
            quantity=quantity,
            client_order_id=client_order_id,
        )
        with self._engine.lock:
            return self._engine.book.add(new, filled=filled).id

    def fill(self, order_id: str, amount: Decimal) -> PredictStreetOrder:
        """Match `amount` outcome tokens of an open order; the whole of it makes it `filled`."""
        with self._engine.lock:
            self._engine.book.catch_up()
            return self._engine.book.fill(order_id, amount)

    def expire(self, order_id: str) -> PredictStreetOrder:
        """Let an open order expire."""
        return self._end(order_id, "expired")

    def cancel_elsewhere(self, order_id: str) -> PredictStreetOrder:
        """Cancel an open order as another program of the wallet would."""
        return self._end(order_id, "cancelled")

    def lock(self, order_id: str) -> PredictStreetOrder:
        """Make the next cancel of an open order fail with lock_invariant, once."""
        with self._engine.lock:
            self._engine.book.catch_up()
            return self._engine.book.lock(order_id, locked=True)

    def state(self, order_id: str) -> OrderState:
        """Return where an order stands now. Raises KeyError for an unknown id."""
        return self.order(order_id).state

    def order(self, order_id: str) -> PredictStreetOrder:
        """Return a snapshot of an order of any wallet. Raises KeyError for an unknown id."""
        with self._engine.lock:
            self._engine.book.catch_up()
            return self._engine.book.known(order_id)

    def open_order_ids(self) -> tuple[str, ...]:
        """Ids of the open orders of the key's wallet, oldest first."""
        with self._engine.lock:
            self._engine.book.catch_up()
            return tuple(order.id for order in reversed(self._engine.book.open_orders(self.wallet)))

    def _end(self, order_id: str, state: OrderState) -> PredictStreetOrder:
        with self._engine.lock:
            self._engine.book.catch_up()
            return self._engine.book.end(order_id, state)
