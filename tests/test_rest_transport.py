"""What crosses the network: what is sent, what is never sent, how long anything may take, and what a broken connection means."""

from __future__ import annotations

import asyncio
import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from accounts import API_KEY, ORDER, OTHER, TOKEN, WALLET, Clients, async_fourcasters_at, uuids
from replies import Act, Answer, Closed, Cut, Dripped, Held, Raw, Replies, said

from crossbook import (
    Cancelled,
    CancelUnknown,
    CouldNotConnect,
    InvalidRequest,
    NoReply,
    RateLimited,
    ReadFailed,
    Refused,
    Timeouts,
)
from crossbook.fourcasters import Fourcasters
from crossbook.predictstreet import PredictStreet
from crossbook_bindings.predictstreet.rest import cancel_batch

CANCELLED = said({"data": {"success": True, "sessionID": ORDER}})
NO_ORDERS = said({"data": {"unmatched": []}})
IMPATIENT = Timeouts(connect=5, reply=0.2)


def nobody_listens() -> str:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_a_request_says_who_asks_and_what_for(venue: Replies, fourcasters: Fourcasters, predictstreet: PredictStreet) -> None:
    venue.will(CANCELLED)
    fourcasters.cancel_order(ORDER)
    assert (venue.last.method, venue.last.target, venue.last.json) == ("POST", "/session/cancel", {"sessionID": ORDER})
    assert venue.last.headers["authorization"] == TOKEN
    assert venue.last.headers["content-type"] == "application/json"
    assert venue.last.headers["accept"] == "application/json"
    venue.will(said({"orders": [], "nextCursor": None}))
    predictstreet.open_orders("M&M = 100%/x")
    assert (venue.last.method, venue.last.target, venue.last.body) == ("GET", "/api/orders/open?marketId=M%26M+%3D+100%25%2Fx", b"")
    assert (venue.last.headers["x-api-key"], venue.last.headers["x-user-wallet"]) == (API_KEY, WALLET)
    assert "authorization" not in venue.last.headers


def test_a_base_url_may_have_a_path(venue: Replies, clients: Clients) -> None:
    venue.will(CANCELLED)
    clients.fourcasters(base_url=f"{venue.url}/proxy/").cancel_order(ORDER)
    assert venue.last.target == "/proxy/session/cancel"


@pytest.mark.parametrize("order_id", ["..", ".", "a/b", "a?b", "a#b", "a%2Fb", "..%2F..", "%2e%2e", "../cancel-all"])
def test_an_order_id_never_changes_which_path_is_asked_for(order_id: str, venue: Replies, predictstreet: PredictStreet) -> None:
    venue.always(said({"code": "order_not_found"}, 404))
    try:
        predictstreet.get_order(order_id)
    except InvalidRequest:
        assert venue.requests == []
    except Refused:
        path = venue.last.target
        assert path.startswith("/api/orders/")
        assert path.removeprefix("/api/orders/") not in ("", ".", "..")
        assert "/" not in path.removeprefix("/api/orders/")


def test_a_wallet_goes_with_every_request_and_only_the_client_s_own(venue: Replies, clients: Clients) -> None:
    venue.always(said({"cancelled": list(uuids(1)), "notCancelled": {}}))
    client = clients.predictstreet()
    client.send(cancel_batch(orderIds=uuids(1)))
    client.send(cancel_batch(orderIds=uuids(1), x_user_wallet=WALLET.lower()))
    assert [request.headers["x-user-wallet"].lower() for request in venue.requests] == [WALLET.lower()] * 2
    for other in (clients.predictstreet(user_wallet="0x" + "1" * 40), clients.predictstreet(user_wallet=None)):
        with pytest.raises(InvalidRequest, match="wallet"):
            other.send(cancel_batch(orderIds=uuids(1), x_user_wallet=WALLET))
    assert len(venue.requests) == 2
    clients.predictstreet(user_wallet=None).cancel_orders(uuids(1))
    assert "x-user-wallet" not in venue.last.headers


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int, venue: Replies, fourcasters: Fourcasters) -> None:
    with Replies() as elsewhere:
        venue.always(Answer(status, b"", (("Location", f"{elsewhere.url}/session/cancel"),)))
        assert isinstance(fourcasters.cancel_order(ORDER), CancelUnknown)
        with pytest.raises(ReadFailed):
            fourcasters.open_orders()
        assert elsewhere.requests == []
    assert len(venue.requests) == 2


def test_proxies_and_passwords_of_the_environment_are_not_used(venue: Replies, clients: Clients, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, nobody_listens())
    venue.will(CANCELLED)
    assert clients.fourcasters().cancel_order(ORDER) == Cancelled(ORDER)


def test_a_connection_is_used_again(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(CANCELLED, said({"error": "no"}, 401), CANCELLED, Answer(503), NO_ORDERS)
    fourcasters.cancel_order(ORDER)
    with pytest.raises(Refused):
        fourcasters.cancel_order(ORDER)
    fourcasters.cancel_order(ORDER)
    fourcasters.cancel_order(ORDER)
    fourcasters.open_orders()
    assert [request.connection for request in venue.requests] == [1, 1, 1, 1, 2], "a list that is to prove something takes one of its own"


def test_a_connection_that_the_venue_closed_between_calls_is_replaced(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(Cut(CANCELLED, kept=len(CANCELLED.body)), CANCELLED)
    fourcasters.cancel_order(ORDER)
    venue.wait_until_closed()
    assert fourcasters.cancel_order(ORDER) == Cancelled(ORDER)
    assert [request.connection for request in venue.requests] == [1, 2]


def test_where_nobody_listens_nothing_was_sent(clients: Clients) -> None:
    fourcasters = clients.fourcasters(base_url=nobody_listens())
    with pytest.raises(CouldNotConnect):
        fourcasters.cancel_order(ORDER)
    with pytest.raises(CouldNotConnect):
        fourcasters.cancel_all_orders()
    with pytest.raises(CouldNotConnect) as caught:
        fourcasters.cancel_orders([ORDER, OTHER])
    assert [outcome.order_id for outcome in caught.value.cancel_outcomes] == [ORDER, OTHER]


@pytest.mark.parametrize(
    "act", [Closed(), Cut(CANCELLED, kept=-1), Cut(CANCELLED, kept=-9), Cut(CANCELLED, kept=0), Cut(CANCELLED, kept=20)]
)
def test_a_reply_that_breaks_off_proves_nothing(act: Act, venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(act, act, act)
    outcome = fourcasters.cancel_order(ORDER)
    assert isinstance(outcome, CancelUnknown)
    assert outcome.evidence.received is None
    assert [type(outcome) for outcome in fourcasters.cancel_orders([ORDER, OTHER])] == [CancelUnknown] * 2
    with pytest.raises(NoReply):
        fourcasters.cancel_all_orders()


@pytest.mark.parametrize(
    "head", [b"not HTTP at all\r\n\r\n", b"HTTP/1.1 two hundred\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", b"\x16\x03\x01"]
)
def test_a_reply_that_is_not_http_proves_nothing(head: bytes, venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(Raw(head))
    assert isinstance(fourcasters.cancel_order(ORDER), CancelUnknown)


@pytest.mark.parametrize("body", [b"not gzip", b"\x1f\x8b\x08\x00"])
def test_a_body_that_cannot_be_unpacked_proves_nothing(body: bytes, venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(Answer(200, body, (("Content-Encoding", "gzip"),)))
    assert isinstance(fourcasters.cancel_order(ORDER), CancelUnknown)


def test_a_venue_that_stalls_is_not_waited_for(venue: Replies, clients: Clients) -> None:
    venue.always(Held(CANCELLED))
    client = clients.fourcasters(timeouts=IMPATIENT)
    outcome = client.cancel_order(ORDER)
    assert isinstance(outcome, CancelUnknown)
    assert outcome.evidence.problem == "no complete reply within 0.2 s"
    with pytest.raises(NoReply):
        client.cancel_all_orders()


@pytest.mark.parametrize("head", [False, True])
def test_a_reply_that_drips_is_not_waited_for_to_its_end(venue: Replies, clients: Clients, head: bool) -> None:  # noqa: FBT001 - a case
    long = Answer(200, CANCELLED.body.ljust(200), (("X-Padding", "x" * 60),))
    venue.always(Dripped(long, seconds=0.025, head=head))
    client = clients.fourcasters(timeouts=Timeouts(connect=0.2, reply=0.2))
    outcome = client.cancel_order(ORDER)
    assert isinstance(outcome, CancelUnknown), "waited for to its end, which takes more than five seconds, it would be Cancelled"
    assert outcome.evidence.problem == "no complete reply within 0.2 s"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        ("0", 0.0),
        ("1.5", 1.5),
        ("-3", 0.0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("nan", None),
        ("inf", None),
        ("Wed, 21 Oct 99999999999999999999 07:28:00 GMT", None),
        ("Wed, 21 Oct 2015 07:28:00 +99999999999999", None),
        (None, None),
    ],
)
def test_how_long_to_wait_is_told(value: str | None, seconds: float | None, venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"error": "slow down"}, 429, **({} if value is None else {"Retry_After": value})))
    with pytest.raises(RateLimited) as caught:
        fourcasters.cancel_orders([ORDER])
    assert caught.value.retry_after == seconds
    assert caught.value.venue_text == "slow down"


def test_a_moment_to_wait_for_is_told_in_seconds(venue: Replies, predictstreet: PredictStreet) -> None:
    moment = datetime.now(tz=UTC) + timedelta(seconds=100)
    venue.will(said({"code": "slow"}, 429, Retry_After=format_datetime(moment, usegmt=True)))
    with pytest.raises(RateLimited) as caught:
        predictstreet.cancel_all_orders()
    assert caught.value.retry_after is not None
    assert 90 < caught.value.retry_after <= 100


@pytest.mark.parametrize("header", ["X-Request-Id", "CF-Ray"])
def test_the_venue_s_name_for_an_exchange_is_kept(header: str, venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(Answer(401, b"", ((header, "8c1f-FRA"),)))
    with pytest.raises(Refused) as caught:
        fourcasters.me()
    assert caught.value.request_id == "8c1f-FRA"


async def test_a_hundred_cancels_at_once_each_get_their_own_reply(venue: Replies) -> None:
    venue.otherwise = lambda received: said({"data": {"success": True, "sessionID": received.json["sessionID"]}})
    ids = [f"{number:024x}" for number in range(100)]
    async with async_fourcasters_at(venue.url) as client:
        outcomes = await asyncio.gather(*map(client.cancel_order, ids))
    assert outcomes == [Cancelled(order_id) for order_id in ids]


async def test_a_cancel_that_is_given_up_leaves_the_client_usable(venue: Replies) -> None:
    venue.will(Held(CANCELLED), CANCELLED)
    async with async_fourcasters_at(venue.url) as client:
        given_up: asyncio.Task[Any] = asyncio.create_task(client.cancel_order(ORDER))
        await asyncio.to_thread(venue.wait_for, 1)
        given_up.cancel()
        with pytest.raises(asyncio.CancelledError):
            await given_up
        assert await client.cancel_order(ORDER) == Cancelled(ORDER)
