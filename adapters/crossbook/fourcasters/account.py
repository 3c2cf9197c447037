"""Everything but cancels over REST, as plans. Pure.

The bindings are reached through their package, which loads each on first use: a client that only cancels never pays for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

import msgspec

from crossbook.core.checks import Call
from crossbook.core.contradictions import sayings, speaks_against
from crossbook.core.instances import is_a
from crossbook.core.judging import answer_to, ask, ask_or_raise, evidence_of
from crossbook.core.redaction import Secret
from crossbook.core.steps import Plan
from crossbook.errors import CrossbookError, NotSent, Refused
from crossbook.fourcasters.identifiers import VENUE, is_object_id, same
from crossbook.fourcasters.orders.new_order import NewOrder
from crossbook.fourcasters.orders.order import Order, order_detail, resting_order
from crossbook.fourcasters.orders.placing import checked, not_placed, places_unknown, read_places
from crossbook.fourcasters.orders.resting import all_rest
from crossbook.fourcasters.orders.sent import place_request
from crossbook.fourcasters.token import is_a_word_for_nothing
from crossbook.place_outcomes import PlaceOutcome
from crossbook_bindings.fourcasters import rest as bindings
from crossbook_bindings.runtime import Request

LEAST_HEARTBEAT_SECONDS = 6
"""pages/rest/user/orders-heartbeat.mdx: strictly more than 5 (over REST)."""


class HeartbeatAck(msgspec.Struct, frozen=True, kw_only=True):
    """The venue has armed, or renewed, the timer that cancels every open order of the account."""

    timeout_seconds: int
    """Seconds within which the next heartbeat must come."""
    told_seconds: int | None = None
    """Seconds that the acknowledgement itself names, as that of the orders socket does. None where it names none: over REST no page shows
    a reply, and 200 is documented as the acknowledgement."""
    server_time: datetime | None = None
    """The venue's clock, on the orders socket only."""


def login_request(username: str, password: str) -> Request[str, bindings.LoginReply, bindings.AuthenticatedUser]:
    """Build the request that asks for a token. Eager, so that no suspended frame holds the password."""
    call = Call(VENUE, "login")
    call.name(username, "a user name")
    if not is_a(password, str) or not password:
        raise call.invalid(expected="a password", found=type(password).__name__)
    return bindings.login(username=username, password=password)


def log_in(request: Request[str, bindings.LoginReply, bindings.AuthenticatedUser]) -> Plan[bindings.AuthenticatedUser]:
    """Ask for a token."""
    result = yield from answer_to(request)
    user = result.value.data.user
    if not Secret(user.auth).fits_a_header:
        raise result.doubt("its token cannot stand in a header")
    if is_a_word_for_nothing(user.auth):
        raise result.doubt("its token is a word for none")
    return user


def me() -> Plan[bindings.User]:
    """Read the account."""
    reply = yield from ask_or_raise(bindings.get_me())
    return reply.data.user


def place(orders: Iterable[NewOrder]) -> Plan[tuple[PlaceOutcome, ...]]:
    """Place a batch of orders; the reply is positional."""
    wanted = checked(orders, operation="placeOrders")
    if not wanted:
        return ()
    request = place_request(wanted)
    result = yield from ask(request, at_sight=partial(all_rest, wanted))
    if isinstance(result, NotSent | Refused):
        result.outcomes = not_placed(wanted, result)
        raise result
    if isinstance(result, CrossbookError):
        return places_unknown(wanted, evidence_of(request, result))
    reply = result.value
    return reply if isinstance(reply, tuple) else read_places(wanted, reply.data.createdSessions, result)


def open_orders() -> Plan[tuple[Order, ...]]:
    """List every resting order of the account, on a connection of its own: a list names nothing by which a left-over one could be told."""
    reply = (yield from answer_to(bindings.get_unmatched(), fresh=True)).value
    return tuple(resting_order(order) for order in reply.data.unmatched)


def look_up(order_id: str) -> Plan[Order]:
    """Look one order up."""
    if not is_a(order_id, str) or not is_object_id(order_id):
        raise Call(VENUE, "lookupOrder").invalid(expected="an order id of 24 hexadecimal digits", found=order_id)
    result = yield from answer_to(bindings.lookup_order(orderID=order_id))
    order = result.value.data.order
    if order.id is None or same(order.id) != same(order_id):
        raise result.doubt("it does not say that it is about the order that was asked for")
    return order_detail(order_id, order)


def heartbeat(timeout_seconds: int) -> Plan[HeartbeatAck]:
    """Arm or renew the dead-man timer. No document gives the reply a shape: its status counts, unless what it says speaks against that."""
    Call(VENUE, "ordersHeartbeat").whole(timeout_seconds, "seconds", least=LEAST_HEARTBEAT_SECONDS)
    reply = yield from answer_to(bindings.orders_heartbeat(timeout=timeout_seconds))
    try:
        told = _seconds_in(reply.value.body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise reply.doubt(f"it is no acknowledgement: {error}") from None
    return HeartbeatAck(timeout_seconds=timeout_seconds, told_seconds=told)


def _seconds_in(body: bytes) -> int | None:
    """Give the seconds that an acknowledgement names; None where it names none. Raises DecodeError for what is none.

    The orders service's answer may stand in an envelope (pages/rest/user/orders-heartbeat.mdx), or alone.
    """
    if (fault := speaks_against(body)) is not None:
        raise msgspec.DecodeError(fault)
    if not body.strip():
        return None
    named = {_whole(each["timeoutSec"]) for each in sayings(msgspec.json.decode(body)) if each.get("timeoutSec") is not None}
    if len(named) > 1:
        raise msgspec.DecodeError("it names two timers")
    return next(iter(named), None)


def _whole(seconds: object) -> int:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds != int(seconds):
        raise msgspec.DecodeError("it names no timer that can be read")
    return int(seconds)
