"""The law, for PredictStreet: its cancel-batch splits a request by id, takes a hundred at most, and any chunk may fail."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any

import attrs
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
REFUSAL = said({"code": "slow_down"}, 429)
FATES = ("cancelled", "cancelled", "cancelled", "twice", "both", "missing", *REASONS)


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


@attrs.frozen
class Plot:
    """What the venue will do: to each order, by its position, and to whole requests."""

    fates: tuple[str, ...]
    backwards: bool
    failing: frozenset[int]
    failure: Act

    def reply(self, number: int, received: Received, fate: dict[str, str]) -> Act:
        return self.failure if number in self.failing else said(split(fate, received, backwards=self.backwards))

    def refuses(self, number: int) -> bool:
        return number in self.failing and self.failure == REFUSAL


PLOTS = st.builds(
    Plot,
    fates=st.lists(st.sampled_from(FATES), min_size=1, max_size=11).map(tuple),
    backwards=st.booleans(),
    failing=st.frozensets(st.integers(0, 2), max_size=2),
    failure=st.sampled_from([Closed(), said({"code": "busy"}, 503), Answer(200, b"<html>"), said({"cancelled": []}), REFUSAL]),
)


@settings(max_examples=200, deadline=None)
@given(asked=wishes(), plot=PLOTS)
def test_each_order_gets_one_outcome_whatever_becomes_of_its_chunk_and_no_cancel_that_is_not_proven(
    asked: list[str], plot: Plot, server: Replies, client: PredictStreet
) -> None:
    fates = {order_id: plot.fates[number % len(plot.fates)] for number, order_id in enumerate(distinct(asked))}
    before = len(server.requests)
    server.otherwise = lambda received: plot.reply(len(server.requests) - before - 1, received, fates)

    outcomes, refused = _outcomes(client, asked)

    wanted = chunks(asked)
    refusing = next((number for number in range(len(wanted)) if plot.refuses(number)), None)
    sent = [request.json["orderIds"] for request in server.requests[before:]]
    # "Refused" is not said of a call of which anything is unknown.
    assert refused == (refusing is not None and not any(isinstance(outcome, CancelUnknown) for outcome in outcomes))
    assert sent == (wanted if refusing is None else wanted[: refusing + 1])
    assert [outcome.order_id for outcome in outcomes] == asked

    heard = {order_id for number, chunk in enumerate(sent) if number not in plot.failing for order_id in chunk}
    turned_away: set[str] = set(sent[-1]) if refusing is not None else set()
    left = {order_id for chunk in sent for order_id in chunk}
    for outcome in outcomes:
        check(outcome, fates[outcome.order_id], heard=outcome.order_id in heard)
        if outcome.order_id not in MALFORMED:
            reason = outcome.reason if isinstance(outcome, NotCancelled) else None
            assert (reason is NotCancelledReason.REFUSED) == (outcome.order_id in turned_away)
            assert (reason is NotCancelledReason.NOT_SENT) == (outcome.order_id not in left)


def check(outcome: CancelOutcome, fate: str, *, heard: bool) -> None:
    """Check one outcome against what the venue said of the order, if its reply was heard."""
    match outcome:
        case Cancelled():
            assert heard
            assert fate in ("cancelled", "twice")
        case NotCancelled(reason=NotCancelledReason.MALFORMED_ID):
            assert outcome.order_id in MALFORMED
        case NotCancelled(reason=NotCancelledReason.REFUSED | NotCancelledReason.NOT_SENT):
            assert not heard
            assert outcome.may_be_open
        case NotCancelled(reason=reason, venue_text=words):
            assert heard
            assert (reason, words) == (REASONS[fate], fate)
        case CancelUnknown():
            assert not heard or fate in ("both", "missing")


def _outcomes(client: PredictStreet, asked: list[str]) -> tuple[tuple[CancelOutcome, ...], bool]:
    try:
        return client.cancel_orders(asked), False
    except Refused as error:
        return error.cancel_outcomes, True
