"""The venue's list of what was missed: in order and after what was asked for, or not to be used. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import msgspec

from crossbook.fourcasters.feeds.positions import Position, position_of, text_of
from crossbook_bindings.fourcasters.rest import ReplayUserMessagesReply
from crossbook_bindings.fourcasters.user_feed.models import UserEvent

Placed: TypeAlias = tuple[Position, UserEvent]
"""A message, with its place in the feed."""


class Listing(msgspec.Struct, frozen=True):
    """What a replay gave."""

    messages: tuple[Placed, ...]
    is_complete: bool
    """Whether it is all that came after the place that was asked for; otherwise it is what the venue still has."""


def read_listing(reply: ReplayUserMessagesReply, after: Position) -> Listing | str:
    """Read the answer to a replay. Gives what is wrong with it where it cannot be relied on."""
    match reply.status:
        case "success" if reply.messages is not None:
            return _checked(reply.messages, after, is_complete=True)
        case "cache_expired" if reply.availableMessages is not None:
            return _checked(reply.availableMessages, after, is_complete=False)
        case "success" | "cache_expired":
            return f"expected a replay with its messages, found {reply.status} without any"
        case other:
            # pages/streaming/user-feed.mdx: its sample client takes any other status for a failure.
            return f"expected a replay of status success or cache_expired, found {other!r}"


def _checked(messages: Iterable[UserEvent], after: Position, *, is_complete: bool) -> Listing | str:
    placed: list[Placed] = []
    latest = after
    for message in messages:
        position = position_of(message.messageID)
        if position is None:
            return f"expected a message id of the form milliseconds-sequence in a replay, found {message.messageID[:60]!r}"
        if position <= latest:
            return f"expected a replay in order, after {text_of(latest)}, found {text_of(position)} behind it"
        latest = position
        placed.append((position, message))
    return Listing(tuple(placed), is_complete)
