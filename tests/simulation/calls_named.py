"""Cancels that name their orders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

import msgspec

from crossbook import CancelUnknown
from crossbook.core.steps import Plan
from crossbook.fourcasters.orders import cancelling as fourcasters
from crossbook.predictstreet.orders import cancelling as predictstreet
from simulation.calls import Following, Nature
from simulation.calls_reads import LookUp
from simulation.calls_resolving import resolving
from simulation.exchanges import Exchange
from simulation.executor import Ended
from simulation.laws_cancels import of_each, raised_by_named
from simulation.seen import Seen

_POSSIBLE: Final = {"fourcasters": re.compile(r"[0-9a-fA-F]{24}"), "predictstreet": re.compile(r"[!-~]+")}


class CancelOne(msgspec.Struct, frozen=True):
    """`cancel_order`."""

    venue: str
    order_id: str

    @property
    def nature(self) -> Nature:
        return Nature.NAMED

    def plan(self) -> Plan[object]:
        cancel = fourcasters.cancel_order if self.venue == "fourcasters" else predictstreet.cancel_order
        return cancel(self.order_id)

    def asks_no_more(self, exchange: Exchange) -> bool:
        member = {"/session/cancel": "sessionID", "/api/orders/cancel": "orderId"}.get(exchange.target)
        return member is not None and bool(exchange.asks == {member: self.order_id})

    def broken(self, seen: Seen) -> Iterator[str]:
        if seen.ended.error is not None:
            yield from raised_by_named([self.order_id], seen, in_one_request=True)
        else:
            yield from of_each([self.order_id], seen.ended.listed, seen)

    def following(self, ended: Ended, rng: Random) -> Following | None:
        if isinstance(ended.value, CancelUnknown) and rng.random() < 0.5:
            # Nobody knows: the caller looks.
            return Following(LookUp(self.venue, self.order_id), 1.0, 30.0)
        return resolving(self.venue, ended, rng)


class CancelMany(msgspec.Struct, frozen=True):
    """`cancel_orders`."""

    venue: str
    order_ids: tuple[str, ...]

    @property
    def nature(self) -> Nature:
        return Nature.NAMED

    def plan(self) -> Plan[object]:
        cancel = fourcasters.cancel_orders if self.venue == "fourcasters" else predictstreet.cancel_orders
        return cancel(self.order_ids)

    def asks_no_more(self, exchange: Exchange) -> bool:
        member = {"/session/cancelMultiple": "sessionIDs", "/api/orders/cancel-batch": "orderIds"}.get(exchange.target)
        if member is None or exchange.body is None:
            return False
        asks = msgspec.json.decode(exchange.body, type=dict[str, list[str]])
        sent = asks.pop(member, [])
        # Each once, however it is spelled, and none that can name no order.
        once = len({each.lower() for each in sent}) == len(sent)
        return not asks and len(sent) > 0 and set(sent) <= set(self.order_ids) and once and all(map(_POSSIBLE[self.venue].fullmatch, sent))

    def broken(self, seen: Seen) -> Iterator[str]:
        if seen.ended.error is not None:
            # PredictStreet takes a hundred ids at a time: what is raised is about the request that ended the call.
            yield from raised_by_named(self.order_ids, seen, in_one_request=self.venue == "fourcasters")
        else:
            yield from of_each(self.order_ids, seen.ended.listed, seen)

    def following(self, ended: Ended, rng: Random) -> Following | None:
        return resolving(self.venue, ended, rng)
