"""How a proxy is asked to pass bytes on: CONNECT, before TLS begins."""

from __future__ import annotations

import h11

from crossbook.http.protocol.connection import LONGEST_HEAD, MOST_HINTS
from crossbook.http.protocol.messages import Headers
from crossbook.http.protocol.steps import Fault, Steps

_AUTHENTICATION_REQUIRED = 407


def tunnel(authority: bytes, headers: Headers) -> Steps[bytes]:
    """Have a proxy connect to host:port. Gives what came after its answer, which belongs to what is spoken next."""
    wire = h11.Connection(h11.CLIENT, max_incomplete_event_size=LONGEST_HEAD)
    try:
        request = h11.Request(method=b"CONNECT", target=authority, headers=[(b"Host", authority), *headers])
        output = wire.send(request) + wire.send(h11.EndOfMessage())
        hints = 0
        while True:
            match wire.next_event():
                case h11.NEED_DATA:
                    received = yield output
                    if not received:
                        raise Fault("the proxy closed the connection instead of answering")
                    wire.receive_data(received)
                    output = b""
                case h11.InformationalResponse() if hints < MOST_HINTS:
                    hints += 1
                case h11.Response(status_code=status):
                    break
                case _:
                    raise Fault("the proxy did not answer")
    except h11.ProtocolError as error:
        raise Fault(f"the proxy does not speak HTTP/1.1: {error}") from None
    if status == _AUTHENTICATION_REQUIRED:
        raise Fault("the proxy wants a user and a password, or other ones (407)")
    if not 200 <= status < 300:  # noqa: PLR2004
        raise Fault(f"the proxy would not connect to {authority.decode('latin-1')}: it answered {status}")
    return wire.trailing_data[0]
