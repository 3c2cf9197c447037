# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request, Undocumented, whole

from .. import effects
from ..models.http_error import HttpError


def logout() -> Request[Venue, Undocumented, Undocumented]:
    """End the validity of the token.

    Invalidates the token presented: every later use of it is answered with 401. The request takes no body.

    Venue page: https://docs.4casters.io/pages/rest/authentication
    """
    return Request(
        operation=effects.LOGOUT,
        path=effects.LOGOUT.path,
        reply=Undocumented,
        unwrap=whole,
        errors={
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )
