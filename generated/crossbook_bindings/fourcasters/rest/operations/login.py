# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request

from .. import effects
from ..models.authenticated_user import AuthenticatedUser
from ..models.http_error import HttpError
from ..models.login_reply import LoginReply
from ..models.login_request import LoginRequest


def login(
    *,
    username: str,
    password: str,
) -> Request[Venue, LoginReply, AuthenticatedUser]:
    """Obtain an auth token.

    Exchanges a username (or email) and password for the token used by REST and by every socket. The reply also sets a
    signed cookie `auth`, which the venue honours. 400 one of the two members is missing; 401 they are wrong; 403
    the account is banned, locked or closed.

    Args:
        username: Username or email.
        password: The account's password.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/authentication
    """
    return Request(
        operation=effects.LOGIN,
        path=effects.LOGIN.path,
        payload=LoginRequest(
            username=username,
            password=password,
        ),
        reply=LoginReply,
        unwrap=_payload,
        errors={
            400: HttpError,
            401: HttpError,
            403: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: LoginReply) -> AuthenticatedUser:
    return reply.data.user
