"""What reads, the heartbeat and the login may give; and what every error has to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final, cast

import crossbook
from crossbook import CrossbookError, InvalidRequest, NotSent, OutcomeUnknown, RateLimited, ReadFailed, Refused
from crossbook.fourcasters import HeartbeatAck, Order
from crossbook.predictstreet import Order as StreetOrder
from fuzz.answers import Delivered
from fuzz.happened import Happened
from fuzz.judge_statuses import READS, REFUSED_WITH, SCOPES, refusal, tree_of
from fuzz.nodes import MISSING, Absent, Node, NotJson, Num, Obj, get
from fuzz.proofs import Problem, same

_CLASSES: Final[dict[int, type[Refused]]] = {
    401: crossbook.Unauthorized,
    403: crossbook.Forbidden,
    404: crossbook.NotFound,
    429: RateLimited,
}
_DOCUMENTED: Final = frozenset(
    {
        crossbook.InvalidRequest, crossbook.CouldNotConnect, crossbook.NotSent, crossbook.Refused, crossbook.Unauthorized,
        crossbook.Forbidden, crossbook.NotFound, crossbook.RateLimited, crossbook.ReadFailed, crossbook.NoReply,
        crossbook.UnreadableReply, crossbook.VenueFailed,
    }
)  # fmt: skip
_NEVER: Final = object()


def sent_values(node: Node, key: str) -> list[Decimal | None]:
    """Give every value that a key was sent with, digit for digit."""
    found: list[Decimal | None] = []
    for name, value in node.pairs if isinstance(node, Obj) else []:
        if name == key and isinstance(value, Num | str):
            try:
                found.append(Decimal(value.text if isinstance(value, Num) else value))
            except ArithmeticError:
                continue
    return found


def _check_order(order: Order | StreetOrder, node: Node, keys: Mapping[str, tuple[str, ...]], *asked: str) -> Iterable[Problem]:
    names = [value for name, value in node.pairs if name == "id"] if isinstance(node, Obj) else []
    # An id that is asked for may come back in other case.
    named = [name.lower() for name in names if isinstance(name, str)]
    if order.order_id.lower() not in (*named, *(asked if names in ([], [None]) else ())):
        yield Problem("an order is the one that the venue lists", f"{order.order_id!r} from {names!r}")
    for member, sources in keys.items():
        value = cast("Decimal | None", getattr(order, member))
        if value is None:
            continue
        sent = [found for key in sources for found in sent_values(node, key)]
        if not any(same(value, one) for one in sent):
            yield Problem("filled and remaining are the digits sent", f"{member}={value!r} from {sent!r}")
        if not value.is_finite():
            yield Problem("amounts are amounts", f"{member}={value!r}")


_LISTED: Final = {"filled": ("filled",), "risk": ("bet", "offered"), "odds": ("odds",)}
_LOOKED_UP: Final = {"filled": ("matchedRisk",), "remaining": ("unmatchedRisk",), "odds": ("odds",)}
_STREET: Final = {"filled": ("filledQty",), "remaining": ("remainingQty",), "quantity": ("quantity",), "price": ("price",)}


def open_orders(happened: Happened) -> Iterable[Problem]:
    """A list is given whole, or the read has failed."""
    if happened.error is not None:
        yield from _failed_read(happened)
        return
    listed: list[Node] = []
    for place in range(max(len(happened.seen), 1)):
        page = _rows(happened, happened.reply(place))
        if not isinstance(page, list):
            yield Problem("a list comes from a list", f"{happened.value!r} from {happened.reply(place)!r}")
            return
        listed += page
    orders = cast("tuple[Order | StreetOrder, ...]", happened.value)
    if len(orders) != len(listed):
        yield Problem("a list is given whole", f"{len(orders)} of {len(listed)} orders")
        return
    keys = _LISTED if happened.venue == "fourcasters" else _STREET
    for order, node in zip(orders, listed, strict=True):
        yield from _check_order(order, node, keys)


def _rows(happened: Happened, reply: Delivered | None) -> Node | Absent:
    if reply is None or not reply.whole or reply.status != 200:
        return MISSING
    if happened.venue == "fourcasters":
        data = data_of(reply)
        return last(data, "unmatched") if isinstance(data, Obj) else MISSING
    tree = tree_of(reply)
    return MISSING if isinstance(tree, NotJson) else last(tree, "orders")


def last(node: Node, key: str) -> Node | Absent:
    """Give the last value of a key: a list that is read changes nothing, so one that stands twice may be read as it comes."""
    return next((value for name, value in reversed(node.pairs) if name == key), MISSING) if isinstance(node, Obj) else MISSING


def get_order(happened: Happened) -> Iterable[Problem]:
    if happened.error is not None:
        yield from _failed_read(happened)
        return
    reply = happened.reply()
    node: Node | Absent = MISSING
    if reply is not None and reply.whole and reply.status == 200:
        if happened.venue == "fourcasters":
            data = data_of(reply)
            node = last(data, "order") if isinstance(data, Obj) else MISSING
        else:
            tree = tree_of(reply)
            node = MISSING if isinstance(tree, NotJson) else tree
    order = cast("Order | StreetOrder", happened.value)
    if not isinstance(node, Obj):
        yield Problem("an order comes from a reply", f"{order!r} from {reply!r}")
        return
    if order.order_id.lower() != happened.given[0].lower():
        yield Problem("the order looked up is the one asked for", f"{order.order_id!r} for {happened.given[0]!r}")
    yield from _check_order(order, node, _LOOKED_UP if happened.venue == "fourcasters" else _STREET, *happened.given)


def data_of(reply: Delivered) -> Node | Absent:
    tree = tree_of(reply)
    return MISSING if isinstance(tree, NotJson) else last(tree, "data")


def _failed_read(happened: Happened) -> Iterable[Problem]:
    error = happened.error
    if not isinstance(error, ReadFailed | Refused | NotSent):
        yield Problem("a failed read is ReadFailed, Refused or NotSent", f"{type(error).__name__}: {error}")
    if isinstance(error, NotSent) and happened.seen:
        yield Problem("NotSent only where nothing left", f"{error!r}")
    if isinstance(error, Refused):
        replies = [reply for place in range(len(happened.seen)) if (reply := happened.reply(place)) is not None]
        if not any(reply.whole and 400 <= reply.status < 500 for reply in replies):
            yield Problem("Refused only where the venue refused", f"{error!r}: {error}")


def heartbeat(happened: Happened) -> Iterable[Problem]:
    reply = happened.reply()
    if happened.error is None:
        if reply is None or not reply.whole or reply.status != 200 or not isinstance(happened.value, HeartbeatAck):
            yield Problem("a heartbeat is acknowledged by the venue", f"{happened.value!r} from {reply!r}")
        return
    yield from _command_error(happened)


def login(happened: Happened) -> Iterable[Problem]:
    reply = happened.reply()
    data = data_of(reply) if reply is not None and reply.whole and reply.status == 200 else MISSING
    user = get(data, "user") if isinstance(data, Obj) else MISSING
    auth = get(user, "auth") if isinstance(user, Obj) else MISSING
    if happened.error is not None:
        yield from _command_error(happened)
    elif not isinstance(auth, str) or not auth.strip():
        yield Problem("a login gives a token", f"{happened.value!r} from {reply!r}")


def _command_error(happened: Happened) -> Iterable[Problem]:
    error, reply = happened.error, happened.reply()
    may = "no" if reply is None else refusal(happened.venue, happened.call, reply)
    if isinstance(error, Refused) and may == "no":
        yield Problem("Refused only where the venue refused", f"{error!r}: {error}")
    if isinstance(error, OutcomeUnknown) and may == "must":
        yield Problem("unknown only where the venue may have acted", f"{error!r}: {error}")
    if isinstance(error, NotSent) and happened.seen:
        yield Problem("NotSent only where nothing left", f"{error!r}")


def check_error(happened: Happened) -> Iterable[Problem]:
    """Every error is a documented one, with its attributes, and says truly whether it may be repeated."""
    error = happened.error
    if error is None:
        return
    if not isinstance(error, CrossbookError) or type(error) not in _DOCUMENTED:
        yield Problem("documented exceptions only", f"{type(error).__name__}: {error}")
        return
    told: list[object] = [error.message, error.operation]
    if error.venue != happened.venue or not all(isinstance(text, str) and text for text in told):
        yield Problem("errors carry what is documented", f"{vars(error)!r}")
    for name in ("body", "request_id", "venue_text", "user_reference"):
        if not isinstance(getattr(error, name, _NEVER), str | None):
            yield Problem("errors carry what is documented", f"{name} of {vars(error)!r}")
    yield from _status(happened, error)
    due = not isinstance(error, OutcomeUnknown) or happened.call not in {*SCOPES, "heartbeat", "login", "place_orders"}
    if isinstance(error, NotSent | Refused | ReadFailed) and not error.safe_to_repeat:
        yield Problem("safe_to_repeat is true", f"{error!r}")
    if error.safe_to_repeat and not due:
        yield Problem("safe_to_repeat is true", f"{type(error).__name__} of {happened.call}")
    if isinstance(error, ReadFailed) and happened.call not in READS:
        yield Problem("only reads are ReadFailed", f"{error!r}")
    if isinstance(error, InvalidRequest) and happened.seen:
        yield Problem("bad input is found before sending", f"{error!r}")


def _status(happened: Happened, error: CrossbookError) -> Iterable[Problem]:
    statuses = {seen.answer.status for seen in happened.seen} | {101}
    if error.status is not None and error.status not in statuses:
        yield Problem("errors carry what is documented", f"status {error.status} where {statuses} came")
    if isinstance(error, Refused):
        if error.status is not None and not isinstance(error, _CLASSES.get(error.status, Refused)):
            yield Problem("errors are sorted by status", f"{type(error).__name__} for {error.status}")
        if (
            error.status is not None
            and happened.call not in READS
            and error.status not in REFUSED_WITH[f"{happened.venue}.{happened.call}"]
        ):
            yield Problem("Refused only where the venue refused", f"{error.status}")
    if isinstance(error, RateLimited):
        yield from _retry_after(happened, error)


def _retry_after(happened: Happened, error: RateLimited) -> Iterable[Problem]:
    wait = error.retry_after
    if wait is not None and not 0 <= wait < float("inf"):
        yield Problem("retry_after is a number of seconds", repr(wait))
    said = [value for seen in happened.seen if seen.answer.status == 429 for value in seen.answer.header("Retry-After")]
    if len(said) == 1 and said[0].isascii() and said[0].isdigit() and len(said[0]) < 9 and wait != float(said[0]):
        yield Problem("retry_after is what the venue says", f"{wait!r} from {said!r}")
