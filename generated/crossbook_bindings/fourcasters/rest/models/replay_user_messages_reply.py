# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .replay_status import ReplayStatus
from .user_feed_message import UserFeedMessage


@define(frozen=True, kw_only=True, slots=False)
class ReplayUserMessagesReply:
    """Reply of replayUserMessages."""

    status: ReplayStatus | Unlisted
    """What the list is. Anything but the two known words is a failure."""
    messages: tuple[UserFeedMessage, ...] | None = None
    """On success: all messages after the one asked for, in order."""
    availableMessages: tuple[UserFeedMessage, ...] | None = None
    """On cache_expired: what is retained, oldest first; what is missing before it is lost here."""
