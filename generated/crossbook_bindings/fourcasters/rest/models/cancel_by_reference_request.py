# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from crossbook_bindings.runtime import conform


@define(frozen=True, kw_only=True, slots=False)
class CancelByReferenceRequest:
    """The references to cancel."""

    gameID: str
    """Game to search."""
    userReferences: tuple[str, ...]
    """References of the orders to cancel."""

    def __attrs_post_init__(self) -> None:
        conform(self)
