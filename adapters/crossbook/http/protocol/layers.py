"""What lies between HTTP and the socket: nothing, or TLS as an object without a socket."""

from __future__ import annotations

import ssl
from typing import Protocol

from crossbook.http.protocol.steps import Fault, Steps

_PIECE = 65536


class Layer(Protocol):
    """Turns what is said into what goes over the wire, and back."""

    closed: bool
    """Whether the other side has said that nothing more comes."""

    def wrap(self, data: bytes) -> bytes:
        """Give the bytes to send for `data`, and whatever the layer itself has to say."""
        ...

    def unwrap(self, data: bytes) -> bytes:
        """Give what `data` from the wire says, which may be nothing yet. b"" from the wire is its end."""
        ...

    def is_quiet(self, found: bytes | None) -> bool:
        """Say whether nothing was said that was not asked for; `found` is what lay on the wire, None where nothing did."""
        ...


class Plain:
    """No layer at all."""

    def __init__(self) -> None:
        self.closed = False

    def wrap(self, data: bytes) -> bytes:
        return data

    def unwrap(self, data: bytes) -> bytes:
        self.closed = self.closed or not data
        return data

    def is_quiet(self, found: bytes | None) -> bool:
        return found is None and not self.closed


class Tls:
    """TLS over memory: it never owns a socket, so an interrupt cannot leave one with two owners or with none."""

    def __init__(self, context: ssl.SSLContext, host: str) -> None:
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._session = context.wrap_bio(self._incoming, self._outgoing, server_hostname=host)
        self._records = Records()
        self.closed = False

    def handshake(self, early: bytes = b"") -> Steps[None]:
        """Agree on keys and check the certificate; `early` came before. Its last words go out with the first request."""
        if early:
            self._take(early)
        while not self._agreed():
            self._take((yield self._outgoing.read()))

    def _agreed(self) -> bool:
        try:
            self._session.do_handshake()
        except ssl.SSLWantReadError:
            return False
        except (ssl.SSLError, ssl.CertificateError) as error:
            raise Fault(f"TLS failed: {_words(error)}") from None
        return True

    def wrap(self, data: bytes) -> bytes:
        try:
            if data:
                self._session.write(data)
        except ssl.SSLError as error:
            raise Fault(f"TLS failed: {_words(error)}") from None
        return self._outgoing.read()

    def unwrap(self, data: bytes) -> bytes:
        self._take(data)
        return self._read()

    def is_quiet(self, found: bytes | None) -> bool:
        if found is not None:
            self._take(found)
        # Tickets for later sessions come when the server likes; they say nothing, and are read here.
        return self._read() == b"" and not self.closed and self._records.whole

    def _read(self) -> bytes:
        pieces: list[bytes] = []
        try:
            while piece := self._session.read(_PIECE):
                pieces.append(piece)
            self.closed = True  # An empty piece is a proper goodbye.
        except ssl.SSLWantReadError:
            pass
        except ssl.SSLEOFError:
            self.closed = True
        except ssl.SSLError as error:
            raise Fault(f"TLS failed: {_words(error)}") from None
        return b"".join(pieces)

    def _take(self, data: bytes) -> None:
        if data:
            self._records.feed(data)
            self._incoming.write(data)
        else:
            self._incoming.write_eof()


class Records:
    """Where the records of a TLS stream end: part of one may be the beginning of a reply that nobody can see yet."""

    _HEADER = 5

    def __init__(self) -> None:
        self._header = b""
        self._left = 0

    @property
    def whole(self) -> bool:
        """Whether the stream stands between two records."""
        return not self._header and not self._left

    def feed(self, data: bytes) -> None:
        """Follow the stream."""
        while data:
            if not self._left:
                wanted = self._HEADER - len(self._header)
                self._header, data = self._header + data[:wanted], data[wanted:]
                if len(self._header) < self._HEADER:
                    return
                self._left = int.from_bytes(self._header[3:], "big")
                self._header = b""
            skipped = min(self._left, len(data))
            self._left, data = self._left - skipped, data[skipped:]


def _words(error: Exception) -> str:
    """Give what OpenSSL says without the line of its source that says it."""
    reason = getattr(error, "verify_message", None) or getattr(error, "reason", None) or error
    return f"{reason}"
