"""What a PredictStreet socket says of itself in its first frame. Pure."""

from __future__ import annotations

from crossbook_bindings.predictstreet.market_socket.models import Greeting as MarketGreeting
from crossbook_bindings.predictstreet.user_socket.models import Greeting as UserGreeting

FIRST_GENERATION = 1
"""The protocol before `protocolVersion`: other channels, other events. The specs describe the second."""


def protocol_generation(greeting: MarketGreeting | UserGreeting) -> int | None:
    """Read the generation of the protocol from a socket's `greeting`; None where it does not tell.

    The first generation names none. On the market socket its absence proves the first; on the user socket it proves nothing,
    because a page of the second shows a greeting without it.
    Venue page: https://docs.adipredictstreet.com/api-reference/websocket/overview
    """
    if greeting.protocolVersion is not None:
        return greeting.protocolVersion
    return FIRST_GENERATION if isinstance(greeting, MarketGreeting) else None
