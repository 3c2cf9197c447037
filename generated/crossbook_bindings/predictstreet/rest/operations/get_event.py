# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, segment, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.event import Event


def get_event(
    *,
    id: str,
) -> Request[Venue, Event, Event]:
    """Read one event with its markets.

    Works without a key. 404 event_not_found also for an event that exists but has no public market. Prices of markets
    in USDC per outcome token.

    Args:
        id: Event id (UUID), not its slug.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/events/get-event-by-id
    """
    return Request(
        operation=effects.GET_EVENT,
        path=f"/api/events/{segment(effects.GET_EVENT, 'id', id)}",
        reply=Event,
        unwrap=whole,
        errors={
            400: ApiError,
            401: ApiError,
            403: ApiError,
            404: ApiError,
            429: ApiError,
            500: ApiError,
            503: ApiError,
        },
    )
