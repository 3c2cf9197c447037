"""An order that is ready to be sent: signed, immutable, and bound to one environment and one set of contracts."""

from __future__ import annotations

from datetime import datetime

import attrs

from crossbook.core.checks import Call
from crossbook.predictstreet.contracts import Contracts
from crossbook.predictstreet.environments import Environment
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.orders import storing
from crossbook.predictstreet.orders.draft import OrderDraft, destination_of
from crossbook.predictstreet.orders.new_order import NewOrder
from crossbook.predictstreet.signing.proving import proven
from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.predictstreet import rest as bindings
from crossbook_bindings.runtime import UNSET, Request


@attrs.frozen(kw_only=True)
class PreparedOrder:
    """One signed order. Sent again, it is the same order: the same bytes, of which the venue makes no second one.

    Made by `prepare`, or by `from_json`. One that exists is signed by its wallet over exactly what it says: raises NotSent
    otherwise. Store it before it is sent; after a restart, look it up by its `client_order_id` before you send it again.
    """

    draft: OrderDraft
    """What is signed, and for where."""
    signature: bytes = attrs.field(repr=False)  # Whoever has it, and any API key, can place the order.
    """r, s and v, 65 bytes."""

    def __attrs_post_init__(self) -> None:
        call = Call(VENUE, "prepare", user_reference=self.draft.client_order_id)
        proven(call, self.draft.digest, self.signature, self.draft.struct.signer)

    @property
    def order(self) -> NewOrder:
        """What was asked for, with everything that was left open filled in."""
        return self.draft.order

    @property
    def client_order_id(self) -> str:
        """Its name at the venue, and what makes sending it again harmless."""
        return self.draft.client_order_id

    @property
    def user_reference(self) -> str:
        """The same, by the name that outcomes of both venues have for it."""
        return self.draft.client_order_id

    @property
    def salt(self) -> int:
        """What makes its signature unique. Place requests call it nonce."""
        return self.draft.struct.salt

    @property
    def maker_amount(self) -> int:
        """The most that it gives, in base units: USDC of a buyer, outcome tokens of a seller."""
        return self.draft.struct.makerAmount

    @property
    def taker_amount(self) -> int:
        """The least that it takes, in base units: outcome tokens of a buyer, USDC of a seller."""
        return self.draft.struct.takerAmount

    @property
    def digest(self) -> bytes:
        """The 32 bytes that are signed, by which the exchange knows the order on the chain."""
        return self.draft.digest

    @property
    def prepared_at(self) -> datetime:
        """When it was prepared."""
        return self.draft.prepared_at

    def request(self, environment: Environment, contracts: Contracts) -> Request[Venue, bindings.PlaceOrderReply, bindings.PlaceOrderReply]:
        """Build the request that places it, alone, at an `environment` with its `contracts`.

        Raises InvalidRequest where it was prepared for others.

        Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/orders/place-a-signed-order
        """
        return bindings.place_order(**attrs.asdict(self.entry(environment, contracts), recurse=False))

    def entry(self, environment: Environment, contracts: Contracts) -> bindings.PlaceOrderRequest:
        """Write it as a batch holds it, for an `environment` with its `contracts`.

        Raises InvalidRequest where it was prepared for others.
        """
        call = Call(VENUE, "placeOrder", user_reference=self.client_order_id)
        asked, own = destination_of(call, environment, contracts), self.draft.destination
        if asked != own:
            raise call.invalid(expected=f"an order that was prepared for {asked.named(own)}", found=f"one for {own.named(asked)}")
        order, struct = self.order, self.draft.struct
        return bindings.PlaceOrderRequest(
            marketId=order.market_id,
            side=order.side,
            outcome=str(order.outcome),
            price=self.draft.price,
            quantity=self.draft.quantity,
            nonce=str(struct.salt),
            expiry=struct.expiration,
            maker=struct.maker,
            signature=f"0x{self.signature.hex()}",
            clientOrderId=self.client_order_id,
            type=order.order_type,
            timeInForce=self.draft.time_in_force,
            postOnly=order.post_only or UNSET,
        )

    def to_json(self) -> str:
        """Write it down, to be loaded again by `from_json`. Holds no key; but whoever reads it, with any API key, can place the order."""
        return storing.written(self.draft, self.signature)

    @classmethod
    def from_json(cls, text: str | bytes) -> PreparedOrder:
        """Load a `text` that `to_json` wrote. Raises InvalidRequest for any other, and for one in which anything was changed."""
        draft, signature = storing.read(text)
        return cls(draft=draft, signature=signature)
