"""What came of one command on the orders socket, and what that proves. Pure."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Final, Generic, TypeAlias, TypeVar

import msgspec

from crossbook.core.attempts import Lost, Unsent, as_it_is
from crossbook.core.contradictions import has_failed_success
from crossbook.core.repetition import repeated_member
from crossbook.errors import (
    CouldNotConnect,
    CrossbookError,
    InvalidRequest,
    NoReply,
    NotSent,
    OutcomeUnknown,
    Refused,
    UnreadableReply,
    VenueFailed,
)
from crossbook.evidence import Evidence
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.fourcasters.orders_socket.models import Envelope
from crossbook_bindings.runtime import Certainty, Repeatable, SocketCommand, decoder, sound

ReplyT_co = TypeVar("ReplyT_co", covariant=True)
ResultT = TypeVar("ResultT")


class Replied(msgspec.Struct, frozen=True):
    """A reply frame with the correlation id of a command. It may hold a secret, so it is not shown."""

    text: str
    blot: Callable[[str], str] = as_it_is
    """Removes the client's own token from what is shown, should the venue send it back."""

    def __repr__(self) -> str:
        return "Replied()"


SocketAttempt: TypeAlias = Replied | Unsent | Lost

SocketPlan: TypeAlias = Generator[SocketCommand[Venue, object], SocketAttempt, ResultT]
"""Steps of a socket command: yields what to send, is given what came of it, and returns a result. Knows no runtime.

A sender that cannot write a command down throws InvalidRequest in.
"""

_ENVELOPE: Final = decoder(Envelope)


class _Addressed(msgspec.Struct):
    requestID: str | None = None  # noqa: N815 - the venue's name


_ADDRESSED: Final = msgspec.json.Decoder(_Addressed)


class SocketReply(msgspec.Struct, Generic[ReplyT_co], frozen=True):
    """A reply that could be decoded, with what it answers and what it was decoded from."""

    value: ReplyT_co
    command: SocketCommand[Venue, ReplyT_co]
    text: str
    """The frame as it came. What is shown of it goes through `blot` first; most replies are not shown."""
    blot: Callable[[str], str]

    def __repr__(self) -> str:
        return f"SocketReply(command={self.command!r})"

    def doubt(self, fault: str) -> CrossbookError:
        """Build the error for a reply that decodes, but does not prove what it should."""
        return _unreadable(self.command, self.text, fault, self.blot)

    def evidence(self, fault: str) -> Evidence:
        """Write down why this reply leaves an order unknown."""
        return evidence_of(self.command, self.doubt(fault))


def read_envelope(text: str) -> Envelope | None:
    """Read what surrounds a reply. None if the frame is not such an object."""
    try:
        return _ENVELOPE.decode(sound(text))
    except (msgspec.DecodeError, RecursionError):
        return None


def correlation_id_of(text: str) -> str | None:
    """Say which command a frame answers, if it says so, even where the rest of its envelope cannot be read: it is over all the same."""
    try:
        return _ADDRESSED.decode(sound(text)).requestID
    except (msgspec.DecodeError, RecursionError):
        return None


def ask(
    command: SocketCommand[Venue, ReplyT_co],
    *,
    distinct: Callable[[bytes, ReplyT_co], bool] | None = None,
    at_sight: Callable[[str], ReplyT_co | None] | None = None,
) -> SocketPlan[SocketReply[ReplyT_co] | CrossbookError]:
    """Have one command sent, and judge what came of it.

    `distinct` may say quickly that nothing that decides stands twice in a reply. `at_sight` may read a reply without an error in
    which nothing at all can be wrong, and says None to any other.
    """
    try:
        attempt = yield command
    except InvalidRequest as error:
        return error
    return judge(command, attempt, distinct=distinct, at_sight=at_sight)


def judge(
    command: SocketCommand[Venue, ReplyT_co],
    attempt: SocketAttempt,
    *,
    distinct: Callable[[bytes, ReplyT_co], bool] | None = None,
    at_sight: Callable[[str], ReplyT_co | None] | None = None,
) -> SocketReply[ReplyT_co] | CrossbookError:
    """Decode a successful reply, or give the error that says what the venue can have done. Raises nothing."""
    message = command.message
    match attempt:
        case Unsent(problem=problem, too_late=too_late):
            return (NotSent if too_late else CouldNotConnect)(problem, venue=message.venue, operation=message.name)
        case Lost(problem=problem):
            return _unknown(NoReply, command, problem)
        case Replied(text=text):
            if at_sight is not None and (seen := at_sight(text)) is not None:
                return SocketReply(seen, command, text, attempt.blot)
            return _judge_reply(command, attempt, distinct)


def _judge_reply(
    command: SocketCommand[Venue, ReplyT_co], replied: Replied, distinct: Callable[[bytes, ReplyT_co], bool] | None
) -> SocketReply[ReplyT_co] | CrossbookError:
    text, envelope, blot = replied.text, read_envelope(replied.text), replied.blot
    if envelope is None:
        # All else in an envelope may be anything.
        return _unreadable(command, text, "expected its error to be text - at `$.error`", blot)
    if envelope.error is not None:
        if (twice := repeated_member(text)) is not None:
            return _unreadable(command, text, f"a member stands twice in one object: {twice!r}", blot)
        if envelope.data is not None or envelope.responses is not None:
            return _unreadable(command, text, "it holds both data and an error", blot)
        return _failure(command, blot(text), blot(envelope.error))
    try:
        value = command.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        return _unreadable(command, text, str(error), blot)
    if has_failed_success(sound(text)):
        return _unreadable(command, text, "an entry holds both a success and an error", blot)
    if not (distinct and distinct(text.encode(), value)) and (twice := repeated_member(text)) is not None:
        return _unreadable(command, text, f"a member stands twice in one object: {twice!r}", blot)
    return SocketReply(value, command, text, blot)


def evidence_of(command: SocketCommand[Venue, object], error: CrossbookError) -> Evidence:
    """Write down what was sent, what came back, and why it proves nothing."""
    sent = None if isinstance(error, NotSent) else command.text()
    return Evidence(operation=command.message.name, sent=sent, received=error.body, problem=error.message)


def _failure(command: SocketCommand[Venue, object], text: str, words: str) -> CrossbookError:
    message = command.message
    if message.effect.of_error(words) is Certainty.NOT_ACTED:
        said = f"the venue answered {words!r}, nothing was done"
        return Refused(said, venue=message.venue, operation=message.name, body=text, venue_text=words)
    return _unknown(VenueFailed, command, f"the venue answered {words!r}, which does not say what was done", body=text, venue_text=words)


def _unreadable(command: SocketCommand[Venue, object], text: str, fault: str, blot: Callable[[str], str]) -> CrossbookError:
    # What is wrong is told in the venue's words too: the value that no list has, the name that stands twice.
    fault = blot(fault)
    return _unknown(UnreadableReply, command, f"the reply is not what its spec describes: {fault}", body=blot(text), fault=fault)


def _unknown(
    kind: type[OutcomeUnknown],
    command: SocketCommand[Venue, object],
    problem: str,
    *,
    body: str | None = None,
    venue_text: str | None = None,
    fault: str = "",
) -> OutcomeUnknown:
    message = command.message
    error = kind(problem, venue=message.venue, operation=message.name, body=body, venue_text=venue_text, fault=fault)
    error.safe_to_repeat = message.effect.repeatable is Repeatable.ALWAYS
    return error
