"""An exchange that is written and read at sight is what h11 would make of it."""

from __future__ import annotations

import h11
import msgspec
import pytest
from http_bytes import BODY, REQUEST, WHOLE, exchange, sized
from hypothesis import example, given
from hypothesis import strategies as st

from crossbook.http.protocol import at_sight
from crossbook.http.protocol.connection import Connection
from crossbook.http.protocol.layers import Plain
from crossbook.http.protocol.messages import Outgoing
from crossbook.http.protocol.steps import Fault

PLAIN = ("a length", "a length of nothing", "gzip with a length", "two gzip streams")
HEADERS = (b"Content-Length: 25", b"Connection: keep-alive", b"Connection: close", b"Keep-Alive: timeout=1", b"Transfer-Encoding: chunked")
BITS = (*(b"%s\r\n" % line for line in HEADERS), b"\r\n", b"\n", b"\r", b":", b" ", b"\t", b"\x00", b"\x80", b",", b"+", b"0", b"25", b"")


def test_what_nearly_every_exchange_looks_like_is_seen_at_sight() -> None:
    assert [kind for kind in WHOLE if at_sight.read(WHOLE[kind]) is not None] == list(PLAIN)
    assert at_sight.read(sized(BODY, "Connection: Keep-Alive", "Set-Cookie: a=b; Path=/", "Set-Cookie: c=d")) is not None
    assert at_sight.read(sized(BODY, "Connection: close")) is None
    assert at_sight.written(REQUEST) is not None


@given(
    st.sampled_from([*(WHOLE[kind] for kind in PLAIN), sized(BODY, "Server: one", "Connection: keep-alive")]),
    st.lists(st.tuples(st.integers(0, 120), st.integers(0, 3), st.sampled_from(BITS)), max_size=3),
)
@example(sized(), [(17, 0, b"Content-Length: 25\r\n")])
@example(sized(), [(17, 0, b"Transfer-Encoding: chunked\r\n")])
@example(sized(), [(17, 0, b" folded\r\n")])
def test_a_reply_that_is_read_at_sight_is_read_closely_in_the_same_way(raw: bytes, changes: list[tuple[int, int, bytes]]) -> None:
    for place, dropped, put in changes:
        raw = raw[:place] + put + raw[place + dropped :]
    if at_sight.read(raw) is None:
        return
    ends: list[object] = []
    for came in ((raw,), (raw[:1], raw[1:])):
        connection = Connection(Plain())
        try:
            ends.append((exchange(connection, *came)[1], connection.is_clean, connection.answered, connection.idle_seconds))
        except Fault as error:
            ends.append((error.problem, connection.is_clean, connection.answered))
    assert ends[0] == ends[1]


@pytest.mark.parametrize("words", ["close", "Close", "keep-alive, close"])
def test_a_request_that_says_goodbye_is_the_last_one_whatever_the_reply_says(words: str) -> None:
    goodbye = msgspec.structs.replace(REQUEST, headers=[*REQUEST.headers, (b"Connection", words.encode())])
    connection = Connection(Plain())
    assert exchange(connection, sized(), request=goodbye)[1].body == BODY
    assert not connection.is_clean


WORDS = st.sampled_from(
    [b"Host", b"host", b"Content-Length", b"X-Key", b"Connection", b"Transfer-Encoding", b"venue", b"2", b"02", b"close", b"chunked"]
) | st.text(st.sampled_from("aZ-: \t\r\n\x00\x7f\x80"), max_size=4).map(lambda text: text.encode("latin-1"))


@given(
    st.sampled_from([b"GET", b"POST", b"HEAD", b"CONNECT", b"post", b"GET /x"]),
    st.sampled_from([b"/", b"/a?b=c", b"*", b"/ x", b"/\n", b"/\x80", b""]),
    st.lists(st.tuples(WORDS, WORDS), max_size=3),
    st.sampled_from([b"", b"{}"]),
    st.sampled_from([[], [(b"Content-Length", b"2")], [(b"Content-Length", b"0")]]),
)
def test_a_request_that_is_written_at_sight_is_the_one_that_h11_writes(
    method: bytes, target: bytes, headers: list[tuple[bytes, bytes]], body: bytes, length: list[tuple[bytes, bytes]]
) -> None:
    request = Outgoing(method=method, target=target, headers=[(b"Host", b"venue"), *length, *headers], body=body)
    written = at_sight.written(request)
    if written is None:
        return
    wire = h11.Connection(h11.CLIENT)
    head = wire.send(h11.Request(method=method, target=target, headers=list(request.headers)))
    assert written == head + (wire.send(h11.Data(data=body)) if body else b"") + wire.send(h11.EndOfMessage())
