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
"""Where an order stands. open: it rests; filled: all of it matched; graded: what matched of it was settled."""

_OBJECT_ID = re.compile(r"[0-9a-fA-F]{24}")


@frozen(kw_only=True)
class FourcastersOrder:
    """Snapshot of one order. Amounts are USD at risk, odds are American and in the order owner's view.

    What an order takes when it is placed, and what then rests of it, are two orders: the venue gives the second one an
    id of its own, and the size of the remainder.
    """

    id: str
    """The venue's name for it: 24 hexadecimal digits."""
    owner: str
    """Account id."""
    state: OrderState
    """Where it stands."""
    game_id: str
    """Its game: 24 hexadecimal digits."""
    league: str
    """The game's league, as the venue abbreviates it."""
    market_type: str
    """moneyline, spread, total or moneyline1x2."""
    side: str
    """Participant id; `over`/`under` on totals; `yes`/`no` on moneyline1x2."""
    number: Decimal | None
    """Line in points, on spreads and totals."""
    market: str | None
    """`draw` or a participant id, on moneyline1x2."""
    odds: Decimal
    """American odds, in the owner's view."""
    size: Fraction
    """USD at risk, exactly."""
    matched: Fraction
    """USD at risk matched so far, exactly."""
    order_type: str
    """How it took and rests: limit, post, postArb, fillAndKill or fillOrKill."""
    user_reference: str | None
    """The owner's name for it."""
    wager_request_id: str
    """The venue's name for the order as it was sent, which groups its fills with what rests of it."""
    tx_id: str
    """The venue's name for the transaction that created it."""
    created_at: datetime
    """When it was placed, UTC."""
    expires_at: float | None
    """Sandbox clock, seconds; None when it does not expire by itself."""
    expires_at_start: bool
    """Whether that moment is the start of the game."""
    selection: Selection
    """The side of the market that it is on."""
    sequence: int
    """Place in the order of arrival."""
    label: str
    """The bet in words, without its price."""

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
    def label_with_price(self) -> str:
        """Label of the bet as REST writes it, with its odds."""
        return f"{self.label} {self.odds:+f}"


def is_object_id(value: str) -> bool:
    """Whether a text is a MongoDB ObjectID, the form of every id here."""
    return _OBJECT_ID.fullmatch(value) is not None
