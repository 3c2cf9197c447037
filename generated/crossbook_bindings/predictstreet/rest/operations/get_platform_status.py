# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.platform_status import PlatformStatus


def get_platform_status() -> Request[Venue, PlatformStatus, PlatformStatus]:
    """Read the state of the platform.

    What the socket channel `system` announces, to be read after a reconnect. The reply is not documented.

    Venue page: https://docs.adipredictstreet.com/concepts/websocket/reconnect
    """
    return Request(
        operation=effects.GET_PLATFORM_STATUS,
        path=effects.GET_PLATFORM_STATUS.path,
        reply=PlatformStatus,
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
