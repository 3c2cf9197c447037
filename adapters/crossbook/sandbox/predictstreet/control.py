"""What a test can do with the PredictStreet sandbox."""

from __future__ import annotations

from decimal import Decimal

from crossbook.sandbox.predictstreet import seeding
from crossbook.sandbox.predictstreet.chain import PATH as CHAIN_PATH
from crossbook.sandbox.predictstreet.keys import OWN
from crossbook.sandbox.predictstreet.matching import Side
from crossbook.sandbox.predictstreet.orders import OrderState, PredictStreetOrder
from crossbook.sandbox.predictstreet.placing import placed_json
from crossbook.sandbox.predictstreet.signatures import CHAIN_ID, Contracts, OrderStruct, SignatureChecks
from crossbook.sandbox.predictstreet.socket_control import SocketControl
from crossbook.sandbox.predictstreet.state import ReplyGeneration, Reuse
from crossbook.sandbox.predictstreet.traders import PredictStreetTrader
from crossbook.sandbox.predictstreet.trading import NewOrder
from crossbook.sandbox.predictstreet.units import units

_SECOND = "other"


class PredictStreetSandbox(SocketControl):
    """PredictStreet on loopback, REST at `url`, both websockets at `socket_url`: matching, settlement, balances, several accounts."""

    # ---- accounts

    def trader(self, name: str = OWN, *, usdc: Decimal | None = None) -> PredictStreetTrader:
        """Return an account by its `name`; `own` is the one under test, a name that is new makes another.

        Each has a wallet, a vault and keys of its own, and 10,000 USDC unless `usdc` says otherwise.
        """
        with self._engine.lock:
            partner = self._engine.keys.partner(name)
            self._engine.state.vault_of(partner.wallet)
        trader = PredictStreetTrader(self._engine, partner)
        if usdc is not None:
            trader.set_usdc(usdc)
        return trader

    @property
    def api_key(self) -> str:
        """API key of the account under test."""
        return self._engine.keys.trading_key().text

    @property
    def wallet(self) -> str:
        """Wallet the key is associated with."""
        return self._engine.keys.partner().wallet

    @property
    def other_wallet(self) -> str:
        """A second wallet, for tests of ownership and of multi-wallet keys: that of `trader("other")`."""
        return self.trader(_SECOND).wallet

    @property
    def multi_wallet(self) -> bool:
        """Whether the key is of the multi-wallet kind, which must name the acting wallet in X-User-Wallet."""
        return self._engine.keys.partner().multi_wallet

    @multi_wallet.setter
    def multi_wallet(self, value: bool) -> None:
        with self._engine.lock:
            self._engine.keys.partner().multi_wallet = value

    # ---- how strict it is

    @property
    def signatures(self) -> SignatureChecks:
        """Whether signatures are verified.

        `form`, unless a test says otherwise: any hex digits pass, as the placeholders of the venue's samples do. `verify`:
        the acting wallet must have signed what the body says, for the market's exchange, with its vault as maker.
        """
        return self._engine.state.signatures

    @signatures.setter
    def signatures(self, value: SignatureChecks) -> None:
        with self._engine.lock:
            self._engine.state.signatures = value

    @property
    def chain_id(self) -> int:
        """Chain that orders are signed for: the testnet's."""
        return CHAIN_ID

    @property
    def contracts(self) -> Contracts:
        """Contracts that orders are signed for. Also in the reply of getPlatformContracts."""
        return self._engine.state.contracts

    @property
    def rpc_url(self) -> str:
        """A node of its chain: eth_chainId and eth_call, for `hashOrder` of both exchanges and `vaultOf` of the vault factory."""
        return f"{self.url}{CHAIN_PATH}"

    @property
    def order_struct(self) -> OrderStruct:
        """What `hashOrder` of the exchanges takes on the chain: the struct of the pages, one with a nonce, or there is none.

        `documented`, unless a test says so. Which orders the venue takes is another matter: that depends on `signatures`.
        """
        return self._engine.state.order_struct

    @order_struct.setter
    def order_struct(self, value: OrderStruct) -> None:
        with self._engine.lock:
            self._engine.state.order_struct = value

    @property
    def strict_ids(self) -> bool:
        """Whether a batch cancel with an id that is no UUID is refused as a whole, as its page says; else it is not_found."""
        return self._engine.state.strict_ids

    @strict_ids.setter
    def strict_ids(self, value: bool) -> None:
        with self._engine.lock:
            self._engine.state.strict_ids = value

    @property
    def reuse_of_client_order_id(self) -> Reuse:
        """What becomes of another order under a client order id that was used: `refused` with 409, or `replayed`.

        The same order again is always answered with the stored result. What another one meets is in no page that could
        be read: `replayed` is the reading in which the venue looks at the name alone.
        """
        return self._engine.state.reuse

    @reuse_of_client_order_id.setter
    def reuse_of_client_order_id(self, value: Reuse) -> None:
        with self._engine.lock:
            self._engine.state.reuse = value

    @property
    def reply_generation(self) -> ReplyGeneration:
        """Which documented forms cancel and cancel-all reply in.

        `new`: `cancelled` with unfilledQty, ids of cancelled orders. `old`: `CANCELLED` with remainingQty, a count.
        """
        return self._engine.state.generation

    @reply_generation.setter
    def reply_generation(self, value: ReplyGeneration) -> None:
        with self._engine.lock:
            self._engine.state.generation = value

    # ---- orders

    def seed_order(
        self,
        *,
        market_id: str = seeding.FIRST_MARKET,
        side: Side = "buy",
        outcome: str = "0",
        price: Decimal = Decimal("0.42"),
        quantity: Decimal = Decimal(100),
        filled: Decimal = Decimal(0),
        client_order_id: str | None = None,
        wallet: str | None = None,
    ) -> str:
        """Let an order rest without a request, even if it would match; return its id (a UUID).

        What it needs is given to its wallet, and a market that is not there is added. Raises ValueError for a price, an outcome
        or amounts that no order can have.

        Args:
            market_id: the market's symbol.
            side: buy or sell.
            outcome: index of the outcome as text: "0" is yes, "1" is no.
            price: USDC per outcome token, between 0 and 1.
            quantity: outcome tokens in the whole order.
            filled: outcome tokens of it that the house has matched already; an order that is filled whole is `filled` at once.
            client_order_id: the owner's name for the order.
            wallet: whose it is; the key's wallet if left out.
        """
        if not 0 <= filled <= quantity or quantity <= 0:
            raise ValueError(f"expected 0 <= filled <= quantity and quantity > 0, found {filled} of {quantity}")
        if not 0 < price < 1 or outcome not in ("0", "1"):
            raise ValueError(f"expected a price between 0 and 1 and outcome '0' or '1', found {price} and {outcome!r}")
        acting = (wallet or self.wallet).lower()
        with self._engine.lock:
            state = self._engine.state
            state.catch_up()
            new = NewOrder(
                wallet=acting,
                vault=state.vault_of(acting),
                market=seeding.market_or_new(state, market_id),
                side=side,
                outcome=outcome,
                price=units(price),
                quantity=units(quantity),
                client_order_id=client_order_id,
            )
            order = state.trading.seed(new)
            if side == "sell":
                state.positions.granted(acting, order.token)
            if filled:
                state.trading.fill_by_house(order, units(filled))
            if client_order_id is not None:
                state.placed[acting, client_order_id] = (None, placed_json(state, order))
            return order.id

    def fill(self, order_id: str, amount: Decimal) -> PredictStreetOrder:
        """Let the house match `amount` outcome tokens of an open order; the whole of it makes it `filled`.

        Raises KeyError for an `order_id` that no order has, ValueError for an amount that does not remain.
        """
        with self._engine.lock:
            self._engine.state.catch_up()
            order = self._engine.state.trading.known(order_id)
            quantity = units(amount)
            if not 0 < quantity <= order.remaining:
                raise ValueError(f"expected an amount above 0 and up to {order.snapshot().remaining}, found {amount}")
            self._engine.state.trading.fill_by_house(order, quantity)
            return order.snapshot()

    def expire(self, order_id: str) -> PredictStreetOrder:
        """Let an open order expire. Raises KeyError for an `order_id` that no order has, ValueError for one that has ended."""
        return self._end(order_id, "expired")

    def cancel_elsewhere(self, order_id: str) -> PredictStreetOrder:
        """Cancel an open order as another program of the wallet would.

        Raises KeyError for an `order_id` that no order has, ValueError for an order that has ended.
        """
        return self._end(order_id, "cancelled")

    def lock(self, order_id: str) -> PredictStreetOrder:
        """Make the next cancel of an open order fail with lock_invariant, once.

        Raises KeyError for an `order_id` that no order has, ValueError for an order that is not open.
        """
        with self._engine.lock:
            self._engine.state.catch_up()
            order = self._engine.state.trading.known(order_id)
            if not order.is_live:
                raise ValueError(f"expected an open order, found {order.state}")
            order.locked = True
            return order.snapshot()

    def hold_matcher(self) -> None:
        """Let orders that are placed from now on be PENDING, as while the matcher is being called."""
        with self._engine.lock:
            self._engine.state.trading.holds_matcher = True

    def run_matcher(self) -> tuple[PredictStreetOrder, ...]:
        """Match what is PENDING, in the order of arrival, and hold no more; return those orders."""
        with self._engine.lock:
            self._engine.state.catch_up()
            self._engine.state.trading.holds_matcher = False
            return tuple(order.snapshot() for order in self._engine.state.trading.run_matcher())

    def state(self, order_id: str) -> OrderState:
        """Return where an order stands now. Raises KeyError for an `order_id` that no order has."""
        return self.order(order_id).state

    def order(self, order_id: str) -> PredictStreetOrder:
        """Return a snapshot of an order of any wallet. Raises KeyError for an `order_id` that no order has."""
        with self._engine.lock:
            self._engine.state.catch_up()
            return self._engine.state.trading.known(order_id).snapshot()

    def open_order_ids(self) -> tuple[str, ...]:
        """Ids of the open orders of the key's wallet, oldest first."""
        with self._engine.lock:
            self._engine.state.catch_up()
            return tuple(order.id for order in reversed(self._engine.state.trading.live(self.wallet)))

    def _end(self, order_id: str, state: OrderState) -> PredictStreetOrder:
        with self._engine.lock:
            self._engine.state.catch_up()
            order = self._engine.state.trading.known(order_id)
            self._engine.state.trading.end(order, state)
            return order.snapshot()
