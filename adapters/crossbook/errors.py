"""Errors, sorted by the only question a trader has: may the venue have acted?

CrossbookError
    NotSent               the venue never saw it: sending again is safe
        InvalidRequest        the call itself is wrong
        CouldNotConnect       no connection, so nothing was sent
    Refused               the venue answered, and did nothing
        Unauthorized          401: the credentials are missing, wrong or expired
        Forbidden             403: the account may not do this, or the order is not its own
        NotFound              404
        RateLimited           429: try again after `retry_after`
    ReadFailed            a read brought nothing; it changes nothing, so it may simply be repeated
    OutcomeUnknown        the venue may have acted: look before you send again
        NoReply               sent, and no complete answer came back
        UnreadableReply       a reply came that its spec cannot read; `body` keeps it, `fault` says where
        VenueFailed           a status that does not say whether the venue acted (5xx and undocumented ones)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, CancelUnknown, NotCancelled
from crossbook.edit_outcomes import CancelledNotReplaced, Edited, EditOutcome, EditUnknown, NotEdited
from crossbook.evidence import Moment
from crossbook.place_outcomes import NotPlaced, Placed, PlaceOutcome, PlaceUnknown

Outcome: TypeAlias = CancelOutcome | PlaceOutcome | EditOutcome
"""What became of one order of a command."""
OutcomeT = TypeVar("OutcomeT", CancelOutcome, PlaceOutcome, EditOutcome, Outcome)
"""One kind of them: what is asked about cancels is answered about cancels."""


class CrossbookError(Exception):
    """The root of every error that crossbook raises. None of them ever holds a credential."""

    safe_to_repeat: bool = False
    """Whether the same call may be sent again without harm: nothing was done, or doing it twice does no more than once."""

    def __init__(
        self,
        message: str,
        *,
        venue: str,
        operation: str,
        status: int | None = None,
        request_id: str | None = None,
        body: str | None = None,
        venue_text: str | None = None,
        outcomes: tuple[Outcome, ...] = (),
        fault: str = "",
        position: int | None = None,
        user_reference: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        """What was expected and what was found."""
        self.venue = venue
        """Whose error this is: fourcasters or predictstreet."""
        self.operation = operation
        """The venue's name for what was asked: an operationId or a socket message."""
        self.status = status
        """The HTTP status, where there was one."""
        self.request_id = request_id
        """The venue's own name for the exchange, where it gave one."""
        self.body = body
        """The reply as text, where there was one, with secrets blotted out."""
        self.venue_text = venue_text
        """The venue's own words, where it gave any."""
        self.outcomes = outcomes
        """For a command that was given a list of orders: one outcome for each of them, in the order asked. Empty otherwise."""
        self.fault = fault
        """For a reply that its spec cannot read: what is wrong, and the path to it, such as "$.data[3].filled". Empty otherwise."""
        self.position = position
        """For a list of orders, one of which is wrong: which one, counted from 0."""
        self.user_reference = user_reference
        """For a list of orders, one of which is wrong: the caller's name for it, where it has one."""

    @property
    def cancel_outcomes(self) -> tuple[CancelOutcome, ...]:
        """Give `outcomes` as what they are where the command was a cancel; nothing where it was not."""
        return tuple(outcome for outcome in self.outcomes if isinstance(outcome, Cancelled | NotCancelled | CancelUnknown))

    @property
    def place_outcomes(self) -> tuple[PlaceOutcome, ...]:
        """Give `outcomes` as what they are where the command placed orders; nothing where it did not."""
        return tuple(outcome for outcome in self.outcomes if isinstance(outcome, Placed | NotPlaced | PlaceUnknown))

    @property
    def edit_outcomes(self) -> tuple[EditOutcome, ...]:
        """Give `outcomes` as what they are where the command edited an order; nothing where it did not."""
        edits = (Edited, CancelledNotReplaced, NotEdited, EditUnknown)
        return tuple(outcome for outcome in self.outcomes if isinstance(outcome, edits))

    def __str__(self) -> str:
        return f"{self.venue} {self.operation}: {self.message}"

    def __reduce__(self) -> tuple[Callable[..., CrossbookError], tuple[object, ...]]:
        return _rebuild, (type(self), self.__dict__)


class NotSent(CrossbookError):
    """The venue never saw it. Sending again is safe."""

    safe_to_repeat = True


class InvalidRequest(NotSent, ValueError):
    """The call is wrong: the message names what was expected and what was found. Nothing was sent."""


class CouldNotConnect(NotSent):
    """No connection to the venue could be had. Nothing was sent."""


class Refused(CrossbookError):
    """The venue answered, and did nothing."""

    safe_to_repeat = True


class Unauthorized(Refused):
    """The credentials are missing, wrong or expired."""


class Forbidden(Refused):
    """The account may not do this, or the order is not its own."""


class NotFound(Refused):
    """There is nothing of that name."""


class RateLimited(Refused):
    """Too many requests. Nothing was done."""

    retry_after: float | None = None
    """How many seconds the venue asks to wait, where it says."""


class ReadFailed(CrossbookError):
    """A read brought nothing: no reply, one that its spec cannot read, or a status that is not an answer.

    Reading changes nothing, so it may simply be repeated. `body` keeps what came.
    """

    safe_to_repeat = True


class OutcomeUnknown(CrossbookError):
    """The venue may have acted. Look before you send again.

    `safe_to_repeat` is True for commands that do no more when they are repeated, such as a cancel that names its orders.
    """

    left_by: Moment | None = None
    """By when the last byte of it had left; None where nobody can say."""


class NoReply(OutcomeUnknown):
    """It was sent, and no complete answer came back."""


class UnreadableReply(OutcomeUnknown):
    """A reply came that its spec cannot read. `body` keeps it, `fault` says what is wrong and where."""


class VenueFailed(OutcomeUnknown):
    """The status does not say whether the venue acted."""


def _rebuild(kind: type[CrossbookError], state: dict[str, object]) -> CrossbookError:
    # Exceptions take keyword arguments, which pickle would not pass; the state is complete without calling __init__.
    error = kind.__new__(kind)
    error.__dict__.update(state)
    error.args = (state["message"],)
    return error
