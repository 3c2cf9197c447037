# Generated from specs/templates/runtime/effects.py by `nox -s regenerate`. Do not edit.
"""What each operation and message is for, and what an answer to it proves."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Generic, Literal, TypeVar

import msgspec

VenueT_co = TypeVar("VenueT_co", bound=str, covariant=True)
"""The name of a venue, as a literal type: it keeps what belongs to one venue away from the clients of another."""


class Certainty(enum.StrEnum):
    """What an answer proves about the venue having changed anything."""

    ACTED = "acted"
    NOT_ACTED = "not_acted"
    MAY_HAVE_ACTED = "may_have_acted"


class EffectKind(enum.StrEnum):
    """What an operation is for."""

    READ = "read"
    CANCEL = "cancel"
    PLACE = "place"
    EDIT = "edit"
    HEARTBEAT = "heartbeat"
    SESSION = "session"
    FUNDS = "funds"
    """Moves or locks money, or asks for it to be moved."""
    ACCOUNT = "account"


class Scope(enum.StrEnum):
    """Which orders a command is about."""

    ORDER = "order"
    ORDERS = "orders"
    REFERENCES = "references"
    MARKET = "market"
    GAME = "game"
    LEAGUE = "league"
    ACCOUNT = "account"


class Settles(enum.StrEnum):
    """When a command is over: with its reply, or some time after an acknowledgement."""

    AT_REPLY = "at-reply"
    LATER = "later"


class Repeatable(enum.StrEnum):
    """Whether something may be sent again when nobody knows whether it arrived."""

    ALWAYS = "always"
    """It changes nothing, or names the orders that it takes off: a second time does nothing more."""
    IDENTICAL = "identical"
    """Only as the same bytes, in which each order has a client order id: the venue answers with what it did before."""
    NEVER = "never"
    """It could act twice, or on what came since."""


class SharedBy(enum.StrEnum):
    """Whose requests are counted together in one bucket."""

    ACCOUNT = "account"
    """Those of an account, which a venue may call a wallet."""
    ADDRESS = "address"
    """Those that come from one IP address."""
    CONNECTION = "connection"


class Bucket(msgspec.Struct, frozen=True, kw_only=True):
    """A rate limit of a venue: how many requests it counts in a rolling window. Written in the spec as `x-buckets`."""

    name: str
    limit: int | None
    """Requests in a window; None where no number is documented."""
    seconds: int | None
    """How long the window is; None where no number is documented."""
    shared_by: SharedBy
    mixed: bool
    """Whether cancels are counted in it beside other requests."""


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """What an HTTP operation does, and what each status proves. Written in the spec as `x-effect`."""

    kind: EffectKind
    scope: Scope | None
    settles: Settles | None
    repeatable: Repeatable
    buckets: tuple[str, ...]
    statuses: Mapping[int, Certainty]
    default: Certainty

    def at(self, status: int) -> Certainty:
        """Say what `status` proves; a status that no document lists proves what `default` says."""
        return self.statuses.get(status, self.default)


class SocketEffect(msgspec.Struct, frozen=True, kw_only=True):
    """What a socket command does, and what each error text proves. Written in the spec as `x-effect`."""

    kind: EffectKind
    scope: Scope | None
    settles: Settles | None
    repeatable: Repeatable
    buckets: tuple[str, ...]
    errors: Mapping[str, Certainty]
    default: Certainty

    def of_error(self, text: str) -> Certainty:
        """Say what an error `text` proves; words that no document lists prove what `default` says.

        A listed text that ends in `*` stands for all that begin with it.
        """
        exact = self.errors.get(text)
        if exact is not None:
            return exact
        for listed, certainty in self.errors.items():
            if listed.endswith("*") and text.startswith(listed[:-1]):
                return certainty
        return self.default


class Operation(msgspec.Struct, Generic[VenueT_co], frozen=True, kw_only=True):
    """One HTTP operation of a venue, as its spec describes it."""

    venue: VenueT_co
    name: str
    method: str
    path: str
    docs: str
    effect: Effect
    authenticated: bool
    decimals: Literal["number", "string"]
    """How this operation's request body writes decimals on the wire."""
    server: str | None
    """The host to ask, where it is another one than the venue's main host."""
    secret_fields: tuple[str, ...]
    """Names of body fields, of the request or of a reply, whose values must not be shown."""


class Message(msgspec.Struct, Generic[VenueT_co], frozen=True, kw_only=True):
    """One kind of socket message that a client sends, as its spec describes it."""

    venue: VenueT_co
    name: str
    docs: str
    effect: SocketEffect
