# Generated from specs/fourcasters/user-feed.schema.yaml by `nox -s regenerate`. Do not edit.
"""The frames that the venue sends on this socket by itself."""

from __future__ import annotations

from typing import Final, TypeAlias, cast

from crossbook_bindings.runtime import FrameReader, UnknownFrame

from . import models

Frame: TypeAlias = models.UserEvent | UnknownFrame
"""Whatever may come.

event (typed): An order of the caller was placed, filled or cancelled.
"""

READER: Final = FrameReader(
    tell=None,
    payload=None,
    types={
        "event": (models.UserEvent, models.UserEvent),
    },
)


def read(text: str) -> Frame:
    """Decode a frame; kinds that no document lists are kept as they came.

    Raises msgspec.DecodeError, with the path of the fault, for a frame that is not what its spec describes.
    """
    return cast("Frame", READER.read(text))
