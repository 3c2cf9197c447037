"""Which orders are to be pulled: a closed set. None can be empty, and only `WholeAccount` is everything."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypeAlias

import attrs

from crossbook.protocols import AnyOrder

_GAME: Final = re.compile(r"[0-9a-fA-F]{24}")


def _checked(instance: object, attribute: attrs.Attribute[str], value: object) -> None:
    if not isinstance(value, str) or not value.strip():
        message = f"{type(instance).__name__}: expected {attribute.name} as text that is not blank, found {value!r}"
        raise ValueError(message)


@attrs.frozen
class WholeAccount:
    """Every open order of the account, those of other programs and of the web site too. PredictStreet: of the acting wallet."""

    @property
    def words(self) -> str:
        """Say what it is, for people."""
        return "every order of the account"


@attrs.frozen
class InGame:
    """4casters: every open order of one game. Raises ValueError for a blank one."""

    game_id: str = attrs.field(validator=_checked)
    """The game: 24 hexadecimal digits."""

    @property
    def has_form(self) -> bool:
        """Whether the venue has games of such a name."""
        return _GAME.fullmatch(self.game_id) is not None

    @property
    def name(self) -> str:
        """The game."""
        return self.game_id

    @property
    def words(self) -> str:
        """Say what it is, for people."""
        return f"orders of game {self.game_id}"


@attrs.frozen
class InMarket:
    """PredictStreet: every open order of one market. Raises ValueError for a blank one."""

    market_id: str = attrs.field(validator=_checked)
    """The market's symbol, letter for letter as orders carry it. In a market that does not exist, nothing rests."""

    @property
    def name(self) -> str:
        """The market."""
        return self.market_id

    @property
    def words(self) -> str:
        """Say what it is, for people."""
        return f"orders of market {self.market_id}"


@attrs.frozen
class WithPrefix:
    """Every open order whose user reference begins with a text, letter for letter. Raises ValueError for a blank one.

    An order without a reference is not one of them.
    """

    prefix: str = attrs.field(validator=_checked)
    """How the references begin."""

    @property
    def words(self) -> str:
        """Say what it is, for people."""
        return f"orders whose reference begins with {self.prefix}"


Scope: TypeAlias = WholeAccount | InGame | InMarket | WithPrefix
"""What may be pulled."""


def holds(scope: Scope, order: AnyOrder) -> bool | None:
    """Say whether an order is in a scope; None where what it tells does not say."""
    match scope:
        case WholeAccount():
            return True
        case WithPrefix(prefix=prefix):
            return (order.user_reference or "").startswith(prefix)
        case InGame(game_id=game):
            told = _told(order, "game_id")
            return None if told is None else told.casefold() == game.casefold()
        case InMarket(market_id=market):
            told = _told(order, "market_id")
            if told is None or (told != market and told.casefold() == market.casefold()):
                return None  # Whether the venue takes both for one market, no page says.
            return told == market


def orders_in(scope: Scope, orders: Iterable[AnyOrder]) -> tuple[AnyOrder, ...]:
    """Give those of the `orders` that are in a `scope`, and those that do not tell clearly whether they are."""
    return tuple(order for order in orders if holds(scope, order) is not False)


def _told(order: AnyOrder, name: str) -> str | None:
    told: object = getattr(order, name, None)
    return told if isinstance(told, str) and told.strip() else None
