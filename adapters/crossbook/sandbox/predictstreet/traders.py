"""One account of the PredictStreet sandbox: its credentials, what it owns, and orders without HTTP."""

from __future__ import annotations

import secrets
from decimal import Decimal
from typing import Literal

from attrs import frozen

from crossbook.sandbox.engine import Refusal
from crossbook.sandbox.predictstreet.eip712 import order_digest, sign
from crossbook.sandbox.predictstreet.engine import PredictStreetEngine
from crossbook.sandbox.predictstreet.keys import KeyState, Partner
from crossbook.sandbox.predictstreet.ledger import USDC, Holding
from crossbook.sandbox.predictstreet.markets import PredictStreetMarket
from crossbook.sandbox.predictstreet.matching import Side, TimeInForce
from crossbook.sandbox.predictstreet.orders import PredictStreetOrder
from crossbook.sandbox.predictstreet.placing import submit
from crossbook.sandbox.predictstreet.refusals import Rejection
from crossbook.sandbox.predictstreet.signatures import CHAIN_ID, struct_of
from crossbook.sandbox.predictstreet.trading import NewOrder
from crossbook.sandbox.predictstreet.units import SCALE, amount, units
from crossbook.sandbox.wire import JsonObject, text


@frozen
class PredictStreetHolding:
    """What a wallet has of USDC or of one outcome's tokens."""

    available: Decimal
    """USDC or tokens that are free."""
    locked: Decimal
    """USDC or tokens that are set aside: for open orders, trades on their way, withdrawals and co-signed operations."""


class PredictStreetTrader:
    """One partner with a wallet of its own. Made by `PredictStreetSandbox.trader`. A reset takes all but its keys."""

    def __init__(self, engine: PredictStreetEngine, partner: Partner) -> None:
        """Act for a `partner` of an `engine`. `PredictStreetSandbox.trader` makes these."""
        self._engine = engine
        self._partner = partner

    def __repr__(self) -> str:
        return f"PredictStreetTrader(name={self.name!r}, wallet={self.wallet!r})"

    @property
    def name(self) -> str:
        """What it was asked for by, and its user name on the leaderboard."""
        return self._partner.name

    @property
    def wallet(self) -> str:
        """Address that signs, lower case."""
        return self._partner.wallet

    @property
    def private_key(self) -> str:
        """Key of the wallet, 0x and 64 hex digits, made up for this sandbox: for a client that signs by itself."""
        return "0x" + self._partner.private_key.hex()

    @property
    def vault(self) -> str:
        """Address of the vault, the maker of every order."""
        with self._engine.lock:
            return self._engine.state.vault_of(self.wallet)

    @property
    def api_key(self) -> str:
        """Key that may trade and read the account."""
        with self._engine.lock:
            return self._engine.keys.trading_key(self.name).text

    @property
    def audit_key(self) -> str:
        """Key for the partner's audit feed, which may do nothing else."""
        with self._engine.lock:
            return self._engine.keys.audit_key(self.name).text

    def set_key_state(self, state: KeyState) -> None:
        """Let every key of the partner be refused, as its `state` says (revoked, expired and so on), or be good again (`active`).

        `revoked` closes every websocket of its keys; the other states are looked at when one is opened.
        """
        with self._engine.lock:
            self._engine.set_key_state(self._partner, state)

    def set_scopes(self, *scopes: str) -> None:
        """Let the trading key have these `scopes`, such as orders:write, and no others."""
        with self._engine.lock:
            self._engine.keys.trading_key(self.name).scopes = frozenset(scopes)

    def set_banned(self, *, banned: bool) -> None:
        """Put the wallet on the ban list, or take it off where `banned` is False."""
        with self._engine.lock:
            (self._engine.keys.banned.add if banned else self._engine.keys.banned.discard)(self.wallet)

    def set_vault_deployed(self, *, deployed: bool) -> None:
        """Let the vault exist on chain, or not where `deployed` is False: then no request places anything."""
        with self._engine.lock:
            self._engine.state.vault_of(self.wallet)
            (self._engine.state.undeployed.discard if deployed else self._engine.state.undeployed.add)(self.wallet)

    @property
    def usdc(self) -> PredictStreetHolding:
        """USDC of the account; it begins with 10,000."""
        return self._holding(USDC)

    def tokens(self, symbol: str, outcome: int = 0) -> PredictStreetHolding:
        """Give the account's tokens of one `outcome` (0 is yes, 1 is no) of the market `symbol`. Raises KeyError for an unknown one."""
        with self._engine.lock:
            return self._holding(self._engine.state.catalogue.known(symbol).token_ids[outcome])

    def set_usdc(self, usdc: Decimal) -> None:
        """Let the account have this much `usdc` beside what is locked, in USDC. Raises ValueError for less than 0."""
        wanted = units(usdc)
        if wanted < 0:
            raise ValueError(f"expected an amount of 0 or more, found {usdc}")
        with self._engine.lock:
            state = self._engine.state
            state.vault_of(self.wallet)
            state.ledger.burn(self.wallet, USDC, state.ledger.of(self.wallet).available)
            state.ledger.issue(self.wallet, USDC, wanted)

    def give_tokens(self, symbol: str, outcome: int, quantity: Decimal) -> None:
        """Give the account a `quantity` of outcome tokens, whose cost nobody knows. The other token of each pair goes to the house.

        `symbol` is the market's, `outcome` 0 for yes and 1 for no. Raises KeyError for an unknown market, ValueError for a
        quantity that is not above 0.
        """
        with self._engine.lock:
            state = self._engine.state
            market = state.catalogue.known(symbol)
            state.vault_of(self.wallet)
            state.trading.supply(self.wallet, market.token_ids[outcome], _positive(quantity), market)
            state.positions.granted(self.wallet, market.token_ids[outcome])

    def place(
        self,
        market_id: str,
        *,
        side: Side,
        outcome: str = "0",
        price: Decimal,
        quantity: Decimal,
        order_type: Literal["limit", "market"] = "limit",
        time_in_force: TimeInForce = "gtc",
        post_only: bool = False,
        expiry: int = 0,
    ) -> PredictStreetOrder:
        """Place an order without HTTP and without a signature; it matches as any other does.

        Raises KeyError for an unknown market, ValueError with the venue's code for an order that the venue would refuse or reject.

        Args:
            market_id: the market's symbol.
            side: buy or sell.
            outcome: index of the outcome as text: "0" is yes, "1" is no.
            price: USDC per outcome token, between 0 and 1.
            quantity: outcome tokens, above 0.
            order_type: limit or market.
            time_in_force: gtc rests, ioc ends what is not matched at once, fok is matched whole or not at all.
            post_only: whether it is refused where it would match at once.
            expiry: Unix time in seconds at which it expires; 0 for never.
        """
        with self._engine.lock:
            self._engine.state.catch_up()
            state = self._engine.state
            new = NewOrder(
                wallet=self.wallet,
                vault=state.vault_of(self.wallet),
                market=state.catalogue.known(market_id),
                side=side,
                outcome=outcome,
                price=_priced(price),
                quantity=_positive(quantity),
                order_type=order_type,
                time_in_force=time_in_force,
                post_only=post_only,
                expiry=expiry,
            )
            try:
                return submit(state, new).snapshot()
            except Rejection as rejection:
                raise ValueError(f"{rejection.code}: {rejection.message}") from None
            except Refusal as refusal:
                body = refusal.answer.body
                raise ValueError(f"{text(body, 'code')}: {text(body, 'message')}") from None

    def cancel(self, order_id: str) -> PredictStreetOrder:
        """Cancel the order `order_id`. Raises KeyError for one that is not its own, ValueError for one that has ended."""
        with self._engine.lock:
            self._engine.state.catch_up()
            order = self._engine.state.trading.find(order_id, self.wallet)
            if order is None:
                raise KeyError(f"expected the id of an order of {self.name}, found {order_id!r}")
            self._engine.state.trading.end(order, "cancelled")
            return order.snapshot()

    def open_order_ids(self) -> tuple[str, ...]:
        """Ids of the account's open orders, oldest first."""
        with self._engine.lock:
            self._engine.state.catch_up()
            return tuple(order.id for order in reversed(self._engine.state.trading.live(self.wallet)))

    def signed_order(
        self,
        market_id: str,
        *,
        side: Side,
        outcome: str = "0",
        price: Decimal,
        quantity: Decimal,
        expiry: int = 0,
        salt: int | None = None,
    ) -> JsonObject:
        """Write the body of a place request, signed with this account's key: what a client that signs would send.

        The signature covers neither type, timeInForce, postOnly nor clientOrderId: add them as you like. Raises KeyError for an
        unknown market, ValueError for a price or a quantity that no order can have.

        Args:
            market_id: the market's symbol.
            side: buy or sell.
            outcome: index of the outcome as text: "0" is yes, "1" is no.
            price: USDC per outcome token, between 0 and 1.
            quantity: outcome tokens, above 0.
            expiry: Unix time in seconds at which it expires; 0 for never.
            salt: what makes the order unlike others, sent as nonce; made up if left out.
        """
        with self._engine.lock:
            state = self._engine.state
            market: PredictStreetMarket = state.catalogue.known(market_id)
            new = NewOrder(
                wallet=self.wallet,
                vault=state.vault_of(self.wallet),
                market=market,
                side=side,
                outcome=outcome,
                price=_priced(price),
                quantity=_positive(quantity),
                expiry=expiry,
            )
            nonce = secrets.randbits(256) if salt is None else salt
            contract = state.contracts.exchange_of(neg_risk=market.neg_risk)
        return {
            "marketId": market_id,
            "side": side,
            "outcome": outcome,
            "price": format(price, "f"),
            "quantity": format(quantity, "f"),
            "nonce": str(nonce),
            "expiry": expiry,
            "maker": new.vault,
            "signature": sign(self._partner.private_key, order_digest(struct_of(new, nonce), CHAIN_ID, contract)),
        }

    def _holding(self, asset: str) -> PredictStreetHolding:
        with self._engine.lock:
            self._engine.state.catch_up()
            self._engine.state.vault_of(self.wallet)
            held: Holding = self._engine.state.ledger.of(self.wallet, asset)
            return PredictStreetHolding(amount(held.available), amount(held.locked))


def _positive(value: Decimal) -> int:
    count = units(value)
    if count <= 0:
        raise ValueError(f"expected an amount above 0, found {value}")
    return count


def _priced(value: Decimal) -> int:
    count = units(value)
    if not 0 < count < SCALE:
        raise ValueError(f"expected a price between 0 and 1, found {value}")
    return count
