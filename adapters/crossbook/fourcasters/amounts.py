"""What rows of 4casters tell, exactly: odds, amounts and sides. What cannot be is None; the venue's own text is kept beside it. Pure."""

from __future__ import annotations

from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow
from typing import Final, Protocol

from crossbook.prices import InvalidPrice, Odds
from crossbook_bindings.runtime import Unlisted

_EXACT: Final = Context(prec=60, traps=[Inexact, InvalidOperation, Overflow])
"""Differences are exact, or there are none."""


class Sided(Protocol):
    """A row that names what is backed, in one of three members."""

    @property
    def participantID(self) -> str | None: ...  # noqa: N802 - the venue's names
    @property
    def OU(self) -> str | Unlisted | None: ...  # noqa: N802
    @property
    def side(self) -> str | None: ...


def side_of(row: Sided) -> str | None:
    """Give what a row backs: a participant's id, over or under, yes or no."""
    # On totals and on moneyline1x2 the venue writes no participant in three ways: left out, null and "".
    return row.participantID or row.OU or row.side or None


def names_two_sides(market_type: str | None, row: Sided) -> bool:
    """Say whether a row of a total names two sides: `side` repeats OU there (pages/streaming/price-feed.mdx), so one of them is wrong."""
    return market_type == "total" and bool(row.OU and row.side) and str(row.OU).lower() != str(row.side).lower()


def odds_of(american: Decimal | None) -> Odds | None:
    """Give American odds exactly."""
    if american is None:
        return None
    try:
        return Odds.from_american(american)
    except InvalidPrice:
        return None


def money(value: Decimal | None) -> Decimal | None:
    """Give USD that cannot be less than nothing. Text such as "NaN" decodes as a decimal."""
    return value if value is not None and value.is_finite() and value >= 0 else None


def left_of(whole: Decimal | None, part: Decimal | None) -> Decimal | None:
    """Give what is left of an amount, exactly."""
    whole, part = money(whole), money(part)
    if whole is None or part is None or part > whole:
        return None
    try:
        return _EXACT.subtract(whole, part)
    except ArithmeticError:  # "1e999999999" is a number, too.
        return None


def signed(value: Decimal | None) -> Decimal | None:
    """Give USD won, or lost."""
    return value if value is not None and value.is_finite() else None
