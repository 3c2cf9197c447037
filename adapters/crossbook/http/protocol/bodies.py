"""A reply's body: unpacked, bounded, and complete or no body at all."""

from __future__ import annotations

import zlib
from typing import Final

from crossbook.http.protocol.steps import Fault

ACCEPTED: Final = "gzip"
"""What a request says it can read."""

_GZIP: Final = 31
"""zlib's word for: with gzip's header and checksum."""
_SLACK: Final = 65536
"""How much longer than its contents a packed body may be."""


class Body:
    """Collects the pieces of one body. Raises Fault where they are too many, damaged, or end too soon."""

    def __init__(self, coding: str, largest: int) -> None:
        if coding not in ("", "identity", "gzip", "x-gzip"):
            raise Fault(f"the reply is packed in a way that was not asked for ({coding})")
        self._unpacker = zlib.decompressobj(_GZIP) if coding.endswith("gzip") else None
        self._largest = largest
        self._pieces: list[bytes] = []
        self._size = 0
        self._packed = 0

    def add(self, data: bytes) -> None:
        """Take the next piece."""
        self._packed += len(data)
        if self._packed > self._largest + _SLACK:
            raise self._too_large()
        if self._unpacker is None:
            self._keep(data)
            return
        try:
            while data:
                if self._unpacker.eof:
                    self._unpacker = zlib.decompressobj(_GZIP)  # One stream may follow another.
                # One byte more than there may be: then it is known to be too large, and nothing more is unpacked.
                self._keep(self._unpacker.decompress(data, self._largest - self._size + 1))
                data = self._unpacker.unused_data
        except zlib.error as error:
            raise Fault(f"the reply is damaged ({error})") from None

    def whole(self) -> bytes:
        """Give the whole body, when the last piece has come."""
        if self._unpacker is not None and not self._unpacker.eof:
            raise Fault("the reply's packed body breaks off")
        return b"".join(self._pieces)

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > self._largest:
            raise self._too_large()
        self._pieces.append(piece)

    def _too_large(self) -> Fault:
        return Fault(f"the reply is larger than {self._largest} bytes")
