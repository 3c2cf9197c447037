"""One attempt at one request, as both clients make it: what goes out, what came of it, and what is left where it is stopped."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlsplit

import msgspec

from crossbook import __version__
from crossbook.core import encoding
from crossbook.core.attempts import Answered, Lost, Unsent
from crossbook.core.judging import invalid
from crossbook.core.redaction import Secret
from crossbook.core.steps import Send
from crossbook.evidence import Moment
from crossbook.http.log import LOG
from crossbook.http.protocol.bodies import ACCEPTED
from crossbook.http.protocol.messages import Headers, Incoming, Outgoing
from crossbook.http.protocol.routes import Origin
from crossbook.http.protocol.steps import Fault, OutOfTime
from crossbook.http.protocol.unshown import unshown
from crossbook.http.settings import Settings
from crossbook.http.terms import Terms
from crossbook_bindings.runtime import Request

_ALWAYS: Final = (("Accept-Encoding", ACCEPTED), ("User-Agent", f"crossbook/{__version__}"))

_PORTS: Final = {"http": 80, "https": 443}
_AS_IT_IS: Final = "!$%&'()*+,/:;=?@[]~"
"""What a caller may have put into a path by hand, and may stand in a target (RFC 3986). All else is written with a %."""
_WITH_BODY: Final = ("POST", "PUT", "PATCH")
"""Methods of which a server expects to be told a length, if only 0."""
_ROTATED: Final = encoding.ROTATED_TOKEN_HEADER.lower()
_REQUEST_IDS: Final = tuple(name.lower() for name in encoding.REQUEST_ID_HEADERS)


def _today() -> datetime:
    return datetime.now(tz=UTC)


@lru_cache(maxsize=256)  # A client asks for the same few again and again.
def _place(server: str) -> tuple[Origin, str, str]:
    """Read the address of a server: its origin, what the header Host says of it, and the path that is before every other."""
    parts = urlsplit(server)
    usual, host = _PORTS[parts.scheme], parts.hostname or ""
    port = parts.port or usual
    written = f"[{host}]" if ":" in host else host
    return (parts.scheme, host, port), written if port == usual else f"{written}:{port}", parts.path


def _said(headers: Headers) -> dict[str, str]:
    """Read the headers of a reply: names in lower case, and what was said twice joined by commas."""
    said: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        said[name] = f"{said[name]}, {value}" if name in said else value
    return said


class Trial(msgspec.Struct, kw_only=True):
    """One request on its way. Shows nothing of what it carries: a traceback would show it too."""

    __repr__ = unshown

    request: Request[str, object, object]
    settings: Settings
    target: str
    body: bytes | None
    terms: Terms
    place: int
    """Which step of its call's plan it is for, counted from 0. Repeats are for the same."""
    ended: Answered | Unsent | Lost | None = None
    """What came of it, once that is known."""
    is_over: bool = False
    """Whether its reply was read to the end."""
    used: Secret | None = None
    """The credential that went with it."""
    renewals: int = 0
    """How often other credentials had been asked for when it was begun."""

    def prepared(self) -> tuple[Origin, Outgoing]:
        """Write the request, credentials included, and say where it belongs."""
        operation = self.request.operation
        own: dict[str, str] = {}
        self.used = self.settings.credentials.apply(operation, own)
        names = {name.lower() for name in own}
        asked = (pair for pair in self.request.headers if pair[0].lower() not in names)
        origin, host, above = _place(self.settings.server(self.request))
        # What is asked at `/` is asked at the very URL that the client was given, its path included.
        target = above or "/" if self.target == "/" else above + self.target
        body = self.body or b""
        length = [("Content-Length", str(len(body)))] if body or operation.method in _WITH_BODY else []
        headers = [("Host", host), *encoding.content_headers(self.body).items(), *length, *_ALWAYS, *asked, *own.items()]
        return origin, Outgoing(
            method=operation.method.encode("ascii"),
            target=quote(target, safe=_AS_IT_IS).encode("ascii"),
            headers=[(name.encode("ascii"), value.encode("ascii")) for name, value in headers],
            body=body,
        )

    def answered(self, incoming: Incoming, left_by: Moment) -> Answered:
        """Take from a complete reply what is needed, and none of its other headers: they may hold secrets."""
        self.is_over = True
        headers, credentials = _said(incoming.headers), self.settings.credentials
        credentials.learn(self.used, headers.get(_ROTATED), status=incoming.status)
        request_id = next((headers[name] for name in _REQUEST_IDS if name in headers), None)
        if LOG.isEnabledFor(logging.DEBUG):
            LOG.debug("%s %s: HTTP %d", self.request.operation.method, self.target, incoming.status)
        self.ended = Answered(
            status=incoming.status,
            body=incoming.body,
            blot=self.settings.blot,
            retry_after=encoding.retry_after(headers.get("retry-after"), today=_today),
            allowance=encoding.allowance(headers, today=_today),
            request_id=None if request_id is None else self.settings.blot(request_id),
            left_by=left_by,
            times=(headers.get("x-server-time", ""), headers.get("date", "")),
        )
        return self.ended

    def failed(self, error: Exception, left_by: Moment) -> Unsent | Lost:
        """Sort a failure by whether the venue can have seen anything of the request."""
        words = self.settings.blot(error.problem if isinstance(error, Fault) else f"{type(error).__name__}: {error}")
        LOG.debug("%s %s: %s", self.request.operation.method, self.target, words)
        if not self.terms.handed_over:
            self.ended = Unsent(f"nothing was sent: {words}")
        elif isinstance(error, OutOfTime):
            self.ended = Lost(words, left_by)
        else:
            self.ended = Lost(f"the request was under way and no complete reply came ({words})", left_by)
        return self.ended

    def so_far(self) -> Answered | Unsent | Lost:
        """Say what came of it, also where it was stopped on its way."""
        if self.ended is not None:
            return self.ended
        if not self.terms.handed_over:
            return Unsent("nothing was sent: the call was interrupted", too_late=True)
        return Lost("the call was interrupted when the request was under way, and no complete reply had come")


def begun(settings: Settings, step: Send, *, place: int, obstacle: tuple[str, str] | None) -> Trial:
    """Begin an attempt. Raises InvalidRequest for what cannot be sent by this client, which says so in `obstacle`."""
    request, operation = step.request, step.request.operation
    if operation.venue != settings.venue:
        raise invalid(settings.venue, operation.name, expected=f"a request for {settings.venue}", found=operation.venue)
    if obstacle is not None:
        raise invalid(settings.venue, operation.name, expected=obstacle[0], found=obstacle[1])
    settings.credentials.check(request)
    return Trial(
        request=request,
        settings=settings,
        target=encoding.target(request),
        body=encoding.encoded(request),
        terms=Terms(settings.timeouts, step.until, fresh=step.fresh),
        place=place,
        renewals=0 if settings.renewals is None else settings.renewals.ended,
    )
