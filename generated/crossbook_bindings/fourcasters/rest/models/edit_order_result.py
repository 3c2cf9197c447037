# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .edit_cancelled import EditCancelled
from .matched_fill import MatchedFill
from .unmatched_offer import UnmatchedOffer


@define(frozen=True, kw_only=True, slots=False)
class EditOrderResult:
    """What became of the old order and of the new one."""

    cancelled: EditCancelled | None = None
    """The cancel of the old order."""
    matched: tuple[MatchedFill, ...] | None = None
    """Fills of the new order, possibly none."""
    unmatched: UnmatchedOffer | None = None
    """The remainder that rests, as a new order."""
