"""What came of sending one request, and what that proves. Pure: the senders report, this module judges."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Final, Generic, Protocol, TypeAlias, TypeVar, cast

import attrs
import msgspec

from crossbook.core.redaction import Secret, blot_fields
from crossbook.errors import (
    CouldNotConnect,
    CrossbookError,
    Forbidden,
    InvalidRequest,
    NoReply,
    NotFound,
    RateLimited,
    Refused,
    Unauthorized,
    UnreadableReply,
    VenueFailed,
)
from crossbook.outcomes import Evidence
from crossbook_bindings.runtime import Certainty, Request, decoder

ReplyT_co = TypeVar("ReplyT_co", covariant=True)
ResultT = TypeVar("ResultT")


def as_it_is(text: str) -> str:
    """Show a text that holds no secrets."""
    return text


@attrs.frozen(kw_only=True)
class Answered:
    """A complete HTTP reply. Its body may hold a secret, so it is not shown."""

    status: int
    body: bytes = attrs.field(repr=False)
    blot: Callable[[str], str] = attrs.field(repr=False, eq=False, default=as_it_is)
    """Removes the client's own credentials from what is shown, should a venue send them back."""
    retry_after: float | None = None
    request_id: str | None = None


@attrs.frozen
class Unsent:
    """The request never left, so the venue cannot have seen it."""

    problem: str


@attrs.frozen
class Lost:
    """The request may have arrived; no complete reply came back."""

    problem: str


Attempt: TypeAlias = Answered | Unsent | Lost

Plan: TypeAlias = Generator[Request[object, object], Attempt, ResultT]
"""Steps of a command: yields requests, is given what came of each, and returns a result. Knows no runtime.

A sender that finds a request wrong before it sends it throws InvalidRequest in.
"""

_LONGEST_EXCERPT: Final = 400
_REFUSALS: Final[dict[int, type[Refused]]] = {401: Unauthorized, 403: Forbidden, 404: NotFound, 429: RateLimited}


class Source(Protocol):
    """A decoded reply, HTTP or socket, as what is said about it: why it settles nothing, and what of it may be shown."""

    def doubt(self, fault: str) -> UnreadableReply: ...

    def evidence(self, fault: str) -> Evidence: ...

    def blot(self, text: str, /) -> str: ...


@attrs.frozen
class Reply(Generic[ReplyT_co]):
    """A reply that could be decoded, with what it answers and what it was decoded from."""

    value: ReplyT_co = attrs.field(repr=False)
    request: Request[ReplyT_co, object]
    answered: Answered

    def doubt(self, fault: str) -> UnreadableReply:
        """Build the error for a reply that decodes, but does not prove what it should."""
        return _unreadable(self.request, self.answered, fault)

    def evidence(self, fault: str) -> Evidence:
        """Write down why this reply leaves an order unknown."""
        return evidence_of(self.request, self.doubt(fault))

    def blot(self, text: str) -> str:
        """Remove the client's credentials from the venue's words, before they are shown."""
        return self.answered.blot(text)


def ask(request: Request[ReplyT_co, object]) -> Plan[Reply[ReplyT_co] | CrossbookError]:
    """Have one request sent, and judge what came of it."""
    try:
        attempt = yield request
    except InvalidRequest as error:
        return error
    return judge(request, attempt)


def answer_to(request: Request[ReplyT_co, object]) -> Plan[Reply[ReplyT_co]]:
    """Have one request sent; raise what it ends in, unless that is a reply."""
    result = yield from ask(request)
    if isinstance(result, CrossbookError):
        raise result
    return result


def ask_or_raise(request: Request[ReplyT_co, object]) -> Plan[ReplyT_co]:
    """Have one request sent and take what its reply says; raise what it ends in otherwise."""
    return (yield from answer_to(request)).value


def judge(request: Request[ReplyT_co, object], attempt: Attempt) -> Reply[ReplyT_co] | CrossbookError:
    """Decode a successful reply, or give the error that says what the venue can have done. Raises nothing."""
    operation = request.operation
    match attempt:
        case Unsent(problem=problem):
            return CouldNotConnect(problem, venue=operation.venue, operation=operation.name)
        case Lost(problem=problem):
            return NoReply(problem, venue=operation.venue, operation=operation.name)
        case Answered(status=status) if 200 <= status < 300 and status in operation.effect.statuses:  # noqa: PLR2004
            try:
                value = request.decode(attempt.body)
            except (msgspec.DecodeError, RecursionError) as error:
                return _unreadable(request, attempt, str(error))
            except UnicodeDecodeError:
                return _unreadable(request, attempt, "the body is not UTF-8 text")
            if request.answered is not None and (count := request.answered(value)) != request.sent:
                return _unreadable(request, attempt, f"{request.sent} entries were sent and {count} came back")
            return Reply(value, request, attempt)
        case Answered():
            return _failure(request, attempt)


def _unreadable(request: Request[object, object], answered: Answered, fault: str) -> UnreadableReply:
    operation, body = request.operation, _shown(request, answered.body, answered.blot)
    error = UnreadableReply(
        f"HTTP {answered.status}, but the reply is not what its spec describes: {fault}. Body: {_excerpt(body)}",
        venue=operation.venue,
        operation=operation.name,
        status=answered.status,
        request_id=answered.request_id,
        body=body,
    )
    error.fault = fault
    return error


def _failure(request: Request[object, object], answered: Answered) -> CrossbookError:
    operation, body = request.operation, _shown(request, answered.body, answered.blot)
    if operation.effect.at(answered.status) is Certainty.NOT_ACTED:
        kind: type[CrossbookError] = _REFUSALS.get(answered.status, Refused)
        meaning = "refused, nothing was done"
    else:
        kind = VenueFailed
        meaning = "does not say whether the venue acted"
    error = kind(
        f"HTTP {answered.status} ({meaning}). Body: {_excerpt(body)}",
        venue=operation.venue,
        operation=operation.name,
        status=answered.status,
        request_id=answered.request_id,
        body=body,
        venue_text=words_of(body),
    )
    if isinstance(error, RateLimited):
        error.retry_after = answered.retry_after
    return error


class _ErrorBody(msgspec.Struct):
    """The members in which error bodies carry words. One flat shape of any types: only words are looked for."""

    error: object = None
    message: object = None
    code: object = None


_ERROR_BODY: Final = msgspec.json.Decoder(_ErrorBody)


def words_of(body: str) -> str | None:
    """Find the venue's own words in an error body, or None where it is not a JSON object with any."""
    try:
        found = _ERROR_BODY.decode(body)
    except (msgspec.DecodeError, RecursionError):
        return None
    error = found.error
    if isinstance(error, dict):
        error = cast("dict[str, object]", error).get("message")
    said, message = _text(error), _text(found.message)
    if said is not None:
        return said
    # A code is words where it is a text; a number only repeats the status.
    if isinstance(found.code, str):
        return f"{found.code}: {message}" if message else found.code
    return message


def _text(value: object) -> str | None:
    """Give a text, or several as one (frameworks list the faults of a body so)."""
    if isinstance(value, list):
        texts = [text for text in cast("list[object]", value) if isinstance(text, str)]
        return "; ".join(texts) or None
    return value if isinstance(value, str) else None


def is_documented(request: Request[object, object], error: CrossbookError) -> bool:
    """Say whether an error's body has the form that the spec gives to bodies of its status: whether the venue can have written it."""
    kind = request.errors.get(error.status or 0)
    if kind is None or error.body is None:
        return False
    try:
        decoder(kind).decode(error.body)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def evidence_of(request: Request[object, object], error: CrossbookError) -> Evidence:
    """Write down what was sent, what came back, and why it proves nothing."""
    operation = request.operation
    body = request.body()
    sent = f"{operation.method} {request.target}"
    if body is not None:
        sent += " " + _shown(request, body, as_it_is)
    received = None if error.status is None else f"HTTP {error.status} {error.body or ''}".rstrip()
    return Evidence(operation=operation.name, sent=sent, received=received, problem=error.message)


def invalid(venue: str, operation: str, *, expected: str, found: object) -> InvalidRequest:
    """Build the error for a call that cannot be sent as it stands."""
    return InvalidRequest(f"expected {expected}, found {found!r}; nothing was sent", venue=venue, operation=operation)


def _shown(request: Request[object, object], body: bytes, blot: Callable[[str], str]) -> str:
    """Give a body as text that may be shown: no secret members, and none of the secrets that the request itself held."""
    text = blot_fields(body.decode("utf-8", errors="replace"), request.operation.secret_fields)
    for name in request.operation.secret_fields:
        held = getattr(request.payload, name, None)
        if isinstance(held, str):
            text = Secret(held).blot(text)
    return blot(text)


def _excerpt(body: str) -> str:
    if not body:
        return "(empty)"
    return body if len(body) <= _LONGEST_EXCERPT else f"{body[:_LONGEST_EXCERPT]}... ({len(body)} characters)"
