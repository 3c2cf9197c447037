"""One attempt at one request, as both clients make it: what goes out, what came of it, and what is left where it is stopped."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, cast

import httpx
import msgspec

from crossbook import __version__
from crossbook.core import encoding
from crossbook.core.attempts import Answered, Lost, Unsent
from crossbook.core.judging import invalid, is_answered_normally
from crossbook.core.redaction import Secret
from crossbook.core.steps import Send
from crossbook.evidence import Moment
from crossbook.http.log import LOG
from crossbook.http.protocol.bodies import ACCEPTED
from crossbook.http.protocol.steps import Fault, LeaveOver, OutOfTime
from crossbook.http.protocol.unshown import unshown
from crossbook.http.settings import Settings
from crossbook.http.terms import EXTENSION, Terms
from crossbook_bindings.runtime import Request

_ALWAYS: Final = (("Accept-Encoding", ACCEPTED), ("User-Agent", f"crossbook/{__version__}"))

# Reading a URL takes as long as decoding a small reply, and a client asks for the same few again and again.
_url = lru_cache(maxsize=256)(httpx.URL)


_WITH_BODY: Final = ("POST", "PUT", "PATCH")
"""Methods of which a server expects to be told a length, if only 0."""
_ROTATED: Final = encoding.ROTATED_TOKEN_HEADER.lower()
_REQUEST_IDS: Final = tuple(name.lower() for name in encoding.REQUEST_ID_HEADERS)


def _today() -> datetime:
    return datetime.now(tz=UTC)


def _said(response: httpx.Response) -> dict[str, str]:
    """Read the headers of a reply: names in lower case, and what was said twice joined by commas."""
    said: dict[str, str] = {}
    for raw_name, raw_value in response.headers.raw:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
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

    def prepared(self) -> httpx.Request:
        """Write the request as httpx does, credentials included."""
        operation = self.request.operation
        own: dict[str, str] = {}
        self.used = self.settings.credentials.apply(operation, own)
        names = {name.lower() for name in own}
        asked = (pair for pair in self.request.headers if pair[0].lower() not in names)
        # What is asked at `/` is asked at the very URL that the client was given, its path included.
        server, asked_at = self.settings.server(self.request), "" if self.target == "/" else self.target
        url, body = _url(server + asked_at), self.body or b""
        # httpx would find out the host and the length by itself, in three times the time.
        length = [("Content-Length", str(len(body)))] if body or operation.method in _WITH_BODY else []
        host = ("Host", url.netloc.decode("ascii"))
        headers = [host, *encoding.content_headers(self.body).items(), *length, *_ALWAYS, *asked, *own.items()]
        stream = httpx.ByteStream(body)
        return httpx.Request(operation.method, url, headers=headers, stream=stream, extensions={EXTENSION: self.terms})

    def answered(self, response: httpx.Response, left_by: Moment) -> Answered:
        """Take from a complete reply what is needed, and none of its other headers: they may hold secrets."""
        self.is_over = True
        headers, credentials = _said(response), self.settings.credentials
        rotated = headers.get(_ROTATED)
        offered = None if rotated is None else credentials.offered(self.used, rotated)
        request_id = next((headers[name] for name in _REQUEST_IDS if name in headers), None)
        if LOG.isEnabledFor(logging.DEBUG):
            LOG.debug("%s %s: HTTP %d", self.request.operation.method, self.target, response.status_code)
        self.ended = Answered(
            status=response.status_code,
            body=b"".join(cast("httpx.ByteStream", response.stream)),  # It has come whole.
            blot=self.settings.blot,
            retry_after=encoding.retry_after(headers.get("retry-after"), today=_today),
            allowance=encoding.allowance(headers, today=_today),
            request_id=None if request_id is None else self.settings.blot(request_id),
            left_by=left_by,
            age=headers.get("age", ""),
            times=(headers.get("x-server-time", ""), headers.get("date", "")),
        )
        # Nearly no reply offers anything, so nearly none is judged twice.
        if offered is not None and is_answered_normally(self.request, self.ended):
            credentials.exchange(self.used, offered)
        return self.ended

    def failed(self, error: Exception, left_by: Moment) -> Unsent | Lost:
        """Sort a failure by whether the venue can have seen anything of the request."""
        words = self.settings.blot(error.problem if isinstance(error, Fault) else f"{type(error).__name__}: {error}")
        LOG.debug("%s %s: %s", self.request.operation.method, self.target, words)
        if not self.terms.handed_over:
            self.ended = Unsent(f"nothing was sent: {words}", is_stale=isinstance(error, LeaveOver))
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
    settings.server(request)  # Where nobody has said which host it is, that is found here.
    settings.credentials.check(request)
    return Trial(
        request=request,
        settings=settings,
        target=encoding.target(request),
        body=encoding.encoded(request),
        terms=Terms(settings.timeouts, step.until, fresh=step.fresh, leave_until=step.leave_until),
        place=place,
        renewals=0 if settings.renewals is None else settings.renewals.ended,
    )
