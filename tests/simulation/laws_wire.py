"""What must be true of everything that goes out: nothing twice that may not, nothing too early, nothing too much, nothing too late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from crossbook import Pacing, Retry
from simulation.calls import Call, Nature
from simulation.exchanges import Exchange
from simulation.executor import SLACK, Ended
from simulation.limits import CLOSE, Limit, most_in_a_window
from simulation.seen import Seen

TOO_MANY: Final = 429
_UNAUTHORIZED: Final = 401
_ASKED_WITHIN: Final = 3.0
"""Seconds in which whoever is asked for other credentials has answered."""
_SPARE: Final = 0.05
"""The part of each limit that is promised never to be used."""


def of_a_call(call: Call, seen: Seen, retry: Retry | None, *, paced: bool) -> Iterator[str]:
    """Hold the requests of one call to what the documents let be sent again, and to the call's time."""
    ended = seen.ended
    for exchange in seen.exchanges:
        if not call.asks_no_more(exchange):
            yield f"something else than was asked for: {exchange.method} {exchange.target} {exchange.body!r}"
        if exchange.left is not None and exchange.left >= ended.until:
            yield "sent after the call's deadline"
        if exchange.left is not None and exchange.left > ended.at:
            yield "sent after the call was over"
    if ended.at > ended.until + SLACK + CLOSE:
        yield f"over {ended.at - ended.until:.3f} s after the call's deadline"
    tries: dict[tuple[int, str, bytes | None], list[Exchange]] = {}
    for exchange in seen.exchanges:
        # A read may be made again for another reason. A command is the same, wherever in its call it is repeated.
        place = exchange.step if exchange.method == "GET" else 0
        tries.setdefault((place, exchange.target, exchange.body), []).append(exchange)
    yield from _again(call, tries.values(), retry)
    if seen.renews and not paced and not ended.interrupted:
        yield from _not_renewed(call, tries.values(), ended)
    if not paced and retry is not None and not ended.interrupted:
        # (What is paced may find no time for a repeat.)
        yield from _given_up(call, [attempts for attempts in tries.values() if _takes_its_time(attempts, call)], retry, ended)


def _again(call: Call, tries: Iterable[Sequence[Exchange]], retry: Retry | None) -> Iterator[str]:
    for attempts in tries:
        for earlier, later in pairwise(attempts):
            if not _may_follow(earlier, call.nature, later):
                yield f"sent again after {'no reply' if earlier.status is None else earlier.status}"
            if later.left is not None and earlier.told is not None and later.left < earlier.told + (earlier.retry_after or 0) - CLOSE:
                yield "sent again before the venue wants it (Retry-After)"
        renewed = [earlier for earlier, _ in pairwise(attempts) if earlier.status == _UNAUTHORIZED]
        if len(renewed) > 1:
            yield "other credentials are asked for twice"
        counted = [exchange for exchange in attempts if exchange.status != TOO_MANY and exchange not in renewed]
        most = 1 if retry is None else retry.attempts
        if len(counted) > most or (most == 1 and len(attempts) - len(renewed) > 1):
            yield f"sent {len(attempts)} times, of at most {most}"


def _given_up(call: Call, tries: Iterable[Sequence[Exchange]], retry: Retry, ended: Ended) -> Iterator[str]:
    for attempts in tries:
        last = attempts[-1]
        counted = [exchange for exchange in attempts if exchange.status != TOO_MANY]
        if last.told is None or retry.attempts == 1 or len(counted) >= retry.attempts or not _may_follow(last, call.nature):
            continue
        if last.told + max(last.retry_after or 0.0, retry.longest) + SLACK < ended.until:
            yield "given up, with time left for what may be sent again"


def _not_renewed(call: Call, tries: Iterable[Sequence[Exchange]], ended: Ended) -> Iterator[str]:
    for attempts in tries:
        last, refused = attempts[-1], [exchange for exchange in attempts if exchange.status == _UNAUTHORIZED]
        may_go = call.nature is not Nature.ONCE and _takes_its_time(attempts, call)
        if may_go and last.clear and refused == [last] and (last.told or 0.0) + _ASKED_WITHIN < ended.until:
            yield "given up, although there were other credentials"


def _takes_its_time(attempts: Sequence[Exchange], call: Call) -> bool:
    """Say whether a request may take as long as its call. What is looked at beside a placement may not."""
    if attempts[0].method == "GET":
        return call.nature is Nature.READ
    # What broke down and tells of orders all the same is looked up.
    return call.nature is not Nature.NAMED or not (attempts[-1].path.endswith("place-batch") and attempts[-1].reply.startswith(b"["))


def _may_follow(earlier: Exchange, nature: Nature, later: Exchange | None = None) -> bool:
    if earlier.left is None or earlier.status == TOO_MANY:
        return True
    if earlier.method == "GET":
        nature = Nature.READ
    if later is not None and earlier.status == _UNAUTHORIZED and later.credentials > earlier.credentials:
        # Of what is done only once, the venue itself must have said that it did nothing: with a body that a document has.
        return nature is not Nature.ONCE or (earlier.clear and earlier.reply.startswith(b'{"'))
    return nature is not Nature.ONCE and (earlier.status is None or earlier.status >= 500)


def of_all(exchanges: Sequence[Exchange], limits: Sequence[Limit], pacing: Pacing) -> Iterator[str]:
    """Hold what left, of all calls together, to the venue's limits over every window."""
    left = [(exchange.left, exchange) for exchange in exchanges if exchange.left is not None]
    left.sort(key=lambda pair: pair[0])
    for limit in limits:
        counted = [(moment, exchange) for moment, exchange in left if limit.counts(exchange.method, exchange.path)]
        share = limit.most / pacing.processes
        whole = share * (1 - _SPARE)
        # Nearly always there are too few to be too many in any window.
        if len(counted) > max(1.0, whole):
            most = most_in_a_window([moment for moment, _ in counted], limit.seconds)
            if most > max(1.0, whole):
                yield f"{limit.name}: {most} in {limit.seconds} s, of at most {whole:g}"
        if limit.with_others and whole >= 3 and pacing.reserve and len(counted) > whole * (1 - pacing.reserve):
            most = most_in_a_window([moment for moment, exchange in counted if not _cancels(exchange)], limit.seconds)
            if most > whole * (1 - pacing.reserve) + CLOSE:
                yield f"{limit.name}: {most} others than cancels in {limit.seconds} s, into the reserve"


def _cancels(exchange: Exchange) -> bool:
    return "cancel" in exchange.path
