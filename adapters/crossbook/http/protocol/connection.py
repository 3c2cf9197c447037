"""One HTTP/1.1 connection without its socket: an exchange after the other, as long as nothing about any of them was odd."""

from __future__ import annotations

from typing import Final

import h11

from crossbook.http.protocol import at_sight
from crossbook.http.protocol.bodies import Body
from crossbook.http.protocol.layers import Layer
from crossbook.http.protocol.messages import Headers, Incoming, Outgoing
from crossbook.http.protocol.steps import Fault, Steps

LONGEST_HEAD: Final = 65536
"""Bytes of a status line with its headers; h11's own limit is 16 KiB."""
MOST_HINTS: Final = 16
"""Informational replies before the real one."""
IDLE_SECONDS: Final = 2.5
"""How long a connection may lie unused. Node closes after 5 s unless told otherwise, and a request must not meet that."""

_SWITCHING: Final = 101


class Connection:
    """Says what to send and reads what comes. Driven by a shell that owns the socket."""

    def __init__(self, layer: Layer) -> None:
        self._layer = layer
        self._wire = _wire()
        self.answered = 0
        """How many exchanges it has seen to their end."""
        self.is_clean = True
        """Whether another request may follow: the last exchange is over, and was regular in everything."""
        self.idle_seconds = IDLE_SECONDS
        """How long it may lie unused."""

    def is_quiet(self, found: bytes | None) -> bool:
        """Say whether a request may be sent now: nothing came since the last exchange. `found` is what lies on the socket."""
        return self.is_clean and self._layer.is_quiet(found)

    def exchange(self, request: Outgoing, largest: int) -> Steps[Incoming]:
        """Send one request and read its reply, of at most so many bytes. Raises Fault; then the connection must be closed."""
        if not self.is_clean:
            raise Fault("the connection was used up by an earlier request")
        self.is_clean = False  # Whatever stops this from here on leaves it so.
        plain = at_sight.written(request)
        came = yield from self._received(self._layer.wrap(plain or self._written(request)))
        # What is odd about a request may decide what becomes of its connection: "close" does, whatever the reply says.
        seen = None if plain is None else at_sight.read(came)
        if seen is not None:
            status, headers, packed = seen
            whole = Body(*self._framing(request, status, headers, largest))
            whole.add(packed)
            reply = Incoming(status=status, headers=headers, body=whole.whole())
            self.answered += 1
            self.is_clean = self._layer.is_quiet(None)
            return reply
        # It is read closely from its first byte on, by what knows that this was asked.
        if plain is not None:
            self._written(request)
        self._wire.receive_data(came)
        head, hints = yield from self._head()
        body = yield from self._body(Body(*self._framing(request, head.status_code, head.headers, largest)))
        self._finish(regular=not hints)
        return Incoming(status=head.status_code, headers=list(head.headers), body=body)

    def _head(self) -> Steps[tuple[h11.Response, int]]:
        """Read up to the reply's headers, and count what came before them."""
        hints = 0
        while True:
            match self._event():
                case None:
                    self._wire.receive_data((yield from self._received()))
                case h11.InformationalResponse(status_code=status):
                    hints += 1
                    if status == _SWITCHING or hints > MOST_HINTS:
                        raise Fault(f"the venue answered {status}, which was not asked for")
                case h11.Response() as head:
                    return head, hints
                case event:
                    raise _out_of_place(event)

    def _body(self, body: Body) -> Steps[bytes]:
        """Read the reply's body to its end."""
        while True:
            match self._event():
                case None:
                    self._wire.receive_data((yield from self._received()))
                case h11.Data(data=data):
                    body.add(bytes(data))
                case h11.EndOfMessage():
                    return body.whole()
                case event:
                    raise _out_of_place(event)

    def _written(self, request: Outgoing) -> bytes:
        """Begin an exchange of which h11 keeps account, and give its request."""
        self._wire = _wire()
        try:
            head = self._wire.send(h11.Request(method=request.method, target=request.target, headers=list(request.headers)))
            body = self._wire.send(h11.Data(data=request.body)) if request.body else b""
            return head + body + self._wire.send(h11.EndOfMessage())
        except h11.LocalProtocolError as error:
            raise Fault(f"the request cannot be written: {error}") from None

    def _received(self, output: bytes = b"") -> Steps[bytes]:
        """Send what is to be sent and wait for something. No reply is complete by its end alone, so the end is a fault."""
        while not self._layer.closed:
            data = self._layer.unwrap((yield output))
            if data:
                return data
            output = self._layer.wrap(b"")
        raise Fault("the connection was closed before a complete reply had come")

    def _event(self) -> h11.Event | None:
        """Give the next thing that the venue said, or None where more must come first."""
        try:
            event = self._wire.next_event()
        except h11.RemoteProtocolError as error:
            raise Fault(f"the venue does not speak HTTP/1.1: {error}") from None
        if event is h11.NEED_DATA:
            return None
        if not isinstance(event, h11.Event):
            raise Fault("the venue said more than was asked for")
        return event

    def _framing(self, request: Outgoing, status: int, headers: Headers, largest: int) -> tuple[str, int]:
        """Check that one can know where the reply ends, and give how it is packed and how large it may be."""
        length = chunked = None
        coding: list[str] = []
        for name, value in headers:
            match name:
                case b"content-length":
                    length = int(value)
                case b"transfer-encoding":
                    chunked = value
                case b"content-encoding":
                    coding.append(value.decode("latin-1").strip().lower())
                case b"keep-alive":
                    self._keep_for(value)
                case _:
                    pass
        if length is not None and chunked is not None:
            raise Fault("the reply has a length and comes in chunks too: nobody can say where it ends")
        if status in at_sight.BODILESS or request.method == b"HEAD" or length == 0:
            return "", largest
        if length is None and chunked is None:
            raise Fault("the reply has no length: nobody can say whether it is complete")
        if length is not None and length > largest:
            raise Fault(f"the reply is larger than {largest} bytes")
        return ", ".join(coding), largest

    def _keep_for(self, value: bytes) -> None:
        """Take note of how soon the server drops an idle connection (Keep-Alive: timeout=5), and stay well below."""
        for parameter in value.split(b","):
            name, _, seconds = parameter.strip().partition(b"=")
            if name.strip().lower() == b"timeout" and seconds.strip().isdigit():
                self.idle_seconds = min(IDLE_SECONDS, float(seconds) / 2)  # Of any number of digits: infinity, in the end.

    def _finish(self, *, regular: bool) -> None:
        """Decide whether another exchange may follow this one."""
        alone = self._wire.trailing_data == (b"", False)
        if not alone and self.answered:
            # The first reply may be one that an earlier request should have had.
            raise Fault("more than one reply came: nobody can say which one is the answer")
        self.answered += 1
        done = self._wire.our_state is h11.DONE and self._wire.their_state is h11.DONE
        self.is_clean = regular and alone and done and self._layer.is_quiet(None)


def _wire() -> h11.Connection:
    return h11.Connection(h11.CLIENT, max_incomplete_event_size=LONGEST_HEAD)


def _out_of_place(event: h11.Event) -> Fault:
    return Fault(f"the venue sent something out of place ({type(event).__name__})")
