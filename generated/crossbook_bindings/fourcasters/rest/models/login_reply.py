# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .login_data import LoginData


@define(frozen=True, kw_only=True, slots=False)
class LoginReply:
    """Envelope of login."""

    data: LoginData
    """Payload of login."""
