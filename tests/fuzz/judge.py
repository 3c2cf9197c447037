"""The judge: every law, over one call."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Final, cast

from crossbook import CancelUnknown, CrossbookError, PlaceUnknown, Refused
from fuzz import judge_cancels, judge_places, judge_predictstreet, judge_reads
from fuzz.happened import Happened
from fuzz.judge_reads import last
from fuzz.judge_statuses import tree_of
from fuzz.nodes import MISSING, Obj
from fuzz.proofs import Problem
from fuzz.requests import check_requests

Judge = Callable[[Happened], Iterable[Problem]]

_JUDGES: Final[dict[str, Judge]] = {
    "fourcasters.cancel_order": judge_cancels.single,
    "fourcasters.cancel_orders": judge_cancels.many,
    "fourcasters.cancel_by_reference": judge_cancels.scope,
    "fourcasters.cancel_game_orders": judge_cancels.scope,
    "fourcasters.cancel_all_orders": judge_cancels.scope,
    "fourcasters.cancel_league_orders": judge_cancels.league,
    "fourcasters.place_orders": judge_places.places,
    "fourcasters.open_orders": judge_reads.open_orders,
    "fourcasters.get_order": judge_reads.get_order,
    "fourcasters.heartbeat": judge_reads.heartbeat,
    "fourcasters.login": judge_reads.login,
    "predictstreet.cancel_order": judge_predictstreet.single,
    "predictstreet.cancel_orders": judge_predictstreet.many,
    "predictstreet.cancel_market_orders": judge_predictstreet.scope,
    "predictstreet.cancel_all_orders": judge_predictstreet.scope,
    "predictstreet.open_orders": judge_reads.open_orders,
    "predictstreet.get_order": judge_reads.get_order,
}

_NO_TOKENS: Final = frozenset({"", "undefined", "null", "none", "nan", "true", "false", "[object object]", "deleted"})


def judge(happened: Happened) -> list[Problem]:
    found = [*check_requests(happened), *judge_reads.check_error(happened), *_JUDGES[f"{happened.venue}.{happened.call}"](happened)]
    if happened.venue == "fourcasters":
        found += _token(happened)
    return found


def _token(happened: Happened) -> Iterable[Problem]:
    """A token is replaced by a login, and by X-Auth-Token on a request that was answered normally; by nothing else."""
    before, after = happened.token_before, happened.token_after
    answer = happened.seen[0].answer if happened.seen else None
    offered = answer.header("X-Auth-Token") if answer is not None else []
    if after != before and (after is None or after.strip() != after or after.lower() in _NO_TOKENS):
        yield Problem("a token is a token", f"{after!r}")
    if happened.call == "login":
        if happened.error is not None and after != before:
            yield Problem("a token is replaced only by a normal answer", f"{after!r} after {happened.error!r}")
        return
    reply = happened.reply()
    if after == before:
        # What is less than half as long as the token in use is not taken for another one.
        good = len(offered) == 1 and offered[0] == "fresh-token-1" != before and len(before or "") <= 2 * len("fresh-token-1")
        if good and _may_be_normal(happened) and _was_read(happened) and reply is not None and reply.certain:
            yield Problem("a rotated token is followed", f"{offered!r} was offered")
        return
    if not _may_be_normal(happened):
        yield Problem("a token is replaced only by a normal answer", f"{after!r} after {reply!r}, {happened.error!r}")
    if after not in offered:
        yield Problem("a token is the one that was offered", f"{after!r} from {offered!r}")


def _may_be_normal(happened: Happened) -> bool:
    """Say whether an answer is what a document gives to a success: its status, and a body of its form with no failure beside it."""
    reply, error = happened.reply(), happened.error
    if reply is None or not reply.whole or reply.status != HTTPStatus.OK:
        return False
    if happened.call == "heartbeat" and not reply.body.strip():
        return True
    tree = tree_of(reply)
    if not isinstance(tree, Obj) or last(tree, "error") not in (None, MISSING) or last(tree, "success") is False:
        return False
    # What could be read may still name another order, or none, or no timer.
    return error is None or (isinstance(error, CrossbookError) and not isinstance(error, Refused) and _is_of_the_content(error))


def _is_of_the_content(error: CrossbookError) -> bool:
    return error.fault.startswith(("it does not say that it is about", "entries that name no order", "it is no acknowledgement: it names"))


def _was_read(happened: Happened) -> bool:
    """Say whether a call took something from its answer."""
    value = happened.value
    outcomes = cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)
    return happened.error is None and not any(isinstance(outcome, CancelUnknown | PlaceUnknown) for outcome in outcomes)
