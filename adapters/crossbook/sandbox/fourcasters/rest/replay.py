"""The replay of the user feed. At the venue it is on another host; here it is beside the rest."""

from __future__ import annotations

import re
from typing import Final

from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.fourcasters.accounts import Account
from crossbook.sandbox.fourcasters.feed import Position
from crossbook.sandbox.fourcasters.rest.replies import refused
from crossbook.sandbox.fourcasters.state import State
from crossbook.sandbox.rest_spec import Incoming

_MESSAGE_ID: Final = re.compile(r"(\d{1,18})-(\d{1,18})")


def user_messages(state: State, account: Account, incoming: Incoming) -> Answer:
    after = _position(incoming.query.get("afterID", ""), "afterID")
    before = incoming.query.get("beforeID")
    complete, messages = state.feed.replay(account.id, after, None if before is None else _position(before, "beforeID"))
    if complete:
        return Answer(200, {"status": "success", "messages": messages})
    return Answer(200, {"status": "cache_expired", "availableMessages": messages})


def _position(message_id: str, name: str) -> Position:
    """Read a message id; what the venue answers to another text is undocumented."""
    match = _MESSAGE_ID.fullmatch(message_id)
    if match is None:
        raise refused(400, f"expected {name} to be a messageID, found {message_id!r}")
    return int(match[1]), int(match[2])
