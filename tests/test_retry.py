"""What is sent again, what is not, and what the answer to a repeat means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from accounts import ORDER, OTHER, PATIENT, QUICK, Clients, uuids
from fake_network import Piece
from operations import METHODS, SENDS, Case, documented_error, proves, reads
from replies import Act, Answer, Closed, Replies, said

from crossbook import (
    Cancelled,
    CancelOutcome,
    CancelUnknown,
    CrossbookError,
    NotCancelled,
    NotCancelledReason,
    ReadFailed,
    Retry,
    Unauthorized,
)
from crossbook.fourcasters import Fourcasters
from crossbook.predictstreet import PredictStreet

ID, SECOND, THIRD = uuids(3)
NAMING = frozenset({"cancel", "cancelMultiple", "cancelOrder", "cancelBatch"})
"""Cancels that name their orders."""
KNOCKS = frozenset({"login", "logout"})
FAILURES: tuple[tuple[str, Act], ...] = (
    ("no reply", Closed()),
    ("500", Answer(500)),
    ("502", Answer(502, b"<html>Bad gateway</html>")),
    ("503", said({"error": {"message": "Network Error", "code": 503}}, 503)),
)
GONE = said({"data": [{"success": True, "sessionID": ORDER}, {"success": True, "sessionID": OTHER}]})


def repeats(case: Case, status: int) -> bool:
    """Say whether a request that was answered so is sent again, as the documents have it; not as the code has it."""
    safe = reads(case) or case.operation in NAMING
    if status == 429:
        return safe or (proves(case, status) == "not_acted" and case.operation not in KNOCKS)
    return safe and status >= 500


def ended(call: Callable[[Any], Any], client: Any) -> Any:
    try:
        return call(client)
    except CrossbookError as error:
        return error


@pytest.mark.parametrize("case", [*METHODS, *SENDS], ids=str)
def test_an_answer_is_asked_for_again_only_where_that_is_safe(case: Case, server: Replies) -> None:
    retry = Retry(attempts=2, shortest=0.000001, longest=0.000001)
    with (
        Fourcasters(
            token="token", base_url=server.url, streaming_url=server.url, timeouts=PATIENT, retry=retry, pacing=None
        ) as fourcasters,
        PredictStreet(
            api_key="ps_live_0123_planted-secret-for-tests", base_url=server.url, timeouts=PATIENT, retry=retry, pacing=None
        ) as predictstreet,
    ):
        client = {"fourcasters": fourcasters, "predictstreet": predictstreet}[case.venue]
        for status in (400, 401, 403, 404, 408, 409, 418, 425, 429, 499, 500, 502, 503, 504, 520):
            if case.operation == "cancelBatch" and status == 400:
                continue  # It is looked into by halves.
            sent = len(server.requests)
            server.will(Answer(status, documented_error(case.venue, status)))
            server.always(Answer(400, documented_error(case.venue, 400)))
            ended(case.call, client)
            asked = server.requests[sent:]
            assert len(asked) >= 1 + repeats(case, status)
            if case.operation != "cancelBatch":
                assert len(asked) == 1 + repeats(case, status), f"HTTP {status} was asked for {len(asked)} times"
            assert len({(request.target, request.body) for request in asked[:2]}) == 1, "a repeat is the same request"


@pytest.mark.parametrize(("kind", "act"), FAILURES, ids=[kind for kind, _ in FAILURES])
def test_a_cancel_that_names_its_orders_is_sent_again(kind: str, act: Act, venue: Replies, clients: Clients) -> None:
    venue.will(act, act, GONE)
    outcomes = clients.fourcasters(retry=QUICK).cancel_orders([ORDER, OTHER])
    assert outcomes == (Cancelled(ORDER), Cancelled(OTHER)), kind
    assert [request.json for request in venue.requests] == [{"sessionIDs": [ORDER, OTHER]}] * 3
    venue.will(act, said({"cancelled": [ID, SECOND], "notCancelled": {}}))
    assert clients.predictstreet(retry=QUICK).cancel_orders([ID, SECOND]) == (Cancelled(ID), Cancelled(SECOND))
    venue.will(act, said({"orderId": ID, "status": "cancelled"}))
    assert clients.predictstreet(retry=QUICK).cancel_order(ID) == Cancelled(ID)


@pytest.mark.parametrize("case", [case for case in METHODS if not reads(case) and case.operation not in NAMING], ids=str)
def test_what_could_act_twice_is_never_sent_again(case: Case, venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters(retry=QUICK) if case.venue == "fourcasters" else clients.predictstreet(retry=QUICK)
    for _, act in FAILURES:
        venue.requests.clear()
        venue.will(act)
        ended(case.call, client)
        assert len(venue.requests) == 1


@pytest.mark.parametrize("act", [act for _, act in FAILURES], ids=[kind for kind, _ in FAILURES])
def test_a_read_is_tried_so_often_and_then_has_failed(act: Act, venue: Replies, clients: Clients) -> None:
    venue.always(act)
    with pytest.raises(ReadFailed):
        clients.fourcasters(retry=QUICK).open_orders()
    assert len(venue.requests) == QUICK.attempts
    with pytest.raises(ReadFailed):
        clients.fourcasters(retry=Retry(attempts=1)).open_orders()
    with pytest.raises(ReadFailed):
        clients.fourcasters(retry=None).open_orders()
    assert len(venue.requests) == QUICK.attempts + 2


def test_a_list_is_read_on_where_a_page_of_it_failed(venue: Replies, clients: Clients) -> None:
    venue.will(said({"orders": [{"id": ID}], "nextCursor": "2"}), Closed(), said({"orders": [{"id": SECOND}], "nextCursor": None}))
    assert [order.order_id for order in clients.predictstreet(retry=QUICK).open_orders()] == [ID, SECOND]


def test_a_cancel_that_fails_every_time_is_unknown(venue: Replies, clients: Clients) -> None:
    venue.always(Closed())
    outcome = clients.fourcasters(retry=QUICK).cancel_order(ORDER)
    assert isinstance(outcome, CancelUnknown)
    assert len(venue.requests) == QUICK.attempts


# ---------------------------------------------------------------------------------------------- what an answer to a repeat means

REASON = NotCancelledReason
AFTER: Sequence[tuple[str, NotCancelledReason | None]] = (
    ("Order already cancelled", REASON.ALREADY_CANCELLED),
    ("order not found", REASON.NOT_FOUND),
    ("order is expired", REASON.ALREADY_EXPIRED),
    ("order already graded", REASON.ALREADY_GRADED),
    ("something else", None),
    ("game not found", None),
)


@pytest.mark.parametrize(("words", "reason"), AFTER, ids=[words for words, _ in AFTER])
def test_an_order_that_is_over_when_the_cancel_is_repeated_may_be_its_doing(
    words: str, reason: NotCancelledReason | None, venue: Replies, clients: Clients
) -> None:
    client = clients.fourcasters(retry=QUICK)
    entry = {"success": False, "sessionID": ORDER, "reason": words}
    outcomes: list[CancelOutcome] = []
    for _, act in FAILURES:
        venue.will(act, said({"error": words}, 400), act, said({"data": entry}), act, said({"data": [entry]}))
        outcomes += [client.cancel_order(ORDER), client.cancel_order(ORDER), *client.cancel_orders([ORDER])]
    for outcome in outcomes:
        if reason is None:
            assert isinstance(outcome, CancelUnknown)
            assert outcome.evidence.received is not None
            assert words in outcome.evidence.received
            assert "sent again; the first time, " in outcome.evidence.problem
        else:
            assert outcome == NotCancelled(order_id=ORDER, reason=reason, venue_text=words, after_repeat=True)
            assert outcome.may_be_open is False


def test_the_first_answer_is_after_no_repeat(venue: Replies, clients: Clients) -> None:
    venue.will(said({"error": "order not found"}, 400), said({"error": "slow"}, 429), said({"error": "order not found"}, 400))
    client = clients.fourcasters(retry=QUICK)
    # Nothing was done before a 429 either.
    expected = NotCancelled(order_id=ORDER, reason=REASON.NOT_FOUND, venue_text="order not found")
    assert (client.cancel_order(ORDER), client.cancel_order(ORDER)) == (expected, expected)


def test_a_filled_order_and_somebody_else_s_are_what_they_are_after_a_repeat_too(venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters(retry=QUICK)
    for words, reason in (("order already filled", REASON.ALREADY_FILLED), ("not your order", REASON.NOT_OWNED)):
        venue.will(Closed(), said({"error": words}, 400))
        assert client.cancel_order(ORDER) == NotCancelled(order_id=ORDER, reason=reason, venue_text=words)


def test_a_conflict_after_a_repeat_is_told_as_one_where_its_words_say_what_became_of_the_order(venue: Replies, clients: Clients) -> None:
    venue.will(Closed(), said({"error": "Order already cancelled"}, 409))
    outcome = clients.fourcasters(retry=QUICK).cancel_order(ORDER)
    assert outcome == NotCancelled(order_id=ORDER, reason=REASON.ALREADY_CANCELLED, venue_text="Order already cancelled", after_repeat=True)
    venue.will(Closed(), said({"error": "Order is locked"}, 409))
    assert isinstance(clients.fourcasters(retry=QUICK).cancel_order(ORDER), CancelUnknown)
    venue.will(Closed(), Answer(409))
    assert isinstance(clients.fourcasters(retry=QUICK).cancel_order(ORDER), CancelUnknown)


@pytest.mark.parametrize("refusal", [said({"error": "who are you"}, 401), said({"error": "no"}, 404)])
def test_a_refusal_of_the_repeat_says_nothing_of_the_first_time(refusal: Answer, venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters(retry=QUICK)
    venue.will(Closed(), refusal, Answer(500), refusal)
    outcomes = [client.cancel_order(ORDER), *client.cancel_orders([ORDER, OTHER])]
    assert {type(outcome) for outcome in outcomes} == {CancelUnknown}
    assert all(f"HTTP {refusal.status}" in str(outcome.evidence.received) for outcome in outcomes if isinstance(outcome, CancelUnknown))


def test_a_limit_after_a_lost_reply_leaves_it_unknown(venue: Replies, clients: Clients) -> None:
    venue.will(Closed())
    venue.always(said({"error": "slow down"}, 429, Retry_After="60"))
    (outcome,) = clients.fourcasters(retry=QUICK).cancel_orders([ORDER])
    assert isinstance(outcome, CancelUnknown)
    assert len(venue.requests) == 2


def test_a_split_after_a_repeat(venue: Replies, clients: Clients) -> None:
    reasons = {ID: "not_found", SECOND: "already_terminal", THIRD: "lock_invariant"}
    venue.will(Closed(), said({"cancelled": [], "notCancelled": reasons}))
    first, second, third = clients.predictstreet(retry=QUICK).cancel_orders([ID, SECOND, THIRD])
    assert first == NotCancelled(order_id=ID, reason=REASON.NOT_FOUND, venue_text="not_found", after_repeat=True)
    assert second == NotCancelled(order_id=SECOND, reason=REASON.ALREADY_TERMINAL, venue_text="already_terminal", after_repeat=True)
    assert isinstance(third, CancelUnknown)
    venue.will(Answer(503), said({"orderId": ID, "status": "not_found"}))
    assert clients.predictstreet(retry=QUICK).cancel_order(ID) == first


def test_halves_of_a_batch_that_was_lost_before_it_was_refused_keep_the_doubt(venue: Replies, clients: Clients) -> None:
    refusal = said({"code": "validation_failed", "message": "bad id"}, 400)
    venue.will(Closed(), refusal, said({"cancelled": [], "notCancelled": {ID: "not_found"}}), refusal)
    first, second = clients.predictstreet(retry=QUICK).cancel_orders([ID, SECOND])
    assert first == NotCancelled(order_id=ID, reason=REASON.NOT_FOUND, venue_text="not_found", after_repeat=True)
    assert isinstance(second, CancelUnknown), "refused now, and perhaps cancelled before"
    assert len(venue.requests) == 4
    # Without a loss before it, the refusal is all that there is to say.
    venue.will(refusal, said({"cancelled": [], "notCancelled": {ID: "not_found"}}), refusal)
    assert clients.predictstreet(retry=QUICK).cancel_orders([ID, SECOND]) == (
        NotCancelled(order_id=ID, reason=REASON.NOT_FOUND, venue_text="not_found"),
        NotCancelled(order_id=SECOND, reason=REASON.REFUSED, venue_text="validation_failed: bad id"),
    )


def test_halves_that_cannot_be_sent_any_more_keep_the_doubt(venue: Replies, clients: Clients) -> None:
    venue.will(Closed(), said({"code": "validation_failed", "message": "bad id"}, 400), said({"code": "unauthorized"}, 401))
    outcomes = clients.predictstreet(retry=QUICK).cancel_orders([ID, SECOND, THIRD])
    assert [type(outcome) for outcome in outcomes] == [CancelUnknown] * 3


def error(status: int, *lines: str) -> list[Piece]:
    return [Piece("\r\n".join([f"HTTP/1.1 {status} No", "Content-Length: 0", *lines, "", ""]).encode())]


def test_what_was_refused_in_company_and_then_not_sent_by_itself_was_refused(venue: Replies, clients: Clients) -> None:
    venue.will(said({"code": "validation_failed", "message": "bad id"}, 400), said({"code": "invalid_api_key", "message": "no"}, 401))
    with pytest.raises(Unauthorized) as caught:
        clients.predictstreet(retry=None).cancel_orders([ID, SECOND])
    assert [outcome.reason for outcome in caught.value.cancel_outcomes if isinstance(outcome, NotCancelled)] == [REASON.REFUSED] * 2
    assert len(venue.requests) == 2
