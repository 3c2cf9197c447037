"""What a client can be asked, and which orders a request names: read from its payload, by the names that its venue has for them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from typing import Literal, TypeAlias, cast

import msgspec
from msgspec import UNSET

from crossbook_bindings.runtime import members_of

Role: TypeAlias = Literal["id", "ids", "reference", "references", "orders"]


class Naming(msgspec.Struct, frozen=True):
    """How a venue writes, in what it is sent, which orders are meant. Members are named as in its documents."""

    ids: frozenset[str] = frozenset()
    references: frozenset[str] = frozenset()
    orders: frozenset[str] = frozenset()
    """Members that hold new orders, each with a reference of its own."""


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """What a client can be asked, and how its venue names orders."""

    venue: str
    plans: Mapping[str, Callable[..., object]] = {}
    """The plan behind each method, by the method's name."""
    untaped: frozenset[str] = frozenset()
    """Methods whose plans have the same names, and begin with what a client knows and draws."""
    unsaid: frozenset[str] = frozenset()
    """The parameters of plans for that. They are no arguments of a call's."""
    naming: Naming = Naming()

    def method_of(self, plan: Callable[..., object]) -> str:
        """Name the method behind which a plan is."""
        for name, each in self.plans.items():
            if each is plan:
                return name
        return plan.__name__


def named_by(payload: object, naming: Naming) -> tuple[tuple[str, ...], tuple[str | None, ...]]:
    """Give the orders that a payload names, by the venue's ids and by the caller's references: of each new order one, or None."""
    ids: tuple[str, ...] = ()
    references: tuple[str | None, ...] = ()
    for name, role in _roles(cast("Hashable", type(payload)), naming):
        held: object = getattr(payload, name)
        match role:
            case "id":
                ids = (*ids, str(held))
            case "ids":
                ids += cast("tuple[str, ...]", held)
            case "reference":
                references = (*references, None if held is UNSET or held is None else str(held))
            case "references":
                references += cast("tuple[str, ...]", held)
            case "orders":
                for order in cast("tuple[object, ...]", held):
                    references += named_by(order, naming)[1] or (None,)
    return ids, references


@lru_cache(maxsize=256)
def _roles(kind: Hashable, naming: Naming) -> tuple[tuple[str, Role], ...]:
    found: list[tuple[str, Role]] = []
    for name in members_of(cast("type[object]", kind)) or ():
        if name in naming.orders:
            found.append((name, "orders"))
        elif name in naming.ids:
            found.append((name, "id"))
        elif name in naming.references:
            found.append((name, "reference"))
        elif name.removesuffix("s") in naming.ids:
            found.append((name, "ids"))
        elif name.removesuffix("s") in naming.references:
            found.append((name, "references"))
    return tuple(found)
