"""Connections of the REST clients over real sockets: whom they trust, and which way they go."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from accounts import API_KEY, ORDER, TOKEN, Clients
from certificates import ca_file, served
from planted import MARK, everything_logged
from proxy_server import ProxyServer
from replies import Replies, said
from waiting import given_longer

from crossbook import Cancelled, CancelUnknown, CouldNotConnect, InvalidRequest, Timeouts
from crossbook.fourcasters import AsyncFourcasters, Fourcasters
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet

CANCELLED = said({"data": {"success": True, "sessionID": ORDER}})
EVERY_CLIENT: tuple[Any, ...] = (Fourcasters, AsyncFourcasters, PredictStreet, AsyncPredictStreet)


def made(client: Any, **named: Any) -> Any:
    return client(**({"token": TOKEN} if "Fourcasters" in client.__name__ else {"api_key": API_KEY}), **named)


@pytest.fixture
def secure() -> Generator[Replies]:
    """A venue that speaks TLS, on localhost."""
    with Replies(served("localhost", "venue.test")) as server:
        yield server
    assert server.faults == []


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
