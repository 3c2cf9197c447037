"""Placing at 4casters: what is sent, and what became of each order. REST and socket replies mean the same. Pure."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import attrs

from crossbook.core.absent import given
from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.core.judging import Source
from crossbook.fourcasters.identifiers import VENUE, check_game
from crossbook.fourcasters.orders.order import NewOrder
from crossbook.outcomes import Evidence
from crossbook_bindings.fourcasters import rest as bindings

if TYPE_CHECKING:
    # REST clients never load the socket's messages.
    from crossbook_bindings.fourcasters.orders_socket.models import Fill as SocketFill
    from crossbook_bindings.fourcasters.orders_socket.models import Offer, PlaceEntry

_MARKET_TYPES: Final = ("moneyline", "spread", "total", "moneyline1x2")
_KILLED: Final = ("fillAndKill", "fillOrKill")
"""Order types that never rest: of these, nothing at all may be left."""
_ORDER_TYPES: Final = ("limit", "post", "postArb", *_KILLED)


class NotPlacedReason(enum.StrEnum):
    """Why the venue did not place an order. Closed: a class that no document lists is OTHER."""

    VALIDATION = "validation_error"
    LIABILITY = "rejected_liability"
    ORDER_TYPE_RULES = "rejected_order_type_rules"
    SYSTEM = "system_error"
    OTHER = "other"


@attrs.frozen(kw_only=True)
class Fill:
    """A part of an order that was matched at once."""

    fill_id: str | None
    """The venue's name for the fill (`txID`)."""
    stake: Decimal | None
    """USD matched, before commission."""
    odds: Decimal | None
    """American odds, the caller's."""
    risk: Decimal | None
    """USD lost if the bet loses, with commission."""
    win: Decimal | None
    """USD won if the bet wins, after commission."""


@attrs.frozen(kw_only=True)
class Placed:
    """The venue took the order: what was matched at once, and what rests."""

    order_id: str | None
    """The resting order, for cancels. None when nothing rests. (A fill names the other side's order, never the caller's.)"""
    resting: Decimal
    """USD at risk resting now. 0 when nothing rests; the venue drops what a kill type leaves."""
    fills: tuple[Fill, ...]
    wager_request_id: str | None
    """The venue's name for the order as it was sent: groups its fills with its resting remainder."""
    user_reference: str | None

    @property
    def may_be_open(self) -> bool:
        """Say whether anything rests."""
        return self.order_id is not None


@attrs.frozen(kw_only=True)
class NotPlaced:
    """The venue answered for this order and did not process it."""

    reason: NotPlacedReason
    venue_text: str | None
    user_reference: str | None

    @property
    def may_be_open(self) -> Literal[False]:
        """Always False: an order that was answered with an error was not processed."""
        return False


@attrs.frozen(kw_only=True)
class PlaceUnknown:
    """Nothing that came back proves what became of this order. Look it up by its reference before placing it again."""

    evidence: Evidence
    user_reference: str | None

    @property
    def may_be_open(self) -> Literal[True]:
        """Always True."""
        return True


PlaceOutcome: TypeAlias = Placed | NotPlaced | PlaceUnknown


def checked(orders: Iterable[NewOrder], *, operation: str) -> tuple[NewOrder, ...]:
    """Check a list of orders before anything is sent, and make their numbers exact. Raises InvalidRequest."""
    call = Call(VENUE, operation)
    if isinstance(orders, NewOrder):
        raise call.invalid(expected="a list of NewOrder", found=orders)
    return tuple(_checked(call, order) for order in call.listed(orders, "NewOrder"))


def places_unknown(orders: Sequence[NewOrder], evidence: Evidence) -> tuple[PlaceOutcome, ...]:
    """Give the outcomes of a batch of which nothing is known."""
    return tuple(PlaceUnknown(evidence=evidence, user_reference=order.user_reference) for order in orders)


def read_places(
    orders: Sequence[NewOrder], entries: Sequence[bindings.PlaceResult | PlaceEntry], source: Source
) -> tuple[PlaceOutcome, ...]:
    """Give each order its outcome. The reply is positional: in any doubt about positions, every order in it is unknown."""
    if len(entries) != len(orders):
        return places_unknown(orders, source.evidence(f"{len(orders)} orders were sent and {len(entries)} entries came back"))
    for order, entry in zip(orders, entries, strict=True):
        if not _references(entry) <= {order.user_reference}:
            return places_unknown(orders, source.evidence("an entry carries the reference of another order than the one sent there"))
    return tuple(_read(order, entry, source) for order, entry in zip(orders, entries, strict=True))


def _checked(call: Call, order: NewOrder) -> NewOrder:
    if not is_a(order, NewOrder):
        raise call.invalid(expected="NewOrder", found=order)
    check_game(call, order.game_id)
    call.choice(order.market_type, _MARKET_TYPES, "a market type")
    call.choice(order.order_type, _ORDER_TYPES, "an order type")
    call.name(order.side, "a side")
    if (order.line is None) != (order.market_type in ("moneyline", "moneyline1x2")):
        raise call.invalid(expected="a line on spreads and totals, and none on moneylines", found=order.line)
    if (order.market is None) != (order.market_type != "moneyline1x2"):
        raise call.invalid(expected="a market on moneyline1x2, and none otherwise", found=order.market)
    if order.user_reference is not None:
        call.name(order.user_reference, "a user reference")
    if order.expires_in_minutes is not None:
        call.whole(order.expires_in_minutes, "minutes", least=1)
    return attrs.evolve(
        order,
        odds=call.exact(order.odds, "odds"),
        risk=call.exact(order.risk, "risk", above_zero=True),
        line=None if order.line is None else call.exact(order.line, "a line"),
    )


def _read(order: NewOrder, entry: bindings.PlaceResult | PlaceEntry, source: Source) -> PlaceOutcome:
    words = given(entry.error)
    flat = not isinstance(entry, bindings.PlaceResult) and entry.orderID is not None
    if words is not None:
        if flat or entry.matched is not None or entry.unmatched is not None:
            return PlaceUnknown(evidence=source.evidence("an entry holds both an error and an order"), user_reference=order.user_reference)
        return NotPlaced(reason=_reason(entry), venue_text=source.blot(words), user_reference=order.user_reference)
    # On the socket the resting offer may stand in the entry itself instead of in `unmatched`.
    offer = entry if not isinstance(entry, bindings.PlaceResult) and flat else entry.unmatched
    fills = () if entry.matched is None else entry.matched
    if offer is None and entry.matched is None:
        return PlaceUnknown(evidence=source.evidence("an entry holds neither an order nor an error"), user_reference=order.user_reference)
    order_id = None if offer is None else given(offer.orderID)
    resting = Decimal(0) if offer is None or offer.offered is None else offer.offered
    # Nothing rests where the offer is left out or empty; one that says anything else is an order, and must name it.
    if not resting.is_finite() or (order_id is None and offer is not None and _says_anything(offer)):
        return PlaceUnknown(evidence=source.evidence("an entry holds an offer without an order id"), user_reference=order.user_reference)
    if order_id is None and not fills and order.order_type not in _KILLED:
        problem = "an entry says that nothing was matched and nothing rests, of an order that would rest"
        return PlaceUnknown(evidence=source.evidence(problem), user_reference=order.user_reference)
    requests = [given(fill.wagerRequestID) for fill in fills] + ([] if offer is None else [given(offer.wagerRequestID)])
    return Placed(
        order_id=order_id,
        resting=resting,
        fills=tuple(_fill(fill) for fill in fills),
        wager_request_id=next((request for request in requests if request is not None), None),
        user_reference=order.user_reference,
    )


def _says_anything(offer: bindings.UnmatchedOffer | Offer | PlaceEntry) -> bool:
    if offer.offered is not None:
        return offer.offered != 0
    return any(value is not None for value in attrs.astuple(offer, recurse=False))


def _fill(fill: bindings.MatchedFill | SocketFill) -> Fill:
    return Fill(fill_id=given(fill.txID), stake=given(fill.amount), odds=given(fill.odds), risk=given(fill.risk), win=given(fill.win))


def _reason(entry: bindings.PlaceResult | PlaceEntry) -> NotPlacedReason:
    # REST says errorType, the socket error_type.
    kind = given(entry.errorType) or given(entry.error_type)
    return next((reason for reason in NotPlacedReason if reason.value == kind), NotPlacedReason.OTHER)


def _references(entry: bindings.PlaceResult | PlaceEntry) -> set[str | None]:
    found = [] if entry.matched is None else [fill.userReference for fill in entry.matched]
    found += [] if entry.unmatched is None else [entry.unmatched.userReference]
    found += [entry.userReference] if not isinstance(entry, bindings.PlaceResult) else []
    return {reference for reference in found if reference is not None and reference}
