# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .matched_block import MatchedBlock
from .origin import Origin
from .unmatched_block import UnmatchedBlock


@define(frozen=True, kw_only=True, slots=False)
class UserFeedMessage:
    """One event of the caller's orders."""

    messageID: str
    """Position in the feed, milliseconds and a sequence number joined by a hyphen. Compare as two numbers."""
    matched: MatchedBlock | None = None
    """The fill, if this is one."""
    unmatched: UnmatchedBlock | None = None
    """The resting order, if this is about one."""
    origin: Origin | Unlisted | None = None
    """Maker or taker; offer whenever `unmatched` is set."""
    gameID: str | None = None
    """Id of the game, 24 hex digits."""
    parentGameID: str | None = None
    """Game it is a period or a prop of, if any."""
    eventName: str | None = None
    """Label, joined by hyphens here; not a key."""
    league: str | None = None
    """League code."""
    sport: str | None = None
    """Name of the sport."""
    live: bool | None = None
    """Whether the game is being played."""
    start: str | None = None
    """Start of the game, RFC 3339."""
    awayRotationNumber: str | None = None
    """Rotation number of the away side as text."""
    platform: str | None = None
    """Where the order was made, for instance api."""
    createdAt: str | None = None
    """Time of the event, RFC 3339."""
