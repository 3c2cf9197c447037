"""A row of the table of what a ledger can be told, and how it is told it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final, TypeAlias

import attrs
from gateway_frames import WALLET
from ledger_messages import FOURCASTERS, PREDICTSTREET, fourcasters_id, intent, order_there, place_call, placed, predictstreet_id

from crossbook import Ledger
from crossbook_bindings.runtime import EffectKind

Said: TypeAlias = tuple[int, int, int, int]
"""What rests and what was matched at most, in USD at 4casters; tokens and USDC at PredictStreet, where each token is bought for 0.50. How
many orders may rest, and of how many nobody knows the size."""


@attrs.frozen
class Row:
    """What a ledger has heard, what it hears then, and what it says after that."""

    venue: str
    before: tuple[Any, ...]
    told: Any
    said: Said
    word: str = ""
    """Which of several things of one kind it is."""


FIRST: Final = {FOURCASTERS: fourcasters_id(1), PREDICTSTREET: predictstreet_id(1)}
SENT: Final = {venue: place_call(venue, (100, "mine"), account=None if venue == FOURCASTERS else WALLET) for venue in FIRST}
RESTS: Final[dict[str, tuple[Any, ...]]] = {FOURCASTERS: (placed(),), PREDICTSTREET: (order_there(),)}
EDITED: Final = intent(
    FOURCASTERS,
    EffectKind.EDIT,
    order_ids=(FIRST[FOURCASTERS],),
    references=("new",),
    body=f'{{"sessionID":"{FIRST[FOURCASTERS]}","orderOdds":-112,"orderVolume":60}}',
)


STILL: Final[Said] = (100, 0, 1, 0)


def said(ledger: Ledger, venue: str) -> Said:
    resting = sum((each.resting or Decimal(0) for each in ledger.may_be_open(venue)), Decimal(0))
    total = [each for each in ledger.exposure() if each.venue == venue]
    return int(resting), int(sum(each.matched for each in total)), sum(each.orders for each in total), sum(each.unsized for each in total)
