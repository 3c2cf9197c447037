"""Where 4casters tells what became of an order: each place is asked as a plan. Pure.

Strongest first: the look-up of one order, or of a reference in its game; the list of resting orders; that of matched bets.
No page says how fresh any of them is.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

import attrs

from crossbook.cancel_outcomes import NotCancelledReason
from crossbook.core.encoding import said_at
from crossbook.core.judging import Reply, is_documented
from crossbook.core.sightings import may_be_read_later, read
from crossbook.core.steps import Plan, now
from crossbook.core.stopwatch import Watch
from crossbook.errors import CrossbookError, Forbidden, NotFound
from crossbook.fourcasters.identifiers import same
from crossbook.fourcasters.orders.reasons import reason_of_a_look_up
from crossbook_bindings.fourcasters import rest as bindings
from crossbook_bindings.runtime import decoder

Name: TypeAlias = tuple[str, str]
"""A game, and a reference in it."""

LookedUp: TypeAlias = bindings.LookupOrderDetail | NotCancelledReason | CrossbookError
"""What a look-up of one order says: the order, that the caller has none of that id, or nothing."""


@attrs.frozen(kw_only=True)
class Sightings:
    """What has been seen so far. None where nobody has looked."""

    orders: dict[str, LookedUp] = attrs.field(factory=dict[str, LookedUp])
    """By id, as `same` writes it."""
    names: dict[Name, bindings.BetBuckets | CrossbookError] = attrs.field(factory=dict["Name", "bindings.BetBuckets | CrossbookError"])
    """By the caller's name for an order."""
    watches: dict[Name, Watch] = attrs.field(factory=dict["Name", "Watch"])
    """What time of day it was when a name was looked for, where somebody says so."""
    resting: tuple[bindings.UnmatchedOrder, ...] | CrossbookError | None = None
    """All of the account's resting orders."""
    bets: tuple[bindings.MatchedBet, ...] | CrossbookError | None = None
    """All of its matched bets that are not graded."""

    @property
    def missed(self) -> bool:
        """Whether something could not be read that may be readable the next time."""
        return any(map(may_be_read_later, (*self.orders.values(), *self.names.values(), self.resting, self.bets)))

    def rests(self, order_id: str) -> bool | None:
        """Say whether an order is among those that rest; None where that list was not read."""
        if not isinstance(self.resting, tuple):
            return None
        return any(same(order.id) == same(order_id) for order in self.resting)


def look_up(order_id: str) -> Plan[LookedUp]:
    """Look an order up."""
    request = bindings.lookup_order(orderID=order_id)
    result = yield from read(request)
    if isinstance(result, CrossbookError):
        # pages/rest/orders/lookup-order.mdx: 403 somebody else's, 404 an invalid id. What something in front of the venue
        # answers has another body, or other words.
        if isinstance(result, Forbidden | NotFound) and is_documented(request, result):
            return _said_of_the_order(result) or result
        return result
    order = result.value.data.order
    if order.id is None or same(order.id) != same(order_id):
        return result.doubt("it does not say that it is about the order that was asked for")
    return order


def _said_of_the_order(error: CrossbookError) -> NotCancelledReason | None:
    """Give what a refusal says of the order. Its other form, an object, is the one in which the venue says that it gave up."""
    words = decoder(bindings.HttpError).decode(error.body or "").error
    return reason_of_a_look_up(error.status, words) if isinstance(words, str) else None


def look_for(name: Name, seen: Sightings, today: datetime | None) -> Plan[None]:
    """Look up what carries a reference in a game, and write it down. `today` is what time it is where the reply does not say it."""
    game, reference = name
    result = yield from read(bindings.get_bet_by_user_reference(userReference=reference, gameID=game))
    if isinstance(result, CrossbookError):
        seen.names[name] = result
        return
    seen.names[name] = _carrying(reference, result)
    if (told := said_at(*result.answered.times) or today) is not None:
        seen.watches[name] = Watch(told, (yield from now()))


def _carrying(reference: str, result: Reply[bindings.GetBetByUserReferenceReply]) -> bindings.BetBuckets | CrossbookError:
    found = result.value.data
    # (Graded ones do not repeat it here, by the pages.)
    references = {order.userReference for order in found.unmatched} | {bet.userReference for bet in found.matched}
    if not references <= {None, "", reference}:
        return result.doubt("it holds another reference than the one asked for")
    return found


def list_resting() -> Plan[tuple[bindings.UnmatchedOrder, ...] | CrossbookError]:
    """List what rests."""
    result = yield from read(bindings.get_unmatched())
    return result if isinstance(result, CrossbookError) else result.value.data.unmatched


def list_bets() -> Plan[tuple[bindings.MatchedBet, ...] | CrossbookError]:
    """List what was matched."""
    result = yield from read(bindings.get_matched_bets())
    return result if isinstance(result, CrossbookError) else result.value.data.matchedBets
