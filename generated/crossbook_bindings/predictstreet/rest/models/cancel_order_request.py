# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from crossbook_bindings.runtime import conform


@define(frozen=True, kw_only=True, slots=False)
class CancelOrderRequest:
    """The order to cancel."""

    orderId: str
    """Order id; the same value is `id` in order reads."""

    def __attrs_post_init__(self) -> None:
        conform(self)
