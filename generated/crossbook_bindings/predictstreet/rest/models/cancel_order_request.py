# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class CancelOrderRequest:
    """The order to cancel."""

    orderId: str
    """Order id; the same value is `id` in order reads."""
