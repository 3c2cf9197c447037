"""PredictStreet: what each reply to a cancel may at most be read as. From the pages on cancelling and on cancel-batch."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Final

import attrs

from crossbook import ScopeOutcomes
from fuzz.answers import Delivered
from fuzz.happened import Happened
from fuzz.judge_cancels import check_returned, check_scope_error, of_one_order, whole
from fuzz.judge_statuses import refusal, tree_of
from fuzz.nodes import CONFLICT, MISSING, Absent, Node, NotJson, Num, Obj, amount, doubled, get, has, parts
from fuzz.proofs import MALFORMED, MAYBE_REFUSED, NOT_SENT, NOTHING, REFUSED, Problem, Proof, Reason, check_outcome
from fuzz.requests import order_ids_in

REASONS: Final = {
    "not_found": Reason.NOT_FOUND,
    "already_terminal": Reason.ALREADY_TERMINAL,
    "lock_invariant": Reason.LOCK_INVARIANT,
    "unknown": Reason.TRANSIENT,
}


def _tree(reply: Delivered) -> Node:
    tree = tree_of(reply)
    return None if isinstance(tree, NotJson) else tree


def single(happened: Happened) -> Iterable[Problem]:
    return of_one_order(happened, _single)


def _single(reply: Delivered, order_id: str) -> Proof:
    if reply.status != 200:
        return MAYBE_REFUSED if refusal("predictstreet", "cancel_order", reply) != "no" else NOTHING
    tree = _tree(reply)
    name, status = get(tree, "orderId"), get(tree, "status")
    if not isinstance(tree, Obj) or not isinstance(name, str) or name.lower() != order_id.lower() or not isinstance(status, str):
        return NOTHING
    exact = (
        reply.certain and {str(key) for key, _ in tree.pairs} <= {"orderId", "status", "unfilledQty", "remainingQty"} and not doubled(tree)
    )
    if status.lower() == "not_found":
        return Proof(reasons=frozenset({Reason.NOT_FOUND}), unknown=not (exact and len(tree.pairs) == 2 and status == "not_found"))
    if status.lower() != "cancelled":
        return Proof(reasons=frozenset({Reason.OTHER}))
    values = [get(tree, key) for key in ("remainingQty", "unfilledQty")]
    read = [amount(value) for value in values if value is not None and value is not MISSING]
    if None in read or len(set(read)) > 1:
        return NOTHING
    left = [value for value in read if value is not None]
    exact = (
        exact
        and status in {"cancelled", "CANCELLED"}
        and len(left) == 1
        and all(isinstance(value, str) for value in values if value is not MISSING)
    )
    return Proof(cancelled=tuple((None, value) for value in left) or ((None, None),), unknown=not exact)


def many(happened: Happened) -> Iterable[Problem]:
    # Behind an answer that ends its connection, the next request may be written before the end has come: nobody can tell who read it.
    unread = attrs.evolve(NOT_SENT, unknown=any(seen.answer.ending != "keep" for seen in happened.seen))
    proofs = dict.fromkeys((order_id.lower() for order_id in happened.sent), unread)
    seen_leave = {order_id.lower() for seen in happened.seen if seen.method for order_id in order_ids_in(seen.body)}
    for place, seen in enumerate(happened.seen):
        reply = happened.reply(place)
        assert reply is not None
        if any(earlier.answer.leftover for earlier in happened.seen[:place]):
            reply = attrs.evolve(reply, certain=False)
        # Of a request that was not read, only that it had none of those that others had is known.
        ids = order_ids_in(seen.body) if seen.method else [one for one in happened.sent if one.lower() not in seen_leave]
        # What was refused with 400 is sent again in parts, and of those, too, nobody can tell who read them.
        lost = reply.status == 400 and seen.answer.ending != "keep"
        for order_id in ids:
            proof = _in_chunk(reply, order_id)
            proofs[order_id.lower()] = attrs.evolve(proof, unknown=proof.unknown or lost)
    wanted = [proofs.get(order_id.lower(), MALFORMED) if happened.possible(order_id) else MALFORMED for order_id in happened.given]
    if happened.error is not None:
        yield from whole(happened, wanted)
    else:
        yield from check_returned(happened, wanted)


def _in_chunk(reply: Delivered, order_id: str) -> Proof:
    match refusal("predictstreet", "cancel_orders", reply):
        case "must":
            return REFUSED
        case "may":
            return MAYBE_REFUSED
        case "no":
            pass
    if not reply.whole or reply.status != 200:
        return NOTHING
    tree = _tree(reply)
    proof = in_halves(tree, order_id)
    return attrs.evolve(proof, unknown=not (reply.certain and documented_split(tree) and proof != NOTHING))


def in_halves(tree: Node, order_id: str) -> Proof:
    """Read one order out of a reply that is split by id: it proves what stands in one half only, and only once."""
    done, kept = get(tree, "cancelled"), get(tree, "notCancelled")
    wanted = order_id.lower()
    if done is CONFLICT or kept is CONFLICT:
        return NOTHING
    is_done = isinstance(done, list) and any(isinstance(name, str) and name.lower() == wanted for name in done)
    reasons = [value for key, value in kept.pairs if str(key).lower() == wanted] if isinstance(kept, Obj) else []
    if is_done:
        return NOTHING if reasons or _stands_in(kept, wanted) else Proof(cancelled=((None, None),))
    if not reasons or any(reason != reasons[0] for reason in reasons):
        return NOTHING
    reason = reasons[0]
    if not isinstance(reason, str):
        return Proof(reasons=frozenset({Reason.OTHER}))
    known = REASONS.get(reason.lower())
    return Proof(reasons=frozenset({Reason.OTHER} if known is None else {known} if reason in REASONS else {known, Reason.OTHER}))


def _stands_in(node: Node | Absent, wanted: str) -> bool:
    return isinstance(node, list) and any(isinstance(part, str) and part.lower() == wanted for part in parts(node))


def documented_split(tree: Node) -> bool:
    if not isinstance(tree, Obj) or doubled(tree) or {str(key) for key, _ in tree.pairs} - {"cancelled", "notCancelled", "marketId"}:
        return False
    done, kept = get(tree, "cancelled"), get(tree, "notCancelled")
    if not isinstance(done, list) or not isinstance(kept, Obj):
        return False
    names = [name for name in done if isinstance(name, str) and name.strip()] + [str(key) for key, _ in kept.pairs if str(key).strip()]
    lowered = [name.lower() for name in names]
    return (
        len(names) == len(done) + len(kept.pairs)
        and len(set(lowered)) == len(lowered)
        and all(isinstance(value, str) for _, value in kept.pairs)
        and isinstance(get(tree, "marketId"), str | type(MISSING))
    )


def _is_a_count(text: str) -> bool:
    # Python does not read longer ones; a venue has no such number of orders.
    return text == "-0" or (text.isdigit() and len(text) <= sys.int_info.default_max_str_digits)


def scope(happened: Happened) -> Iterable[Problem]:
    reply = happened.reply()
    tree = _tree(reply) if reply is not None and reply.whole and reply.status == 200 else None
    done, kept = get(tree, "cancelled"), get(tree, "notCancelled")
    count = int(done.text) if isinstance(done, Num) and _is_a_count(done.text) else None
    old = (
        count is not None
        and isinstance(tree, Obj)
        and {str(key) for key, _ in tree.pairs} <= {"cancelled", "marketId"}
        and not doubled(tree)
    )
    sure = (
        reply is not None
        and reply.certain
        and (old or documented_split(tree))
        and get(tree, "marketId") in [MISSING, *happened.step.args[:1]]
    )
    if happened.error is not None:
        yield from check_scope_error(happened, sure=sure)
        return
    value = happened.value
    if not isinstance(value, ScopeOutcomes):
        yield Problem("one outcome for each order reported", repr(value))
        return
    named = [name for name in done if isinstance(name, str)] if isinstance(done, list) else []
    named += [str(key) for key, _ in kept.pairs] if isinstance(kept, Obj) else []
    if count is None and not isinstance(done, list):
        yield Problem("a scope's outcomes come from a list or a count", f"{value!r} from {reply!r}")
        return
    if value.unnamed != (count or 0):
        yield Problem("unnamed is the venue's count", f"{value.unnamed} from {done!r}")
    wanted = {name.lower() for name in named if name.strip()}
    found = [outcome.order_id.lower() for outcome in value]
    if wanted - set(found) or len(set(found)) != len(found):
        yield Problem("one outcome for each order reported", f"{found} for {sorted(wanted)}")
    for outcome in value:
        if outcome.order_id.lower() not in wanted:
            yield Problem("an outcome for an order that nobody named", repr(outcome))
            continue
        proof = in_halves(tree, outcome.order_id)
        yield from check_outcome(outcome.order_id, outcome, attrs.evolve(proof, unknown=not (sure and proof != NOTHING)))
    odd = any(not isinstance(name, str) or not name.strip() for name in done) if isinstance(done, list) else False
    if (odd or (has(tree, "notCancelled") and not isinstance(kept, Obj) and kept is not None)) and len(found) <= len(wanted):
        yield Problem("an entry that names no order is not left out silently", f"{value!r} from {reply!r}")
