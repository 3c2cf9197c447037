"""4casters: what an entry of a reply to a placement proves. From the pages on placing over REST and over the orders socket."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, TypeAlias, cast

import attrs

from crossbook import NotPlaced, NotPlacedReason, NotSent, Placed, PlaceUnknown, Refused
from crossbook.fourcasters import NewOrder
from fuzz.happened import Happened
from fuzz.judge_cancels import data_of, enveloped
from fuzz.judge_fit import fit
from fuzz.judge_statuses import refusal
from fuzz.nodes import MISSING, Absent, Node, Num, Obj, amount, doubled, get, has, stands, text_of
from fuzz.proofs import Problem, same

Why: TypeAlias = NotPlacedReason

CLASSES: Final = {
    "validation_error": Why.VALIDATION,
    "rejected_liability": Why.LIABILITY,
    "rejected_order_type_rules": Why.ORDER_TYPE_RULES,
    "system_error": Why.SYSTEM,
}
_KILLS: Final = frozenset({"fillAndKill", "fillOrKill"})
_NO_MATCHES: Final = frozenset({"fill and kill has no matches", "fill or kill has no matches", "fill or kill matched but not fully"})
_FILL: Final = frozenset(
    {
        "amount",
        "odds",
        "number",
        "type",
        "side",
        "market",
        "orderID",
        "txID",
        "wagerRequestID",
        "userReference",
        "risk",
        "win",
        "winWithoutCommission",
    }
)
_OFFER: Final = frozenset({"orderID", "wagerRequestID", "offered", "odds", "type", "side", "market", "number", "userReference"})


@attrs.frozen
class Rest:
    """A placed order: what rests, by name and amount, and what was matched."""

    order_id: str | None
    resting: Decimal | None
    fills: int


@attrs.frozen
class Made:
    """What an entry may prove for the order in its place."""

    placed: Rest | None = None
    reasons: frozenset[Why] = frozenset()
    unknown: bool = True


NOTHING: Final = Made()
NOT_SENT: Final = Made(reasons=frozenset({Why.NOT_SENT}), unknown=False)
REFUSED: Final = Made(reasons=frozenset({Why.REFUSED}), unknown=False)


def get_inner(node: Node) -> Node:
    inner = get(node, "unmatched")
    return None if isinstance(inner, Absent) else inner


def entry_for(order: NewOrder, node: Node, *, socket: bool) -> Made:
    if not isinstance(node, Obj):
        return NOTHING
    label = "error_type" if socket else "errorType"
    exact = not doubled(node)
    flat = socket and not any(stands(get_inner(node), key) for key in _OFFER) and text_of(get(node, "orderID")) is not None
    if has(node, "error") and get(node, "error") is not None:
        return _rejected(node, label, exact=exact, socket=socket)
    if any(has(node, key) and get(node, key) is not None for key in ("errorType", "error_type")):
        return NOTHING
    matched, unmatched = get(node, "matched"), node if flat else get(node, "unmatched")
    if not flat and not stands(node, "unmatched") and isinstance(matched, list) and order.order_type in _KILLS:
        unmatched = Obj([])  # of a kill type nothing can rest, and the page shows replies that do not say so
        exact = False
    if matched is MISSING or matched is None:
        matched, exact = list[Node](), exact and flat  # a list that is empty may be left out
    if not isinstance(matched, list) or not isinstance(unmatched, Obj) or not all(isinstance(fill, Obj) for fill in matched):
        return NOTHING
    if any(amount(get(fill, key)) is None for fill in matched for key in ("amount", "risk", "win") if stands(fill, key)):
        return NOTHING
    references = {text for part in (unmatched, *matched) if (text := text_of(get(part, "userReference"))) is not None}
    if references - {order.user_reference}:
        return NOTHING
    requests = {text.lower() for part in (unmatched, *matched) if (text := text_of(get(part, "wagerRequestID"))) is not None}
    if _twice(fill_names(matched)) or len(requests) > 1:
        return NOTHING
    exact = exact and all(isinstance(fill, Obj) and {str(key) for key, _ in fill.pairs} <= _FILL and _exact_fill(fill) for fill in matched)
    exact = exact and (flat or {str(key) for key, _ in node.pairs} == {"matched", "unmatched"})
    nothing = text_of(get(unmatched, "orderID")) is None and amount(get(unmatched, "offered")) == 0
    if nothing or not any(stands(unmatched, key) for key in _OFFER):
        exact = exact and not unmatched.pairs
        if not matched:
            return Made(reasons=frozenset({Why.KILLED})) if order.order_type in _KILLS else NOTHING
        fits = fit(order, matched, unmatched, rests=False)
        return NOTHING if fits == "wrong" else Made(placed=Rest(None, Decimal(0), len(matched)), unknown=not exact or fits != "fits")
    offered, order_id = amount(get(unmatched, "offered")), text_of(get(unmatched, "orderID"))
    if order_id is None or re.fullmatch("[0-9a-fA-F]{24}", order_id) is None or (offered is None and stands(unmatched, "offered")):
        return NOTHING
    exact = exact and {str(key) for key, _ in unmatched.pairs} <= _OFFER and _exact_offer(unmatched) and offered is not None and offered > 0
    fits = fit(order, matched, unmatched, rests=offered != 0)
    return NOTHING if fits == "wrong" else Made(placed=Rest(order_id, offered, len(matched)), unknown=not exact or fits != "fits")


def fill_names(matched: Node | Absent) -> list[str]:
    """Give the names of fills, each as often as it stands there."""
    fills = matched if isinstance(matched, list) else []
    return [text.lower() for fill in fills if (text := text_of(get(fill, "txID"))) is not None]


def _twice(names: Sequence[str]) -> set[str]:
    return {name for name in names if names.count(name) > 1}


def _exact_fill(fill: Obj) -> bool:
    numbers = all(isinstance(value, Num) for key, value in fill.pairs if key in {"amount", "odds", "risk", "win", "winWithoutCommission"})
    texts = all(
        isinstance(value, str) and value.strip()
        for key, value in fill.pairs
        if key in _FILL - {"amount", "odds", "risk", "win", "winWithoutCommission", "number"}
    )
    numbers = numbers and (isinstance(get(fill, "number"), Num) or not stands(fill, "number"))
    return numbers and texts and all(has(fill, key) for key in ("amount", "txID", "risk", "win"))


def _exact_offer(offer: Obj) -> bool:
    return (
        isinstance(get(offer, "odds"), Num)
        and (isinstance(get(offer, "number"), Num) or not stands(offer, "number"))
        and all(
            isinstance(value, str) and value.strip()
            for key, value in offer.pairs
            if key in {"orderID", "wagerRequestID", "type", "side", "market", "userReference"}
        )
    )


def _rejected(node: Obj, label: str, *, exact: bool, socket: bool) -> Made:
    words = text_of(get(node, "error"))
    # A null says as little as a member that is left out.
    if words is None or stands(node, "matched") or stands(node, "unmatched") or (socket and stands(node, "orderID")):
        return NOTHING
    said = [get(node, key) for key in ("errorType", "error_type") if has(node, key)]
    known = {CLASSES[value] for value in said if isinstance(value, str) and value in CLASSES}
    reasons: frozenset[Why] = frozenset(known or {Why.OTHER})
    if len(said) != 1:
        reasons |= {Why.OTHER}
    if words in _NO_MATCHES:
        reasons |= {Why.KILLED}
    exact = exact and {str(key) for key, _ in node.pairs} == {"error", label} and bool(known)
    return Made(reasons=reasons, unknown=not exact)


def misplaced(order: NewOrder, node: Node) -> bool:
    """Say whether an entry names, by its reference, another order than the one in its place."""
    if not isinstance(node, Obj):
        return True
    matched = get(node, "matched")
    found = [node, get(node, "unmatched"), *(matched if isinstance(matched, list) else [])]
    names = {
        text for part in found if not isinstance(part, list) and (text := text_of(get(cast("Node", part), "userReference"))) is not None
    }
    return bool(names - {order.user_reference})


def in_list(orders: Sequence[NewOrder], entries: Sequence[Node], *, sure: bool, socket: bool) -> list[Made]:
    """Judge a positional list: it counts only where it is as long as what was sent, and no reference stands where it was not sent."""
    counts = len(entries) == len(orders) and not any(misplaced(order, node) for order, node in zip(orders, entries, strict=True))
    if not counts:
        named = {order.user_reference for order in orders if order.user_reference is not None}
        return [_by_reference(order, entries, named, orders, socket=socket) for order in orders]
    made = [entry_for(order, node, socket=socket) for order, node in zip(orders, entries, strict=True)]
    names = [one.placed.order_id.lower() for one in made if one.placed is not None and one.placed.order_id is not None]
    twice = {name for name in names if names.count(name) > 1}
    made = [NOTHING if one.placed is not None and (one.placed.order_id or "").lower() in twice else one for one in made]
    fills = [fill_names(get(node, "matched")) if one.placed is not None else [] for one, node in zip(made, entries, strict=True)]
    again = _twice([name for names in fills for name in names])
    made = [NOTHING if again.intersection(names) else one for one, names in zip(made, fills, strict=True)]
    sure = sure and not any(one.unknown for one in made)
    return [attrs.evolve(one, unknown=not sure) for one in made]


def _by_reference(order: NewOrder, entries: Sequence[Node], named: set[str], orders: Sequence[NewOrder], *, socket: bool) -> Made:
    """Positions do not count; an entry may still name its order by a reference that no other order has."""
    if order.user_reference not in named or sum(one.user_reference == order.user_reference for one in orders) != 1:
        return NOTHING
    mine = [node for node in entries if _names(node, order.user_reference)]
    if len(mine) != 1:
        return NOTHING
    return attrs.evolve(entry_for(order, mine[0], socket=socket), unknown=True)


def _names(node: Node, reference: str | None) -> bool:
    matched, unmatched = get(node, "matched"), get(node, "unmatched")
    found = [node, unmatched if isinstance(unmatched, Obj) else None, *(matched if isinstance(matched, list) else [])]
    return any(text_of(get(part, "userReference")) == reference for part in found)


def places(happened: Happened) -> Iterable[Problem]:
    orders = cast("Sequence[NewOrder]", happened.step.args[0])
    reply = happened.reply()
    made = [NOT_SENT] * len(orders)
    if reply is not None:
        match refusal("fourcasters", "place_orders", reply):
            case "must":
                made = [REFUSED] * len(orders)
            case "may":
                made = [attrs.evolve(REFUSED, unknown=True)] * len(orders)
            case "no":
                data = data_of(reply) if reply.whole and reply.status == 200 else MISSING
                entries = get(data, "createdSessions") if isinstance(data, Obj) else MISSING
                sure = enveloped(reply) and isinstance(data, Obj) and len(data.pairs) == 1
                made = in_list(orders, entries, sure=sure, socket=False) if isinstance(entries, list) else [NOTHING] * len(orders)
    yield from check_places(happened, orders, made)


def check_places(happened: Happened, orders: Sequence[NewOrder], made: Sequence[Made]) -> Iterable[Problem]:
    outcomes = happened.value
    if happened.error is not None:
        if not isinstance(happened.error, NotSent | Refused):
            yield Problem("a placement raises NotSent or Refused only", f"{type(happened.error).__name__}: {happened.error}")
            return
        outcomes = happened.error.outcomes
        if isinstance(happened.error, Refused) and not any(Why.REFUSED in one.reasons for one in made):
            yield Problem("Refused only where the venue refused", f"{happened.error!r} {happened.error}")
    if not isinstance(outcomes, tuple) or len(cast("tuple[object, ...]", outcomes)) != len(orders):
        yield Problem("one outcome for each order", f"{outcomes!r} for {len(orders)} orders")
        return
    for order, outcome, one in zip(orders, cast("tuple[object, ...]", outcomes), made, strict=True):
        yield from _check(order, outcome, one)


def _check(order: NewOrder, outcome: object, made: Made) -> Iterable[Problem]:
    shown = f"{outcome!r}; provable: {made!r}"
    match outcome:
        case Placed():
            if made.placed is None:
                yield Problem("Placed only where proven", shown)
                return
            if (
                outcome.order_id != made.placed.order_id
                or not same(outcome.resting, made.placed.resting)
                or len(outcome.fills) != made.placed.fills
            ):
                yield Problem("a placed order is what the reply says", shown)
            if outcome.user_reference not in {None, order.user_reference}:
                yield Problem("a placed order is the one that was asked for", shown)
        case NotPlaced():
            if outcome.reason not in made.reasons:
                yield Problem("NotPlaced only where proven", shown)
            if outcome.user_reference not in {None, order.user_reference}:
                yield Problem("outcomes[i] is about orders[i]", shown)
        case PlaceUnknown():
            if not made.unknown:
                yield Problem("unknown only where the venue may have acted", shown)
            if outcome.order != order:
                yield Problem("outcomes[i] is about orders[i]", shown)
        case _:
            yield Problem("one outcome for each order", shown)
