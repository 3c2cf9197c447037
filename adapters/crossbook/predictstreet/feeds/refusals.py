"""What a gateway says where it does not take a key. Pure.

Venue page: https://docs.adipredictstreet.com/api-reference/websocket/user
"""

from __future__ import annotations

from typing import Final

TURNED_AWAY: Final = 4401
"""The close code, with one of the venue's words as its reason."""

_NOT_THE_KEY: Final = (
    "api_key_suspended",  # "do not try again by yourself"
    "api_key_ip_denied",
    "api_key_no_associated_wallet",
    "api_key_auth_disabled",
    "api_key_auth_unconfigured",
)


def may_be_another(problem: str) -> bool:
    """Say whether another key may be taken where this one was refused; `problem` has the venue's reason in it, if there was one."""
    return not any(word in problem for word in _NOT_THE_KEY)
