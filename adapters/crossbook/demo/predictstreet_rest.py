"""The three cancels of PredictStreet, with both clients. Its orders are signed, so they are seeded in the sandbox."""

from __future__ import annotations

import asyncio
import uuid
from decimal import Decimal

from crossbook.demo.ledger import Ledger
from crossbook.demo.rows import Call, Interface, Venue
from crossbook.predictstreet import AsyncPredictStreet, Order, PredictStreet
from crossbook.sandbox import PredictStreetSandbox

_MARKET = "NC26-BIN-83479265"
_OTHER_MARKET = "NC26-BIN-11702846"


def cancel_in_every_way(venue: PredictStreetSandbox, ledger: Ledger) -> tuple[str, ...]:
    """Cancel seeded orders through all three calls; give what there is to say beside the table."""
    with PredictStreet(api_key=venue.api_key, base_url=venue.url) as client:
        _one(client, venue, ledger)
    locked = asyncio.run(_many(venue, ledger))
    return (
        "cancel-all was called twice: for one market, and for everything.",
        f"The order whose lock check failed is {locked.status} at the venue: its outcome says that it may be open.",
    )


def call(name: str) -> Call:
    """Name a call of PredictStreet."""
    return Call(Venue.PREDICTSTREET, Interface.REST, name)


def _one(client: PredictStreet, venue: PredictStreetSandbox, ledger: Ledger) -> None:
    ours, matched_in_part, theirs = ledger.add(
        Venue.PREDICTSTREET,
        venue.seed_order(),
        venue.seed_order(quantity=Decimal(80), filled=Decimal("12.5")),
        venue.seed_order(wallet=venue.other_wallet),
    )
    ledger.record(call("cancel"), *map(client.cancel_order, (ours, matched_in_part, theirs)))


async def _many(venue: PredictStreetSandbox, ledger: Ledger) -> Order:
    async with AsyncPredictStreet(api_key=venue.api_key, base_url=venue.url) as client:
        await _all(client, venue, ledger)
        return await client.get_order(await _half_failed_batch(client, venue, ledger))


async def _all(client: AsyncPredictStreet, venue: PredictStreetSandbox, ledger: Ledger) -> None:
    for market in (_MARKET, _MARKET, _OTHER_MARKET):
        ledger.add(Venue.PREDICTSTREET, venue.seed_order(market_id=market))
    ledger.record(call("cancel-all"), *await client.cancel_market_orders(_MARKET))
    ledger.record(call("cancel-all"), *await client.cancel_all_orders())


async def _half_failed_batch(client: AsyncPredictStreet, venue: PredictStreetSandbox, ledger: Ledger) -> str:
    ours = ledger.add(Venue.PREDICTSTREET, *(venue.seed_order() for _ in range(5)))
    _, _, cancelled, filled, locked = ours
    venue.cancel_elsewhere(cancelled)
    venue.fill(filled, venue.order(filled).remaining)
    venue.lock(locked)
    theirs = ledger.add(Venue.PREDICTSTREET, venue.seed_order(wallet=venue.other_wallet))
    made_up = ledger.add(Venue.PREDICTSTREET, f"{uuid.uuid4()}", "bad id")
    ledger.record(call("cancel-batch"), *await client.cancel_orders([*ours, *theirs, *made_up]))
    return locked
