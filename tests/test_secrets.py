"""Credentials appear on the wire and nowhere else: REST clients, whatever the venue does with what it was sent."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Generator
from decimal import Decimal
from functools import partial
from typing import Any, Literal

import pytest
from accounts import ORDER, Clients, uuids
from planted import API_KEY, LOGGED_IN, MARK, PASSWORD, ROTATED, TOKEN, Everything, everything_logged
from replies import Act, Answer, Closed, Cut, Dripped, Held, Raw, Replies, said

from crossbook import Cancelled, CrossbookError, Forbidden, InvalidRequest, Timeouts, Unauthorized, UnreadableReply
from crossbook.fourcasters import AsyncFourcasters, Fourcasters
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet
from crossbook_bindings.fourcasters.rest import LoginReply, login
from crossbook_bindings.runtime import Request

QUICK = Timeouts(connect=5, reply=0.2)
HTML = "<html><head><title>no</title></head><body>{}</body></html>"


@pytest.fixture
def everything() -> Generator[Everything]:
    with everything_logged() as listener:
        yield listener


def ended(call: Callable[[], object]) -> object:
    """Give what a call returns or raises."""
    try:
        return call()
    except CrossbookError as error:
        return error


def acts(secret: str) -> dict[str, Act]:
    """What a venue, or something in front of it, can do with a credential that it was sent."""
    return {
        "echo in a 401": said({"error": f"no such token: {secret}"}, 401),
        "echo in a 403 as HTML": Answer(403, HTML.format(secret).encode(), (("Content-Type", "text/html"),)),
        "echo in a code": said({"error": {"code": secret, "message": f"bad {secret}"}, "code": secret, "message": secret}, 400),
        "echo in a 409": said({"error": f"Bearer {secret}"}, 409),
        "echo in a 429": said({"error": secret}, 429, Retry_After=secret),
        "echo in a 503": said({"message": secret, "code": secret}, 503),
        "echo in a reply": said({"data": secret}),
        "echo in a member": said({"data": {"success": False, "sessionID": ORDER, "reason": secret}, "orderId": secret, "status": secret}),
        "echo in a kind": said({"data": {"type": secret, "error": secret}}),
        "echo in a name that stands twice": Answer(200, f'{{"data": {{"{secret}": 1, "{secret}": 2}}}}'.encode()),
        "echo in a 200 as HTML": Answer(200, HTML.format(secret).encode()),
        "echo in headers": said({"data": 1}, 500, X_Request_Id=secret, CF_Ray=secret, X_Echo=secret, Authorization=secret),
        "echo in a cookie": said({"data": 1}, 500, Set_Cookie=f"auth={secret}; Path=/"),
        "echo in a redirect": said({}, 302, Location=f"http://127.0.0.1:1/?token={secret}"),
        "echo in a status line": Raw(f"HTTP/1.1 {secret} OK\r\n\r\n".encode()),
        "echo in a broken header": Raw(f"HTTP/1.1 200 OK\r\n{secret}\r\n\r\n".encode()),
        "echo as garbage": Raw(f"{secret}\r\n\r\n".encode()),
        "echo cut off": Cut(said({"error": secret}, 500), 30),
        "no reply": Closed(),
        "no reply in time": Held(said({"data": secret})),
    }


@pytest.mark.parametrize("kind", acts(""))
def test_no_end_of_a_command_shows_the_token(kind: str, venue: Replies, clients: Clients, everything: Everything) -> None:
    venue.always(acts(TOKEN)[kind])
    client = clients.fourcasters(token=TOKEN, timeouts=QUICK)
    everything.see(client, ended(lambda: client.cancel_order(ORDER)), ended(lambda: client.cancel_orders([ORDER])))
    everything.see(ended(client.cancel_all_orders), ended(client.me), ended(partial(client.heartbeat, 30)), client)
    assert venue.last.headers["authorization"] == TOKEN
    assert "crossbook.http" in everything.loggers
    everything.assert_no_secret()


@pytest.mark.parametrize("kind", acts(""))
def test_no_end_of_a_command_shows_the_api_key(kind: str, venue: Replies, clients: Clients, everything: Everything) -> None:
    (order_id,) = uuids(1)
    venue.always(acts(API_KEY)[kind])
    client = clients.predictstreet(api_key=API_KEY, timeouts=QUICK)
    everything.see(client, ended(lambda: client.cancel_order(order_id)), ended(lambda: client.cancel_orders([order_id])))
    everything.see(ended(client.cancel_all_orders), ended(client.open_orders), client)
    assert venue.last.headers["x-api-key"] == API_KEY
    everything.assert_no_secret()


def test_a_connection_that_is_refused_shows_no_secret(venue: Replies, clients: Clients, everything: Everything) -> None:
    venue.stop_listening()
    everything.see(ended(lambda: clients.fourcasters(token=TOKEN).cancel_order(ORDER)))
    everything.see(ended(lambda: clients.predictstreet(api_key=API_KEY).cancel_order("x")))
    assert "CouldNotConnect" in everything.text
    everything.assert_no_secret()


def test_a_token_that_the_venue_replaces_is_hidden_like_the_first(venue: Replies, clients: Clients, everything: Everything) -> None:
    refusing = said({"error": f"{TOKEN} is old, use {ROTATED}"}, 403, X_Auth_Token=ROTATED)
    unreadable = said({"data": f"{TOKEN} is old, use {ROTATED}"}, X_Auth_Token=ROTATED)
    rotating = said({"data": {"unmatched": []}}, X_Auth_Token=ROTATED)
    venue.will(refusing, unreadable, rotating, said({"error": f"{TOKEN} was replaced by {ROTATED}"}, 401))
    client = clients.fourcasters(token=TOKEN)
    everything.see(ended(client.me), ended(client.me), ended(client.open_orders), ended(client.me), client)
    assert [received.headers["authorization"] for received in venue.requests] == [TOKEN, TOKEN, TOKEN, ROTATED]
    everything.assert_no_secret()


@pytest.mark.parametrize("offered", [ROTATED, f"{ROTATED}, {ROTATED}-again", f"a.b.{ROTATED}", MARK * 2])
def test_a_token_that_is_offered_and_not_used_is_hidden(offered: str, venue: Replies, clients: Clients, everything: Everything) -> None:
    first, _, _ = offered.partition(", ")
    venue.will(said({"error": f"use {offered}"}, 200, X_Auth_Token=offered), said({"error": f"use {first}"}, 401))
    client = clients.fourcasters(token=TOKEN)
    everything.see(ended(client.me), ended(client.me), client)
    assert client.token == TOKEN
    everything.assert_no_secret()


LOGIN_REPLIES: dict[str, Act] = {
    "a token": said({"data": {"user": {"auth": LOGGED_IN, "username": "somebody"}}}, Set_Cookie=f"auth={LOGGED_IN}"),
    "a token that no header can hold": said({"data": {"user": {"auth": f"{MARK}\n"}}}),
    "a token that is not ASCII": said({"data": {"user": {"auth": f"{MARK}-é"}}}),
    "a token and a fault": said({"data": {"user": {"auth": LOGGED_IN, "username": 7}}}),
    "a list of tokens": said({"data": {"user": {"auth": [LOGGED_IN]}}}),
    "a number for a token": said({"data": {"user": {"auth": 7}}, "note": {"auth": LOGGED_IN}}),
    "a token cut off": Answer(200, f'{{"data":{{"user":{{"auth":"{LOGGED_IN}'.encode()),
    "a token whose member has another way to be written": Answer(200, b'{"data":{"user":{"id":5,"\\u0061uth":"%b"}}}' % LOGGED_IN.encode()),
    "a token in an object": said({"data": {"user": {"id": "1", "auth": {"value": LOGGED_IN}}}}),
    "a token by another name": said({"data": {"user": {"id": "1", "token": LOGGED_IN}}}),
    "a token by a longer name": said({"data": {"user": {"id": "1", "accessToken": LOGGED_IN}}}),
    "a token for a name": said({"data": {"user": {"auth": LOGGED_IN, LOGGED_IN: 1, "id": 7}}}),
    "a name that stands twice": Answer(200, f'{{"data":{{"user":{{"auth":"t0","{LOGGED_IN}":1,"{LOGGED_IN}":2}}}}}}'.encode()),
    "a token by itself": said(LOGGED_IN),
    "a token in a page": Answer(200, HTML.format(LOGGED_IN).encode()),
    "a token and an error": said({"data": {"user": {"auth": "t0"}}, "error": LOGGED_IN}),
    "a token with another status": said({"data": {"user": {"token": LOGGED_IN}}}, 201),
    "a token on the way elsewhere": Answer(302, f"see /?token={LOGGED_IN}".encode()),
    "a refusal that has a token": Answer(403, b'{"error":"no","\\u0061uth":"%b"}' % LOGGED_IN.encode()),
    "a refusal that repeats the password": said({"error": f"{PASSWORD} is wrong", "password": PASSWORD}, 401),
    "a page that repeats the password": Answer(502, HTML.format(PASSWORD).encode()),
    "no reply": Closed(),
    "no reply in time": Held(said({})),
}


@pytest.mark.parametrize("kind", LOGIN_REPLIES)
def test_no_end_of_a_login_shows_the_password_or_the_token(kind: str, venue: Replies, clients: Clients, everything: Everything) -> None:
    venue.will(LOGIN_REPLIES[kind])
    client = clients.fourcasters(token=None, timeouts=QUICK)
    everything.see(ended(lambda: client.login("somebody", PASSWORD)), client)
    assert venue.last.json == {"username": "somebody", "password": PASSWORD}
    everything.assert_no_secret()


def test_of_a_login_that_cannot_be_read_only_the_size_and_our_own_words_are_shown(venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters(token=None)
    for body, fault in (
        (f'{{"data":{{"user":{{"token":"{LOGGED_IN}"}}}}}}', "Object missing required field `auth` - at `$.data.user`"),
        (f'{{"data":{{"user":{{"auth":"t0","{LOGGED_IN}":1,"{LOGGED_IN}":2}}}}}}', "a member stands twice in one object: ***"),
    ):
        venue.will(Answer(200, body.encode()))
        with pytest.raises(UnreadableReply) as caught:
            client.login("somebody", PASSWORD)
        assert (caught.value.body, caught.value.fault, caught.value.venue_text) == (f"*** ({len(body)} bytes withheld)", fault, None)
        assert caught.value.message.endswith(f"{fault}. Body: *** ({len(body)} bytes withheld)")
    venue.will(said({"error": "the account is closed"}, 403))
    with pytest.raises(Forbidden, match="the account is closed") as refused:
        client.login("somebody", PASSWORD)
    assert refused.value.venue_text == "the account is closed"


def test_a_login_that_works_gives_the_token_to_who_asks_for_it(venue: Replies, clients: Clients) -> None:
    venue.will(LOGIN_REPLIES["a token"])
    client = clients.fourcasters(token=None)
    assert client.login("somebody", PASSWORD).auth == client.token == LOGGED_IN


def test_requests_and_replies_do_not_show_the_secrets_they_hold(venue: Replies, clients: Clients, everything: Everything) -> None:
    request: Request[Literal["fourcasters"], LoginReply, object] = login(username="somebody", password=PASSWORD)
    venue.will(LOGIN_REPLIES["a token"])
    everything.see(request, request.payload, clients.fourcasters(token=None).send(request))
    assert "somebody" in everything.text
    everything.assert_no_secret()


@pytest.mark.parametrize("token", [f"{MARK}\n", f"{MARK}\r\nX: y", f"{MARK} é", f"{MARK} with spaces", f"\x00{MARK}"])
def test_a_credential_that_cannot_be_used_is_not_shown(token: str, everything: Everything) -> None:
    makers: list[Callable[[], object]] = [lambda: Fourcasters(token=token), lambda: AsyncFourcasters(token=token)]
    for key in (token, f"ps_live_key_{token}", MARK, f"ps_{MARK}"):
        makers += [partial(PredictStreet, api_key=key), partial(AsyncPredictStreet, api_key=key)]
    for make in makers:
        with pytest.raises(InvalidRequest) as failed:
            make()
        everything.see(failed.value)
    everything.assert_no_secret()


@pytest.mark.parametrize("url", ["", "ftp://x", "http://api.4casters.io", "https://x?y", "https://[", "https://x:y", "https://a:b@c"])
def test_a_base_url_that_cannot_be_used_does_not_show_the_credential(url: str, everything: Everything) -> None:
    makers: list[Callable[[], object]] = [
        lambda: Fourcasters(token=TOKEN, base_url=url),
        lambda: AsyncFourcasters(token=TOKEN, base_url=url),
        lambda: PredictStreet(api_key=API_KEY, base_url=url),
        lambda: AsyncPredictStreet(api_key=API_KEY, base_url=url),
        lambda: PredictStreet(api_key=API_KEY, user_wallet="no wallet"),
    ]
    for make in makers:
        with pytest.raises(InvalidRequest) as failed:
            make()
        everything.see(failed.value)
    everything.assert_no_secret()


@pytest.mark.parametrize(
    "url",
    [f"https://u:{MARK}@x", f"u:{MARK}@x", f"https://x?token={MARK}", f"https://x#{MARK}", f"https://u:{MARK}", f"https://u:{MARK}@x:y"],
)
def test_a_secret_in_a_base_url_is_not_shown(url: str, everything: Everything) -> None:
    makers: list[Callable[[], object]] = [
        lambda: Fourcasters(base_url=url),
        lambda: Fourcasters(streaming_url=url),
        lambda: AsyncFourcasters(base_url=url),
        lambda: AsyncFourcasters(streaming_url=url),
        lambda: PredictStreet(api_key=API_KEY, base_url=url),
        lambda: AsyncPredictStreet(api_key=API_KEY, base_url=url),
    ]
    for make in makers:
        with pytest.raises(InvalidRequest) as failed:
            make()
        everything.see(failed.value)
    everything.assert_no_secret()


def test_an_unauthorized_error_still_says_what_the_venue_said(venue: Replies, clients: Clients) -> None:
    venue.will(said({"error": f"InvalidCredentials: {TOKEN}"}, 401))
    with pytest.raises(Unauthorized) as failed:
        clients.fourcasters(token=TOKEN).me()
    assert failed.value.venue_text == "InvalidCredentials: ***"
    assert failed.value.body == '{"error": "InvalidCredentials: ***"}'


@pytest.mark.parametrize("token", ["1", "data", "success", ORDER, '"'])
def test_a_token_that_is_also_a_word_of_the_reply_changes_no_outcome(token: str, venue: Replies, clients: Clients) -> None:
    venue.will(said({"data": {"success": True, "sessionID": ORDER, "filled": 0, "remaining": 100}}))
    outcome = clients.fourcasters(token=token).cancel_order(ORDER)
    assert outcome == Cancelled(ORDER, filled=Decimal(0), remaining=Decimal(100))


# ------------------------------------------------------------------------------------- interrupted from the outside


def interrupted_calls(client: Any) -> dict[str, Callable[[], Any]]:
    return {"cancel": lambda: client.cancel_order(ORDER), "log in": lambda: client.login("somebody", PASSWORD)}


UNDER_WAY: dict[str, Act] = {
    "waiting": Held(said({})),
    "reading": Dripped(said({"data": {"user": {"auth": LOGGED_IN}}, "note": LOGGED_IN * 50}), 0.0005),
}


@pytest.mark.parametrize("act", UNDER_WAY)
@pytest.mark.parametrize("call", interrupted_calls(None))
async def test_a_task_that_is_cancelled_shows_no_secret(call: str, act: str, venue: Replies, everything: Everything) -> None:
    venue.always(UNDER_WAY[act])
    async with AsyncFourcasters(token=TOKEN, base_url=venue.url) as client:
        task = asyncio.create_task(interrupted_calls(client)[call]())
        await asyncio.to_thread(venue.wait_for, 1)
        if act == "reading":
            # What has been dripped is there to be read: the headers and some of the body, when a few more turns are over.
            await asyncio.to_thread(venue.wait_until_dripped, 100)
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError) as cancelled:
            await task
        everything.see(cancelled.value, client)
    everything.assert_no_secret()


@pytest.mark.parametrize("call", interrupted_calls(None))
def test_a_program_that_is_interrupted_shows_no_secret(call: str, venue: Replies, everything: Everything) -> None:
    venue.always(Held(said({})))
    main = threading.main_thread().ident
    assert main is not None

    def interrupt() -> None:
        venue.wait_for(1)
        signal.pthread_kill(main, signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    with Fourcasters(token=TOKEN, base_url=venue.url) as client:
        thread.start()
        with pytest.raises(KeyboardInterrupt) as interrupted:
            interrupted_calls(client)[call]()
        everything.see(interrupted.value, client)
    thread.join()
    everything.assert_no_secret()
