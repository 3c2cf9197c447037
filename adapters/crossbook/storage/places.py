"""Where a Redis is, and how it is spoken to, checked. Pure. A URL may hold a password, so it is never shown."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final
from urllib.parse import unquote, urlsplit

import msgspec

from crossbook.core.checks import is_loopback
from crossbook.core.redaction import Secret

_PORT: Final = 6379
_EXPECTED: Final = (
    "expected a URL like rediss://user:password@host:6379/0, with redis:// to loopback or to hosts in insecure_hosts only, "
    "without query or fragment"
)


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A Redis."""

    host: str
    port: int
    database: int
    is_secure: bool
    user: str | None
    password: Secret | None

    def __repr__(self) -> str:
        return f"Place({self.shown!r})"

    @property
    def shown(self) -> str:
        """Its URL, without who asks and how that is proven."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'rediss' if self.is_secure else 'redis'}://{host}:{self.port}/{self.database}"


def place(url: Secret, insecure_hosts: Collection[str]) -> Place:
    """Read the URL of a Redis. Raises ValueError, which does not show it."""
    found = _read(url)
    if isinstance(found, Place) and (found.is_secure or is_loopback(found.host) or found.host in insecure_hosts):
        return found
    # No variable of this frame may hold what was read, for there may be a password in it: a traceback shows them.
    shown = found.shown if isinstance(found, Place) else found
    del found
    raise ValueError(f"url: {_EXPECTED}; found {shown}")


def _read(url: Secret) -> Place | str:
    try:
        # Callers are not always typed.
        parts = urlsplit(str(url.reveal()))
        port = parts.port
    except ValueError:
        return "what is no URL"
    database = parts.path.removeprefix("/") or "0"
    if parts.scheme not in ("redis", "rediss"):
        return "another scheme, or none"
    if not parts.hostname:
        return "no host"
    if parts.query or parts.fragment:
        return "a query or a fragment"
    if not (database.isascii() and database.isdigit()):
        return "a database that is no number"
    return Place(
        host=parts.hostname,
        port=_PORT if port is None else port,
        database=int(database),
        is_secure=parts.scheme == "rediss",
        user=unquote(parts.username) if parts.username else None,
        password=Secret(unquote(parts.password)) if parts.password else None,
    )
