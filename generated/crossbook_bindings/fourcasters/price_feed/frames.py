# Generated from specs/fourcasters/price-feed.schema.yaml by `nox -s regenerate`. Do not edit.
"""The frames that the venue sends on this socket by itself."""

from __future__ import annotations

from typing import Final, TypeAlias, cast

from crossbook_bindings.runtime import FrameReader, UnknownFrame

from . import models

Frame: TypeAlias = models.OrderUpdate | models.GameUpdate | models.MatchedVolumeUpdate | UnknownFrame
"""Whatever may come.

orderUpdate (typed): An order of a market was created, edited, filled or cancelled.
gameUpdate (typed): A game was created, or its state changed.
matchedVolumeUpdate (typed): The matched volume of a game changed.
"""

READER: Final = FrameReader(
    tell=0,
    payload=None,
    types={
        "orderUpdate": (models.OrderUpdateFrame, models.OrderUpdate),
        "gameUpdate": (models.GameUpdateFrame, models.GameUpdate),
        "matchedVolumeUpdate": (models.MatchedVolumeUpdateFrame, models.MatchedVolumeUpdate),
    },
)


def read(text: str) -> Frame:
    """Decode a frame; kinds that no document lists are kept as they came.

    Raises msgspec.DecodeError, with the path of the fault, for a frame that is not what its spec describes.
    """
    return cast("Frame", READER.read(text))
