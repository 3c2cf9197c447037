"""Placing at 4casters."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import msgspec

from crossbook import CrossbookError, NotSent, Refused
from crossbook.core.steps import Plan
from crossbook.fourcasters import NewOrder, account
from simulation.calls import Following, Nature
from simulation.calls_edits import quoted
from simulation.calls_resolving import resolving
from simulation.exchanges import Exchange
from simulation.executor import Ended
from simulation.laws_places import of_a_place
from simulation.seen import Seen


class PlaceOrders(msgspec.Struct, frozen=True):
    """`place_orders`."""

    orders: tuple[NewOrder, ...]

    @property
    def nature(self) -> Nature:
        return Nature.ONCE

    def plan(self) -> Plan[object]:
        return account.place(self.orders)

    def asks_no_more(self, exchange: Exchange) -> bool:
        if exchange.target != "/session/v3/place":
            return False
        sent: list[dict[str, Any]] = exchange.asks["orders"]
        return [(each["gameID"], each["side"], each["odds"], each["bet"], each.get("userReference")) for each in sent] == [
            (order.game_id, order.side, order.odds, order.risk, order.user_reference) for order in self.orders
        ]

    def broken(self, seen: Seen) -> Iterator[str]:
        ended = seen.ended
        outcomes = ended.listed
        if ended.error is not None:
            yield from _raised(ended.error, seen)
        if len(outcomes) != len(self.orders):
            yield f"one outcome for each order: {outcomes!r}"
            return
        numbers = [exchange.number for exchange in seen.exchanges]
        made = [creation for creation in seen.venue.created if creation.exchange in numbers]
        for place, order in enumerate(self.orders):
            mine = [creation for creation in made if creation.place == place]
            if len(mine) > 1:
                yield "one placement made two orders"
            yield from of_a_place(outcomes[place], order, mine[0] if mine else None, seen)

    def following(self, ended: Ended, rng: Random) -> Following | None:
        return resolving("fourcasters", ended, rng) or quoted(ended, self.orders, rng)


def _raised(error: CrossbookError, seen: Seen) -> Iterator[str]:
    match error:
        case NotSent() if seen.naming(None):
            yield "NotSent, although it left"
        case Refused() if not seen.was_refused:
            yield "Refused, and nobody refused it"
        case NotSent() | Refused():
            pass
        case _:
            yield f"placing raises {type(error).__name__}"
    if error.safe_to_repeat and seen.acted:
        yield "safe_to_repeat, although the venue acted"
