"""Cancels whose replies are lost, and what the venues show afterwards. The caller sees the same, whatever the venue did."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping

from crossbook.demo import fourcasters_rest, fourcasters_socket, predictstreet_rest
from crossbook.demo.bets import bets
from crossbook.demo.ledger import Ledger
from crossbook.demo.rows import STILL_OPEN, Order, Row, Venue, Verdict
from crossbook.fourcasters import AsyncFourcasters, Fourcasters, OrdersSocket
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet
from crossbook.sandbox import Fault, FourcastersSandbox, PredictStreetSandbox, Sandbox


def lose_replies(sandbox: Sandbox, ledger: Ledger) -> tuple[str, ...]:
    """Have cancels fail on the way there and on the way back; give what there is to say beside the table."""
    _over_rest(sandbox.fourcasters, ledger)
    asyncio.run(_over_the_socket(sandbox.fourcasters, ledger))
    _at_predictstreet(sandbox.predictstreet, ledger)
    remark = (
        "A connection that breaks says nothing about the order, and crossbook does not guess. These clients send everything once "
        "(retry=None), to show it; as they come, they send such a cancel again."
    )
    return (remark,)


async def look_up(sandbox: Sandbox, rows: Iterable[Row]) -> Mapping[Order, str]:
    """Ask the venues, through the clients, where the unknown orders are."""
    unknown = [row.order for row in rows if row.verdict is Verdict.UNKNOWN]
    fourcasters = [order.order_id for order in unknown if order.venue is Venue.FOURCASTERS]
    predictstreet = [order.order_id for order in unknown if order.venue is Venue.PREDICTSTREET]
    async with (
        AsyncFourcasters(token=sandbox.fourcasters.token, base_url=sandbox.fourcasters.url) as first,
        AsyncPredictStreet(api_key=sandbox.predictstreet.api_key, base_url=sandbox.predictstreet.url) as second,
    ):
        resting, details, states = await asyncio.gather(
            first.open_orders(),
            asyncio.gather(*map(first.get_order, fourcasters)),
            asyncio.gather(*map(second.get_order, predictstreet)),
        )
    rests = {order.order_id for order in resting}
    shown = {
        Order(Venue.FOURCASTERS, detail.order_id): STILL_OPEN if detail.order_id in rests else detail.status or "over" for detail in details
    }
    words = {"CANCELLED": "cancelled", "OPEN": STILL_OPEN}
    return shown | {Order(Venue.PREDICTSTREET, state.order_id): words.get(state.status or "", f"{state.status}") for state in states}


def _over_rest(venue: FourcastersSandbox, ledger: Ledger) -> None:
    with Fourcasters(token=venue.token, base_url=venue.url, retry=None) as client:
        (acted, not_acted), batch = (ledger.add_placed(client.place_orders(bets(2))) for _ in range(2))
        venue.fail_next(Fault.REPLY_LOST, "cancel")
        venue.fail_next(Fault.REQUEST_LOST, "cancel")
        ledger.record(fourcasters_rest.call("cancel"), client.cancel_order(acted), client.cancel_order(not_acted))
        venue.fail_next(Fault.CUT_MID_REPLY, "cancelMultiple")
        ledger.record(fourcasters_rest.call("cancelMultiple"), *client.cancel_orders(batch))


async def _over_the_socket(venue: FourcastersSandbox, ledger: Ledger) -> None:
    async with OrdersSocket(token=venue.token, url=venue.orders_socket_url) as socket:
        batch = ledger.add_placed(await socket.place_orders(bets(2)))
        venue.fail_next(Fault.SOCKET_DROPPED_AFTER, "cancelMultiple")
        ledger.record(fourcasters_socket.call("cancelMultiple"), *await socket.cancel_orders(batch))


def _at_predictstreet(venue: PredictStreetSandbox, ledger: Ledger) -> None:
    with PredictStreet(api_key=venue.api_key, base_url=venue.url, retry=None) as client:
        batch = ledger.add(Venue.PREDICTSTREET, venue.seed_order(), venue.seed_order())
        venue.fail_next(Fault.HTML, "cancelBatch")
        ledger.record(predictstreet_rest.call("cancel-batch"), *client.cancel_orders(batch))
