# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from .error_type import ErrorType
from .matched_fill import MatchedFill
from .unmatched_offer import UnmatchedOffer


@define(frozen=True, kw_only=True, slots=False)
class PlaceResult:
    """What became of one order."""

    matched: tuple[MatchedFill, ...] | UnsetType = UNSET
    """Fills, possibly none."""
    unmatched: UnmatchedOffer | UnsetType = UNSET
    """The remainder that rests, as a new order."""
    error: str | UnsetType = UNSET
    """Why the order was not processed."""
    errorType: ErrorType | str | UnsetType = UNSET
    """Class of the error."""
    error_type: ErrorType | str | UnsetType = UNSET
    """Class of the error, under its older name."""
