"""4casters over REST: what each reply to a cancel may at most be read as."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, cast

import attrs

from crossbook import CancelUnknown, NotSent, OutcomeUnknown, Refused, ScopeOutcomes
from crossbook.fourcasters import LeagueCancelAcknowledged
from fuzz.answers import Delivered
from fuzz.calls import is_object_id
from fuzz.happened import Happened
from fuzz.judge_entries import Entry, by_name, entry_of, reason_of, settle
from fuzz.judge_statuses import documented_error, is_plain, refusal, tree_of
from fuzz.nodes import MISSING, Absent, Node, NotJson, Obj, get, text_of
from fuzz.proofs import MALFORMED, MAYBE_REFUSED, NOT_SENT, NOTHING, REFUSED, Problem, Proof, Reason, check_outcome, check_outcomes

_CLOSED_BY: Final = {
    403: frozenset({Reason.NOT_OWNED}),
}
_WHOLE: Final = frozenset({Reason.REFUSED, Reason.OTHER})


def data_of(reply: Delivered) -> Node | Absent | NotJson:
    """Give `data` of a reply. An `error` beside it has no meaning in any document: an entry still proves the order that it names."""
    tree = tree_of(reply)
    return MISSING if isinstance(tree, NotJson) else get(tree, "data")


def enveloped(reply: Delivered) -> bool:
    """Say whether an envelope holds `data` and nothing else."""
    tree = tree_of(reply)
    return reply.certain and isinstance(tree, Obj) and [key for key, _ in tree.pairs] == ["data"]


def of_one_order(happened: Happened, proves: Callable[[Delivered, str], Proof]) -> Iterable[Problem]:
    """Judge the cancel of one order by what a reply that came whole proves of it."""
    (order_id,) = happened.given
    reply = happened.reply()
    if not happened.possible(order_id):
        proof = MALFORMED
    elif reply is None:
        proof = NOT_SENT
    else:
        proof = proves(reply, order_id) if reply.whole else NOTHING
    if happened.error is not None:
        yield from whole(happened, [proof])
    else:
        yield from check_outcome(order_id, happened.value, proof)


def single(happened: Happened) -> Iterable[Problem]:
    return of_one_order(happened, _single)


def _single(reply: Delivered, order_id: str) -> Proof:
    words = documented_error("fourcasters", tree_of(reply))
    if reply.status == 200:
        data = data_of(reply)
        if isinstance(data, Obj):
            return _entry(entry_of(data, "sessionID"), order_id, sure=enveloped(reply))
        return NOTHING if words is None else Proof(reasons=reason_of(words))
    if reply.status in {400, 403, 409}:
        if words is None:
            return Proof(reasons=_WHOLE)
        return Proof(
            reasons=_CLOSED_BY.get(reply.status, frozenset()) | reason_of(words) | _WHOLE, unknown=not (reply.certain and is_plain(reply))
        )
    if refusal("fourcasters", "cancel_order", reply) != "no":
        return MAYBE_REFUSED
    return NOTHING if words is None else Proof(reasons=reason_of(words) - {Reason.OTHER})


def _entry(entry: Entry, order_id: str, *, sure: bool) -> Proof:
    if entry.confused or (entry.names and entry.names != frozenset({order_id.lower()})):
        return NOTHING
    return attrs.evolve(entry.proof, unknown=not (sure and entry.exact and (entry.names or entry.failure)))


def many(happened: Happened) -> Iterable[Problem]:
    sent = happened.sent
    reply = happened.reply()
    proofs = {order_id.lower(): proof for order_id, proof in zip(sent, _list(reply, sent), strict=True)}
    wanted = [proofs.get(order_id.lower(), MALFORMED) if happened.possible(order_id) else MALFORMED for order_id in happened.given]
    if happened.error is not None:
        yield from whole(happened, wanted)
    else:
        yield from check_returned(happened, wanted)


def check_returned(happened: Happened, wanted: Sequence[Proof]) -> Iterable[Problem]:
    if not isinstance(happened.value, tuple):
        yield Problem("one outcome for each order", f"{happened.value!r} is no tuple")
        return
    outcomes = list(cast("tuple[object, ...]", happened.value))
    yield from check_outcomes(happened.given, outcomes, wanted)
    if any(isinstance(outcome, CancelUnknown) for outcome in outcomes):
        return  # "Refused" would be said of those too that the venue may have taken off, of an earlier request.
    for reply in filter(None, [happened.reply(place) for place in range(len(happened.seen))]):
        # PredictStreet: what a 400 refuses may be sent again in parts, to find the id that it is about.
        if refusal(happened.venue, happened.call, reply) == "must" and (happened.venue, reply.status) != ("predictstreet", 400):
            yield Problem("a refusal is raised", f"{reply.status} {reply.body[:200]!r} gave outcomes")


def _list(reply: Delivered | None, sent: Sequence[str]) -> list[Proof]:
    if reply is None:
        return [NOT_SENT] * len(sent)
    match refusal("fourcasters", "cancel_orders", reply):
        case "must":
            return [REFUSED] * len(sent)
        case "may":
            return [MAYBE_REFUSED] * len(sent)
        case "no":
            pass
    data = data_of(reply) if reply.whole and reply.status == 200 else MISSING
    if not isinstance(data, list):
        return [NOTHING] * len(sent)
    entries = [entry_of(node, "sessionID") for node in data]
    return [settle(entries, sent, place, positional=True, sure=enveloped(reply)) for place in range(len(sent))]


def whole(happened: Happened, proofs: Sequence[Proof]) -> Iterable[Problem]:
    """Judge what is raised by a cancel that names its orders."""
    error = happened.error
    if not isinstance(error, NotSent | Refused):
        yield Problem("cancels that name orders raise NotSent or Refused only", f"{type(error).__name__}: {error}")
        return
    if isinstance(error, NotSent) and happened.seen:
        yield Problem("NotSent only where nothing left", f"{error!r} after {len(happened.seen)} requests")
    if isinstance(error, Refused) and not any(
        refusal(happened.venue, happened.call, reply) != "no"
        for reply in filter(None, [happened.reply(place) for place in range(len(happened.seen))])
    ):
        yield Problem("Refused only where the venue refused", f"{type(error).__name__}: {error}; {_replies(happened)}")
    if happened.call == "cancel_orders" or error.outcomes:
        yield from check_outcomes(happened.given, error.outcomes, proofs)


def _replies(happened: Happened) -> str:
    return "; ".join(
        f"{reply.status} {reply.body[:300]!r}" for reply in map(happened.reply, range(len(happened.seen))) if reply is not None
    )


def scope(happened: Happened) -> Iterable[Problem]:
    """Judge a cancel that names no orders: one outcome for each order that the venue reports, and nothing else."""
    reply = happened.reply()
    data = data_of(reply) if reply is not None and reply.whole and reply.status == 200 else MISSING
    entries = [entry_of(node, "sessionID") for node in data] if isinstance(data, list) else None
    sure = reply is not None and enveloped(reply) and entries is not None and all(entry.exact and entry.names for entry in entries)
    sure = sure and entries is not None and len({entry.name for entry in entries}) == len(entries)
    outside = is_outside(happened, data) if isinstance(data, list) else False
    sure = sure and not outside
    if outside and happened.error is None:
        yield Problem("what is outside of a scope is not told as a success of it", _replies(happened))
    if happened.error is not None:
        yield from check_scope_error(happened, sure=sure)
    elif entries is None:
        yield Problem("a scope's outcomes come from a list", f"{happened.value!r} from {_replies(happened)}")
    else:
        yield from check_scope(happened.value, entries, sure=sure)


def is_outside(happened: Happened, data: Sequence[Node]) -> bool:
    """Say whether an entry is of another game, or of a reference that was not asked for: then the reply may be another cancel's."""
    args = happened.step.args
    game = str(args[0]) if args and happened.call in {"cancel_by_reference", "cancel_game_orders"} else None
    references = {str(one) for one in cast("Sequence[object]", args[1])} if happened.call == "cancel_by_reference" else set[str]()
    # Entries over REST tell no side.
    narrowed = [str(one) for one in args[1:3]] if happened.call == "cancel_game_orders" and len(args) > 2 else []
    for node in data:
        told, reference = text_of(get(node, "gameID")), get(node, "userReference")
        if narrowed and _is_of_another_side(text_of(get(node, "side")), *narrowed):
            return True
        if game is not None and told is not None and is_object_id(told) and told.lower() != game.lower():
            return True
        if references and isinstance(reference, str) and reference and reference not in references:
            return True
    return False


def _is_of_another_side(told: str | None, market_type: str, side: str) -> bool:
    """Say whether a side that an entry tells, where it is one that the documents know, is none that was asked for."""
    total = told is not None and told.lower() in {"over", "under"}
    if told is None or not (total or is_object_id(told)):
        return False
    return total != (market_type == "total") or told.lower() != side.lower()


def check_scope_error(happened: Happened, *, sure: bool) -> Iterable[Problem]:
    error = happened.error
    reply = happened.reply()
    may = refusal(happened.venue, happened.call, reply) if reply is not None else "no"
    if isinstance(error, Refused) and may == "no":
        yield Problem("Refused only where the venue refused", f"{error!r}: {error}")
    if isinstance(error, NotSent) and happened.seen:
        yield Problem("NotSent only where nothing left", f"{error!r}")
    if isinstance(error, OutcomeUnknown) and (sure or may == "must" or not happened.seen):
        yield Problem("unknown only where the venue may have acted", f"{type(error).__name__}: {error}; {_replies(happened)}")
    if not isinstance(error, Refused | NotSent | OutcomeUnknown):
        yield Problem("documented exceptions only", f"{type(error).__name__}: {error}")


def check_scope(value: object, entries: Sequence[Entry], *, sure: bool) -> Iterable[Problem]:
    if not isinstance(value, ScopeOutcomes):
        yield Problem("one outcome for each order reported", f"{value!r}")
        return
    named = list(dict.fromkeys(name for entry in entries for name in sorted(entry.names) if not entry.confused))
    found = [outcome.order_id.lower() for outcome in value]
    if any(name not in found for name in named) or len(set(found)) != len(found):
        yield Problem("one outcome for each order reported", f"{found} for {named}")
    if sure and found != named:
        yield Problem("outcomes in the order reported", f"{found} for {named}")
    for outcome in value:
        proof = by_name(entries, outcome.order_id)
        if proof is None:
            yield Problem("an outcome for an order that nobody named", repr(outcome))
            continue
        yield from check_outcome(outcome.order_id, outcome, attrs.evolve(proof, unknown=not sure) if proof is not NOTHING else proof)
    lost = sum(entry.confused or not entry.names for entry in entries)
    if lost and len(found) + value.unnamed <= len(named):
        yield Problem(
            "an entry that names no order is not left out silently", f"{value!r} from {len(entries)} entries, {lost} without a name"
        )


def league(happened: Happened) -> Iterable[Problem]:
    reply = happened.reply()
    data = data_of(reply) if reply is not None and reply.whole and reply.status == 200 else MISSING
    received = isinstance(data, Obj) and get(data, "ordersReceived") is True
    if happened.error is not None:
        sure = received and reply is not None and enveloped(reply) and isinstance(data, Obj) and len(data.pairs) == 1
        yield from check_scope_error(happened, sure=sure)
    elif not received or not isinstance(happened.value, LeagueCancelAcknowledged):
        yield Problem("a league's cancel is acknowledged by ordersReceived", f"{happened.value!r} from {_replies(happened)}")
