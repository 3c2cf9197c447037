# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import Raw

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, whole

from .. import effects
from ..models.api_error import ApiError


def search_events() -> Request[Venue, Raw, Raw]:
    """Search events by title, team or tag, page by page.

    Works without a key. An event is listed once; matchedVia is the strongest reason why. Those that close soonest come
    first among equals; a search for 0x... finds none. Neither parameters nor reply are documented where they could
    be read.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/search/paginated-event-search
    """
    return Request(
        operation=effects.SEARCH_EVENTS,
        path=effects.SEARCH_EVENTS.path,
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
