# Generated from specs/predictstreet/user-socket.schema.yaml by `nox -s regenerate`. Do not edit.
"""The frames that the venue sends on this socket by itself."""

from __future__ import annotations

from typing import Final, TypeAlias, cast

from crossbook_bindings.runtime import FrameReader, Push, UnknownFrame

from . import models

Frame: TypeAlias = (
    Push[models.ConnectedFrame, models.Greeting]
    | Push[models.PushFrame, models.OrderPlaced]
    | Push[models.PushFrame, models.OrderCancelled]
    | Push[models.PushFrame, models.UserFill]
    | Push[models.PushFrame, models.VaultPositionBalanceChanged]
    | UnknownFrame
)
"""Whatever may come.

connected (typed): Greeting, the first frame of a connection.
order_placed (raw): An order of the wallet was placed.
order_cancelled (raw): An order of the wallet was cancelled.
user_fill (typed): An order of the wallet was filled.
vault_position_balance_changed (typed): A vault holds more or less of an outcome token.
"""

READER: Final = FrameReader(
    tell="type",
    payload="data",
    types={
        "connected": (models.ConnectedFrame, models.Greeting),
        "order_placed": (models.PushFrame, models.OrderPlaced),
        "order_cancelled": (models.PushFrame, models.OrderCancelled),
        "user_fill": (models.PushFrame, models.UserFill),
        "vault_position_balance_changed": (models.PushFrame, models.VaultPositionBalanceChanged),
    },
)


def read(text: str) -> Frame:
    """Decode a frame; kinds that no document lists are kept as they came.

    Raises msgspec.DecodeError, with the path of the fault, for a frame that is not what its spec describes.
    """
    return cast("Frame", READER.read(text))
