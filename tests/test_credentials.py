"""A 401 asks the caller for other credentials: once for all that were refused, and what may be done only once is not done twice for it."""

from __future__ import annotations

import logging
from contextlib import suppress

import pytest
import refused_credentials
from accounts import API_KEY, GAME, ORDER, PATIENT, TOKEN, Clients
from refused_credentials import OTHER_KEY, OTHER_TOKEN, Door, Source, credential, fourcasters
from replies import Act, Answer, Closed, Received, said

from crossbook import Cancelled, CancelUnknown, InvalidRequest, NotPlaced, NotPlacedReason, Retry, Unauthorized
from crossbook.fourcasters import NewOrder
from crossbook.predictstreet import PredictStreet

NO_FILLS: list[str] = []
NEW = NewOrder(game_id=GAME, market_type="moneyline", side="66b000000000000000000001", odds=-110, risk=100)
venue = pytest.fixture(refused_credentials.venue)


def test_what_was_refused_is_sent_again_with_other_credentials_which_are_kept(venue: Door, clients: Clients) -> None:
    source = Source(OTHER_TOKEN)
    client = fourcasters(clients, source)
    assert client.open_orders() == ()
    assert [credential(request) for request in venue.requests] == [TOKEN, OTHER_TOKEN]
    assert (client.token, source.asked) == (OTHER_TOKEN, 1)
    assert client.open_orders() == ()
    assert credential(venue.last) == OTHER_TOKEN
    assert source.asked == 1


def test_a_key_is_replaced_alike(venue: Door) -> None:
    venue.inside = lambda _: said({"walletAddress": "0x", "orders": [], "nextCursor": None})
    venue.refusal = said({"code": "api_key_expired", "message": "the key has expired"}, 401)
    source = Source(OTHER_KEY)
    with PredictStreet(api_key=API_KEY, credentials=source, base_url=venue.url, timeouts=PATIENT, retry=None, pacing=None) as client:
        assert client.open_orders() == ()
        assert client.open_orders() == ()
    assert [credential(request) for request in venue.requests] == [API_KEY, OTHER_KEY, OTHER_KEY]
    assert source.asked == 1


@pytest.mark.parametrize(
    "given", [TOKEN, "with a space", "", OSError("vault"), InvalidRequest("no", venue="fourcasters", operation="login")]
)
@pytest.mark.parametrize("retry", [None, Retry()])
def test_what_cannot_be_used_leaves_the_refusal_as_it_is(
    given: str | Exception, retry: Retry | None, venue: Door, clients: Clients, caplog: pytest.LogCaptureFixture
) -> None:
    source = Source(given)
    client = fourcasters(clients, source, retry=retry)
    with caplog.at_level(logging.WARNING), pytest.raises(Unauthorized):
        client.open_orders()
    assert len(venue.requests) == 1
    assert (source.asked, client.token) == (1, TOKEN)
    assert "credentials=" in caplog.text
    with pytest.raises(Unauthorized):
        client.open_orders()
    assert source.asked == 2, "a call that comes later may ask again"


def test_credentials_that_are_refused_too_are_not_asked_for_again_by_the_same_call(venue: Door, clients: Clients) -> None:
    source = Source("a-third-token-0000000000")
    with pytest.raises(Unauthorized):
        fourcasters(clients, source).open_orders()
    assert source.asked == 1
    assert len(venue.requests) == 2


# ------------------------------------------------------------------------------------------------------ what may be sent again


def placed(_: Received) -> Act:
    return said({"data": {"createdSessions": [{"matched": NO_FILLS, "unmatched": {"orderID": ORDER, "offered": 100}}]}})


def test_a_placement_is_sent_again_only_after_a_refusal_in_the_venue_s_own_words(venue: Door, clients: Clients) -> None:
    venue.inside = placed
    (outcome,) = fourcasters(clients, Source(OTHER_TOKEN)).place_orders([NEW])
    assert outcome.may_be_open
    first, second = venue.requests
    assert first.body == second.body, "the same order, of the same name"


@pytest.mark.parametrize(
    "refusal",
    [
        Answer(401),
        Answer(401, b"<html>sign in</html>"),
        said({"message": "Unauthorized"}, 401),
        said({"error": ""}, 401),
        said({"error": "no", "data": {"createdSessions": [{"matched": NO_FILLS}]}}, 401),
    ],
    ids=["empty", "a page", "another form", "no words", "something beside it"],
)
def test_a_placement_is_not_sent_again_after_any_other_401(refusal: Act, venue: Door, clients: Clients) -> None:
    venue.inside, venue.refusal, source = placed, refusal, Source(OTHER_TOKEN)
    client = fourcasters(clients, source, retry=Retry(shortest=0.001))
    with pytest.raises(Unauthorized) as caught:
        client.place_orders([NEW])
    (outcome,) = caught.value.place_outcomes
    assert isinstance(outcome, NotPlaced)
    assert outcome.reason is NotPlacedReason.REFUSED
    assert len(venue.requests) == 1
    assert (source.asked, client.token) == (1, OTHER_TOKEN), "later calls have the new one"
    venue.opens_to = ()
    with pytest.raises(Unauthorized):
        client.cancel_all_orders()
    assert len(venue.requests) == 2, "nor a cancel that names no orders"


@pytest.mark.parametrize(("body", "count"), [({"code": "api_key_expired", "message": "expired"}, 2), ({"message": "Unauthorized"}, 1)])
def test_a_key_s_refusal_has_a_code(body: dict[str, str], count: int, venue: Door) -> None:
    venue.refusal, venue.inside = said(body, 401), lambda _: said({"cancelled": [], "notCancelled": {}})
    with (
        PredictStreet(
            api_key=API_KEY, credentials=Source(OTHER_KEY), base_url=venue.url, timeouts=PATIENT, retry=None, pacing=None
        ) as client,
        suppress(Unauthorized),
    ):
        client.cancel_all_orders()
    assert len(venue.requests) == count


def test_a_cancel_that_names_its_orders_is_sent_again_after_any_401(venue: Door, clients: Clients) -> None:
    venue.refusal = Answer(401, b"<html>")
    venue.inside = lambda _: said({"data": {"success": True, "sessionID": ORDER}})
    assert fourcasters(clients, Source(OTHER_TOKEN)).cancel_order(ORDER) == Cancelled(ORDER)
    assert len(venue.requests) == 2


def test_what_may_have_been_done_before_the_refusal_is_not_forgotten(venue: Door, clients: Clients) -> None:
    venue.will(Closed())
    venue.inside = lambda _: said({"data": {"success": False, "sessionID": ORDER, "reason": "order already cancelled"}})
    outcome = fourcasters(clients, Source(OTHER_TOKEN), retry=Retry(shortest=0.001)).cancel_order(ORDER)
    assert getattr(outcome, "after_repeat", None) is True


def test_a_login_asks_for_nothing(venue: Door, clients: Clients) -> None:
    source = Source(OTHER_TOKEN)
    with pytest.raises(Unauthorized):
        fourcasters(clients, source).login("user", "a-wrong-password")
    assert (source.asked, len(venue.requests)) == (0, 1)


def test_resolving_goes_on_with_other_credentials(venue: Door, clients: Clients) -> None:
    venue.will(Closed())
    venue.inside = lambda _: said({"data": {"order": {"id": ORDER, "cancelled": True, "matchedRisk": "0.00", "unmatchedRisk": "1.00"}}})
    client = fourcasters(clients, Source(OTHER_TOKEN))
    unknown = client.cancel_order(ORDER)
    assert isinstance(unknown, CancelUnknown)
    assert isinstance(client.resolve([unknown])[0], Cancelled)
