"""One order's whole life at PredictStreet, with the asynchronous client. Orders are signed, and the sandbox checks that."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import Final

from crossbook.demo.life_fourcasters import new_id
from crossbook.demo.moments import Moment, Outcome
from crossbook.demo.tables import amount
from crossbook.predictstreet import AsyncPredictStreet, Contracts, Environment, LocalSigner, NewOrder, TradingAccount
from crossbook.sandbox import Fault, PredictStreetSandbox

_MARKET: Final = "NC26-BIN-83479265"
_MANY: Final = Decimal(10)
_TAKEN: Final = Decimal(4)


def live(venue: PredictStreetSandbox) -> tuple[Moment, ...]:
    """Quote, let somebody sell a part, pull the rest without hearing of it, quote again elsewhere, and pull that."""
    return asyncio.run(_live(venue))


async def _live(venue: PredictStreetSandbox) -> tuple[Moment, ...]:
    venue.signatures = "verify"
    key = LocalSigner(venue.trader().private_key)
    # Everything is sent once (retry=None), to show it: as it comes, the client sends such a cancel again.
    async with AsyncPredictStreet(api_key=venue.api_key, account=account_of(venue), signer=key, retry=None) as client:
        life = _Life(client, venue)
        (placed,) = await client.place_orders([_quote("0.42", _MANY)])
        order_id = await life.add("quoted", f"place_orders: buy {_MANY} at 0.42", placed, new_id(placed))

        seller = venue.trader("somebody else")
        seller.give_tokens(_MARKET, 0, _TAKEN)
        seller.place(_MARKET, side="sell", price=Decimal("0.42"), quantity=_TAKEN)
        await life.add("taken", f"somebody else sells {_TAKEN} of them", None, order_id)

        venue.fail_next(Fault.REPLY_LOST, "cancelOrder")
        lost = await client.cancel_order(order_id)
        await life.add("pulled", "cancel_order; no reply", lost, order_id)

        (resolved,) = await client.resolve([lost])
        await life.add("resolved", "resolve: looks the order up", resolved, order_id)

        left = _MANY - _TAKEN
        (placed,) = await client.place_orders([_quote("0.45", left)])
        order_id = await life.add("moved", f"place_orders: buy {left} at 0.45", placed, new_id(placed))

        await life.add("pulled", "cancel_order", await client.cancel_order(order_id), order_id)
        held = sum((fill.quantity or Decimal(0) for fill in await client.fills()), Decimal(0))
        await life.add("gone", f"fills: {amount(held)} tokens stay", None, order_id)
        return tuple(life.moments)


def account_of(venue: PredictStreetSandbox) -> TradingAccount:
    """Say for whom orders are signed, and where they settle: what nobody but the caller knows of a real venue."""
    here = Environment(name="sandbox", rest_url=venue.url, websocket_url=venue.socket_url, rpc_url=venue.rpc_url, chain_id=venue.chain_id)
    contracts = Contracts(exchange=venue.contracts.exchange, neg_risk_exchange=venue.contracts.neg_risk_exchange)
    return TradingAccount(environment=here, contracts=contracts, wallet=venue.trader().wallet, vault=venue.trader().vault)


class _Life:
    def __init__(self, client: AsyncPredictStreet, venue: PredictStreetSandbox) -> None:
        self._client = client
        self._venue = venue
        self.moments: list[Moment] = []

    async def add(self, name: str, done: str, outcome: Outcome | None, order_id: str) -> str:
        """Note a moment, with what the venue lists now; give the order's id back."""
        listed = [f"{amount(order.remaining)} at {amount(order.price)}" for order in await self._client.open_orders()]
        # Nothing else rests in this sandbox.
        rests = bool(self._venue.open_order_ids())
        self.moments.append(Moment.of(name, done, outcome, order_id, listed, rests=rests))
        return order_id


def _quote(price: str, quantity: Decimal) -> NewOrder:
    return NewOrder(market_id=_MARKET, outcome=0, side="buy", price=Decimal(price), quantity=quantity)
