"""What came of sending one request, and what that proves. Pure: the senders report, this module judges."""

from __future__ import annotations

from collections.abc import Generator
from typing import Final, Generic, TypeAlias, TypeVar

import attrs
import msgspec
from crossbook_bindings.runtime import Certainty, Operation, Request

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
from crossbook.redaction import blot_fields

ReplyT = TypeVar("ReplyT", covariant=True)
ResultT = TypeVar("ResultT")


@attrs.frozen(kw_only=True)
class Answered:
    """A complete HTTP reply. Its body may hold a secret, so it is not shown."""

    status: int
    body: bytes = attrs.field(repr=False)
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

Plan: TypeAlias = Generator[Request[object], Attempt, ResultT]
"""Steps of a command: yields requests, is given what came of each, and returns a result. Knows no runtime."""

_LONGEST_EXCERPT: Final = 400
_REFUSALS: Final[dict[int, type[Refused]]] = {401: Unauthorized, 403: Forbidden, 404: NotFound, 429: RateLimited}


@attrs.frozen
class Reply(Generic[ReplyT]):
    """A reply that could be decoded, with what it answers and what it was decoded from."""

    value: ReplyT
    request: Request[ReplyT]
    answered: Answered

    def doubt(self, fault: str) -> UnreadableReply:
        """Build the error for a reply that decodes, but does not prove what it should."""
        return _unreadable(self.request.operation, self.answered, fault)

    def evidence(self, fault: str) -> Evidence:
        """Write down why this reply leaves an order unknown."""
        return evidence_of(self.request, self.doubt(fault))


def ask(request: Request[ReplyT]) -> Plan[Reply[ReplyT] | CrossbookError]:
    """Have one request sent, and judge what came of it."""
    attempt = yield request
    return judge(request, attempt)


def ask_or_raise(request: Request[ReplyT]) -> Plan[ReplyT]:
    """Have one request sent; raise what it ends in, unless that is a reply."""
    result = yield from ask(request)
    if isinstance(result, CrossbookError):
        raise result
    return result.value


def judge(request: Request[ReplyT], attempt: Attempt) -> Reply[ReplyT] | CrossbookError:
    """Decode a successful reply, or give the error that says what the venue can have done. Raises nothing."""
    operation = request.operation
    match attempt:
        case Unsent(problem=problem):
            return CouldNotConnect(problem, venue=operation.venue, operation=operation.name)
        case Lost(problem=problem):
            return NoReply(problem, venue=operation.venue, operation=operation.name)
        case Answered(status=status) if 200 <= status < 300 and status in operation.effect.statuses:  # noqa: PLR2004
            try:
                return Reply(request.decode(attempt.body), request, attempt)
            except msgspec.DecodeError as error:
                return _unreadable(operation, attempt, str(error))
            except UnicodeDecodeError:
                return _unreadable(operation, attempt, "the body is not UTF-8 text")
        case Answered():
            return _failure(operation, attempt)


def _unreadable(operation: Operation, answered: Answered, fault: str) -> UnreadableReply:
    body = _text(operation, answered.body)
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


def _failure(operation: Operation, answered: Answered) -> CrossbookError:
    body = _text(operation, answered.body)
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
        venue_text=words_of(answered.body),
    )
    if isinstance(error, RateLimited):
        error.retry_after = answered.retry_after
    return error


class _ErrorDetail(msgspec.Struct):
    message: str | None = None


class _ErrorBody(msgspec.Struct):
    """The members in which error bodies carry words. One flat shape: only words are looked for."""

    error: str | _ErrorDetail | None = None
    message: str | None = None
    code: str | None = None


_ERROR_BODY: Final = msgspec.json.Decoder(_ErrorBody)


def words_of(body: bytes) -> str | None:
    """Find the venue's own words in an error body, or None where it is not a JSON object with any."""
    try:
        found = _ERROR_BODY.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    if isinstance(found.error, str):
        return found.error
    if found.error is not None and found.error.message is not None:
        return found.error.message
    if found.code is not None:
        return f"{found.code}: {found.message}" if found.message else found.code
    return found.message


def evidence_of(request: Request[object], error: CrossbookError) -> Evidence:
    """Write down what was sent, what came back, and why it proves nothing."""
    operation = request.operation
    body = request.body()
    sent = f"{operation.method} {request.target}"
    if body is not None:
        sent += " " + _text(operation, body)
    received = None if error.status is None else f"HTTP {error.status} {error.body or ''}".rstrip()
    return Evidence(operation=operation.name, sent=sent, received=received, problem=error.message)


def invalid(venue: str, operation: str, *, expected: str, found: object) -> InvalidRequest:
    """Build the error for a call that cannot be sent as it stands."""
    return InvalidRequest(f"expected {expected}, found {found!r}; nothing was sent", venue=venue, operation=operation)


def _text(operation: Operation, body: bytes) -> str:
    return blot_fields(body.decode("utf-8", errors="replace"), operation.secret_fields)


def _excerpt(body: str) -> str:
    if not body:
        return "(empty)"
    return body if len(body) <= _LONGEST_EXCERPT else f"{body[:_LONGEST_EXCERPT]}... ({len(body)} characters)"
