# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request

from .. import effects
from ..models.get_me_reply import GetMeReply
from ..models.http_error import HttpError
from ..models.user import User


def get_me() -> Request[Venue, GetMeReply, User]:
    """Read the account.

    Balance, limits, liability (USD) and settings of the account that owns the token.

    Venue page: https://docs.4casters.io/pages/rest/user/get-me
    """
    return Request(
        operation=effects.GET_ME,
        path=effects.GET_ME.path,
        reply=GetMeReply,
        unwrap=_payload,
        errors={
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: GetMeReply) -> User:
    return reply.data.user
