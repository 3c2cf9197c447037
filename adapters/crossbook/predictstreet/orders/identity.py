"""What makes an order the only one of its kind, set before anything leaves."""

from __future__ import annotations

import attrs

from crossbook.core.checks import Call
from crossbook.predictstreet.identifiers import VENUE

_UINT256 = 1 << 256


@attrs.frozen(kw_only=True)
class OrderIdentity:
    """Salt and name of one order. Two orders of one identity are one order to the venue: never use one twice. See `draw_identity`."""

    salt: int
    """A uint256 that no other order of the wallet has, ever."""
    client_order_id: str
    """The caller's name for the order, unique for ever in the wallet."""

    def __attrs_post_init__(self) -> None:
        call = Call(VENUE, "OrderIdentity")
        if call.whole(self.salt, "salt", least=1) >= _UINT256:
            raise call.invalid(expected="salt below 2**256", found=self.salt)
        call.name(self.client_order_id, "client_order_id")
