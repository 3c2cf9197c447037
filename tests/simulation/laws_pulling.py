"""What must be true of every pull: it says that nothing rests only where nothing does, and touches nothing outside of its scope."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from crossbook.desk.pulled import VenuePulled
from crossbook.desk.scopes import InGame, InMarket, Scope, WholeAccount, WithPrefix
from simulation.exchanges import Exchange
from simulation.orders import Order
from simulation.venue import Venue

_ENOUGH: Final = 200.0
"""Seconds of good weather in which everything can be proven: what is on its way has come after 120, and look-ups pause for 15."""

_NAMELESS: Final = "open: an_order_tells_no_name"

_HELD: Final = 120.0
"""Seconds after its last byte within which a command arrives."""


@attrs.define(kw_only=True)
class Story:
    """What happened to one pull."""

    scope: Scope
    calm_from: float
    """From when on nothing goes wrong any more."""
    began: float = 0.0
    ended: float = 0.0
    deadline: float = 0.0
    is_stopped: bool = False
    unknown: int = 0
    """How many placements might still arrive at its beginning."""
    last_other: float = 0.0
    """When somebody else placed last."""
    placing: list[int] = attrs.field(factory=list[int])
    """The calls that placed before."""
    interrupted: list[int] = attrs.field(factory=list[int])
    """Of those, the ones that were stopped."""
    pulling: list[int] = attrs.field(factory=list[int])
    """The calls of the pull."""
    listings: list[int] = attrs.field(factory=list[int])
    """Of those, the ones that listed what rests, and of which the pull has heard."""
    results: list[VenuePulled] = attrs.field(factory=list[VenuePulled])
    events: list[object] = attrs.field(factory=list[object])


def is_inside(scope: Scope, order: Order) -> bool:
    """Say whether an order is in a scope, by what the venue knows."""
    match scope:
        case WholeAccount():
            return True
        case InGame(game_id=game):
            return order.scope["gameID"].lower() == game.lower()
        case InMarket(market_id=market):
            return order.scope["marketId"] == market
        case WithPrefix(prefix=prefix):
            return order.scope.get("reference", order.scope.get("name", "")).startswith(prefix)


def of_a_pull(story: Story, venue: Venue, exchanges: Sequence[Exchange]) -> Iterator[str]:
    """Hold a pull to what happened."""
    if len(story.results) != 1:
        yield f"a pull ends once, not {len(story.results)} times"
        return
    (result,) = story.results
    yield from _of_its_scope(story, venue, exchanges)
    if result.is_proven == bool(result.left):
        yield f"proven, or something is left: {result!r}"
    if result.is_proven:
        yield from _of_its_proof(story, venue, exchanges)
    else:
        yield from _of_what_is_left(story, venue, exchanges, result)
    if story.ended > story.began + story.deadline + 1:
        yield "it takes longer than it may"


def _last_listing(story: Story, exchanges: Sequence[Exchange]) -> tuple[float, float] | None:
    """Give from when to when the venue was read for the last listing that was answered whole."""
    for call in reversed(story.listings):
        pages = [exchange for exchange in exchanges if exchange.call == call and exchange.status == 200 and _is_whole(exchange)]
        if pages:
            moments = [page.arrived for page in pages if page.arrived is not None]
            return min(moments), max(moments)
    return None


def _is_whole(exchange: Exchange) -> bool:
    """Say whether a page that was answered is one to read: a row that leaves out its reference tells of an order all the same."""
    return exchange.clear or _NAMELESS in exchange.troubles


def _of_its_proof(story: Story, venue: Venue, exchanges: Sequence[Exchange]) -> Iterator[str]:
    read = _last_listing(story, exchanges)
    if read is None:
        yield "proven, and nothing was read"
        return
    first, last = read
    placed = {exchange.number for exchange in exchanges if exchange.call in story.placing}
    # What was stopped was given up sooner than the link knows of: it may not take longer than a balancer holds it all the same.
    late = {
        exchange.number
        for exchange in exchanges
        if exchange.call in story.interrupted and (exchange.arrived or 0.0) > (exchange.gone or 0.0) + _HELD
    }
    own = {creation.order_id for creation in venue.created if creation.exchange in placed - late}
    for order in venue.orders:
        if not order.is_ours or not is_inside(story.scope, order) or _is_shown_without_its_name(order, story, exchanges):
            continue
        if order.born <= first and order.ended > last:
            yield f"proven, and an order rests: {order!r}"
        elif order.order_id in own and order.ended > story.ended and order.born > first and order.ended > order.born:
            yield f"proven, and a placement arrives later: {order!r}"


def _is_shown_without_its_name(order: Order, story: Story, exchanges: Sequence[Exchange]) -> bool:
    """Say whether a list left out by what a prefix would know the order: one without a reference has no such prefix, as the scope says."""
    if not isinstance(story.scope, WithPrefix):
        return False
    return any(
        exchange.call in story.listings
        and _NAMELESS in exchange.troubles
        and order.order_id.encode() in exchange.reply
        and order.scope.get("name", "").encode() not in exchange.reply
        for exchange in exchanges
    )


def _of_its_scope(story: Story, venue: Venue, exchanges: Sequence[Exchange]) -> Iterator[str]:
    ours = [exchange for exchange in exchanges if exchange.call in story.pulling]
    numbers = {exchange.number for exchange in ours}
    for order in venue.orders:
        if order.ended_by in numbers and not is_inside(story.scope, order):
            yield f"an order outside of the scope is cancelled: {order!r}"
    for exchange in ours:
        for name in venue.names(exchange) if exchange.method == "POST" else ():
            named = venue.orders.find(name)
            if named is None or not is_inside(story.scope, named):
                yield f"a cancel names an order outside of the scope: {name}"
    if any(exchange.path in ("/session/v3/place", "/api/orders/place-batch") for exchange in ours):
        yield "a pull places"


def _of_what_is_left(story: Story, venue: Venue, exchanges: Sequence[Exchange], result: VenuePulled) -> Iterator[str]:
    named = {(left.order_id or "").lower() for left in result.left}
    read = _last_listing(story, exchanges)
    if read is not None and not any("could not be read" in left.why for left in result.left):
        for order in venue.orders:
            rests = order.is_ours and is_inside(story.scope, order) and order.born <= read[0] and order.ended > story.ended
            if rests and order.order_id.lower() not in named and not _is_shown_without_its_name(order, story, exchanges):
                yield f"an order rests, and is not told of: {order!r} beside {result.left!r}"
    calm = max(story.calm_from, story.began, story.last_other)
    stuck = [order for order in venue.orders if order.is_ours and order.stuck and is_inside(story.scope, order)]
    has_time = story.began + story.deadline > calm + _ENOUGH
    if has_time and not stuck and not story.is_stopped:
        yield f"not proven, although nothing keeps it from being proven: {result.left!r}"
