# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from .matched_block import MatchedBlock
from .origin import Origin
from .unmatched_block import UnmatchedBlock


@define(frozen=True, kw_only=True, slots=False)
class UserFeedMessage:
    """One event of the caller's orders."""

    messageID: str
    """Position in the feed, milliseconds and a sequence number joined by a hyphen. Compare as two numbers."""
    matched: MatchedBlock | None | UnsetType = UNSET
    """The fill, if this is one."""
    unmatched: UnmatchedBlock | None | UnsetType = UNSET
    """The resting order, if this is about one."""
    origin: Origin | str | UnsetType = UNSET
    """Maker or taker; offer whenever `unmatched` is set."""
    gameID: str | UnsetType = UNSET
    """Game id."""
    parentGameID: str | None | UnsetType = UNSET
    """Game it is a period or a prop of, if any."""
    eventName: str | None | UnsetType = UNSET
    """Label, joined by hyphens here; not a key."""
    league: str | UnsetType = UNSET
    """League code."""
    sport: str | UnsetType = UNSET
    """Sport."""
    live: bool | UnsetType = UNSET
    """Whether the game is being played."""
    start: str | UnsetType = UNSET
    """Start of the game, RFC 3339."""
    awayRotationNumber: str | UnsetType = UNSET
    """Rotation number of the away side as text."""
    platform: str | UnsetType = UNSET
    """Where the order was made, for instance api."""
    createdAt: str | UnsetType = UNSET
    """Time of the event, RFC 3339."""
