"""What the user feed of PredictStreet tells, as facts about orders. Pure.

Its events say of a placement and of a cancel only the caller's name for the order, which is nobody else's in the wallet.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from crossbook.core.facts import ORDER, PLACEMENT, Ending, Fact, Filled, key_of
from crossbook.predictstreet.feeds.user_events import OrderCancelled, OrderFilled, OrderPlaced, RestingOrders
from crossbook.predictstreet.identifiers import VENUE, same

_ROOM = "crossbook.predictstreet.feeds."
_ORDER: Final = key_of(ORDER, VENUE, "")
_PLACEMENT: Final = key_of(PLACEMENT, VENUE, "")


def facts_of_event(
    event: object, at: float, account: str | None, told: Callable[[object, float, str | None], tuple[Fact, ...] | None]
) -> tuple[Fact, ...] | None:
    """Give what an event says; None for what is no event of a feed. `told` says it of orders and of fills."""
    match event:
        case OrderPlaced(user_reference=reference):
            # What is told of has left.
            return () if reference is None else (_named(reference, at, account, left_at=at),)
        case OrderCancelled(user_reference=reference):
            return () if reference is None else (_named(reference, at, account, ended="cancelled"),)
        case OrderFilled():
            return _matched(event, at, account)
        case RestingOrders(orders=orders, fills=fills):
            return tuple(fact for each in (*orders, *fills) for fact in told(each, at, account) or ())
        case _:
            return () if type(event).__module__.startswith(_ROOM) else None


def _named(reference: str, at: float, account: str | None, *, left_at: float | None = None, ended: Ending | None = None) -> Fact:
    key = _placement(account, reference)
    return Fact(key=key, at=at, source="feed", account=account, reference=reference, left_at=left_at, ended=ended)


def _placement(account: str | None, reference: str) -> str:
    return f"{_PLACEMENT}{account or ''}|{reference}"


def _matched(event: OrderFilled, at: float, account: str | None) -> tuple[Fact, ...]:
    key, reference = _ORDER + same(event.order_id), event.user_reference
    placement = None if reference is None else _placement(account, reference)
    fact = Fact(
        key=key,
        at=at,
        source="feed",
        account=account,
        links=() if placement is None else (placement,),
        reference=reference,
        market_type=None if event.outcome is None else str(event.outcome),
        side=str(event.side).lower(),
        fills=(Filled(event.trade_id, event.quantity, exact=True),),
    )
    if placement is None:
        return (fact,)
    return fact, Fact(key=placement, at=at, source="feed", account=account, links=(key,), reference=reference)
