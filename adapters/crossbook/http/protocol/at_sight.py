"""What nearly every exchange looks like, written and read at sight. Whatever differs in anything is left to h11. Pure.

A law holds both ways together: what is written here h11 writes too, byte by byte, and what is read here h11 reads alike.
"""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from crossbook.http.protocol.messages import Headers, Outgoing

Seen: TypeAlias = tuple[int, list[tuple[bytes, bytes]], bytes]
"""Status, headers with names in lower case, and the body as it came."""

BODILESS: Final = (204, 304)

_NAME: Final = rb"[-!#$%&'*+.^_`|~0-9a-zA-Z]+"
_VALUE: Final = rb"[!-~]+(?:[ \t]+[!-~]+)*"
_LINE: Final = rb"(%s):[ \t]*(%s)[ \t]*\r\n" % (_NAME, _VALUE)
_HEAD: Final = re.compile(rb"HTTP/1\.1 ([2-5][0-9]{2}) [ -~]*\r\n((?:%s)+)\r\n" % _LINE)
_LINES: Final = re.compile(_LINE)
_METHOD: Final = re.compile(rb"GET|POST|PUT|PATCH|DELETE")
_TARGET: Final = re.compile(rb"[!-~]+")
_HEADER: Final = re.compile(rb"%s: %s" % (_NAME, _VALUE))
_LONGEST_LENGTH: Final = 20
"""Digits of a length, as many as h11 reads."""
_ODD: Final = frozenset({b"connection", b"expect", b"te", b"trailer", b"transfer-encoding", b"upgrade"})
"""Headers that may change what a message is, or what follows it."""
_KEPT: Final = (b"connection", b"keep-alive")


def written(request: Outgoing) -> bytes | None:
    """Write a request; None for one that is not quite as all others are."""
    if _METHOD.fullmatch(request.method) is None or _TARGET.fullmatch(request.target) is None:
        return None
    names = [name.lower() for name, _ in request.headers]
    if names[:1] != [b"host"] or names.count(b"host") != 1 or not _ODD.isdisjoint(names):
        return None
    if not _is_length(request.headers, names, len(request.body)) and (request.body or b"content-length" in names):
        return None
    lines = [b"%s: %s" % pair for pair in request.headers]
    for line, (name, _) in zip(lines, request.headers, strict=True):
        # A colon in a name would make another one of it.
        if _HEADER.fullmatch(line) is None or b":" in name:
            return None
    return b"%s %s HTTP/1.1\r\n%s\r\n\r\n%s" % (request.method, request.target, b"\r\n".join(lines), request.body)


def read(data: bytes) -> Seen | None:
    """Read a reply that came in one piece, with its length, and nothing behind it; None for any other."""
    found = _HEAD.match(data)
    if found is None:
        return None
    status = int(found[1])
    headers = [(name.lower(), value) for name, value in _LINES.findall(found[2])]
    names = [name for name, _ in headers]
    # That a connection is kept says nothing: it is anyway.
    is_odd = not _ODD.isdisjoint(names) and any(name in _ODD and (name, value.lower()) != _KEPT for name, value in headers)
    if status in BODILESS or is_odd or not _is_length(headers, names, len(data) - found.end()):
        return None
    return status, headers, data[found.end() :]


def _is_length(headers: Headers, names: list[bytes], length: int) -> bool:
    """Say whether headers tell this length, once."""
    if names.count(b"content-length") != 1:
        return False
    told = headers[names.index(b"content-length")][1]
    return told.isdigit() and len(told) <= _LONGEST_LENGTH and int(told) == length
