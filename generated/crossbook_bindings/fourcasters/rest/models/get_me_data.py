# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .user import User


@define(frozen=True, kw_only=True, slots=False)
class GetMeData:
    """Payload of getMe."""

    user: User
    """The account."""
