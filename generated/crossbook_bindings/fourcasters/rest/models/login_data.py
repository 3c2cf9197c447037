# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .authenticated_user import AuthenticatedUser


@define(frozen=True, kw_only=True, slots=False)
class LoginData:
    """Payload of login."""

    user: AuthenticatedUser
    """The account, with its token."""
