"""Reads a frame of the price feed; of one that cannot be read as its page describes it, at least which game it is about. Pure.

Venue page: https://docs.4casters.io/pages/streaming/price-feed
"""

from __future__ import annotations

from typing import Final, TypeAlias

import msgspec

from crossbook.fourcasters.feeds.price_events import UnlistedUpdate
from crossbook.fourcasters.identifiers import is_object_id
from crossbook_bindings.fourcasters.price_feed import frames, models
from crossbook_bindings.runtime import UnknownFrame

Message: TypeAlias = models.OrderUpdate | models.GameUpdate | models.MatchedVolumeUpdate


class _Body(msgspec.Struct):
    """What may name a game, in whatever else comes."""

    game: object = msgspec.field(default=None, name="gameID")
    id: object = None


_LOOSE: Final = msgspec.json.Decoder(tuple[object, _Body])


def read_frame(text: str) -> Message | UnlistedUpdate:
    """Read a frame. Raises msgspec.DecodeError for what is no JSON: then nobody knows what it was about, or what was cut off."""
    try:
        frame = frames.read(text)
    except msgspec.ValidationError as error:
        return UnlistedUpdate(game_id=_game(text), problem=str(error), venue_event=text)
    if isinstance(frame, UnknownFrame):
        problem = f"expected a message that a page describes, found {frame.name!r}"
        return UnlistedUpdate(game_id=_game(text), problem=problem[:200], venue_event=text)
    if not is_object_id(frame.id if isinstance(frame, models.GameUpdate) else frame.gameID):
        return UnlistedUpdate(game_id=None, problem="expected the id of a game (24 hexadecimal digits), found another", venue_event=text)
    return frame


def _game(text: str) -> str | None:
    try:
        body = _LOOSE.decode(text)[1]
    except msgspec.DecodeError:
        return None
    for told in (body.game, body.id):
        if isinstance(told, str) and is_object_id(told):
            return told
    return None
