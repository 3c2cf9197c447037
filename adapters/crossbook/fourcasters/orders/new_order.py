"""What a caller wants placed at 4casters, in our words."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal, TypeAlias

import attrs

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.fourcasters.identifiers import is_object_id

MarketType: TypeAlias = Literal["moneyline", "spread", "total", "moneyline1x2"]
"""Kinds of market."""

OrderType: TypeAlias = Literal["limit", "post", "postArb", "fillAndKill", "fillOrKill"]
"""How an order takes and rests. limit takes, then rests its remainder; post only rests; postArb rests, and takes only within
1 % of its odds; fillAndKill takes what is there and never rests; fillOrKill takes all or nothing."""

MARKET_TYPES: Final = ("moneyline", "spread", "total", "moneyline1x2")
KILL_TYPES: Final = ("fillAndKill", "fillOrKill")
"""Order types that never rest: of these, nothing at all may be left."""
ORDER_TYPES: Final = ("limit", "post", "postArb", *KILL_TYPES)

_WORDS: Final[dict[str, tuple[str, ...]]] = {"total": ("over", "under"), "moneyline1x2": ("yes", "no")}


@attrs.frozen(kw_only=True)
class NewOrder:
    """One order to place. Amounts are exact: int or Decimal, never float."""

    game_id: str
    """The game: 24 hexadecimal digits."""
    market_type: MarketType
    """moneyline, spread, total or moneyline1x2."""
    side: str
    """A participant's id (moneyline, spread), over or under (total), yes or no (moneyline1x2)."""
    odds: Decimal | int
    """American odds."""
    risk: Decimal | int
    """USD at risk: what is lost if the bet loses."""
    line: Decimal | int | None = None
    """Points, from the side's view, on spreads; the total on totals; None on moneylines."""
    market: str | None = None
    """moneyline1x2 only: draw, or a participant's id."""
    order_type: OrderType = "limit"
    """How it takes and rests."""
    expires_in_minutes: int | None = None
    """Minutes until the venue cancels it; None leaves that to the venue. REST only."""
    user_reference: str | None = None
    """The caller's name for it, repeated by the venue on fills, on the resting order and on its cancel."""


def check_side(call: Call, market_type: str, side: str) -> None:
    """Check that a side is one of its kind of market. Raises InvalidRequest."""
    words = _WORDS.get(market_type)
    if words is not None:
        call.choice(side, words, f"a side of a {market_type} market")
    elif not is_a(side, str) or not is_object_id(side):
        raise call.invalid(expected=f"a side of a {market_type} market: a participant's id of 24 hexadecimal digits", found=side)
