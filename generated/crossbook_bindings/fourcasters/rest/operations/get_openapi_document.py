# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request, whole

from .. import effects
from ..models.http_error import HttpError
from ..models.openapi_document import OpenapiDocument


def get_openapi_document() -> Request[Venue, OpenapiDocument, OpenapiDocument]:
    """Read the OpenAPI document that the venue serves.

    The OpenAPI 3.0 description of the operations that the running service describes itself: this one and those of
    graded bets. No token is needed.

    Venue page: https://api.4casters.io/openapi.json
    """
    return Request(
        operation=effects.GET_OPENAPI_DOCUMENT,
        path=effects.GET_OPENAPI_DOCUMENT.path,
        reply=OpenapiDocument,
        unwrap=whole,
        errors={
            400: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )
