"""What the clients of both venues have in common, so that a program can be written once for both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Protocol, TypeVar

from crossbook.cancel_outcomes import CancelOutcome, ScopeOutcomes
from crossbook.errors import Outcome

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
