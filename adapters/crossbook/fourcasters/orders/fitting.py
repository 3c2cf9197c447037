"""Whether what a reply tells of a placed order can be about the order that was asked for. Pure.

What a reply leaves out is not held against it. What it says otherwise than was asked leaves the order unknown: then the reply is
another order's, or the venue has done something else than it was asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

from crossbook.fourcasters.orders.new_order import ALL_OR_NOTHING, KILL_TYPES, NEVER_TAKES, NewOrder, american
from crossbook_bindings.fourcasters import rest as bindings

if TYPE_CHECKING:
    # REST clients never load the socket's messages.
    from crossbook_bindings.fourcasters.orders_socket.models import Fill as SocketFill
    from crossbook_bindings.fourcasters.orders_socket.models import Offer, PlaceEntry

AnyFill: TypeAlias = "bindings.MatchedFill | SocketFill"
AnyOffer: TypeAlias = "bindings.UnmatchedOffer | Offer | PlaceEntry"

_EVEN: Final = 100
_LARGEST: Final = 10**9
"""Far beyond the odds of any order, and small enough to calculate with."""
_CENT: Final = Decimal("0.01")
"""The pages print one fill with 2, 3 and 6 decimals, and with all that a double has: each amount may be off by so much."""
FORGIVEN: Final = 10
"""USD. pages/rest/orders/place-order.mdx: what fillOrKill may leave unfilled. No page says whether a remainder as small may rest."""
_EXACT: Final = Context(prec=300)
"""An amount that was checked has at most 100 digits on either side of the point."""
_NO_MARKETS: Final = ("", "main")
"""How surfaces of the venue name the market where there is only one."""


def misfit(order: NewOrder, fills: Sequence[AnyFill], offer: AnyOffer | None, resting: Decimal | None) -> str | None:
    """Say what of a reply cannot be about an order; None where all of it can. Amounts must be finite, and none less than nothing."""
    for part in fills if offer is None else (*fills, offer):
        if (problem := _of_another_market(order, part)) is not None:
            return problem
    if fills and order.order_type == NEVER_TAKES:
        return "an order that only rests was matched"
    # The fills of the place page's first scenario name the other side than their request does, and a fill names the other side's order:
    # nobody can say whose side it tells, nor on which side of 0 the line is.
    if offer is not None and (problem := _elsewhere(order, offer)) is not None:
        return problem
    asked = american(order)
    for fill in fills:
        if fill.number is not None and not (fill.number.is_finite() and fill.number.copy_abs() == abs(order.line or 0)):
            return "a fill has another line than the order's"
        if fill.odds is not None and not pays(fill.odds, asked, better=True):
            return "a fill has worse odds than were asked for"
    if offer is not None and offer.odds is not None and not pays(offer.odds, asked, better=False):
        return "what rests has other odds than were asked for"
    return _too_much_or_too_little(order, fills, resting)


def _of_another_market(order: NewOrder, part: AnyFill | AnyOffer) -> str | None:
    if part.type is not None and part.type != order.market_type:
        return "it names another kind of market than the order's"
    if part.market is not None and not is_market(order.market, part.market):
        return "it names another market than the order's"
    return None


def _elsewhere(order: NewOrder, offer: AnyOffer) -> str | None:
    if offer.side and offer.side.casefold() != order.side.casefold():
        return "it names another side than the order's"
    if offer.number is not None and not _is_line(order.line, offer.number):
        return "it names another line than the order's"
    return None


def is_market(asked: str | None, told: str) -> bool:
    """Say whether a market that is told is the one that was asked for."""
    # Only moneyline1x2 has more than one market of its kind.
    return told.casefold() in _NO_MARKETS if asked is None else told.casefold() == asked.casefold()


def _is_line(asked: Decimal | int | None, told: Decimal) -> bool:
    return told.is_finite() and told == (0 if asked is None else asked)


def pays(told: Decimal, asked: Decimal, *, better: bool) -> bool:
    """Say whether odds are those asked for, or may be better. Where only whole ones are told, a part of one does not count."""
    if not told.is_finite() or not _EVEN <= told.copy_abs() <= _LARGEST:
        return False
    ahead = _beyond_even(told) - _beyond_even(asked)
    # The pages call odds integers; the rule of at most one decimal is from the pages on editing.
    rounded = told == told.to_integral_value() and asked != asked.to_integral_value()
    return (ahead > -1 if rounded else ahead >= 0) if better else (abs(ahead) < 1 if rounded else ahead == 0)


def _beyond_even(odds: Decimal) -> Decimal:
    """Give the distance from even money: +100 and -100 are one price."""
    return odds - _EVEN if odds > 0 else odds + _EVEN


def _too_much_or_too_little(order: NewOrder, fills: Sequence[AnyFill], resting: Decimal | None) -> str | None:
    # The stake is `amount`; `risk` has the commission of a lost bet in it.
    stakes = [fill.amount for fill in fills if fill.amount is not None]
    amounts = stakes if resting is None else [*stakes, resting]
    risk = Decimal(order.risk)
    most = _EXACT.add(risk, _CENT * len(amounts))
    # One by one first: what is much too large cannot be added.
    if any(amount > most for amount in amounts):
        return "more was matched or rests than was to be risked"
    total = Decimal(0)
    for amount in amounts:
        total = _EXACT.add(total, amount)
    if total > most:
        return "more was matched and rests than was to be risked"
    missing = _EXACT.subtract(_EXACT.subtract(risk, total), _CENT * len(amounts))
    too_little = missing > FORGIVEN and len(stakes) == len(fills) and resting is not None
    if order.order_type in KILL_TYPES and resting != 0:
        return "something rests of an order that never rests"
    if order.order_type == ALL_OR_NOTHING and too_little and fills:  # (Of one that found nothing, the entry is no contradiction.)
        return "less was matched than an order of all or nothing takes"
    if order.order_type in KILL_TYPES:
        return None
    # What is left of any other order rests, and is named. No page shows one of which less rests: not for its type, its expiry, nor for
    # what the account can still lose (such an order is rejected as a whole).
    if too_little and resting == 0:
        return "nothing is said to rest of an order that was not matched as a whole"
    return "less was matched and rests than was to be risked" if too_little else None
