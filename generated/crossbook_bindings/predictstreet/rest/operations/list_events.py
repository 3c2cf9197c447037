# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, Raw, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.event_sort import EventSort


def list_events(
    *,
    tag: str | UnsetType = UNSET,
    sort: EventSort | UnsetType = UNSET,
) -> Request[Venue, Raw, Raw]:
    """List events with their markets.

    Works without a key. What the events are wrapped in is not documented, so the reply is handed on as it came. Filters
    are AND-combined. Events without a public market are not listed. Prices of markets in USDC per outcome token.

    Args:
        tag: One tag's slug, exact.
        sort: Left out, earliest kickoff first, then title, then id.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/events/list-events
    """
    return Request(
        operation=effects.LIST_EVENTS,
        path=effects.LIST_EVENTS.path,
        query=pairs(
            effects.LIST_EVENTS,
            ("tag", tag, str, UNSET),
            ("sort", sort, EventSort, UNSET),
        ),
        reply=Raw,
        unwrap=whole,
        errors={
            400: ApiError,
            401: ApiError,
            403: ApiError,
            429: ApiError,
            500: ApiError,
            503: ApiError,
        },
    )
