"""An order of 4casters, and what can be derived from it."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from attrs import frozen

from crossbook.sandbox.fourcasters.market.games import Selection
from crossbook.sandbox.fourcasters.market.odds import shown

OrderState: TypeAlias = Literal["open", "filled", "cancelled", "expired", "graded"]

_OBJECT_ID = re.compile(r"[0-9a-fA-F]{24}")


@frozen(kw_only=True)
class FourcastersOrder:
    """Snapshot of one order. Amounts are USD at risk, odds are American and in the order owner's view.

    What an order takes when it is placed, and what then rests of it, are two orders: the venue gives the second one an
    id of its own, and the size of the remainder.
    """

    id: str
    owner: str
    """Account id."""
    state: OrderState
    game_id: str
    league: str
    market_type: str
    side: str
    """Participant id; `over`/`under` on totals; `yes`/`no` on moneyline1x2."""
    number: Decimal | None
    """Line in points, on spreads and totals."""
    market: str | None
    """`draw` or a participant id, on moneyline1x2."""
    odds: Decimal
    size: Fraction
    """USD at risk, exactly."""
    matched: Fraction
    """USD at risk matched so far, exactly."""
    order_type: str
    user_reference: str | None
    wager_request_id: str
    tx_id: str
    created_at: datetime
    expires_at: float | None
    """Sandbox clock, seconds; None when it does not expire by itself."""
    expires_at_start: bool
    """Whether that moment is the start of the game."""
    selection: Selection
    sequence: int

    @property
    def bet(self) -> Decimal:
        """USD at risk in the whole order."""
        return shown(self.size)

    @property
    def filled(self) -> Decimal:
        """USD at risk that has matched."""
        return shown(self.matched)

    @property
    def remaining(self) -> Decimal:
        """USD at risk that never matched: still resting while open, released otherwise."""
        return shown(self.size - self.matched)

    @property
    def is_post_arb(self) -> bool:
        """Whether it was placed as postArb, which the books and the feed show."""
        return self.order_type == "postArb"

    @property
    def label(self) -> str:
        """The bet in words, without its price."""
        match self.market_type:
            case "moneyline":
                return f"{self.side} ML"
            case "spread":
                return f"{self.side} {self.number or 0:+f}"
            case "total":
                return f"{self.side} {self.number or 0:f}"
            case _:
                return f"{self.market} {self.side}"

    @property
    def label_with_price(self) -> str:
        """Label of the bet as REST writes it, with its odds."""
        return f"{self.label} {self.odds:+f}"


def is_object_id(value: str) -> bool:
    """Whether a text is a MongoDB ObjectID, the form of every id here."""
    return _OBJECT_ID.fullmatch(value) is not None
