# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from crossbook_bindings.runtime import conform


@define(frozen=True, kw_only=True, slots=False)
class CancelRequest:
    """The order to cancel."""

    sessionID: str
    """The order's id, 24 hex digits."""

    def __attrs_post_init__(self) -> None:
        conform(self)
