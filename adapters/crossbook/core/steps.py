"""What a plan may ask of whoever runs it: a closed set of steps. A plan owns no clock, no chance and no connection.

Whoever runs one answers each step: a `Send` with the attempt that came of it, a `PauseUntil` with None once that moment has come,
a `TellTime` with the time, in seconds of a clock that never goes back, an `Admit` with what keeps limits for several processes says,
or that it says nothing, a `SignDigest` with what came of asking the signer, and a `Renew` with whether there are other credentials. One
that finds a request wrong before anything of it leaves throws InvalidRequest in. The functions below are how plans ask:
`attempt = yield from send(request)`.
"""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Generator
from typing import TypeAlias, TypeVar

import msgspec

from crossbook.core.attempts import Answered, Attempt, Lost, Unsent
from crossbook.core.lanes import needs_fresh_connection
from crossbook.core.rulings import Keeper, Question, Ruling, Silence
from crossbook.core.signatures import Signature, Signing, Unsigned
from crossbook.observing import PauseCause
from crossbook_bindings.runtime import Request

ResultT = TypeVar("ResultT")


class Send(msgspec.Struct, frozen=True):
    """Have a request sent, once. Answered by what came of it."""

    request: Request[str, object, object]
    fresh: bool
    """Its lane: whether it needs a connection on which nothing was asked before."""
    until: float = math.inf
    """When to give up, wherever it stands."""
    identical: bool = False
    """Whether each order in it has a name of its own, so that the same bytes may go again: see `Repeatable.IDENTICAL`."""
    leave_until: float = math.inf
    """Until when the venue's limits let it leave. What has a new connection only later is not sent (`Unsent.is_stale`)."""
    wished: Send | None = None
    """The step as it was before it was given leave; None where it has none."""

    def is_again(self, earlier: Send | None) -> bool:
        """Say whether this is an earlier step once more: what has leave is another object each time."""
        return (self.wished or self) is (None if earlier is None else earlier.wished or earlier)


class PauseUntil(msgspec.Struct, frozen=True):
    """Have nothing happen before a moment. Answered by None."""

    moment: float
    cause: PauseCause = "plan"
    """What for, for who watches."""


class TellTime(msgspec.Struct, frozen=True):
    """Ask for the time. Answered by seconds."""


class Admit(msgspec.Struct, frozen=True):
    """Ask what keeps limits for several processes. Answered by its word, or by `Silence` where none came in time."""

    keeper: Keeper
    question: Question


class SignDigest(msgspec.Struct, frozen=True):
    """Have a digest of 32 bytes signed, by whoever holds the key. Answered by a signature, or by why none came."""

    digest: bytes
    sign: Callable[[bytes], bytes | Awaitable[bytes]]
    until: float = math.inf
    """When to give up."""

    def __repr__(self) -> str:
        return f"SignDigest(0x{self.digest.hex()})"


class Renew(msgspec.Struct, frozen=True):
    """Have other credentials asked for, in place of those with which the request before was refused.

    Answered by whether there are others now; by None while somebody else asks for them. Only asked of who can.
    """

    until: float
    """When to give up."""


Step: TypeAlias = Send | PauseUntil | TellTime | Admit | SignDigest | Renew
Answer: TypeAlias = Attempt | Ruling | Silence | Signing | float | bool | None
Plan: TypeAlias = Generator[Step, Answer, ResultT]
"""What a call does, step by step: it yields steps, is given their answers, and returns a result. It knows no runtime."""

_TELL_TIME = TellTime()


def send(request: Request[str, object, object], *, identical: bool = False, fresh: bool = False) -> Plan[Attempt]:
    """Have a request sent, and give what came of it. It is `identical` where the same bytes make no second order.

    It is `fresh` where it needs a connection on which nothing was asked before for more than what the spec says of its operation.
    """
    return (yield from attempted(Send(request, fresh or needs_fresh_connection(request.operation), identical=identical)))


def attempted(step: Send) -> Plan[Attempt]:
    """Have a request sent as a step says, and give what came of it."""
    answer = yield step
    match answer:
        case Answered() | Unsent() | Lost():
            return answer
        case _:
            raise _misled("an attempt", answer)


def pause_until(moment: float, cause: PauseCause = "plan") -> Plan[None]:
    """Wait for a moment."""
    yield PauseUntil(moment, cause)


def now() -> Plan[float]:
    """Ask what time it is."""
    answer = yield _TELL_TIME
    if isinstance(answer, float):
        return answer
    raise _misled("the time", answer)


def ruled(step: Admit) -> Plan[Ruling | Silence]:
    """Ask what keeps limits for several processes."""
    answer = yield step
    if isinstance(answer, Ruling | Silence):
        return answer
    raise _misled("a ruling", answer)


def sign_digest(digest: bytes, sign: Callable[[bytes], bytes | Awaitable[bytes]]) -> Plan[Signing]:
    """Have 32 bytes signed, and give what came of it."""
    answer = yield SignDigest(digest, sign)
    match answer:
        case Signature() | Unsigned():
            return answer
        case _:
            raise _misled("a signature", answer)


def _misled(expected: str, found: Answer) -> TypeError:
    return TypeError(f"a plan was answered wrongly: expected {expected}, found {type(found).__name__}")
