"""4casters' orders socket: what frames may at most be read as. From the pages on the socket's introduction, cancels and placing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, cast

import attrs

from crossbook import CrossbookError, NotSent, OutcomeUnknown, Refused, ScopeOutcomes
from crossbook.fourcasters import HeartbeatAck, NewOrder
from fuzz.happened import Happened
from fuzz.judge_cancels import check_scope, is_outside
from fuzz.judge_entries import WORDS, entry_of, reason_of, settle
from fuzz.judge_places import NOT_SENT as NOT_MADE
from fuzz.judge_places import NOTHING as NOTHING_MADE
from fuzz.judge_places import REFUSED as REFUSED_MADE
from fuzz.judge_places import Made, check_places, in_list
from fuzz.nodes import MISSING, Absent, Node, NotJson, Num, Obj, amount, doubled, get, read, stands, text_of
from fuzz.proofs import MALFORMED, MAYBE_REFUSED, NOT_SENT, NOTHING, Problem, Proof, Reason, check_outcome, check_outcomes

_REFUSALS: Final = frozenset({*WORDS, "game not found", "invalid heartbeat timeout"})


@attrs.frozen
class Reply:
    """The frame that answers a command, if one does."""

    tree: Node = None
    came: bool = False
    certain: bool = False

    @property
    def data(self) -> Node | Absent:
        return MISSING if stands(self.tree, "error") else get(self.tree, "data")

    @property
    def words(self) -> str | None:
        return text_of(get(self.tree, "error")) if not stands(self.tree, "data") else None

    @property
    def bare(self) -> bool:
        """Say whether an envelope holds what is documented and nothing else."""
        return (
            self.certain
            and isinstance(self.tree, Obj)
            and sorted(str(key) for key, _ in self.tree.pairs) in (["data", "requestID"], ["error", "requestID"])
        )


def reply_to(correlation: str, frames: Sequence[bytes]) -> Reply:
    """Find the first frame that carries a correlation id. What cannot be read at all proves nothing, and may end the connection."""
    certain = True
    for frame in frames:
        try:
            tree = read(frame)
        except NotJson:
            certain = False
            continue
        names = [value for key, value in tree.pairs if key == "requestID"] if isinstance(tree, Obj) else []
        if names and all(name == correlation for name in names):
            return Reply(tree, came=True, certain=certain and len(names) == 1)
        certain = certain and len(names) == 1 and all(isinstance(name, str) for name in names)
    return Reply()


def judge_command(happened: Happened, correlation: str | None, frames: Sequence[bytes]) -> Iterable[Problem]:
    reply = Reply() if correlation is None else reply_to(correlation, frames)
    match happened.call:
        case "cancel_order":
            yield from _single(happened, reply, sent=correlation is not None)
        case "cancel_orders":
            yield from _many(happened, reply, sent=correlation is not None)
        case "place_orders":
            yield from _places(happened, reply, sent=correlation is not None)
        case "heartbeat":
            yield from _heartbeat(happened, reply)
        case _:
            yield from _scope(happened, reply)
    yield from _error(happened, sent=correlation is not None)


def _single(happened: Happened, reply: Reply, *, sent: bool) -> Iterable[Problem]:
    (order_id,) = happened.given
    if happened.error is not None:
        if not (isinstance(happened.error, NotSent) and not sent):
            yield Problem("a single cancel raises NotSent only", f"{happened.error!r}: {happened.error}")
        return
    proof = NOTHING
    data = reply.data
    if not happened.possible(order_id):
        proof = MALFORMED
    elif reply.words is not None:
        listed = reply.bare and reply.words.casefold() in WORDS
        proof = attrs.evolve(Proof(reasons=reason_of(reply.words)), unknown=not listed)
    elif isinstance(get(reply.tree, "error"), str) and not doubled(reply.tree):
        proof = Proof(reasons=frozenset({Reason.OTHER}))  # it has failed, and no word says why
    elif isinstance(data, list):
        proof = settle([entry_of(node, "orderID") for node in data], [order_id], 0, positional=True, sure=reply.bare)
    elif isinstance(data, Obj):
        entry = entry_of(data, "orderID")
        proof = entry.proof if not entry.confused and entry.names <= {order_id.lower()} else NOTHING
    yield from check_outcome(order_id, happened.value, proof)


def _many(happened: Happened, reply: Reply, *, sent: bool) -> Iterable[Problem]:
    ids = happened.sent
    data = reply.data
    if not sent:
        found = [NOT_SENT] * len(ids)
    elif reply.words is not None:
        found = [_refused(reply.words) if len(ids) > 1 else _refused(reply.words) | Proof(reasons=reason_of(reply.words))] * len(ids)
    elif isinstance(data, list):
        entries = [entry_of(node, "orderID") for node in data]
        found = [settle(entries, ids, place, positional=False, sure=reply.bare) for place in range(len(ids))]
    else:
        found = [NOTHING] * len(ids)
    proofs = {order_id.lower(): proof for order_id, proof in zip(ids, found, strict=True)}
    wanted = [proofs.get(order_id.lower(), MALFORMED) if happened.possible(order_id) else MALFORMED for order_id in happened.given]
    if happened.error is None:
        outcomes = cast("tuple[object, ...]", happened.value)
        yield from check_outcomes(happened.given, outcomes, wanted)
    elif isinstance(happened.error, NotSent | Refused):
        yield from check_outcomes(happened.given, happened.error.outcomes, wanted)
    else:
        yield Problem("cancels that name orders raise NotSent or Refused only", f"{happened.error!r}: {happened.error}")


def _refused(words: str) -> Proof:
    return MAYBE_REFUSED if words.strip().rstrip(".").casefold() in _REFUSALS else NOTHING


def _scope(happened: Happened, reply: Reply) -> Iterable[Problem]:
    error = happened.error
    data = reply.data
    entries = [entry_of(node, "orderID") for node in data] if isinstance(data, list) else None
    sure = reply.bare and entries is not None and all(entry.exact and entry.names for entry in entries)
    sure = sure and entries is not None and len({entry.name for entry in entries}) == len(entries)
    outside = isinstance(data, list) and is_outside(happened, data)
    sure = sure and not outside
    if outside and error is None:
        yield Problem("what is outside of a scope is not told as a success of it", repr(reply))
    if error is None:
        if entries is None or not isinstance(happened.value, ScopeOutcomes):
            yield Problem("a scope's outcomes come from a list", f"{happened.value!r} from {reply!r}")
        else:
            yield from check_scope(happened.value, entries, sure=sure)
    elif isinstance(error, OutcomeUnknown):
        if sure or (reply.bare and reply.words == "game not found" and happened.call == "cancel_game_orders"):
            yield Problem("unknown only where the venue may have acted", f"{error!r}: {error} from {reply!r}")
    elif isinstance(error, Refused):
        if reply.words is None or _refused(reply.words) is NOTHING:
            yield Problem("Refused only where the venue refused", f"{error!r}: {error} from {reply!r}")
    else:
        yield Problem("documented exceptions only", f"{error!r}: {error}")


def _heartbeat(happened: Happened, reply: Reply) -> Iterable[Problem]:
    error, data = happened.error, reply.data
    if error is None:
        if not isinstance(happened.value, HeartbeatAck) or not isinstance(data, Obj) or get(data, "type") != "heartbeatAck":
            yield Problem("a heartbeat is acknowledged by the venue", f"{happened.value!r} from {reply!r}")
        return
    exact = (
        reply.bare
        and isinstance(data, Obj)
        and sorted(str(key) for key, _ in data.pairs) == ["serverTime", "timeoutSec", "type"]
        and get(data, "type") == "heartbeatAck"
        and isinstance(get(data, "serverTime"), str)
        and isinstance(get(data, "timeoutSec"), Num)
        and amount(get(data, "timeoutSec")) is not None
    )
    if exact and isinstance(error, OutcomeUnknown) and amount(get(data, "timeoutSec") if isinstance(data, Obj) else MISSING) == 10:
        yield Problem("unknown only where the venue may have acted", f"{error!r}: {error} from {reply!r}")
    if isinstance(error, Refused) and (reply.words is None or _refused(reply.words) is NOTHING):
        yield Problem("Refused only where the venue refused", f"{error!r}: {error} from {reply!r}")


def _places(happened: Happened, reply: Reply, *, sent: bool) -> Iterable[Problem]:
    orders = cast("Sequence[NewOrder]", happened.step.args[0])
    found: list[Made] = [NOTHING_MADE if sent else NOT_MADE] * len(orders)
    data = reply.data
    if data is MISSING or data is None:
        data = _unwrapped(reply.tree)
    if reply.words is not None:
        if _refused(reply.words) is not NOTHING:
            found = [attrs.evolve(REFUSED_MADE, unknown=True)] * len(orders)
    elif isinstance(data, list):
        found = in_list(orders, data, sure=reply.bare, socket=True)
    yield from check_places(happened, orders, found)


def _unwrapped(tree: Node) -> Node | Absent:
    responses = get(tree, "responses")
    return get(responses[0], "data") if isinstance(responses, list) and len(responses) == 1 else MISSING


def _error(happened: Happened, *, sent: bool) -> Iterable[Problem]:
    error = happened.error
    if error is None:
        return
    if not isinstance(error, CrossbookError) or error.venue != "fourcasters" or not error.operation or not error.message:
        yield Problem("errors carry what is documented", f"{type(error).__name__}: {error}")
        return
    if isinstance(error, NotSent) and sent:
        yield Problem("NotSent only where nothing left", f"{error!r}: {error}")
    if not isinstance(error, NotSent) and not sent:
        yield Problem("unknown only where the venue may have acted", f"{error!r}: {error}")
    if error.safe_to_repeat is isinstance(error, OutcomeUnknown):
        yield Problem("safe_to_repeat is true", f"{type(error).__name__} of {happened.call}")
