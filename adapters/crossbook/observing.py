"""What a client tells its observers while it works: one closed union of events, in the order in which things happen.

An observer is anything that can be called with an event. It is called in the thread, or the event loop, of the call or the feed that the
event is about, which waits for it: be quick, for a feed tells of each frame. What it raises is logged (`crossbook.observers`), and the
call or the feed goes on. Only what is no Exception, such as KeyboardInterrupt, passes through, and interrupts it.

No event holds a credential, a password or a signature: `***` stands in their place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

import msgspec

from crossbook.errors import Outcome
from crossbook.observing_feeds import FeedFrame, FeedLost, FeedOpened, FeedTold
from crossbook_bindings.runtime import EffectKind

__all__ = [
    "Attempted",
    "CallBegan",
    "CallEnded",
    "CallInterrupted",
    "Came",
    "Described",
    "Event",
    "FeedFrame",
    "FeedLost",
    "FeedOpened",
    "FeedTold",
    "Intent",
    "Observer",
    "PauseCause",
    "Pausing",
    "Raised",
    "Repeating",
    "Transport",
    "UnclaimedFrame",
]

Transport: TypeAlias = Literal["rest", "socket"]
"""The way of a request to its venue."""

Came: TypeAlias = Literal["answered", "unsent", "lost", "refused"]
"""What came of an attempt. answered: a complete reply. unsent: nothing of it left. lost: it may have arrived, and no complete reply came.
refused: the client itself would not send it, because something in it cannot be sent."""

PauseCause: TypeAlias = Literal["limits", "repeat", "plan"]
"""What a call waits for. limits: the venue's limits have no room. repeat: time must pass before a request is sent again. plan: what was
asked for is itself to wait."""


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """A value that is not handed on as it is, because a secret is in it, or because it is none of crossbook's."""

    kind: str
    """The name of its class."""
    members: Mapping[str, object]
    """What is in it, by name, as far as it may be shown."""

    @property
    def user_reference(self) -> str | None:
        """The caller's name for the order, where it is one and has a name."""
        found = self.members.get("user_reference")
        return found if isinstance(found, str) else None


class Raised(msgspec.Struct, frozen=True, kw_only=True):
    """An error that ended a call."""

    kind: str
    """The name of its class, such as Refused."""
    message: str
    """Its words."""
    operation: str | None
    """The venue's name for what was asked; None where the error is none of crossbook's."""
    status: int | None
    """The HTTP status, where there was one."""


class CallBegan(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="event"):
    """A method of a client was called. Told before anything else is done; not of a call whose deadline makes no sense."""

    call: int
    """The number of the call, by which its events belong together. Counted from 1 in each process, over all clients."""
    at: float
    """When, in seconds of the clock that the client runs by. It says nothing about the time of day."""
    venue: str
    """The venue: fourcasters or predictstreet."""
    transport: Transport
    """Whether it is a REST client's or a socket's."""
    method: str
    """The method's name, such as cancel_orders."""
    arguments: Mapping[str, object]
    """What it was called with, by name: texts, numbers, tuples, orders. A request of the bindings is `Described`."""
    account: str | None
    """The account that it is about: PredictStreet's wallet, or the public part of the key. None at 4casters, where a token names none."""
    deadline: float
    """How many seconds it may take."""


class Intent(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="event"):
    """A request is about to be sent for the first time. Told before its first byte leaves: from now on the venue may act on it."""

    call: int
    """The number of the call that it belongs to."""
    at: float
    """When, in seconds of the client's clock."""
    request: int
    """Which request of its call it is, counted from 1."""
    venue: str
    """The venue that it goes to."""
    operation: str
    """The venue's name for what is asked: an operationId or a socket message."""
    effect: EffectKind
    """What it is for: a cancel, a place, a read."""
    account: str | None
    """The account that it is about, as in `CallBegan`."""
    order_ids: tuple[str, ...]
    """The orders that it names, by the venue's ids. Empty for a scope, a place, and a read."""
    user_references: tuple[str | None, ...]
    """For a place and an edit: the caller's name for each new order, None where it has none. For a cancel by references: those."""
    sent: str
    """Method and path of an HTTP request; the name of a socket message."""
    body: str | None
    """The body, or the frame; None where there is none, or it cannot be written."""


class Attempted(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="event"):
    """One attempt at a request is over. Told before anything is made of it."""

    call: int
    """The number of the call that it belongs to."""
    at: float
    """When, in seconds of the client's clock."""
    request: int
    """Which request of its call it was for."""
    attempt: int
    """Which attempt at that request it was, counted from 1."""
    venue: str
    """The venue that was asked."""
    transport: Transport
    """Whether it went over REST or a socket."""
    operation: str
    """The venue's name for what was asked."""
    came: Came
    """What came of it."""
    status: int | None = None
    """The HTTP status of the reply; None on a socket, and where there is no reply."""
    body: bytes | None = None
    """The reply, byte for byte but for secrets; None where there is none."""
    problem: str | None = None
    """Why there is no reply; None where there is one."""
    too_late: bool = False
    """Whether nothing was sent for another reason than a connection: the call's time was over, or an open socket held it back."""
    retry_after: float | None = None
    """How many seconds the venue asks to wait, where it says."""
    request_id: str | None = None
    """The venue's own name for the exchange, where it gave one."""


class Pausing(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="event"):
    """A call is about to wait."""

    call: int
    """The number of the call."""
    at: float
    """When it begins to wait, in seconds of the client's clock."""
    until: float
    """Until when, in seconds of the same clock."""
    cause: PauseCause
    """What it waits for."""


class Repeating(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="event"):
    """A request is about to be sent once more. Told before the first byte of it leaves."""

    call: int
    """The number of the call that it belongs to."""
    at: float
    """When, in seconds of the client's clock."""
    request: int
    """Which request of its call it is."""
    attempt: int
    """Which attempt it will be: 2 or more."""
    operation: str
    """The venue's name for what is asked."""


class CallEnded(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="event"):
    """A call is over, and its caller is about to be told the same."""

    call: int
    """The number of the call."""
    at: float
    """When, in seconds of the client's clock."""
    outcomes: tuple[Outcome, ...]
    """What became of its orders, those on an error included. Empty for what is about no orders."""
    unnamed: int
    """How many cancelled orders the venue only counted."""
    returned: str | None
    """The class of what it returns; None where it raises."""
    error: Raised | None
    """What it raises; None where it returns."""


class CallInterrupted(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="event"):
    """A call was stopped from outside: its task was cancelled, or Ctrl-C came. What the venue had said by then counts."""

    call: int
    """The number of the call."""
    at: float
    """When, in seconds of the client's clock."""
    by: str
    """The class of what stopped it, such as CancelledError."""
    outcomes: tuple[Outcome, ...]
    """What is known of its orders, as in `client.interrupted`."""
    error: Raised | None
    """What it would have raised had its time run out then; None where it would have returned."""


class UnclaimedFrame(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="event"):
    """A frame came on a socket that answers no command in flight: late, unasked for, or unreadable. It belongs to no call."""

    at: float
    """When, in seconds of the client's clock."""
    venue: str
    """The venue that sent it."""
    text: str
    """The frame as it came, but for secrets."""


Event: TypeAlias = (
    CallBegan
    | Intent
    | Attempted
    | Pausing
    | Repeating
    | CallEnded
    | CallInterrupted
    | UnclaimedFrame
    | FeedOpened
    | FeedFrame
    | FeedLost
    | FeedTold
)
"""Whatever an observer may be told. A `match` over it can end in `assert_never`."""

Observer: TypeAlias = Callable[[Event], None]
"""What a client is given as one of its `observers`."""
