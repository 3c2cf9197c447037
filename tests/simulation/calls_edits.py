"""Replacing one order by another at 4casters, and what a quoter does next with an order that rests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Final

import attrs
import msgspec

from crossbook import Edited, Placed
from crossbook.core.steps import Plan
from crossbook.fourcasters import NewOrder
from crossbook.fourcasters.orders import editing
from simulation.calls import Following, Nature
from simulation.calls_named import CancelMany, CancelOne
from simulation.calls_resolving import resolving
from simulation.exchanges import Exchange
from simulation.executor import Ended
from simulation.laws_edits import of_an_edit, raised
from simulation.seen import Seen
from simulation.venue import pick

_OBJECT_ID: Final = re.compile(r"[0-9a-fA-F]{24}")
_ROUTES: Final = {False: "/session/editOrder", True: "/session/v4/editOrder"}


class EditOrder(msgspec.Struct, frozen=True):
    """`edit_order`."""

    order_id: str
    new: NewOrder
    expected_remaining: int | None = None
    needs_other_side: bool = False

    @property
    def nature(self) -> Nature:
        return Nature.ONCE

    def plan(self) -> Plan[object]:
        return editing.edit(self.order_id, self.new, self.expected_remaining, needs_other_side=self.needs_other_side)

    def asks_no_more(self, exchange: Exchange) -> bool:
        is_guarded = self.needs_other_side or self.expected_remaining is not None
        wanted: dict[str, object] = {
            "sessionID": self.order_id,
            "orderOdds": self.new.odds,
            "orderVolume": self.new.risk,
            "orderType": self.new.order_type,
            "userReference": self.new.user_reference,
        }
        if self.expected_remaining is not None:
            wanted["intendedOrderVolume"] = self.expected_remaining
        if is_guarded:
            wanted["blockIfNoOtherSideOrders"] = self.needs_other_side
        is_possible = _OBJECT_ID.fullmatch(self.order_id) is not None
        return is_possible and exchange.target == _ROUTES[is_guarded] and exchange.asks == wanted

    def broken(self, seen: Seen) -> Iterator[str]:
        if seen.ended.error is not None:
            yield from raised(seen)
        yield from of_an_edit(self.order_id, self.new, seen)

    def following(self, ended: Ended, rng: Random) -> Following | None:
        return resolving("fourcasters", ended, rng) or quoted(ended, (self.new,), rng)


def quoted(ended: Ended, orders: tuple[NewOrder, ...], rng: Random) -> Following | None:
    """Let a quoter move or pull one of the orders that a call has left resting."""
    legs = [outcome.new if isinstance(outcome, Edited) else outcome for outcome in ended.listed]
    resting = [
        (leg.order_id, order) for leg, order in zip(legs, orders, strict=False) if isinstance(leg, Placed) and leg.order_id is not None
    ]
    if not resting or rng.random() < 0.5:
        return None
    order_id, order = pick(rng, resting)
    after = pick(rng, (0.0, 1.0, 30.0))
    if rng.random() < 0.4:
        call = CancelOne("fourcasters", order_id) if rng.random() < 0.5 else CancelMany("fourcasters", tuple(each for each, _ in resting))
        return Following(call, after, 30.0, is_about_it=False)
    return Following(moved(rng, order_id, order), after, 30.0, is_about_it=False)


def moved(rng: Random, order_id: str, order: NewOrder, left: int | None = None) -> EditOrder:
    """Draw an edit of an order: other odds, another size, another name or the same."""
    new = attrs.evolve(
        order,
        # 165 are the odds of the orders that were there before: a quoter may change the size alone.
        odds=pick(rng, (-110, 125, 165, 165)),
        risk=2 + int(rng.random() * pick(rng, (100, 300))),
        order_type=pick(rng, ("limit", "limit", "limit", "post", "fillAndKill")),
        user_reference=pick(rng, (f"cb-{rng.random()}", f"cb-{rng.random()}", order.user_reference, "mine")),
    )
    kept = 1 + int(Decimal(order.risk)) if left is None else left
    return EditOrder(
        order_id,
        new,
        expected_remaining=pick(rng, (None, None, kept, 1000)),
        needs_other_side=rng.random() < 0.2,
    )
