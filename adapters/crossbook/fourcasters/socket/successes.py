"""Reads at sight what the orders socket answers to nearly every cancel: successes, as the page shows them. Pure."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, cast

import msgspec

from crossbook_bindings.fourcasters.orders_socket import models


class _Success(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """An entry for an order that was cancelled, as pages/websocket/cancel-orders.mdx shows it: all of this, and nothing else.

    What decides has the types of the bindings. What does not is a float, which is decoded in the least time.
    """

    success: bool
    orderID: str  # noqa: N815 - the venue's names
    odds: float
    filled: Decimal
    offered: float
    remaining: Decimal
    side: str
    number: float | None
    gameID: str  # noqa: N815
    userReference: str  # noqa: N815
    description: str


class _Successes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    requestID: str  # noqa: N815
    data: tuple[_Success, ...]


_DECODER: Final = msgspec.json.Decoder(_Successes)
_ENVELOPE: Final = len(_Successes.__struct_fields__)
_ENTRY: Final = len(_Success.__struct_fields__)


def successes(text: str) -> models.CancelReply | None:
    """Read a reply that has nothing but entries with all the members that the page shows. None for any other.

    The members are required and are as many as there can be, so none stands twice; and all are read, so none holds anything that
    is no UTF-8, or in which JSON is nested. What is read is what `CancelReply` would say.
    """
    try:
        reply = _DECODER.decode(text)
    except (msgspec.DecodeError, UnicodeError):
        return None
    # Each member has a colon, however it is written.
    if text.count(":") != _ENVELOPE + _ENTRY * len(reply.data):
        return None
    # It has the members that are read, under the same names.
    return cast("models.CancelReply", reply)
