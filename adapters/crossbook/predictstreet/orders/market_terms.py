"""What of a market goes into an order's signature."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Self

import attrs

from crossbook.core.checks import Call
from crossbook.predictstreet.identifiers import VENUE
from crossbook_bindings.predictstreet import rest as bindings

# (T) concepts/trading/placing-orders. The market object has no field for it, so it is handed in.
DOCUMENTED_TICK: Final = Decimal("0.01")
"""The step of prices that a page gives for every market. Another page speaks of six decimals; orders off this step are refused."""
HIGHEST_FEE: Final = 1000
"""Basis points that an order may sign at most (fee_too_high)."""
_LONGEST_TOKEN: Final = 78


@attrs.frozen(kw_only=True)
class MarketTerms:
    """A market as orders are signed for it. Read it just before: an order that signs another fee than the market's is refused."""

    symbol: str
    """The market's symbol, the marketId of orders."""
    yes_token_id: int
    """ERC-1155 id of outcome 0."""
    no_token_id: int
    """ERC-1155 id of outcome 1."""
    fee_taker_bps: int
    """The market's feeTakerBps, in basis points, as it is now."""
    neg_risk: bool
    """Whether its orders are verified by the neg-risk exchange."""
    tick: Decimal = DOCUMENTED_TICK
    """The step of its prices, in USDC."""

    @classmethod
    def of(cls, market: bindings.Market, *, tick: Decimal = DOCUMENTED_TICK) -> Self:
        """Read a `market` of `get_market` or `list_markets`, whose prices stand on a `tick` in USDC.

        Raises InvalidRequest where it lacks what orders sign.
        """
        call = Call(VENUE, "MarketTerms")
        symbol = call.name(market.symbol or "", "a market with a symbol")
        if market.feeTakerBps is None:
            raise call.invalid(expected=f"feeTakerBps of {symbol}, which orders sign", found=None)
        return cls(
            symbol=symbol,
            yes_token_id=_token(call, market.yesTokenId, f"yesTokenId of {symbol}"),
            no_token_id=_token(call, market.noTokenId, f"noTokenId of {symbol}"),
            fee_taker_bps=market.feeTakerBps,
            neg_risk=market.negRiskEligible is True,  # false and null are binary markets
            tick=tick,
        )

    def token_id(self, outcome: int) -> int:
        """Give the id of the token of an `outcome`: 0 is yes, 1 is no."""
        return self.no_token_id if outcome else self.yes_token_id

    def __attrs_post_init__(self) -> None:
        call = Call(VENUE, "MarketTerms")
        call.name(self.symbol, "a market with a symbol")
        for what in ("yes_token_id", "no_token_id"):
            call.whole(getattr(self, what), what, least=1)
        if self.yes_token_id == self.no_token_id:
            raise call.invalid(expected="two tokens, one for each outcome", found=self.yes_token_id)
        if call.whole(self.fee_taker_bps, "fee_taker_bps", least=0) > HIGHEST_FEE:
            raise call.invalid(
                expected=f"fee_taker_bps of at most {HIGHEST_FEE}, which is all that an order may sign", found=self.fee_taker_bps
            )


def _token(call: Call, text: str | None, what: str) -> int:
    """Read a token's id. A market that is not deployed has none."""
    if text is None or not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST_TOKEN):
        raise call.invalid(expected=f"{what} as decimal digits", found=text)
    return int(text)
