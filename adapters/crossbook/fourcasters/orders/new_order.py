"""What a caller wants placed at 4casters, in our words."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import Final, Literal, TypeAlias

import attrs

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.fourcasters.identifiers import is_object_id
from crossbook.prices import InvalidPrice, Odds, as_decimal

MarketType: TypeAlias = Literal["moneyline", "spread", "total", "moneyline1x2"]
"""Kinds of market."""

OrderType: TypeAlias = Literal["limit", "post", "postArb", "fillAndKill", "fillOrKill"]
"""How an order takes and rests. limit takes, then rests its remainder; post only rests; postArb rests, and takes only within
1 % of its odds; fillAndKill takes what is there and never rests; fillOrKill takes all or nothing."""

MARKET_TYPES: Final = ("moneyline", "spread", "total", "moneyline1x2")
NEVER_TAKES: Final = "post"
ALL_OR_NOTHING: Final = "fillOrKill"
KILL_TYPES: Final = ("fillAndKill", ALL_OR_NOTHING)
"""Order types that never rest: of these, nothing at all may be left."""
ORDER_TYPES: Final = ("limit", NEVER_TAKES, "postArb", *KILL_TYPES)

# The documents disagree: place-order says integer, the orders socket's page says number, and the rule of at most one decimal from
# 100 to 100000 on either side is from the pages on editing. The widest is checked here; the venue still has the last word.
ODDS_STEP: Final = Decimal("0.1")
"""The step of American odds that 4casters takes, for `Odds.on_grid`."""
LARGEST_ODDS: Final = 100_000
"""The largest American odds that 4casters takes, on either side."""
_LEAST_ODDS: Final = 100
_REMAINDERS: Final = Context(prec=28)
_EVERYDAY: Final = 10**18
_EVERYDAY_SIGNS: Final = 24

_OVER_UNDER: Final = ("over", "under")
_WORDS: Final[dict[str, tuple[str, ...]]] = {"total": _OVER_UNDER, "moneyline1x2": ("yes", "no")}


@attrs.frozen(kw_only=True)
class NewOrder:
    """One order to place. Amounts are exact: int or Decimal, never float."""

    game_id: str
    """The game: 24 hexadecimal digits."""
    market_type: MarketType
    """moneyline, spread, total or moneyline1x2."""
    side: str
    """A participant's id (moneyline, spread), over or under (total), yes or no (moneyline1x2)."""
    odds: Odds | Decimal | int
    """What it pays if it wins: Odds, or the number of American odds, in steps of `ODDS_STEP`. Never rounded."""
    risk: Decimal | int
    """USD at risk: what is lost if the bet loses."""
    line: Decimal | int | None = None
    """Points, from the side's view, on spreads; the total on totals; None on moneylines."""
    market: str | None = None
    """moneyline1x2 only: draw, or a participant's id."""
    order_type: OrderType = "limit"
    """How it takes and rests."""
    expires_in_minutes: int | None = None
    """Minutes until the venue cancels it; None leaves that to the venue. REST only. 0, the start of the game, only in an edit."""
    user_reference: str | None = None
    """The caller's name for it, repeated by the venue on fills, on the resting order and on its cancel."""


def is_plain(order: NewOrder) -> bool:
    """Say whether an order is one with which nothing at all can be wrong. Any other is looked at closely."""
    # Written for the common case: all of this is asked of every order.
    kind, side, line = order.market_type, order.side, order.line
    if kind == "moneyline":
        fits = line is None and _is_id(side)
    elif kind == "spread":
        fits = _is_plain_number(line) and _is_id(side)
    else:
        fits = kind == "total" and _is_plain_number(line) and type(side) is str and side in _OVER_UNDER
    minutes, reference = order.expires_in_minutes, order.user_reference
    return (
        fits
        and order.market is None
        and _is_id(order.game_id)
        and _are_plain_odds(order.odds)
        and _is_plain_number(order.risk)
        and order.risk > 0
        and type(order.order_type) is str
        and order.order_type in ORDER_TYPES
        # A name whose first sign is seen is not blank.
        and (reference is None or (type(reference) is str and "!" <= reference[:1] <= "~"))
        and (minutes is None or (type(minutes) is int and minutes > 0))
    )


def with_decimals(order: NewOrder) -> NewOrder:
    """Give an order that was checked with its numbers as Decimals, as outcomes show it."""
    odds, risk, line = american(order), Decimal(order.risk), None if order.line is None else Decimal(order.line)
    if odds is order.odds and risk is order.risk and line is order.line:
        return order
    return attrs.evolve(order, odds=odds, risk=risk, line=line)


def _is_id(value: object) -> bool:
    return type(value) is str and is_object_id(value)


def _are_plain_odds(odds: object) -> bool:
    """Say whether odds are on the venue's grid without a doubt."""
    if type(odds) is int:
        return _LEAST_ODDS <= abs(odds) <= LARGEST_ODDS
    if type(odds) is not Decimal or not _is_plain_number(odds):
        return False
    return _LEAST_ODDS <= odds.copy_abs() <= LARGEST_ODDS and not _REMAINDERS.remainder(odds, ODDS_STEP)


def _is_plain_number(number: object) -> bool:
    """Say whether a number is of everyday length, and exactly what it is when written; one with an exponent is not."""
    if type(number) is int:
        return -_EVERYDAY < number < _EVERYDAY
    if type(number) is not Decimal or not number.is_finite():
        return False
    text = str(number)
    return len(text) < _EVERYDAY_SIGNS and "E" not in text


def check_odds(call: Call, odds: Odds | Decimal | int) -> Decimal:
    """Check that odds are ones that the venue takes, and give them as it writes them. Raises InvalidRequest, naming both neighbours."""
    if not is_a(odds, Odds, Decimal, int):
        raise call.invalid(expected="odds as a crossbook.Odds, an int or a Decimal", found=odds)
    number = odds if isinstance(odds, Odds) else call.exact(odds, "odds")
    # Most odds are plain numbers that fit. What follows would find the same of them, twenty times slower.
    if isinstance(number, Decimal) and _LEAST_ODDS <= number.copy_abs() <= LARGEST_ODDS and not _REMAINDERS.remainder(number, ODDS_STEP):
        return number
    try:
        exactly = number if isinstance(number, Odds) else Odds.from_american(number)
        exactly.check_grid(ODDS_STEP, largest=LARGEST_ODDS)
    except InvalidPrice as error:
        raise call.invalid(expected=error.expected, found=odds) from error
    return as_decimal(exactly.american)


def american(order: NewOrder) -> Decimal:
    """Give the odds of an order as the venue writes them."""
    return as_decimal(order.odds.american) if isinstance(order.odds, Odds) else Decimal(order.odds)


def check_side(call: Call, market_type: str, side: str) -> None:
    """Check that a side is one of its kind of market. Raises InvalidRequest."""
    words = _WORDS.get(market_type)
    if words is not None:
        call.choice(side, words, f"a side of a {market_type} market")
    elif not is_a(side, str) or not is_object_id(side):
        raise call.invalid(expected=f"a side of a {market_type} market: a participant's id of 24 hexadecimal digits", found=side)
