# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.replay_user_messages_reply import ReplayUserMessagesReply


def replay_user_messages(
    *,
    afterID: str,
    beforeID: str | UnsetType = UNSET,
) -> Request[Venue, ReplayUserMessagesReply, ReplayUserMessagesReply]:
    """Read messages of the user feed that were missed.

    The caller's messages after one that was seen, as the user feed delivered them; amounts are USD. While that message
    is retained, `status` is success and `messages` is complete and in order. After that it is cache_expired, still
    with HTTP 200, and `availableMessages` holds what is left, oldest first: look at getUnmatched, getMatchedBets
    and getGradedSince for the rest. Any other status is a failure.

    Args:
        afterID: messageID of the last message that was processed; it is not repeated.
        beforeID: messageID before which to stop; left out, up to the newest.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/streaming/user-feed
    """
    return Request(
        operation=effects.REPLAY_USER_MESSAGES,
        path=effects.REPLAY_USER_MESSAGES.path,
        query=pairs(
            effects.REPLAY_USER_MESSAGES,
            ("afterID", afterID, str),
            ("beforeID", beforeID, str, UNSET),
        ),
        reply=ReplayUserMessagesReply,
        unwrap=whole,
        errors={},
    )
