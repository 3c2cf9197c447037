"""What the clients of both venues have in common, so that a program can be written once for both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Protocol, TypeVar, runtime_checkable

from crossbook.calls_under_way import CallsUnderWay
from crossbook.cancel_outcomes import CancelOutcome, ScopeOutcomes
from crossbook.errors import Outcome, OutcomeT
from crossbook.interruptions import Interruptions

ItemT_co = TypeVar("ItemT_co", covariant=True)


class Several(Protocol[ItemT_co]):
    """A list, a tuple, a set or a view of one: several values. One text is not: to Python it is a list of its letters."""

    def __iter__(self) -> Iterator[ItemT_co]: ...

    def __len__(self) -> int: ...

    def __contains__(self, value: object, /) -> bool: ...


class AnyOrder(Protocol):
    """What the orders of both venues tell alike; None where a venue is silent. Each venue's own `Order` tells more."""

    @property
    def order_id(self) -> str:
        """The venue's name for the order."""
        ...

    @property
    def user_reference(self) -> str | None:
        """The caller's name for it."""
        ...

    @property
    def side(self) -> str | None:
        """The side, in the venue's word."""
        ...

    @property
    def filled(self) -> Decimal | None:
        """How much has been matched: USD at risk on 4casters, outcome tokens on PredictStreet."""
        ...

    @property
    def remaining(self) -> Decimal | None:
        """How much has not been matched: USD at risk on 4casters, outcome tokens on PredictStreet."""
        ...

    @property
    def status(self) -> str | None:
        """How it stands, in the venue's word."""
        ...

    @property
    def created_at(self) -> datetime | None:
        """When it was placed."""
        ...

    @property
    def expires_at(self) -> datetime | None:
        """When it will expire."""
        ...


@runtime_checkable
class MayRest(Protocol):
    """What is known of an order, or of a placement without an answer, as a ledger tells it."""

    @property
    def venue(self) -> str:
        """The venue: fourcasters or predictstreet."""
        ...

    @property
    def order_id(self) -> str | None:
        """The venue's name for it; None where it is known only as sent."""
        ...

    @property
    def user_reference(self) -> str | None:
        """The caller's name for it."""
        ...

    @property
    def where(self) -> str | None:
        """The game or the market."""
        ...

    @property
    def may_be_open(self) -> bool:
        """Whether anything of it may rest."""
        ...


class Knows(Protocol):
    """Whatever can say what became of an order without asking its venue: a `Ledger` is such."""

    def what_became_of(self, outcome: Outcome, /) -> Outcome:
        """Give what is proven of an unknown `outcome`; the same outcome where nothing is."""
        ...


class Cancels(Protocol):
    """A venue's synchronous client, as far as both venues have the same acts: `Fourcasters` and `PredictStreet` are such."""

    def cancel_order(self, order_id: str, *, deadline: float = 30.0) -> CancelOutcome:
        """Cancel the order that the venue calls `order_id`, and give its outcome. Over within `deadline` seconds."""
        ...

    def cancel_orders(self, order_ids: Several[str], *, deadline: float = 30.0) -> tuple[CancelOutcome, ...]:
        """Cancel orders by the venue's ids; `outcomes[i]` is about `order_ids[i]`. Over within `deadline` seconds."""
        ...

    def cancel_all_orders(self, *, deadline: float = 30.0) -> ScopeOutcomes:
        """Cancel every open order of the account, or of the acting wallet. Over within `deadline` seconds."""
        ...

    def open_orders(self, *, deadline: float = 30.0) -> Sequence[AnyOrder]:
        """List every open order. Over within `deadline` seconds."""
        ...

    def get_order(self, order_id: str, *, deadline: float = 30.0) -> AnyOrder:
        """Look up the order that the venue calls `order_id`. Over within `deadline` seconds."""
        ...


class AsyncCancels(Protocol):
    """A venue's asynchronous client, as far as both venues have the same acts: `AsyncFourcasters` and `AsyncPredictStreet`."""

    async def cancel_order(self, order_id: str, *, deadline: float = 30.0) -> CancelOutcome:
        """Cancel the order that the venue calls `order_id`, and give its outcome. Over within `deadline` seconds."""
        ...

    async def cancel_orders(self, order_ids: Several[str], *, deadline: float = 30.0) -> tuple[CancelOutcome, ...]:
        """Cancel orders by the venue's ids; `outcomes[i]` is about `order_ids[i]`. Over within `deadline` seconds."""
        ...

    async def cancel_all_orders(self, *, deadline: float = 30.0) -> ScopeOutcomes:
        """Cancel every open order of the account, or of the acting wallet. Over within `deadline` seconds."""
        ...

    async def open_orders(self, *, deadline: float = 30.0) -> Sequence[AnyOrder]:
        """List every open order. Over within `deadline` seconds."""
        ...

    async def get_order(self, order_id: str, *, deadline: float = 30.0) -> AnyOrder:
        """Look up the order that the venue calls `order_id`. Over within `deadline` seconds."""
        ...


class Pulls(Cancels, Protocol):
    """A synchronous client whose orders `crossbook.desk.pull_orders` can pull: `Fourcasters` and `PredictStreet` are such."""

    @property
    def venue(self) -> str:
        """The venue that it asks: fourcasters or predictstreet."""
        ...

    @property
    def under_way(self) -> CallsUnderWay:
        """The calls of this client that may place orders and are not over."""
        ...

    @property
    def interrupted(self) -> Interruptions:
        """The commands of this client that were interrupted, until they are taken."""
        ...

    def resolve(
        self, outcomes: Several[OutcomeT], *, arrives_within: float = 120.0, sent_ago: float = 0.0, deadline: float = 30.0
    ) -> tuple[OutcomeT, ...]:
        """Find what became of those `outcomes` that are unknown. `arrives_within`, `sent_ago` and `deadline` are seconds."""
        ...


class AsyncPulls(AsyncCancels, Protocol):
    """An asynchronous client whose orders `crossbook.desk.async_pull_orders` can pull."""

    @property
    def venue(self) -> str:
        """The venue that it asks: fourcasters or predictstreet."""
        ...

    @property
    def under_way(self) -> CallsUnderWay:
        """The calls of this client that may place orders and are not over."""
        ...

    @property
    def interrupted(self) -> Interruptions:
        """The commands of this client that were interrupted, until they are taken."""
        ...

    async def resolve(
        self, outcomes: Several[OutcomeT], *, arrives_within: float = 120.0, sent_ago: float = 0.0, deadline: float = 30.0
    ) -> tuple[OutcomeT, ...]:
        """Find what became of those `outcomes` that are unknown. `arrives_within`, `sent_ago` and `deadline` are seconds."""
        ...


class Acknowledged(Protocol):
    """A heartbeat that the venue took in."""

    @property
    def timeout_seconds(self) -> int:
        """Seconds within which the next one must come."""
        ...

    @property
    def told_seconds(self) -> int | None:
        """Seconds that the acknowledgement itself names; None where it names none."""
        ...


class Account(Protocol):
    """Whose orders they are."""

    @property
    def id(self) -> str | None:
        """The venue's name for the account."""
        ...


class Beating(Protocol):
    """A synchronous client whose venue cancels everything unless it hears from it: `Fourcasters` is such."""

    @property
    def venue(self) -> str:
        """The venue that it asks."""
        ...

    def heartbeat(self, timeout_seconds: int, *, deadline: float = 30.0) -> Acknowledged:
        """Arm or renew the timer, for `timeout_seconds`. Over within `deadline` seconds."""
        ...

    def me(self, *, deadline: float = 30.0) -> Account:
        """Read the account. Over within `deadline` seconds."""
        ...

    def open_orders(self, *, deadline: float = 30.0) -> Sequence[AnyOrder]:
        """List every open order. Over within `deadline` seconds."""
        ...
