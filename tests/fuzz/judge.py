"""The judge: every law, over one call."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from fuzz import judge_cancels, judge_places, judge_predictstreet, judge_reads
from fuzz.happened import Happened
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


def judge(happened: Happened) -> list[Problem]:
    found = [*check_requests(happened), *judge_reads.check_error(happened), *_JUDGES[f"{happened.venue}.{happened.call}"](happened)]
    if happened.venue == "fourcasters":
        found += _token(happened)
    return found


def _token(happened: Happened) -> Iterable[Problem]:
    """A token is replaced by a login, and by X-Auth-Token on a request that was answered normally; by nothing else."""
    before, after = happened.token_before, happened.token_after
    reply, answer = happened.reply(), happened.seen[0].answer if happened.seen else None
    normal = reply is not None and reply.whole and 200 <= reply.status < 300
    offered = answer.header("X-Auth-Token") if answer is not None else []
    if happened.call == "login":
        if happened.error is not None and after != before:
            yield Problem("a token is replaced only by a normal answer", f"{after!r} after {happened.error!r}")
        return
    if after == before:
        good = len(offered) == 1 and offered[0] == "fresh-token-1" != before
        if normal and good and reply is not None and reply.certain and happened.error is None:
            yield Problem("a rotated token is followed", f"{offered!r} was offered")
        return
    if not normal:
        yield Problem("a token is replaced only by a normal answer", f"{after!r} after {reply!r}, {happened.error!r}")
    if after not in offered:
        yield Problem("a token is the one that was offered", f"{after!r} from {offered!r}")
    if (
        after is None
        or after.strip() != after
        or after.lower() in {"", "undefined", "null", "none", "nan", "false", "[object object]", "deleted"}
    ):
        yield Problem("a token is a token", f"{after!r}")
