# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define, field

from crossbook_bindings.runtime import conform


@define(frozen=True, kw_only=True, slots=False)
class LoginRequest:
    """Credentials."""

    username: str
    """Username or email."""
    password: str = field(repr=False)
    """The account's password."""

    def __attrs_post_init__(self) -> None:
        conform(self)
