"""Reads the URL of a proxy, for clients and sockets alike, without showing it: there may be a password in it."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote, urlsplit

from crossbook.core.checks import is_host
from crossbook.core.instances import is_a
from crossbook.core.judging import invalid
from crossbook.core.redaction import Secret
from crossbook.http.protocol.routes import Proxy, basic

_EXPECTED: Final = "a URL of the form http://host:port or http://user:password@host:port"


def proxy_of(url: Secret, *, venue: str) -> Proxy:
    """Give the proxy that a URL names. Raises InvalidRequest."""
    proxy = _read(url)
    if proxy is None:
        # No variable of this frame may hold what was read: a traceback shows them.
        raise invalid(venue, "proxy", expected=_EXPECTED, found="another one")
    return proxy


def _read(url: Secret) -> Proxy | None:
    text = url.reveal()
    try:
        parts = urlsplit(text) if is_a(text, str) else urlsplit("")
        host, port, user = parts.hostname or "", parts.port, parts.username
    except ValueError:
        return None
    if parts.scheme != "http" or not is_host(host) or not port or parts.path not in ("", "/") or parts.query or parts.fragment:
        return None
    authorization = None if user is None else basic(unquote(user), unquote(parts.password or ""))
    return Proxy(host=host, port=port, authorization=authorization)
