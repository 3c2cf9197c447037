"""Errors say whether the venue may have acted, carry what is known, and travel between processes."""

from __future__ import annotations

import copy
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from itertools import product

import pytest
from accounts import API_KEY, ORDER, OTHER, TOKEN, Clients, object_ids
from families import every
from replies import Answer, Closed, Replies, said

import crossbook
from crossbook import (
    Cancelled,
    CancelOutcome,
    CancelUnknown,
    CrossbookError,
    Evidence,
    InvalidRequest,
    NoReply,
    NotCancelled,
    NotCancelledReason,
    NotSent,
    OutcomeUnknown,
    RateLimited,
    ReadFailed,
    Refused,
    UnreadableReply,
)
from crossbook.fourcasters import Fourcasters
from crossbook_bindings.fourcasters.rest import cancel_multiple

TREE = {
    "NotSent": ("InvalidRequest", "CouldNotConnect"),
    "Refused": ("Unauthorized", "Forbidden", "NotFound", "RateLimited"),
    "ReadFailed": (),
    "OutcomeUnknown": ("NoReply", "UnreadableReply", "VenueFailed"),
}
EVIDENCE = Evidence(operation="cancelMultiple", sent="POST /session/cancelMultiple {}", received="HTTP 503", problem="it broke")
OUTCOMES: tuple[CancelOutcome, ...] = (
    Cancelled("a", Decimal("1.50"), Decimal(0), "ref", "game"),
    NotCancelled(order_id="b", reason=NotCancelledReason.TRANSIENT, venue_text="unknown"),
    CancelUnknown(order_id="c", evidence=EVIDENCE),
)


def errors() -> list[CrossbookError]:
    made: list[CrossbookError] = []
    for family, kinds in TREE.items():
        for name in (family, *kinds):
            kind: type[CrossbookError] = getattr(crossbook, name)
            error = kind(
                "what was expected",
                venue="fourcasters",
                operation="cancel",
                status=418,
                request_id="8c1f",
                body="{}",
                venue_text="no",
                outcomes=OUTCOMES,
            )
            if isinstance(error, RateLimited):
                error.retry_after = 7.0
            if isinstance(error, UnreadableReply):
                error.fault = "$.data[3]"
            made.append(error)
    return made


def test_errors_are_sorted_by_whether_the_venue_may_have_acted() -> None:
    for family, kinds in TREE.items():
        assert getattr(crossbook, family).__base__ is CrossbookError
        assert all(issubclass(getattr(crossbook, kind), getattr(crossbook, family)) for kind in kinds)
    families = (NotSent, Refused, ReadFailed, OutcomeUnknown)
    assert all(sum(isinstance(error, family) for family in families) == 1 for error in errors())


def test_an_error_survives_pickling_whole() -> None:
    def check(case: tuple[CrossbookError, int]) -> None:
        error, protocol = case
        for copied in (pickle.loads(pickle.dumps(error, protocol)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301 - our own bytes
            assert type(copied) is type(error)
            assert vars(copied) == vars(error)
            assert copied.args == error.args
            assert str(copied) == str(error) == "fourcasters cancel: what was expected"

    every(product(errors(), range(2, pickle.HIGHEST_PROTOCOL + 1)), check)


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: type(outcome).__name__)
def test_an_outcome_survives_pickling_and_cannot_be_changed(outcome: CancelOutcome) -> None:
    copied = pickle.loads(pickle.dumps(outcome))  # noqa: S301 - our own bytes
    assert (type(copied), copied, hash(copied)) == (type(outcome), outcome, hash(outcome))
    # Both checkers refuse the line below, rightly: it is there to show that running it fails as well.
    with pytest.raises(AttributeError):
        # Type checkers say no as well.
        outcome.order_id = "another"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def fail(url: str) -> None:
    with Fourcasters(token=TOKEN, base_url=url, retry=None) as client:
        client.cancel_orders([ORDER, OTHER])


def test_an_error_crosses_from_a_worker_process(venue: Replies) -> None:
    venue.will(said({"error": "slow down"}, 429, Retry_After="3"))
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        error = pool.submit(fail, venue.url).exception(timeout=30)
    assert isinstance(error, RateLimited)
    assert (error.retry_after, error.venue_text, error.status) == (3.0, "slow down", 429)
    assert [outcome.order_id for outcome in error.cancel_outcomes] == [ORDER, OTHER]


def test_whether_an_order_may_be_open_follows_from_its_outcome() -> None:
    assert [outcome.may_be_open for outcome in OUTCOMES] == [False, True, True]
    open_reasons = {reason for reason in NotCancelledReason if NotCancelled(order_id="a", reason=reason).may_be_open}
    assert {reason.name for reason in open_reasons} == {"LOCK_INVARIANT", "TRANSIENT", "NOT_SENT", "REFUSED", "STILL_OPEN", "OTHER"}


def test_evidence_of_many_orders_is_stored_once_and_shown_in_short(venue: Replies, fourcasters: Fourcasters) -> None:
    ids = object_ids(4000)
    venue.will(Closed())
    outcomes = fourcasters.cancel_orders(ids)
    evidence = {id(outcome.evidence) for outcome in outcomes if isinstance(outcome, CancelUnknown)}
    assert (len(outcomes), len(evidence)) == (4000, 1)
    assert len(repr(outcomes)) < 4000 * 300
    assert len(repr(outcomes[0])) < 400
    assert len(pickle.dumps(outcomes)) < 4000 * 100


def test_evidence_says_what_was_sent_and_that_nothing_was(venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters()
    venue.will(Closed())
    outcome = client.cancel_order(ORDER)
    assert isinstance(outcome, CancelUnknown)
    assert outcome.evidence.sent == f'POST /session/cancel {{"sessionID":"{ORDER}"}}'
    assert outcome.evidence.received is None


def test_an_error_says_whether_the_call_may_simply_be_repeated(venue: Replies, fourcasters: Fourcasters) -> None:
    assert [error.safe_to_repeat for error in errors() if not isinstance(error, OutcomeUnknown)] == [True] * 9
    venue.always(Answer(503, b""))
    with pytest.raises(ReadFailed) as read:
        fourcasters.open_orders()
    assert (read.value.status, read.value.safe_to_repeat) == (503, True)
    with pytest.raises(OutcomeUnknown) as scope:
        fourcasters.cancel_all_orders()
    assert scope.value.safe_to_repeat is False
    with pytest.raises(OutcomeUnknown) as named:
        fourcasters.send(cancel_multiple(sessionIDs=(ORDER,)))
    assert named.value.safe_to_repeat is True
    venue.always(Closed())
    with pytest.raises(ReadFailed):
        fourcasters.me()
    venue.always(Answer(200, b'{"data":'))
    with pytest.raises(ReadFailed) as unread:
        fourcasters.me()
    assert unread.value.fault
    assert unread.value.body == '{"data":'


def test_an_error_says_what_came_back_and_a_long_body_only_in_part(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(Answer(502, b"<html>" + b"x" * 5000), Answer(502, b""))
    with pytest.raises(OutcomeUnknown) as caught:
        fourcasters.cancel_all_orders()
    assert str(caught.value).startswith("fourcasters cancelAllOrders: HTTP 502 (does not say whether the venue acted). Body: <html>xxx")
    assert len(str(caught.value)) < 600
    assert len(str(caught.value.body)) == 5006
    with pytest.raises(OutcomeUnknown, match=r"Body: \(empty\)"):
        fourcasters.cancel_all_orders()


def test_what_is_wrong_with_a_reply_is_said_with_its_path(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"data": [{"success": True, "sessionID": ORDER}, {"success": True, "sessionID": OTHER, "filled": "much"}]}))
    with pytest.raises(UnreadableReply) as caught:
        fourcasters.cancel_all_orders()
    assert "$.data[1].filled" in caught.value.fault or "$.data[...].filled" in caught.value.fault


def test_evidence_and_errors_hold_no_credentials(venue: Replies, clients: Clients) -> None:
    echo = f'{{"error":"bad token {TOKEN} or key {API_KEY}"}}'.encode()
    venue.will(Answer(503, echo), Answer(401, echo), Closed(), Answer(503, echo), Answer(401, echo), Closed())
    for client in (clients.fourcasters(), clients.predictstreet()):
        seen: list[str] = [repr(client), repr(client.cancel_order(ORDER))]
        with pytest.raises(Refused) as refused:
            client.cancel_orders([ORDER])
        with pytest.raises(NoReply) as lost:
            client.cancel_all_orders()
        for error in (refused.value, lost.value):
            seen += [str(error), repr(error), repr(vars(error))]
        planted = TOKEN if isinstance(client, Fourcasters) or hasattr(client, "token") else API_KEY
        assert all(planted not in text for text in seen)


def test_a_call_that_is_wrong_is_a_value_error_too() -> None:
    with pytest.raises(ValueError, match="a token of visible ASCII characters, found 'an empty one'") as caught:
        Fourcasters(token="")
    assert isinstance(caught.value, InvalidRequest)
