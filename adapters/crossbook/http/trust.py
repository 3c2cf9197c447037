"""Whose certificates are believed: Mozilla's list as certifi ships it, or a file that the caller names. Nothing else.

Neither SSL_CERT_FILE nor any other setting of the environment counts. Reading the list takes a while, so nothing is read
before the first connection that needs it.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from functools import cache, partial
from os import PathLike, fspath
from typing import TypeAlias

from crossbook.core.judging import invalid

Trust: TypeAlias = Callable[[], ssl.SSLContext]


def trust(ca_file: str | PathLike[str] | None, *, venue: str) -> Trust:
    """Give the way to get TLS settings, always verifying. Raises InvalidRequest if a file is named that holds no certificates."""
    if ca_file is None:
        return _usual
    try:
        return partial(_itself, _context(fspath(ca_file)))
    except (OSError, TypeError, ValueError) as error:  # An ssl.SSLError is an OSError.
        problem = f"{ca_file!r} ({error})"
    raise invalid(venue, "ca_file", expected="the path of a PEM file with CA certificates", found=problem)


@cache
def _usual() -> ssl.SSLContext:
    import certifi  # noqa: PLC0415 - not before it is needed

    return _context(certifi.where())


def _context(ca_file: str) -> ssl.SSLContext:
    # PROTOCOL_TLS_CLIENT checks certificates and host names.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cafile=ca_file)
    context.set_alpn_protocols(["http/1.1"])
    return context


def _itself(context: ssl.SSLContext) -> ssl.SSLContext:
    return context
