"""A tunnel through a proxy without a socket: what is asked for, and which answers give none."""

from __future__ import annotations

import pytest
from http_bytes import head, sized

from crossbook.http.protocol.steps import Fault
from crossbook.http.protocol.tunnel import tunnel


def asked(*came: bytes) -> tuple[bytes, bytes]:
    steps = tunnel(b"venue:443", [(b"Proxy-Authorization", b"Basic eDp5")])
    sent = next(steps)
    for piece in came:
        try:
            sent += steps.send(piece)
        except StopIteration as stop:
            return sent, stop.value
    raise AssertionError("it waits for more")


def test_a_proxy_is_asked_for_a_tunnel_and_what_follows_its_answer_is_kept() -> None:
    sent, early = asked(head(status="200 Connection established"))
    assert sent == b"CONNECT venue:443 HTTP/1.1\r\nHost: venue:443\r\nProxy-Authorization: Basic eDp5\r\n\r\n"
    assert early == b""
    raw = head(status="100 Continue") + head("Content-Length: 5", status="200 OK") + b"\x16\x03"
    for at in range(1, len(raw) - 2):
        assert asked(raw[:at], raw[at:])[1] == b"\x16\x03"


@pytest.mark.parametrize(
    ("came", "words"),
    [
        ([sized(b"no", status="407 Proxy Authentication Required")], "user and a password"),
        ([sized(b"no", status="403 Forbidden")], "it answered 403"),
        ([head(status="302 Found")], "it answered 302"),
        ([b"garbage\r\n\r\n"], "does not speak"),
        ([b"HTTP/1.1 200", b""], "closed the connection"),
        ([b""], "closed the connection"),
        ([head(status="100 Continue") * 50], "did not answer"),
    ],
)
def test_a_proxy_that_gives_no_tunnel_is_named(came: list[bytes], words: str) -> None:
    with pytest.raises(Fault, match=words):
        asked(*came)
