"""Replies over HTTP/1.1 as bytes, and an exchange without a socket."""

from __future__ import annotations

import gzip

from crossbook.http.protocol.connection import Connection
from crossbook.http.protocol.messages import Incoming, Outgoing

BODY = b'{"data":{"success":true}}'
REQUEST = Outgoing(method=b"POST", target=b"/session/cancel", headers=[(b"Host", b"venue"), (b"Content-Length", b"2")], body=b"{}")
MEBIBYTE = 1024 * 1024


def head(*lines: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1")


def sized(body: bytes = BODY, *lines: str, status: str = "200 OK") -> bytes:
    return head(f"Content-Length: {len(body)}", *lines, status=status) + body


def chunked(*pieces: bytes, lines: tuple[str, ...] = (), end: bytes = b"0\r\n\r\n") -> bytes:
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return head("Transfer-Encoding: chunked", *lines) + chunks + end


def exchange(connection: Connection, *came: bytes, request: Outgoing = REQUEST, largest: int = MEBIBYTE) -> tuple[bytes, Incoming]:
    """Run one exchange over what the other side says, piece by piece; b"" is its end. Gives what was sent, and the reply."""
    steps = connection.exchange(request, largest)
    sent = next(steps)
    for piece in came:
        try:
            sent += steps.send(piece)
        except StopIteration as stop:
            return sent, stop.value
    raise AssertionError("it waits for more")


WHOLE = {
    "a length": sized(),
    "a length of nothing": sized(b""),
    "chunks": chunked(BODY[:7], BODY[7:]),
    "no chunks": chunked(),
    "chunks and a trailer": chunked(BODY, end=b"0\r\nX-Sum: 1\r\n\r\n"),
    "gzip with a length": sized(gzip.compress(BODY), "Content-Encoding: gzip"),
    "gzip in chunks": chunked(gzip.compress(BODY), lines=("Content-Encoding: GZIP",)),
    "two gzip streams": sized(gzip.compress(BODY[:9]) + gzip.compress(BODY[9:]), "Content-Encoding: x-gzip"),
    "no content": head(status="204 No Content"),
    "not modified": head("Content-Length: 25", status="304 Not Modified"),
    "a hint before it": head("Link: </style.css>", status="103 Early Hints") + sized(),
    "HTTP/1.0 with a length": sized().replace(b"HTTP/1.1", b"HTTP/1.0"),
    "a goodbye": sized(BODY, "Connection: close"),
}
