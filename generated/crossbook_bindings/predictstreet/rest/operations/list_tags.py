# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import Raw

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, whole

from .. import effects
from ..models.api_error import ApiError


def list_tags() -> Request[Venue, Raw, Raw]:
    """List the tags that events can be filtered by.

    Works without a key. Tags have the members that they have in events; what they are wrapped in is not documented, so
    the reply is handed over as it came.

    Venue page: https://docs.adipredictstreet.com/concepts/events/overview
    """
    return Request(
        operation=effects.LIST_TAGS,
        path=effects.LIST_TAGS.path,
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
