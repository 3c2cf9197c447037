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
ALL_OR_NOTHING: Final = "fillOrKill"
KILL_TYPES: Final = ("fillAndKill", ALL_OR_NOTHING)
"""Order types that never rest: of these, nothing at all may be left."""
ORDER_TYPES: Final = ("limit", "post", "postArb", *KILL_TYPES)

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


def at_sight(order: NewOrder) -> NewOrder | None:
    """Give an order in which nothing at all can be wrong, its numbers exact; None for any other, which is looked at closely."""
    if type(order) is not NewOrder or order.market is not None or not (_is_text(order.game_id) and _is_text(order.side)):
        return None
    kind, line = order.market_type, order.line
    if kind == "moneyline":
        is_fitting = line is None and is_object_id(order.side)
    else:
        line = _plainly(line)
        is_fitting = line is not None and (is_object_id(order.side) if kind == "spread" else kind == "total" and order.side in _OVER_UNDER)
    odds, risk, minutes, reference = _plain_odds(order.odds), _plainly(order.risk), order.expires_in_minutes, order.user_reference
    if not (is_fitting and odds and risk and risk > 0 and order.order_type in ORDER_TYPES and is_object_id(order.game_id)):
        return None
    # A name whose first sign is seen is not blank.
    if not (reference is None or (_is_text(reference) and "!" <= reference[:1] <= "~")):
        return None
    if not (minutes is None or (type(minutes) is int and minutes > 0)):
        return None
    if odds is order.odds and risk is order.risk and line is order.line:
        return order
    return NewOrder(
        game_id=order.game_id,
        market_type=kind,
        side=order.side,
        odds=odds,
        risk=risk,
        line=line,
        order_type=order.order_type,
        expires_in_minutes=minutes,
        user_reference=reference,
    )


def _is_text(value: object) -> bool:
    return type(value) is str


def _plain_odds(odds: object) -> Decimal | None:
    """Give odds that are on the venue's grid without a doubt; None for any other."""
    if type(odds) is int:
        return Decimal(odds) if _LEAST_ODDS <= abs(odds) <= LARGEST_ODDS else None
    number = _plainly(odds)
    is_on_grid = number is not None and _LEAST_ODDS <= number.copy_abs() <= LARGEST_ODDS and not _REMAINDERS.remainder(number, ODDS_STEP)
    return number if is_on_grid else None


def _plainly(number: object) -> Decimal | None:
    """Give a number of everyday length, exactly as it is; None for anything else, one with an exponent included."""
    if type(number) is int:
        return Decimal(number) if -_EVERYDAY < number < _EVERYDAY else None
    if type(number) is not Decimal or not number.is_finite():
        return None
    text = str(number)
    return number if len(text) < _EVERYDAY_SIGNS and "E" not in text else None


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
