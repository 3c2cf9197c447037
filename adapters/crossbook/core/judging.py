"""What came of sending one request proves something, or nothing. Pure: the senders report, this module judges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Generic, Protocol, TypedDict, TypeVar, Unpack

import msgspec

from crossbook.core.attempts import Answered, Attempt, Lost, Unsent, as_it_is
from crossbook.core.bodies import brings_credential, excerpt, own_words, shown, withheld
from crossbook.core.contradictions import reads_as_done, shows_deeds, speaks_against, speaks_of_failure
from crossbook.core.forms import is_nobodys_limit, is_written_as
from crossbook.core.found import as_found
from crossbook.core.repetition import repeated_member
from crossbook.core.steps import Plan, send
from crossbook.core.words import words_of
from crossbook.errors import (
    CouldNotConnect,
    CrossbookError,
    Forbidden,
    InvalidRequest,
    NoReply,
    NotFound,
    NotSent,
    OutcomeUnknown,
    RateLimited,
    ReadFailed,
    Refused,
    Unauthorized,
    UnreadableReply,
    VenueFailed,
)
from crossbook.evidence import Evidence, Moment
from crossbook_bindings.runtime import Certainty, EffectKind, Repeatable, Request, Undocumented

ReplyT_co = TypeVar("ReplyT_co", covariant=True)
SeenT = TypeVar("SeenT")
_REFUSALS: Final[dict[int, type[Refused]]] = {401: Unauthorized, 403: Forbidden, 404: NotFound, 429: RateLimited}


class _Found(TypedDict, total=False):
    """What an error tells of the reply that it is about."""

    status: int
    request_id: str | None
    body: str
    venue_text: str | None
    fault: str


class Source(Protocol):
    """A decoded reply, HTTP or socket, as what is said about it: why it settles nothing, and what of it may be shown."""

    def doubt(self, fault: str) -> CrossbookError: ...

    def evidence(self, fault: str) -> Evidence: ...

    def blot(self, text: str, /) -> str: ...


class Reply(msgspec.Struct, Generic[ReplyT_co], frozen=True):
    """A reply that could be decoded, with what it answers and what it was decoded from."""

    value: ReplyT_co
    request: Request[str, object, object]
    answered: Answered

    def __repr__(self) -> str:
        return f"Reply(request={self.request!r}, answered={self.answered!r})"

    def doubt(self, fault: str) -> CrossbookError:
        """Build the error for a reply that decodes, but does not prove what it should."""
        return _unreadable(self.request, self.answered, fault)

    def evidence(self, fault: str) -> Evidence:
        """Write down why this reply leaves an order unknown."""
        return evidence_of(self.request, self.doubt(fault))

    @property
    def is_to_a_repeat(self) -> bool:
        """Whether an earlier attempt may have been carried out: then "already cancelled" may be this command's own doing."""
        return self.answered.earlier is not None

    def after_repeat(self) -> Evidence:
        """Write down why an order is unknown after a repeat, although this reply says something of it."""
        return self.evidence(f"what it says of the order is of the time{_before(self.answered)}")

    def blot(self, text: str) -> str:
        """Remove the client's credentials from the venue's words, before they are shown."""
        return self.answered.blot(text)


def ask(
    request: Request[str, ReplyT_co, object],
    *,
    distinct: Callable[[bytes, ReplyT_co], bool] | None = None,
    at_sight: Callable[[bytes], SeenT | None] | None = None,
    identical: bool = False,
    fresh: bool = False,
) -> Plan[Reply[ReplyT_co | SeenT] | CrossbookError]:
    """Have one request sent, and judge what came of it. It is `identical` where the same bytes make no second order.

    `distinct` may say quickly, of a long reply, that nothing that decides stands twice in it. `at_sight` may read a body in which
    nothing at all can be wrong, and says None to any other. `fresh` has it sent on a connection on which nothing was asked before: a
    list that a server sends twice names nothing by which its second copy could be told from the answer to the next question. Nor does one
    count that a cache had kept.
    """
    try:
        attempt = yield from send(request, identical=identical, fresh=fresh)
    except InvalidRequest as error:
        return error
    if fresh and isinstance(attempt, Answered) and attempt.age.strip("0 "):
        return _unreadable(request, attempt, f"it had been kept by a cache (Age: {attempt.age})")
    return judge(request, attempt, distinct=distinct, at_sight=at_sight)


def answer_to(
    request: Request[str, ReplyT_co, object],
    *,
    distinct: Callable[[bytes, ReplyT_co], bool] | None = None,
    fresh: bool = False,
) -> Plan[Reply[ReplyT_co]]:
    """Have one request sent; raise what it ends in, unless that is a reply."""
    result = yield from ask(request, distinct=distinct, fresh=fresh)
    if isinstance(result, CrossbookError):
        raise result
    return result


def ask_or_raise(request: Request[str, ReplyT_co, object]) -> Plan[ReplyT_co]:
    """Have one request sent and take what its reply says; raise what it ends in otherwise."""
    return (yield from answer_to(request)).value


def judge(
    request: Request[str, ReplyT_co, object],
    attempt: Attempt,
    *,
    distinct: Callable[[bytes, ReplyT_co], bool] | None = None,
    at_sight: Callable[[bytes], SeenT | None] | None = None,
) -> Reply[ReplyT_co | SeenT] | CrossbookError:
    """Decode a successful reply, or give the error that says what the venue can have done. Raises nothing."""
    operation = request.operation
    match attempt:
        case Unsent(problem=problem, too_late=too_late):
            return (NotSent if too_late else CouldNotConnect)(problem, venue=operation.venue, operation=operation.name)
        case Lost(problem=problem, left_by=left_by):
            return _inconclusive(NoReply, request, problem, left_by)
        case Answered(status=status) if 200 <= status < 300 and status in operation.effect.statuses:  # noqa: PLR2004
            return _read(request, attempt, distinct, at_sight)
        case Answered():
            return _failure(request, attempt)


def is_answered_normally(request: Request[str, object, object], answered: Answered) -> bool:
    """Say whether a reply is what a document gives to a success, and could be read as one. A cache's was the answer to something else."""
    if answered.age.strip("0 ") or not isinstance(judge(request, answered), Reply):
        return False
    return request.reply is not Undocumented or speaks_against(answered.body) is None


def _read(
    request: Request[str, ReplyT_co, object],
    answered: Answered,
    distinct: Callable[[bytes, ReplyT_co], bool] | None,
    at_sight: Callable[[bytes], SeenT | None] | None,
) -> Reply[ReplyT_co | SeenT] | CrossbookError:
    """Decode a body. What could be read in two ways proves nothing."""
    if at_sight is not None and (seen := at_sight(answered.body)) is not None:
        return Reply(seen, request, answered)
    try:
        value = request.decode(answered.body)
    except (msgspec.DecodeError, RecursionError) as error:
        return _unreadable(request, answered, str(error))
    except UnicodeDecodeError:
        return _unreadable(request, answered, "the body is not UTF-8 text")
    if request.answered is not None and (count := request.answered(value)) != request.sent:
        return _unreadable(request, answered, f"{request.sent} entries were sent and {count} came back")
    if request.reply is Undocumented:
        return Reply(value, request, answered)
    if (failure := speaks_of_failure(answered.body, request.reply)) is not None:
        return _unreadable(request, answered, failure)
    if request.operation.effect.kind is EffectKind.READ:
        return Reply(value, request, answered)
    if distinct and distinct(answered.body, value):
        return Reply(value, request, answered)
    if (twice := repeated_member(answered.body)) is not None:
        return _unreadable(request, answered, f"a member stands twice in one object: {twice!r}")
    return Reply(value, request, answered)


def _inconclusive(
    kind: type[OutcomeUnknown], request: Request[str, object, object], message: str, left_by: Moment | None, **found: Unpack[_Found]
) -> CrossbookError:
    """Build the error for an exchange that settles nothing: a read has failed; of a command, nobody knows."""
    operation = request.operation
    if operation.effect.kind is EffectKind.READ:
        return ReadFailed(message, venue=operation.venue, operation=operation.name, **found)
    error = kind(message, venue=operation.venue, operation=operation.name, **found)
    error.safe_to_repeat = operation.effect.repeatable is Repeatable.ALWAYS
    error.left_by = left_by
    return error


def _unreadable(request: Request[str, object, object], answered: Answered, fault: str) -> CrossbookError:
    # What is wrong is told in the venue's words too: the value that no list has, the name that stands twice.
    body, fault = _body(request, answered), answered.blot(fault)
    if brings_credential(request.operation, answered.status):
        fault = own_words(fault)
    message = f"HTTP {answered.status}, but the reply is not what its spec describes: {fault}. Body: {excerpt(body)}"
    found = _Found(status=answered.status, request_id=answered.request_id, body=body, fault=fault)
    return _inconclusive(UnreadableReply, request, message, answered.left_by, **found)


def _failure(request: Request[str, object, object], answered: Answered) -> CrossbookError:
    operation, body = request.operation, _body(request, answered)
    reads = operation.effect.kind is EffectKind.READ
    refused = operation.effect.at(answered.status) is Certainty.NOT_ACTED
    contradictory = refused and reads_as_done(request, answered.body)
    nobodys = refused and is_nobodys_limit(request, answered)
    refused = refused and not contradictory and not nobodys
    # Of a command that was sent before, a refusal says nothing about the first time.
    certain = refused and (reads or answered.earlier is None)
    # A read that broke down at the venue was not refused: it may be answered the next time.
    broke_down = reads and not 400 <= answered.status < 500  # noqa: PLR2004
    meaning = "refused, nothing was done" if refused else "does not say whether the venue acted"
    if broke_down:
        meaning = "a read that was not answered"
    elif contradictory:
        meaning = "a refusal, with a body that shows success"
    elif nobodys:
        meaning = "not in the form of the venue's own, so it does not say whether the venue acted"
    found = _Found(status=answered.status, request_id=answered.request_id, body=body, venue_text=words_of(body))
    message = f"HTTP {answered.status} ({meaning}){_before(answered)}. Body: {excerpt(body)}"
    if not certain or broke_down:
        return _inconclusive(VenueFailed, request, message, answered.left_by, **found)
    kind = _REFUSALS.get(answered.status, Refused)
    error = kind(message, venue=operation.venue, operation=operation.name, **found)
    if isinstance(error, RateLimited):
        error.retry_after = answered.retry_after
    return error


def _body(request: Request[str, object, object], answered: Answered) -> str:
    if brings_credential(request.operation, answered.status):
        return withheld(answered.body)
    return shown(request, answered.body, answered.blot)


def _before(answered: Answered) -> str:
    """Say what came before the answer to a repeat, where the venue may have carried it out then."""
    match answered.earlier:
        case None:
            return ""
        case Lost(problem=problem):
            return f" when it was sent again; the first time, {problem}"
        case Answered(status=status):
            return f" when it was sent again; the first time, HTTP {status}, which does not say whether the venue acted"


def is_documented(request: Request[str, object, object], error: CrossbookError) -> bool:
    """Say whether an error's body has the form that the spec gives to bodies of its status: whether the venue can have written it.

    One that shows something done as well has it not.
    """
    kind = request.errors.get(error.status or 0)
    return kind is not None and error.body is not None and is_written_as(kind, error.body) and not shows_deeds(request, error.body)


def evidence_of(request: Request[str, object, object], error: CrossbookError) -> Evidence:
    """Write down what was sent, what came back, and why it proves nothing."""
    operation = request.operation
    sent = None if isinstance(error, NotSent) else _sent(request)
    received = None if error.status is None else f"HTTP {error.status} {error.body or ''}".rstrip()
    left_by = error.left_by if isinstance(error, OutcomeUnknown) else None
    return Evidence(operation=operation.name, sent=sent, received=received, problem=error.message, left_by=left_by)


def _sent(request: Request[str, object, object]) -> str:
    body = request.body()
    line = f"{request.operation.method} {request.target}"
    return line if body is None else f"{line} {shown(request, body, as_it_is)}"


def invalid(venue: str, operation: str, *, expected: str, found: object) -> InvalidRequest:
    """Build the error for a call that cannot be sent as it stands."""
    return InvalidRequest(f"expected {expected}, found {as_found(found)}; nothing was sent", venue=venue, operation=operation)
