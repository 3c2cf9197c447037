"""What the user feed of PredictStreet tells, as facts about orders. Pure.

Its events say of a placement and of a cancel only the caller's name for the order, which is nobody else's in the wallet.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final, Protocol, cast

from crossbook.core.facts import ORDER, PLACEMENT, Fact, Filled, key_of
from crossbook.predictstreet.identifiers import VENUE, same

ROOM: Final = "crossbook.predictstreet.feeds."


class Named(Protocol):
    """An event that says the caller's name for its order."""

    @property
    def user_reference(self) -> str | None: ...


class Matched(Named, Protocol):
    """An event of a match."""

    @property
    def trade_id(self) -> str: ...
    @property
    def order_id(self) -> str: ...
    @property
    def outcome(self) -> int | None: ...
    @property
    def side(self) -> str: ...
    @property
    def quantity(self) -> Decimal: ...


class Rests(Protocol):
    """A list of what rests, read behind a gap."""

    @property
    def orders(self) -> tuple[object, ...]: ...
    @property
    def fills(self) -> tuple[object, ...]: ...


def facts_of_event(
    event: object, at: float, account: str | None, told: Callable[[object, float, str | None], tuple[Fact, ...] | None]
) -> tuple[Fact, ...] | None:
    """Give what an event says; None for what is no event of a feed. `told` says it of orders and of fills."""
    if not type(event).__module__.startswith(ROOM):
        return None
    match type(event).__name__:
        case "OrderPlaced":
            # What is told of has left.
            return _named(cast("Named", event), Fact(key="", at=at, source="feed", account=account, left_at=at))
        case "OrderCancelled":
            return _named(cast("Named", event), Fact(key="", at=at, source="feed", account=account, ended="cancelled"))
        case "OrderFilled":
            return _matched(cast("Matched", event), at, account)
        case "RestingOrders":
            rests = cast("Rests", event)
            return tuple(fact for each in (*rests.orders, *rests.fills) for fact in told(each, at, account) or ())
        case _:
            return ()


def _named(event: Named, fact: Fact) -> tuple[Fact, ...]:
    reference = event.user_reference
    if reference is None:
        return ()
    key = key_of(PLACEMENT, VENUE, fact.account, reference)
    return (
        Fact(
            key=key,
            at=fact.at,
            source=fact.source,
            account=fact.account,
            reference=reference,
            left_at=fact.left_at,
            ended=fact.ended,
        ),
    )


def _matched(event: Matched, at: float, account: str | None) -> tuple[Fact, ...]:
    key, reference = key_of(ORDER, VENUE, same(event.order_id)), event.user_reference
    placement = None if reference is None else key_of(PLACEMENT, VENUE, account, reference)
    fact = Fact(
        key=key,
        at=at,
        source="feed",
        account=account,
        links=() if placement is None else (placement,),
        reference=reference,
        market_type=None if event.outcome is None else str(event.outcome),
        side=event.side.lower(),
        fills=(Filled(event.trade_id, event.quantity),),
    )
    if placement is None:
        return (fact,)
    return fact, Fact(key=placement, at=at, source="feed", account=account, links=(key,), reference=reference)
