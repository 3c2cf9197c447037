"""What limits learn from their venue's replies and headers."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from accounts import Clients
from pacing_worlds import CANCEL, CANCEL_BATCH, LIST, PLACE, READ, TABLES, AnyRequest, Callers
from replies import Replies, said

from crossbook import NotSent, Pacing
from crossbook.core.attempts import Allowance, Answered
from crossbook.core.encoding import allowance
from crossbook.core.pace import Later, Pace, Permit


def limited(**headers: Any) -> Answered:
    return Answered(status=429, body=b"", **headers)


def first_moment(shared: Pace, request: AnyRequest, now: float) -> float:
    """Say when a request may leave at the earliest, without sending it."""
    found = shared.take(shared.wish(request.operation.effect), now)
    if isinstance(found, Later):
        shared.leave(found.number)
        return found.moment
    shared.give_back(found)
    return now


def learnt(venue: str, request: AnyRequest, answered: Answered) -> Pace:
    shared = Pace(TABLES[venue].values(), Pacing())
    shared.learn(shared.wish(request.operation.effect), answered, 100.0)
    return shared


def test_a_429_keeps_such_requests_back_for_as_long_as_the_venue_says() -> None:
    shared = learnt("fourcasters", PLACE, limited(retry_after=7.0))
    assert first_moment(shared, PLACE, 100.0) == 107.0
    assert first_moment(shared, READ, 100.0) == 100.0, "it may be of the orders bucket, which counts no read"
    assert first_moment(shared, CANCEL, 100.0) == 100.0, "a cancel may try: that costs nothing"
    assert first_moment(shared, PLACE, 107.0) == 107.0


def test_a_429_that_a_cancel_drew_keeps_cancels_back_too() -> None:
    shared = learnt("fourcasters", CANCEL, limited(retry_after=7.0))
    assert (first_moment(shared, CANCEL, 100.0), first_moment(shared, PLACE, 100.0)) == (107.0, 107.0)
    assert first_moment(shared, READ, 100.0) == 100.0


def test_a_429_whose_bucket_is_certain_empties_it() -> None:
    shared = learnt("fourcasters", READ, limited(retry_after=7.0))
    assert first_moment(shared, PLACE, 100.0) == 107.0, "a read is counted by the address alone, and so is a place"
    assert first_moment(shared, CANCEL, 100.0) == 100.0, "a cancel has its reserve, and may try"
    at_once = 0
    while isinstance(shared.take(shared.wish(READ.operation.effect), 107.0), Permit):
        at_once += 1
    assert at_once == int(7 * 28.5), "what comes evenly from the moment it was refused"


def test_a_venue_is_not_believed_for_longer_than_its_longest_window() -> None:
    shared = learnt("fourcasters", PLACE, limited(retry_after=86400.0))
    assert first_moment(shared, PLACE, 100.0) == 160.0


def test_what_others_have_sent_is_seen_in_what_remains() -> None:
    shared = learnt("predictstreet", LIST, Answered(status=200, body=b"", allowance=Allowance(300, 20, 30.0)))
    at_once = 0
    while isinstance(shared.take(shared.wish(LIST.operation.effect), 100.0), Permit):
        at_once += 1
    assert at_once == 5, "20 without 5 % of 300"
    full = learnt("predictstreet", LIST, Answered(status=200, body=b"", allowance=Allowance(300, 299, 30.0)))
    assert first_moment(full, LIST, 100.0) == 100.0


def test_a_lower_limit_is_believed_and_a_higher_one_is_not() -> None:
    for limit, rate in ((3, 1.85), (5, 3.5625), (10, 3.5625)):
        shared = learnt("predictstreet", CANCEL_BATCH, Answered(status=200, body=b"", allowance=Allowance(limit, limit, 1.0)))
        callers = Callers(shared, now=200.0)
        callers.run([(0.0, CANCEL_BATCH) for _ in range(30)])
        gaps = [later.moment - earlier.moment for earlier, later in pairwise(callers.left)]
        assert gaps[2:] == pytest.approx([1 / rate] * 27)


def test_a_limit_that_may_be_of_a_bucket_without_a_number_changes_none() -> None:
    shared = learnt("predictstreet", LIST, Answered(status=200, body=b"", allowance=Allowance(100, 90, 30.0)))
    callers = Callers(shared, now=200.0)
    callers.run([(0.0, LIST) for _ in range(90)])
    assert sum(each.moment == 200.0 for each in callers.left) == 71, "a quarter of 95 % of 300"
    gone = learnt("predictstreet", LIST, Answered(status=200, body=b"", allowance=Allowance(100, 0, 30.0)))
    assert first_moment(gone, LIST, 100.0) == 130.0, "but what is used up is not asked for"


def read(limit: str, remaining: str, **others: str) -> Allowance | None:
    headers = {"x-ratelimit-limit": limit, "x-ratelimit-remaining": remaining} | {
        name.replace("_", "-"): value for name, value in others.items()
    }
    return allowance(headers, today=lambda: datetime.fromtimestamp(1_000_000, tz=UTC))


@pytest.mark.parametrize(
    ("limit", "remaining"),
    [("x", "1"), ("5", "9"), ("0", "0"), ("5", "-1"), ("5, 5", "1"), ("", ""), ("9" * 40, "1"), ("\xb3", "1"), ("5", "")],
)
def test_headers_that_make_no_sense_teach_nothing(limit: str, remaining: str) -> None:
    assert read(limit, remaining) is None
    assert allowance({"x-ratelimit-limit": "5"}, today=lambda: datetime.now(tz=UTC)) is None


def test_a_reset_is_a_moment_of_the_venues_clock() -> None:
    assert read("5", "3") == Allowance(5, 3, None)
    assert read("5", "3", x_ratelimit_reset="1000030") == Allowance(5, 3, 30.0)
    assert read("5", "3", x_ratelimit_reset="999999") == Allowance(5, 3, None), "it has come"
    assert read("5", "3", x_ratelimit_reset="soon") == Allowance(5, 3, None)
    date = "Mon, 12 Jan 1970 13:46:10 GMT"
    assert read("5", "3", x_ratelimit_reset="1000030", date=date) == Allowance(5, 3, 60.0), "which is half a minute behind ours"
    assert read("5", "3", x_ratelimit_reset="1000030", date="never") == Allowance(5, 3, 30.0)


def test_a_client_reads_the_headers(venue: Replies, clients: Clients) -> None:
    client = clients.predictstreet(pacing=Pacing())
    venue.always(said({"orders": [], "nextCursor": None}, X_RateLimit_Limit="300", X_RateLimit_Remaining="15"))
    client.open_orders()
    with pytest.raises(NotSent, match="to keep within the venue's limits"):
        client.open_orders(deadline=0.1)
    assert len(venue.requests) == 1
