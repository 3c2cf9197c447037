# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .not_cancelled import NotCancelled


@define(frozen=True, kw_only=True, slots=False)
class CancelBatchReply:
    """What became of each order, split by id."""

    cancelled: tuple[str, ...]
    """Ids of the orders this request cancelled."""
    notCancelled: NotCancelled
    """Order id to the reason it was not cancelled."""
