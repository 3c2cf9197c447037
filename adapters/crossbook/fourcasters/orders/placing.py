"""Placing at 4casters: what is sent, and what became of each order. REST and socket replies mean the same. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import attrs

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.core.judging import Source
from crossbook.errors import NotSent, Refused
from crossbook.evidence import Evidence
from crossbook.fourcasters.identifiers import VENUE, check_game, is_object_id, same
from crossbook.fourcasters.orders.fitting import misfit
from crossbook.fourcasters.orders.new_order import (
    KILL_TYPES,
    MARKET_TYPES,
    ORDER_TYPES,
    NewOrder,
    check_odds,
    check_side,
    is_plain,
    with_decimals,
)
from crossbook.fourcasters.orders.resting import rests
from crossbook.place_outcomes import Fill, NotPlaced, NotPlacedReason, Placed, PlaceOutcome, PlaceUnknown
from crossbook_bindings.fourcasters import rest as bindings

if TYPE_CHECKING:
    # REST clients never load the socket's messages.
    from crossbook_bindings.fourcasters.orders_socket.models import Fill as SocketFill
    from crossbook_bindings.fourcasters.orders_socket.models import Offer, PlaceEntry


_KILLED: Final = ("fill and kill has no matches", "fill or kill has no matches", "fill or kill matched but not fully")
"""pages/rest/orders/place-order.mdx: the texts of an order of a kill type that found too little. The venue calls its texts unstable."""

_OURS: Final = (NotPlacedReason.NOT_SENT, NotPlacedReason.REFUSED, NotPlacedReason.NOT_FOUND, NotPlacedReason.KILLED)
"""Reasons that no venue gives as a word."""


def checked(orders: Iterable[NewOrder], *, operation: str) -> tuple[NewOrder, ...]:
    """Check a list of orders before anything is sent. Raises InvalidRequest. Numbers are exact then; whole ones stay as they are."""
    call = Call(VENUE, operation)
    if isinstance(orders, NewOrder):
        raise call.invalid(expected="a list of NewOrder", found=orders)
    return tuple(
        order
        if type(order) is NewOrder and is_plain(order)
        else checked_order(call.of(position, getattr(order, "user_reference", None)), order)
        for position, order in enumerate(call.listed(orders, "NewOrder"))
    )


def places_unknown(orders: Sequence[NewOrder], evidence: Evidence) -> tuple[PlaceOutcome, ...]:
    """Give the outcomes of a batch of which nothing is known."""
    return tuple(PlaceUnknown(order=with_decimals(order), evidence=evidence) for order in orders)


def not_placed(orders: Sequence[NewOrder], error: NotSent | Refused) -> tuple[PlaceOutcome, ...]:
    """Give the outcomes of a batch that was not sent, or was refused as a whole."""
    reason = NotPlacedReason.NOT_SENT if isinstance(error, NotSent) else NotPlacedReason.REFUSED
    return tuple(NotPlaced(reason=reason, venue_text=error.venue_text, user_reference=order.user_reference) for order in orders)


def read_places(
    orders: Sequence[NewOrder], entries: Sequence[bindings.PlaceResult | PlaceEntry], source: Source
) -> tuple[PlaceOutcome, ...]:
    """Give each order its outcome. The reply is positional: in any doubt about positions, every order in it is unknown."""
    if len(entries) != len(orders):
        return places_unknown(orders, source.evidence(f"{len(orders)} orders were sent and {len(entries)} entries came back"))
    orders = tuple(map(with_decimals, orders))
    seen = [_rests(order, entry) for order, entry in zip(orders, entries, strict=True)]
    for order, entry, plain in zip(orders, entries, seen, strict=True):
        if plain is None and not references(entry) <= {order.user_reference or ""}:
            return places_unknown(orders, source.evidence("an entry carries the reference of another order than the one sent there"))
    outcomes = [plain or read_place(order, entry, source) for order, entry, plain in zip(orders, entries, seen, strict=True)]
    names = [same(outcome.order_id) for outcome in outcomes if isinstance(outcome, Placed) and outcome.order_id is not None]
    named = Counter(names) if len(set(names)) < len(names) else Counter[str]()
    for position, outcome in enumerate(outcomes) if named else ():
        if isinstance(outcome, Placed) and outcome.order_id is not None and named[same(outcome.order_id)] > 1:
            outcomes[position] = PlaceUnknown(order=orders[position], evidence=source.evidence("two entries name the same order"))
    fills = Counter(name for outcome in outcomes if isinstance(outcome, Placed) and outcome.fills for name in _names(outcome.fills))
    for position, outcome in enumerate(outcomes) if any(count > 1 for count in fills.values()) else ():
        if isinstance(outcome, Placed) and any(fills[name] > 1 for name in _names(outcome.fills)):
            outcomes[position] = PlaceUnknown(order=orders[position], evidence=source.evidence("one fill stands twice in the reply"))
    return tuple(outcomes)


def _names(fills: Iterable[Fill]) -> list[str]:
    return [same(fill.fill_id) for fill in fills if fill.fill_id]


def _rests(order: NewOrder, entry: bindings.PlaceResult | PlaceEntry) -> Placed | None:
    """Read at sight an entry that says nothing but that all of an order rests; None for any other, which is read closely."""
    if not isinstance(entry, bindings.PlaceResult) or entry.unmatched is None or entry.matched:
        return None
    has_error = entry.error is not None or entry.errorType is not None or entry.error_type is not None
    return None if has_error else rests(order, entry.unmatched)


def checked_order(call: Call, order: NewOrder, *, least_minutes: int = 1) -> NewOrder:
    """Check one order before anything is sent, and make its numbers exact. Raises InvalidRequest."""
    if not is_a(order, NewOrder):
        raise call.invalid(expected="NewOrder", found=order)
    check_game(call, order.game_id)
    call.choice(order.market_type, MARKET_TYPES, "a market type")
    call.choice(order.order_type, ORDER_TYPES, "an order type")
    check_side(call, order.market_type, order.side)
    if (order.line is None) != (order.market_type in ("moneyline", "moneyline1x2")):
        raise call.invalid(expected="a line on spreads and totals, and none on moneylines", found=order.line)
    if (order.market is None) != (order.market_type != "moneyline1x2"):
        raise call.invalid(expected="a market on moneyline1x2, and none otherwise", found=order.market)
    if order.market is not None and order.market != "draw" and not (is_a(order.market, str) and is_object_id(order.market)):
        raise call.invalid(expected='a market of moneyline1x2: "draw", or a participant id of 24 hexadecimal digits', found=order.market)
    if order.user_reference is not None:
        call.name(order.user_reference, "a user reference")
    if order.expires_in_minutes is not None:
        call.whole(order.expires_in_minutes, "minutes", least=least_minutes)
    return attrs.evolve(
        order,
        odds=check_odds(call, order.odds),
        risk=call.exact(order.risk, "risk", above_zero=True),
        line=None if order.line is None else call.exact(order.line, "a line"),
    )


def read_place(order: NewOrder, entry: bindings.PlaceResult | PlaceEntry, source: Source) -> PlaceOutcome:
    """Say what became of one order by the entry about it."""

    def doubt(problem: str) -> PlaceUnknown:
        return PlaceUnknown(order=order, evidence=source.evidence(problem))

    if entry.error is not None:
        return _rejected(order, entry, entry.error, source)
    if entry.errorType is not None or entry.error_type is not None:
        return doubt("an entry holds the class of an error, and no error")
    flat = not isinstance(entry, bindings.PlaceResult) and entry.orderID is not None
    # On the socket the resting offer may stand in the entry itself instead of in `unmatched`.
    offer = entry if not isinstance(entry, bindings.PlaceResult) and flat else entry.unmatched
    fills = entry.matched or ()
    if flat and entry.unmatched is not None and _says_anything(entry.unmatched):
        return doubt("an entry holds two offers")
    # Only an order of a kill type can leave nothing behind unsaid: of any other, the pages show an empty offer.
    if offer is None and (entry.matched is None or order.order_type not in KILL_TYPES):
        return doubt("an entry holds neither an error nor what rests")
    order_id = offer.orderID if offer is not None and (offer.orderID or "").strip() else None
    # Of an order that is named without an amount, nobody can say how much rests.
    resting = offer.offered if offer is not None and order_id is not None else Decimal(0)
    if (problem := _flaw(order_id, offer, fills, resting)) is not None:
        return doubt(problem)
    if (problem := misfit(order, fills, offer, resting)) is not None:
        return doubt(f"an entry contradicts its order: {problem}")
    if resting == 0 and not fills:
        return _nothing(order, source)
    requests = [fill.wagerRequestID for fill in fills] + ([] if offer is None else [offer.wagerRequestID])
    return Placed(
        order_id=order_id,
        resting=resting,
        fills=tuple(_fill(fill) for fill in fills),
        wager_request_id=next((request for request in requests if request is not None), None),
        user_reference=order.user_reference,
    )


def _flaw(
    order_id: str | None,
    offer: bindings.UnmatchedOffer | Offer | PlaceEntry | None,
    fills: Sequence[bindings.MatchedFill | SocketFill],
    resting: Decimal | None,
) -> str | None:
    """Say what is wrong with an entry, whatever order it is about; None where nothing is."""
    # Nothing rests where the offer is empty; one that says anything else is an order, and must name it.
    if order_id is None and offer is not None and _says_anything(offer):
        return "an entry holds an offer without an order id"
    if order_id is not None and not is_object_id(order_id):
        return "an entry names its order by what is no order id: 24 hexadecimal digits"
    names = [same(fill.txID) for fill in fills if fill.txID]
    if len(set(names)) < len(names):
        return "one fill stands twice in an entry"
    parts = fills if offer is None else (*fills, offer)
    if len({same(part.wagerRequestID) for part in parts if part.wagerRequestID}) > 1:
        return "an entry holds parts of two placements"
    if any(not amount.is_finite() or amount < 0 for amount in _amounts(resting, fills)):
        return "an entry holds an amount that is no number, or is less than nothing"
    return None


def _nothing(order: NewOrder, source: Source) -> PlaceOutcome:
    """Say what it means that nothing was matched and nothing rests."""
    if order.order_type in KILL_TYPES:
        return NotPlaced(reason=NotPlacedReason.KILLED, user_reference=order.user_reference)
    problem = "an entry says that nothing was matched and nothing rests, of an order that would rest"
    return PlaceUnknown(order=order, evidence=source.evidence(problem))


def _rejected(order: NewOrder, entry: bindings.PlaceResult | PlaceEntry, words: str, source: Source) -> PlaceOutcome:
    offers = not isinstance(entry, bindings.PlaceResult) and (entry.orderID is not None or entry.offered is not None)
    if offers or entry.matched is not None or entry.unmatched is not None:
        return PlaceUnknown(order=order, evidence=source.evidence("an entry holds both an error and an order"))
    if not words.strip():
        return PlaceUnknown(order=order, evidence=source.evidence("an entry holds an error without words"))
    return NotPlaced(reason=_reason(entry, words), venue_text=source.blot(words), user_reference=order.user_reference)


def _amounts(resting: Decimal | None, fills: Sequence[bindings.MatchedFill | SocketFill]) -> Iterator[Decimal]:
    for amount in (resting, *(amount for fill in fills for amount in (fill.amount, fill.risk, fill.win))):
        if amount is not None:
            yield amount


def _says_anything(offer: bindings.UnmatchedOffer | Offer | PlaceEntry) -> bool:
    if offer.offered is not None:
        return offer.offered != 0
    return any(value is not None for value in attrs.astuple(offer, recurse=False))


def _fill(fill: bindings.MatchedFill | SocketFill) -> Fill:
    return Fill(fill_id=fill.txID, stake=fill.amount, odds=fill.odds, risk=fill.risk, win=fill.win)


def _reason(entry: bindings.PlaceResult | PlaceEntry, words: str) -> NotPlacedReason:
    if words.strip().casefold() in _KILLED:
        return NotPlacedReason.KILLED
    # REST says errorType, the socket error_type.
    return reason_of_class(entry.errorType or entry.error_type)


def reason_of_class(kind: str | None) -> NotPlacedReason:
    """Say what the venue's class of an error means."""
    return next((reason for reason in NotPlacedReason if reason.value == kind and reason not in _OURS), NotPlacedReason.OTHER)


def references(entry: bindings.PlaceResult | PlaceEntry) -> set[str]:
    """Say by which names of the caller's an entry names its order."""
    found = [fill.userReference for fill in entry.matched or ()]
    found += [] if entry.unmatched is None else [entry.unmatched.userReference]
    found += [entry.userReference] if not isinstance(entry, bindings.PlaceResult) else []
    return {reference for reference in found if reference}
