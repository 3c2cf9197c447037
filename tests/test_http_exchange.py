"""One HTTP/1.1 exchange without a socket: what is written, which replies are complete, and when another may follow."""

from __future__ import annotations

import gzip
import zlib
from itertools import pairwise
from typing import Any

import pytest
from http_bytes import BODY, MEBIBYTE, REQUEST, WHOLE, chunked, exchange, head, sized
from hypothesis import given
from hypothesis import strategies as st

from crossbook.http.protocol.connection import LONGEST_HEAD, MOST_HINTS, Connection
from crossbook.http.protocol.layers import Plain
from crossbook.http.protocol.messages import Incoming, Outgoing
from crossbook.http.protocol.steps import Fault


def replied(*came: bytes, **named: Any) -> Incoming:
    return exchange(Connection(Plain()), *came, **named)[1]


def fault(*came: bytes, **named: Any) -> str:
    connection = Connection(Plain())
    with pytest.raises(Fault) as caught:
        exchange(connection, *came, **named)
    assert not connection.is_clean, "whatever failed, nothing may follow"
    return caught.value.problem


def test_a_request_is_written_whole_and_at_once() -> None:
    sent, reply = exchange(Connection(Plain()), sized())
    assert sent == b"POST /session/cancel HTTP/1.1\r\nHost: venue\r\nContent-Length: 2\r\n\r\n{}"
    assert (reply.status, reply.body) == (200, BODY)
    assert (b"content-length", b"25") in reply.headers


REUSABLE = frozenset(WHOLE) - {"a hint before it", "HTTP/1.0 with a length", "a goodbye"}


@pytest.mark.parametrize("kind", WHOLE)
def test_a_reply_is_read_however_it_is_cut_up(kind: str) -> None:
    raw = WHOLE[kind]
    expected = replied(raw)
    assert expected.body in (BODY, b"")
    assert replied(*(raw[at : at + 1] for at in range(len(raw)))) == expected
    for at in range(1, len(raw)):
        assert replied(raw[:at], raw[at:]) == expected


@given(st.sampled_from(sorted(WHOLE)), st.lists(st.integers(1, 300), max_size=8))
def test_any_cut_of_a_reply_reads_the_same(kind: str, places: list[int]) -> None:
    raw = WHOLE[kind]
    edges = [0, *sorted({place for place in places if place < len(raw)}), len(raw)]
    assert replied(*(raw[start:end] for start, end in pairwise(edges))) == replied(raw)


@pytest.mark.parametrize("kind", WHOLE)
def test_a_reply_that_ends_before_its_end_is_no_reply_at_any_byte(kind: str) -> None:
    raw = WHOLE[kind]
    for kept in range(len(raw)):
        assert fault(raw[:kept], b"") != "" if kept else fault(b"")


@pytest.mark.parametrize("kind", WHOLE)
def test_another_request_may_follow_a_regular_reply_only(kind: str) -> None:
    connection = Connection(Plain())
    exchange(connection, WHOLE[kind])
    assert connection.is_clean == (kind in REUSABLE)
    assert connection.is_quiet(None) == (kind in REUSABLE)
    if kind in REUSABLE:
        for _ in range(3):
            assert exchange(connection, WHOLE[kind])[1] == replied(WHOLE[kind])
    else:
        with pytest.raises(Fault, match="used up"):
            exchange(connection, sized())


@pytest.mark.parametrize("found", [b"", b"H", sized(), b"\r\n"])
def test_nothing_is_sent_where_anything_lies_on_the_socket(found: bytes) -> None:
    assert Connection(Plain()).is_quiet(None)
    assert not Connection(Plain()).is_quiet(found)
    used = Connection(Plain())
    exchange(used, sized())
    assert not used.is_quiet(found)


@pytest.mark.parametrize("left", [sized(), b"H", b"\n", b"\x00", head(status="100 Continue")])
def test_what_is_left_over_after_the_first_reply_keeps_anything_from_following(left: bytes) -> None:
    connection = Connection(Plain())
    assert exchange(connection, sized() + left)[1].body == BODY
    assert not connection.is_clean


@pytest.mark.parametrize("left", [sized(), b"H", b"\n"])
def test_two_replies_to_a_later_request_are_none_because_the_first_may_be_an_earlier_one_s(left: bytes) -> None:
    connection = Connection(Plain())
    exchange(connection, sized())
    with pytest.raises(Fault, match="more than one reply"):
        exchange(connection, sized() + left)
    assert not connection.is_clean


def test_an_exchange_that_is_stopped_anywhere_leaves_nothing_that_can_be_used() -> None:
    for kept in range(len(sized())):
        connection = Connection(Plain())
        steps = connection.exchange(REQUEST, MEBIBYTE)
        next(steps)
        if kept:
            steps.send(sized()[:kept])
        steps.close()
        assert not connection.is_clean
        assert not connection.is_quiet(None)


ODD = {
    "no length": head() + BODY,
    "no length, HTTP/1.0": head().replace(b"HTTP/1.1", b"HTTP/1.0") + BODY,
    "a length and chunks": head("Content-Length: 25", "Transfer-Encoding: chunked") + b"19\r\n" + BODY + b"\r\n0\r\n\r\n",
    "two lengths": head("Content-Length: 25", "Content-Length: 24") + BODY,
    "a negative length": head("Content-Length: -1") + BODY,
    "a length that is no number": head("Content-Length: 0x19") + BODY,
    "a length of more digits than Python reads": head(f"Content-Length: {'9' * 5000}") + BODY,
    "another transfer encoding": head("Transfer-Encoding: gzip, chunked") + b"0\r\n\r\n",
    "a bad chunk": head("Transfer-Encoding: chunked") + b"zz\r\n" + BODY,
    "a chunk without its end": chunked(BODY).replace(BODY + b"\r\n", BODY + b"xx"),
    "another protocol": b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "a bad status": b"HTTP/1.1 20 OK\r\n\r\n",
    "a status of no kind": b"HTTP/1.1 099 Odd\r\n\r\n",
    "switching": head("Upgrade: websocket", "Connection: Upgrade", status="101 Switching Protocols"),
    "hints without end": head(status="102 Processing") * (MOST_HINTS + 1) + sized(),
    "an unknown packing": sized(BODY, "Content-Encoding: br"),
    "packed twice": sized(gzip.compress(gzip.compress(BODY)), "Content-Encoding: gzip, gzip"),
    "not packed as it says": sized(BODY, "Content-Encoding: gzip"),
    "packed with another method": sized(zlib.compress(BODY), "Content-Encoding: deflate"),
    "packed, cut off": sized(gzip.compress(BODY)[:-1], "Content-Encoding: gzip"),
    "packed, nothing in chunks": chunked(lines=("Content-Encoding: gzip",)),
    "packed, damaged": sized(gzip.compress(BODY)[:-8] + bytes(8), "Content-Encoding: gzip"),
    "packed, and more": sized(gzip.compress(BODY) + b"more", "Content-Encoding: gzip"),
    "headers without end": head(f"X-Long: {'x' * (LONGEST_HEAD + 100)}")[:-2],
    "a chunk header without end": head("Transfer-Encoding: chunked") + b"1" * (LONGEST_HEAD + 100),
}


@pytest.mark.parametrize("kind", ODD)
def test_a_reply_of_which_nobody_knows_where_it_ends_or_what_it_says_is_none(kind: str) -> None:
    assert fault(ODD[kind], b"")
    step = 1 if len(ODD[kind]) < LONGEST_HEAD else 1000
    assert fault(*(ODD[kind][at : at + step] for at in range(0, len(ODD[kind]), step)), b"")


@pytest.mark.parametrize("seconds", ["9" * 400, "9" * 5000])
def test_a_time_to_keep_the_connection_that_is_too_long_to_count_keeps_no_reply_from_being_read(seconds: str) -> None:
    connection = Connection(Plain())
    usual = connection.idle_seconds
    assert exchange(connection, sized(BODY, f"Keep-Alive: timeout={seconds}"))[1].body == BODY
    assert connection.idle_seconds == usual


def test_long_headers_are_read() -> None:
    assert replied(sized(BODY, f"Content-Security-Policy: {'x' * 40_000}")).body == BODY


@pytest.mark.parametrize("size", [0, 1, 4095, 4096])
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("framing", [sized, chunked])
def test_a_reply_may_be_as_large_as_was_said_and_no_larger(size: int, packed: bool, framing: Any) -> None:  # noqa: FBT001 - a case
    def raw(body: bytes) -> bytes:
        if not packed:
            return framing(body) if body or framing is sized else chunked()
        lines = ("Content-Encoding: gzip",)
        return sized(gzip.compress(body), *lines) if framing is sized else chunked(gzip.compress(body), lines=lines)

    assert replied(raw(bytes(size)), largest=4096).body == bytes(size)
    assert "larger than 4096 bytes" in fault(raw(bytes(4097 + size)), largest=4096)


def test_a_bomb_is_not_unpacked() -> None:
    raw = sized(gzip.compress(bytes(100 * MEBIBYTE), 9), "Content-Encoding: gzip")
    pieces = [raw[at : at + 65536] for at in range(0, len(raw), 65536)]
    assert "larger than 1048576 bytes" in fault(*pieces)


def test_a_body_without_end_is_not_read_to_its_end() -> None:
    """Empty blocks unpack to nothing, so only what comes can be counted."""
    connection = Connection(Plain())
    steps = connection.exchange(REQUEST, 4096)
    next(steps)
    steps.send(head("Transfer-Encoding: chunked", "Content-Encoding: gzip"))
    packer = zlib.compressobj(wbits=31)
    steps.send(b"%x\r\n%s\r\n" % (len(start := packer.compress(b"x") + packer.flush(zlib.Z_FULL_FLUSH)), start))
    nothing = b"\x00\x00\x00\xff\xff" * 1000
    chunks = b"%x\r\n%s\r\n" % (len(nothing), nothing) * 100
    with pytest.raises(Fault, match="larger than 4096 bytes"):
        steps.send(chunks)


def test_a_length_that_is_too_large_is_refused_before_it_comes() -> None:
    assert "larger than" in fault(head(f"Content-Length: {MEBIBYTE + 1}"))
    assert "larger than" in fault(head("Content-Length: 99999999999999999999"))


@pytest.mark.parametrize(
    "header",
    [(b"X-Wallet", b"a\r\nX-Injected: 1"), (b"X-Wallet", b"a\x00"), (b"X Wallet", b"a"), (b"", b"a"), (b"X-Wallet", b"\n")],
)
def test_what_cannot_be_written_is_refused_before_a_byte_is_given(header: tuple[bytes, bytes]) -> None:
    request = Outgoing(method=b"GET", target=b"/", headers=[(b"Host", b"venue"), header], body=b"")
    with pytest.raises(Fault, match="cannot be written"):
        next(Connection(Plain()).exchange(request, MEBIBYTE))


def test_a_target_cannot_carry_a_second_request() -> None:
    for target in (b"/ HTTP/1.1\r\nHost: x\r\n\r\nGET /", b"/a b", b"/\n"):
        request = Outgoing(method=b"GET", target=target, headers=[(b"Host", b"venue")], body=b"")
        with pytest.raises(Fault, match="cannot be written"):
            next(Connection(Plain()).exchange(request, MEBIBYTE))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("timeout=5", 2.5), ("timeout=4, max=100", 2.0), ("max=5, TIMEOUT = 1", 0.5), ("timeout=0", 0.0), ("timeout=3600", 2.5), ("x", 2.5)],
)
def test_a_connection_lies_idle_for_half_of_what_the_server_allows_at_most(value: str, seconds: float) -> None:
    connection = Connection(Plain())
    exchange(connection, sized(BODY, f"Keep-Alive: {value}"))
    assert connection.idle_seconds == seconds
