"""The token of a 4casters account: got by a login, replaced by the venue, and never a cookie."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from operator import methodcaller
from typing import Any

import attrs
import pytest
from accounts import ORDER, OTHER, TOKEN, Clients, async_fourcasters_at
from replies import Act, Answer, Held, Replies, said

from crossbook import Cancelled, CrossbookError, Refused, UnreadableReply
from crossbook.fourcasters import Fourcasters

CANCELLED = said({"data": {"success": True, "sessionID": ORDER}})
NO_ORDERS = said({"data": {"unmatched": []}})


def test_a_rotated_token_is_used_from_the_next_request_on(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"data": {"success": True}}, X_Auth_Token="planted-second-token"), CANCELLED)
    fourcasters.cancel_order(ORDER)
    assert fourcasters.token == "planted-second-token"
    fourcasters.cancel_order(ORDER)
    assert [request.headers["authorization"] for request in venue.requests] == [TOKEN, "planted-second-token"]


@pytest.mark.parametrize("status", [400, 401, 409, 429, 500, 503])
def test_a_request_that_was_not_answered_normally_rotates_no_token(status: int, venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"error": "no"}, status, X_Auth_Token="planted-second-token"))
    with suppress(Refused):
        fourcasters.cancel_order(ORDER)
    assert fourcasters.token == TOKEN


HEARTBEAT, LIST = methodcaller("heartbeat", 6), methodcaller("open_orders")
NOT_NORMAL: dict[str, tuple[Callable[[Any], object], Act]] = {
    "a page": (LIST, Answer(200, b"<html>sign in</html>")),
    "nothing": (LIST, Answer(200)),
    "a refusal": (LIST, said({"error": "InvalidCredentials"})),
    "an error beside the answer": (LIST, said({"data": {"unmatched": []}, "error": "InvalidCredentials"})),
    "no success": (LIST, said({"data": {"unmatched": []}, "success": False})),
    "another shape": (LIST, said({"data": {"unmatched": {}}})),
    "201": (LIST, said({"data": {"unmatched": []}}, 201)),
    "204": (LIST, Answer(204)),
    "302": (LIST, said({"data": {"unmatched": []}}, 302)),
    "a page for what has no shape": (HEARTBEAT, Answer(200, b"<html>sign in</html>")),
    "an error for what has no shape": (HEARTBEAT, said({"error": "InvalidCredentials"})),
    "no success for what has no shape": (HEARTBEAT, said({"data": {"success": False}})),
    "201 for what has no shape": (HEARTBEAT, said({}, 201)),
}


@pytest.mark.parametrize("kind", NOT_NORMAL)
def test_a_reply_that_could_not_be_read_as_a_success_rotates_no_token(kind: str, venue: Replies, clients: Clients) -> None:
    call, reply = NOT_NORMAL[kind]
    assert isinstance(reply, Answer)
    venue.will(attrs.evolve(reply, headers=(*reply.headers, ("X-Auth-Token", "planted-second-token"))), NO_ORDERS)
    client = clients.fourcasters()
    with pytest.raises(CrossbookError) as caught:
        call(client)
    assert caught.value.status == reply.status
    assert client.token == TOKEN
    client.open_orders()
    assert venue.last.headers["authorization"] == TOKEN


@pytest.mark.parametrize(
    ("call", "reply"),
    [
        (HEARTBEAT, Answer(200)),
        (HEARTBEAT, said({"data": {"type": "heartbeatAck", "timeoutSec": 6}})),
        (methodcaller("cancel_order", ORDER), said({"data": {"success": False, "sessionID": ORDER, "reason": "new words"}})),
        (methodcaller("cancel_orders", [ORDER]), said({"data": [{"success": True, "sessionID": OTHER}]})),
    ],
    ids=["nothing, where no page shows anything", "an acknowledgement", "a verdict", "an entry that is unknown"],
)
def test_whatever_could_be_read_rotates_a_token(call: Callable[[Any], object], reply: Act, venue: Replies, clients: Clients) -> None:
    assert isinstance(reply, Answer)
    venue.will(attrs.evolve(reply, headers=(*reply.headers, ("X-Auth-Token", "planted-second-token"))))
    client = clients.fourcasters()
    call(client)
    assert client.token == "planted-second-token"


@pytest.mark.parametrize("word", ["undefined", "null", "None", "NaN", "deleted"])
def test_a_login_that_gives_a_word_for_no_token_gives_none(word: str, venue: Replies, clients: Clients) -> None:
    venue.will(said({"data": {"user": {"auth": word, "id": ORDER}}}))
    client = clients.fourcasters()
    with pytest.raises(UnreadableReply, match="its token is a word for none"):
        client.login("somebody", "planted-password")
    assert client.token == TOKEN


@pytest.mark.parametrize("rotated", ["", "two words", "t\x80ken", "undefined", "null", "deleted", "x", "header.of.another-kind-of-token"])
def test_what_cannot_be_a_token_replaces_none(rotated: str, venue: Replies, fourcasters: Fourcasters) -> None:
    venue.always(said({"data": {"success": True}}, X_Auth_Token=rotated))
    fourcasters.cancel_order(ORDER)
    fourcasters.cancel_order(ORDER)
    assert fourcasters.token == TOKEN
    assert venue.last.headers["authorization"] == TOKEN


async def test_an_older_reply_does_not_overwrite_a_newer_token(venue: Replies) -> None:
    older, newer = (
        said({"data": {"success": True}}, X_Auth_Token="planted-older"),
        said({"data": {"success": True}}, X_Auth_Token="planted-newer"),
    )
    venue.will(Held(older), newer, CANCELLED)
    async with async_fourcasters_at(venue.url) as client:
        first = asyncio.create_task(client.cancel_order(ORDER))
        await asyncio.to_thread(venue.wait_for, 1)
        await client.cancel_order(OTHER)
        assert client.token == "planted-newer"
        venue.release()
        await first
        assert client.token == "planted-newer"
        await client.cancel_order(ORDER)
    assert venue.last.headers["authorization"] == "planted-newer"


def test_a_login_gives_the_token_that_later_requests_carry(venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters(token=None)
    venue.will(said({"data": {"user": {"auth": "planted-fresh-token", "id": "66f000000000000000000001"}}}), NO_ORDERS)
    assert client.token is None
    user = client.login("somebody", "planted-password")
    assert (user.auth, user.id) == ("planted-fresh-token", "66f000000000000000000001")
    assert "authorization" not in venue.last.headers
    assert venue.last.json == {"username": "somebody", "password": "planted-password"}
    client.open_orders()
    assert venue.last.headers["authorization"] == "planted-fresh-token"


def test_a_cookie_is_never_sent_back(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"data": {"user": {"auth": "planted-other-token"}}}, Set_Cookie="auth=planted; Path=/"), NO_ORDERS)
    fourcasters.login("somebody", "planted-password")
    fourcasters.open_orders()
    assert "cookie" not in venue.last.headers


def test_a_token_that_happens_to_occur_in_a_reply_changes_nothing_that_the_reply_says(venue: Replies, clients: Clients) -> None:
    venue.will(said({"data": {"success": True, "sessionID": ORDER, "userReference": "alice-7"}}))
    assert clients.fourcasters(token="alice").cancel_order(ORDER) == Cancelled(ORDER, user_reference="alice-7")
