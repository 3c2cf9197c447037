"""The law, for PredictStreet: its cancel-batch splits a request by id, takes a hundred at most, and any chunk may fail."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Any

import pytest
from accounts import predictstreet_at, uuids
from hypothesis import given, settings
from hypothesis import strategies as st
from replies import Act, Answer, Closed, Received, Replies, said

from crossbook import Cancelled, CancelOutcome, CancelUnknown, NotCancelled, NotCancelledReason, Refused
from crossbook.predictstreet import PredictStreet

SIZES = (0, 1, 2, 5, 99, 100, 101, 199, 200, 201, 250)
MALFORMED = ("", " ", "two words", "tab\there", "ö")
REASONS = {
    "not_found": NotCancelledReason.NOT_FOUND,
    "already_terminal": NotCancelledReason.ALREADY_TERMINAL,
    "lock_invariant": NotCancelledReason.LOCK_INVARIANT,
    "unknown": NotCancelledReason.TRANSIENT,
    "words_of_tomorrow": NotCancelledReason.OTHER,
}
FATES = ("cancelled", "cancelled", "cancelled", "twice", "both", "missing", *REASONS)


@pytest.fixture(scope="module")
def server() -> Generator[Replies]:
    with Replies() as server:
        yield server
    assert server.faults == []


@pytest.fixture(scope="module")
def client(server: Replies) -> Generator[PredictStreet]:
    with predictstreet_at(server.url) as client:
        yield client


@st.composite
def wishes(draw: st.DrawFn) -> list[str]:
    """Draw what a caller asks for: up to three requests' worth, with repetitions and ids that cannot name an order."""
    asked = list(uuids(draw(st.sampled_from(SIZES))))
    for extra in draw(st.lists(st.sampled_from([*MALFORMED, *asked[:3], *asked[-3:]]), max_size=4)):
        asked.insert(draw(st.integers(0, len(asked))), extra)
    return asked


def distinct(asked: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(asked))


def split(fates: dict[str, str], received: Received, *, backwards: bool) -> dict[str, Any]:
    """Answer one chunk: say of each order what its fate is, and something of orders nobody asked about."""
    ids: list[str] = received.json["orderIds"]
    cancelled = [order_id for order_id in ids if fates[order_id] in ("cancelled", "twice", "both")]
    cancelled += [order_id for order_id in ids if fates[order_id] == "twice"]
    reasons = {order_id: fates[order_id] for order_id in ids if fates[order_id] in REASONS}
    reasons |= {order_id: "already_terminal" for order_id in ids if fates[order_id] == "both"}
    if backwards:
        return {"cancelled": [*cancelled[::-1], "somebody-elses-order"], "notCancelled": reasons | {"another": "not_found"}}
    return {"cancelled": cancelled, "notCancelled": reasons}


def chunks(asked: Sequence[str]) -> list[list[str]]:
    sendable = [order_id for order_id in distinct(asked) if order_id not in MALFORMED]
    return [sendable[first : first + 100] for first in range(0, len(sendable), 100)]


@settings(max_examples=120, deadline=None)
@given(
    asked=wishes(),
    pattern=st.lists(st.sampled_from(FATES), min_size=1, max_size=11),
    backwards=st.booleans(),
    failing=st.sets(st.integers(0, 2), max_size=2),
    failure=st.sampled_from([Closed(), said({"code": "busy"}, 503), Answer(200, b"<html>"), said({"cancelled": []}), said({"code": "slow_down"}, 429)]),
)
def test_each_order_gets_one_outcome_whatever_becomes_of_its_chunk_and_no_cancel_that_is_not_proven(
    asked: list[str],
    pattern: list[str],
    backwards: bool,  # noqa: FBT001 - drawn
    failing: set[int],
    failure: Act,
    server: Replies,
    client: PredictStreet,
) -> None:
    fates = {order_id: pattern[number % len(pattern)] for number, order_id in enumerate(distinct(asked))}
    before = len(server.requests)
    server.otherwise = _rule(fates, failing, failure, before, server, backwards=backwards)

    outcomes, refused = _outcomes(client, asked)

    sent = [request.json["orderIds"] for request in server.requests[before:]]
    refusing = min(failing) if failing and failure == said({"code": "slow_down"}, 429) else None
    wanted = chunks(asked)
    assert refused == (refusing is not None and refusing < len(wanted))
    assert sent == (wanted if not refused or refusing is None else wanted[: refusing + 1])
    assert [outcome.order_id for outcome in outcomes] == distinct(asked)

    heard = {order_id for number, chunk in enumerate(sent) if number not in failing for order_id in chunk}
    for outcome in outcomes:
        fate = fates[outcome.order_id]
        match outcome:
            case Cancelled():
                assert outcome.order_id in heard
                assert fate in ("cancelled", "twice")
            case NotCancelled(reason=NotCancelledReason.MALFORMED_ID):
                assert outcome.order_id in MALFORMED
            case NotCancelled(reason=reason, venue_text=words):
                assert outcome.order_id in heard
                assert (reason, words) == (REASONS[fate], fate)
            case CancelUnknown():
                assert outcome.order_id not in heard or fate in ("both", "missing")


def _rule(fates: dict[str, str], failing: set[int], failure: Act, before: int, server: Replies, *, backwards: bool) -> Callable[[Received], Act]:
    def rule(received: Received) -> Act:
        number = len(server.requests) - before - 1
        return failure if number in failing else said(split(fates, received, backwards=backwards))

    return rule


def _outcomes(client: PredictStreet, asked: list[str]) -> tuple[tuple[CancelOutcome, ...], bool]:
    try:
        return client.cancel_orders(asked), False
    except Refused as error:
        return error.outcomes, True
