"""Connections of the REST clients over real sockets: whom they trust, which way they go, how long they are kept, what is left behind."""

from __future__ import annotations

import asyncio
import gzip
import logging
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from accounts import API_KEY, GAME, ORDER, OTHER, TOKEN, Clients, async_fourcasters_at, fourcasters_at, object_ids
from certificates import ca_file, served
from planted import MARK, everything_logged
from proxy_server import ProxyServer
from replies import Answer, Cut, Endless, Followed, Held, Replies, said
from waiting import given_longer

from crossbook import (
    Cancelled,
    CancelUnknown,
    CouldNotConnect,
    CrossbookError,
    InvalidRequest,
    NotSent,
    Timeouts,
    VenueFailed,
)
from crossbook.fourcasters import AsyncFourcasters, Fourcasters
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet
from crossbook_bindings.fourcasters.rest import cancel_all_orders, get_me

CANCELLED = said({"data": {"success": True, "sessionID": ORDER}})
FAILED = Answer(503, b"", (("Connection", "close"),))
STALE = CANCELLED.head() + CANCELLED.body
NO_ORDERS = said({"data": {"unmatched": []}})
EVERY_CLIENT: tuple[Any, ...] = (Fourcasters, AsyncFourcasters, PredictStreet, AsyncPredictStreet)


def made(client: Any, **named: Any) -> Any:
    return client(**({"token": TOKEN} if "Fourcasters" in client.__name__ else {"api_key": API_KEY}), **named)


@pytest.fixture
def secure() -> Generator[Replies]:
    """A venue that speaks TLS, on localhost."""
    with Replies(served("localhost", "venue.test")) as server:
        yield server
    assert server.faults == []


# -------------------------------------------------------------------------------------- a left-over reply is nobody's


def test_a_second_reply_in_one_piece_with_the_first_is_not_the_next_cancel_s(venue: Replies, fourcasters: Fourcasters) -> None:
    nothing = said({"data": []})
    venue.will(Followed(nothing, nothing.head() + nothing.body), FAILED)
    assert fourcasters.cancel_all_orders() == ()
    with pytest.raises(VenueFailed):
        fourcasters.cancel_all_orders()
    venue.will(Followed(CANCELLED, STALE), FAILED)
    assert fourcasters.cancel_order(ORDER) == Cancelled(ORDER)
    assert isinstance(fourcasters.cancel_order(ORDER), CancelUnknown)
    refused = said({"error": "already filled"}, 409)
    venue.will(Followed(CANCELLED, refused.head() + refused.body), FAILED)
    assert fourcasters.cancel_order(ORDER) == Cancelled(ORDER)
    assert isinstance(fourcasters.cancel_order(ORDER), CancelUnknown)


def test_of_two_replies_on_a_connection_that_was_used_before_neither_counts(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(CANCELLED, Followed(CANCELLED, STALE))
    assert fourcasters.cancel_order(ORDER) == Cancelled(ORDER)
    outcome = fourcasters.cancel_order(ORDER)
    assert isinstance(outcome, CancelUnknown)
    assert "more than one reply" in outcome.evidence.problem


def test_a_cancel_whose_reply_may_name_no_order_takes_a_connection_of_its_own(venue: Replies, clients: Clients) -> None:
    venue.always(said({"data": []}))
    client = clients.fourcasters()
    venue.will(NO_ORDERS)
    client.open_orders()
    client.cancel_all_orders()
    client.cancel_game_orders(GAME)
    client.cancel_by_reference(GAME, ["mine"])
    venue.will(said({"data": {"success": True}}))
    with pytest.raises(CrossbookError):
        client.cancel_league_orders("nba")
    venue.will(CANCELLED)
    client.cancel_order(ORDER)
    connections = [request.connection for request in venue.requests]
    assert connections[:5] == [1, 2, 3, 4, 5], "each of a scope's cancels comes on a connection of its own"
    assert connections[5] in (1, 2, 3, 4, 5), "and leaves it to others"


def test_a_server_that_closes_silently_after_each_reply_leaves_hardly_a_cancel_unknown(venue: Replies, clients: Clients) -> None:
    venue.always(Cut(CANCELLED, kept=len(CANCELLED.body)))
    client = clients.fourcasters()
    outcomes = [client.cancel_order(ORDER) for _ in range(200)]
    assert sum(isinstance(outcome, CancelUnknown) for outcome in outcomes) <= 2
    assert len(venue.requests) >= 198


# ------------------------------------------------------------------------------------------------------------------- TLS


def test_a_venue_is_trusted_whose_authority_is_named(secure: Replies, clients: Clients) -> None:
    secure.always(CANCELLED)
    client = clients.fourcasters(base_url=secure.url, ca_file=ca_file())
    assert [client.cancel_order(ORDER) for _ in range(3)] == [Cancelled(ORDER)] * 3
    assert [request.connection for request in secure.requests] == [1, 1, 1]
    shouted = clients.fourcasters(base_url=secure.url.replace("https", "HTTPS"), ca_file=Path(ca_file()))
    assert shouted.cancel_order(ORDER) == Cancelled(ORDER)


def refused_by(client: Any) -> str:
    with pytest.raises(CouldNotConnect, match="nothing was sent") as caught:
        client.cancel_all_orders()
    return caught.value.message


def test_another_authority_and_another_name_are_not_trusted(secure: Replies, clients: Clients) -> None:
    assert "certificate" in refused_by(clients.fourcasters(base_url=secure.url))
    assert "certificate" in refused_by(clients.fourcasters(base_url=secure.url.replace("https", "HTTPS")))
    assert "not valid for '127.0.0.1'" in refused_by(clients.fourcasters(base_url=f"https://127.0.0.1:{secure.port}", ca_file=ca_file()))
    assert secure.requests == []


def test_the_environment_does_not_say_whom_to_trust(
    secure: Replies, clients: Clients, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", ca_file())
    monkeypatch.setenv("SSL_CERT_DIR", str(Path(ca_file()).parent))
    keys = tmp_path / "keys.log"
    monkeypatch.setenv("SSLKEYLOGFILE", str(keys))
    assert "certificate" in refused_by(clients.fourcasters(base_url=secure.url))
    secure.always(CANCELLED)
    clients.fourcasters(base_url=secure.url, ca_file=ca_file()).cancel_order(ORDER)
    assert not keys.exists(), "keys of a connection were written down"


def test_a_client_that_is_ready_has_read_no_certificates_and_no_event_loop() -> None:
    program = "import sys; from crossbook.fourcasters import Fourcasters; Fourcasters(token='t')"
    words = f"{program}; raise SystemExit(len({{'certifi', 'asyncio', 'httpcore'}} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", words], check=True)  # noqa: S603 - our own words


@pytest.mark.parametrize("client", EVERY_CLIENT)
def test_a_file_without_certificates_is_refused_when_the_client_is_made(client: Any, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pem"
    empty.write_text("no certificate")
    for named in (empty, str(tmp_path / "missing.pem"), tmp_path, 7, ""):
        with pytest.raises(InvalidRequest, match="ca_file: expected the path of a PEM file"):
            made(client, ca_file=named)


def test_plain_http_where_tls_is_spoken_and_the_other_way_round(secure: Replies, venue: Replies, clients: Clients) -> None:
    outcome = clients.fourcasters(base_url=f"http://127.0.0.1:{secure.port}").cancel_order(ORDER)
    assert isinstance(outcome, CancelUnknown)

    def refused(seconds: float) -> str:
        return refused_by(clients.fourcasters(base_url=f"https://127.0.0.1:{venue.port}", timeouts=Timeouts(connect=seconds, reply=5)))

    assert "TLS" in given_longer(refused, lambda words: "TLS" in words, 0.2)
    venue.wait_until_closed()
    venue.faults.clear()  # It cannot make anything of what it was sent.


# --------------------------------------------------------------------------------------------------------------- proxies


def test_https_goes_through_a_tunnel_and_the_proxy_sees_neither_token_nor_body(secure: Replies, clients: Clients) -> None:
    secure.always(CANCELLED)
    with ProxyServer(secure.port) as proxy:
        client = clients.fourcasters(
            base_url="https://venue.test", proxy=f"http://someone:pass%3Aword@127.0.0.1:{proxy.port}", ca_file=ca_file()
        )
        assert [client.cancel_order(ORDER) for _ in range(2)] == [Cancelled(ORDER)] * 2
        (head,) = proxy.heads
    assert head.startswith("CONNECT venue.test:443 HTTP/1.1\r\n")
    assert "Proxy-Authorization: Basic c29tZW9uZTpwYXNzOndvcmQ=" in head
    assert TOKEN not in head
    assert "proxy-authorization" not in secure.last.headers


def test_plain_http_to_a_named_host_is_passed_on_by_the_proxy(venue: Replies, clients: Clients) -> None:
    venue.always(CANCELLED)
    named: dict[str, Any] = {"insecure_hosts": ["gateway.test"], "proxy": f"http://u:p@127.0.0.1:{venue.port}"}
    assert clients.fourcasters(base_url="http://gateway.test:8080/v1", **named).cancel_order(ORDER) == Cancelled(ORDER)
    assert venue.last.target == "http://gateway.test:8080/v1/session/cancel"
    assert (venue.last.headers["host"], venue.last.headers["proxy-authorization"]) == ("gateway.test:8080", "Basic dTpw")


def test_what_is_sent_to_this_machine_does_not_go_to_a_proxy(venue: Replies, clients: Clients) -> None:
    venue.always(CANCELLED)
    with ProxyServer(venue.port) as proxy:
        clients.fourcasters(proxy=f"http://127.0.0.1:{proxy.port}").cancel_order(ORDER)
        assert proxy.heads == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n", "the proxy wants a user"),
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", "would not connect to venue.test:443"),
        (f"HTTP/1.1 Basic dTp{MARK}\r\n\r\n".encode(), "the proxy does not speak"),
    ],
)
def test_a_proxy_s_failure_means_that_nothing_was_sent(answer: bytes, words: str, secure: Replies, clients: Clients) -> None:
    with ProxyServer(secure.port, answer) as proxy:
        client = clients.fourcasters(base_url="https://venue.test", proxy=f"http://u:{MARK}@127.0.0.1:{proxy.port}", ca_file=ca_file())
        assert words in refused_by(client)
    assert secure.requests == []
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    assert f"the proxy 127.0.0.1:{port}" in refused_by(
        clients.fourcasters(base_url="https://venue.test", proxy=f"http://u:{MARK}@127.0.0.1:{port}")
    )


@pytest.mark.parametrize("client", EVERY_CLIENT)
@pytest.mark.parametrize(
    "proxy",
    ["", "127.0.0.1:8080", "socks5://127.0.0.1:1080", f"https://u:{MARK}@x:1", f"http://u:{MARK}@x", f"http://u:{MARK}@x:1/path",
     f"http://u:{MARK}@x:y", f"http://u:{MARK}@:1", "http://127.0.0.999:1", 7, b"http://x:1"],
)  # fmt: skip
def test_a_proxy_of_another_form_is_refused_and_its_password_not_shown(client: Any, proxy: Any) -> None:
    with (
        everything_logged() as everything,
        pytest.raises(InvalidRequest, match="proxy: expected a URL of the form http://host:port") as caught,
    ):
        made(client, proxy=proxy)
    everything.see(caught.value)
    everything.assert_no_secret()


# ------------------------------------------------------------------------------------------------- parameters, checked


@pytest.mark.parametrize("client", EVERY_CLIENT)
def test_plain_http_goes_to_a_named_private_host_on_purpose_only(client: Any) -> None:
    for url in ("http://gateway.internal", "http://10.1.2.3:8080", "http://[fd00::1]:80"):
        with pytest.raises(InvalidRequest, match="base_url"):
            made(client, base_url=url)
        with pytest.raises(InvalidRequest, match="base_url"):
            made(client, base_url=url, insecure_hosts=["other.internal"])
        hosts = ["Gateway.internal", "10.1.2.3", "fd00::1"]
        assert url in repr(made(client, base_url=url, insecure_hosts=hosts))
    with pytest.raises(InvalidRequest, match=r"http:// on loopback or to gateway\.internal"):
        made(client, base_url="http://other", insecure_hosts=["gateway.internal"])


@pytest.mark.parametrize("client", EVERY_CLIENT)
@pytest.mark.parametrize("hosts", ["gateway", ["http://gateway"], ["gateway:80"], ["8.8.8.8"], [""], [7], 7, None, ["*"], ["127.0.0.999"]])
def test_insecure_hosts_are_names_of_private_hosts(client: Any, hosts: Any) -> None:
    with pytest.raises(InvalidRequest, match="insecure_hosts"):
        made(client, insecure_hosts=hosts)


@pytest.mark.parametrize("client", EVERY_CLIENT)
@pytest.mark.parametrize("size", [0, -1, 1.5, "1", None, True])
def test_the_largest_reply_is_a_number_of_bytes(client: Any, size: Any) -> None:
    with pytest.raises(InvalidRequest, match="largest_reply: expected a number of bytes"):
        made(client, largest_reply=size)


@pytest.mark.parametrize("client", EVERY_CLIENT)
@pytest.mark.parametrize("seconds", [5, 5.0, None, "5", (5, 20)])
def test_bare_seconds_are_no_waiting_times(client: Any, seconds: Any) -> None:
    with pytest.raises(ValueError, match=r"timeouts: expected a crossbook\.Timeouts"):
        made(client, timeouts=seconds)


@pytest.mark.parametrize("client", EVERY_CLIENT)
@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://host/?", "found 'https://host'"),
        ("https://host/#", "found 'https://host'"),
        ("http://127.0.0.999", "found 'http://127.0.0.999'"),
        ("https://127.0.0.999:8443", "found 'https://127.0.0.999:8443'"),
        ("http://example.com:8080", "found 'http://example.com:8080'"),
        ("localhost:80", "found 'one without a scheme'"),
        ("https://ho st", "base_url"),
        ("https://host\n", "base_url"),
        ("https://host\\path", "base_url"),
        ("https://host:0", "base_url"),
        ("https://-host", "base_url"),
        ("http://[::ffff:8.8.8.8]", "base_url"),
    ],
)
def test_a_base_url_is_an_address_and_errors_name_what_was_found(client: Any, url: str, words: str) -> None:
    with pytest.raises(InvalidRequest, match="base_url: expected a URL that starts with https://") as caught:
        made(client, base_url=url)
    assert words in str(caught.value)


def test_errors_name_the_parameter_at_fault() -> None:
    for client in (Fourcasters, AsyncFourcasters):
        with pytest.raises(InvalidRequest, match="streaming_url: expected"):
            client(token=TOKEN, streaming_url="http://example.com")


# ----------------------------------------------------------------------------------------------- bounds of time and size


def test_a_reply_that_is_too_large_is_none(venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters(largest_reply=1000)
    padded = said({"data": {"success": True, "sessionID": ORDER, "description": "x" * 2000}})
    packed = Answer(200, gzip.compress(padded.body), (("Content-Encoding", "gzip"),))
    endless = Endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"400\r\n" + b" " * 1024 + b"\r\n")
    for act in (padded, packed, endless):
        venue.will(act)
        outcome = client.cancel_order(ORDER)
        assert isinstance(outcome, CancelUnknown)
        assert "larger than 1000 bytes" in outcome.evidence.problem
    venue.will(Answer(200, gzip.compress(CANCELLED.body), (("Content-Encoding", "gzip"),)))
    assert client.cancel_order(ORDER) == Cancelled(ORDER)


def test_endless_headers_and_endless_hints_end_at_once(venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters()
    for act in (Endless(b"HTTP/1.1 200 OK\r\n", b"X-More: x\r\n"), Endless(b"", b"HTTP/1.1 102 Processing\r\n\r\n")):
        venue.will(act)
        outcome = client.cancel_order(ORDER)
        assert isinstance(outcome, CancelUnknown)
        assert "no complete reply within" not in outcome.evidence.problem


async def test_a_flood_does_not_keep_others_from_running(venue: Replies) -> None:
    """What is there already is read without a wait; the deadline, and others, must come to their turn all the same."""
    venue.will(Endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"ffff\r\n" + b" " * 65535 + b"\r\n"))
    turns = 0

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async with async_fourcasters_at(venue.url) as client:
        counting = asyncio.create_task(count())
        assert isinstance(await client.cancel_order(ORDER), CancelUnknown)
        counting.cancel()
    assert turns > 50


HELD_UP = 30
"""Seconds that a stalled resolver takes for an answer, if nobody releases it."""


@pytest.fixture
def stalled(monkeypatch: pytest.MonkeyPatch) -> Generator[threading.Event]:
    """A resolver of the system that gives no answer until it is released."""
    release = threading.Event()
    ask = socket.getaddrinfo

    def wait(host: Any, *rest: Any, **named: Any) -> Any:
        if host == "stalled.test" and named.get("flags") != socket.AI_NUMERICHOST:
            release.wait(HELD_UP)
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return ask(host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", wait)
    yield release
    release.set()


def test_a_stalled_resolver_does_not_hold_a_call(stalled: threading.Event, clients: Clients) -> None:
    client = clients.fourcasters(base_url="https://stalled.test", timeouts=Timeouts(connect=0.2, reply=5))
    start = time.monotonic()
    words = refused_by(client)
    assert time.monotonic() - start < HELD_UP / 2
    assert "not connected to stalled.test:443 within 0.2 s: time ran out while looking up stalled.test" in words
    stalled.set()
    assert "could not look stalled.test up" in refused_by(client)


def test_a_program_s_end_does_not_wait_for_a_stalled_resolver(stalled: threading.Event) -> None:
    async def main() -> None:
        async with AsyncFourcasters(token=TOKEN, base_url="https://stalled.test", timeouts=Timeouts(connect=0.1, reply=1)) as client:
            with pytest.raises(CouldNotConnect):
                await client.me()

    start = time.monotonic()
    asyncio.run(main())
    assert time.monotonic() - start < HELD_UP / 2
    assert not stalled.is_set()


# ------------------------------------------------------------------------------------------------------- certain knowledge


@pytest.mark.parametrize("value", ["a\r\nX-Injected: 1", "a\nb", "a\x00", "é"])
def test_a_header_that_cannot_be_written_was_not_sent(value: str, venue: Replies, clients: Clients) -> None:
    requests: tuple[Any, ...] = (get_me(), cancel_all_orders())
    for request in requests:
        msgspec.structs.force_setattr(request, "headers", (("X-Odd", value),))  # A request itself would not have it.
        with pytest.raises(NotSent, match="nothing was sent"):
            clients.fourcasters().send(request)
    assert venue.requests == []


def test_a_closed_client_says_so_before_it_sends(venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters()
    client.close()
    with pytest.raises(InvalidRequest, match="expected an open client, found 'a closed one'"):
        client.me()
    client.close()
    assert venue.requests == []


def test_an_asynchronous_client_belongs_to_the_loop_of_its_first_request(venue: Replies) -> None:
    venue.always(CANCELLED)
    client = async_fourcasters_at(venue.url)
    assert asyncio.run(client.cancel_order(ORDER)) == Cancelled(ORDER)
    with pytest.raises(InvalidRequest, match="the event loop in which this client was first used"):
        asyncio.run(client.cancel_order(ORDER))
    assert len(venue.requests) == 1
    asyncio.run(client.aclose())
    venue.wait_until_closed()


def test_a_fork_shares_no_connection(venue: Replies) -> None:
    venue.otherwise = lambda received: said({"data": {"success": True, "sessionID": received.json["sessionID"]}})
    with fourcasters_at(venue.url) as client:
        assert client.cancel_order(ORDER) == Cancelled(ORDER)
        child = os.fork()
        if child == 0:  # pragma: no cover - another process
            good = [client.cancel_order(order_id) == Cancelled(order_id) for order_id in object_ids(20)]
            os._exit(0 if all(good) else 1)
        assert [client.cancel_order(order_id) for order_id in object_ids(20)] == [Cancelled(order_id) for order_id in object_ids(20)]
        assert os.waitpid(child, 0)[1] == 0
    assert venue.connections == 2


# -------------------------------------------------------------------------------------------------------------------- logs


def test_nothing_is_logged_above_debug_and_nothing_goes_to_standard_error(
    venue: Replies, clients: Clients, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    venue.will(CANCELLED, Answer(503))
    client = clients.fourcasters()
    client.cancel_order(ORDER)
    client.cancel_order(OTHER)
    ours = [record for record in caplog.records if record.name.startswith("crossbook")]
    assert [record.levelno for record in ours] == [logging.DEBUG] * len(ours) != []
    assert not [record for record in caplog.records if record.name.startswith(("httpx", "httpcore"))]
    assert any("POST /session/cancel: HTTP 200" in record.getMessage() for record in ours)
    assert capfd.readouterr().err == ""
    handlers = logging.getLogger("crossbook").handlers
    assert any(isinstance(handler, logging.NullHandler) for handler in handlers)


async def test_a_cancelled_call_says_what_it_leaves(venue: Replies) -> None:
    venue.always(Held(CANCELLED))
    async with async_fourcasters_at(venue.url) as client:
        early = asyncio.create_task(client.cancel_order(ORDER))
        await asyncio.sleep(0)
        early.cancel()
        with pytest.raises(asyncio.CancelledError) as unsent:
            await early
        late = asyncio.create_task(client.cancel_order(ORDER))
        await asyncio.to_thread(venue.wait_for, 1)
        late.cancel()
        with pytest.raises(asyncio.CancelledError) as sent:
            await late
    assert unsent.value.__notes__ == ["no request was sent"]
    assert sent.value.__notes__ == ["fourcasters cancel: the request may have arrived: look before you send it again"]
