# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .error_type import ErrorType
from .matched_fill import MatchedFill
from .unmatched_offer import UnmatchedOffer


@define(frozen=True, kw_only=True, slots=False)
class PlaceResult:
    """What became of one order."""

    matched: tuple[MatchedFill, ...] | None = None
    """Fills, possibly none."""
    unmatched: UnmatchedOffer | None = None
    """The remainder that rests, as a new order."""
    error: str | None = None
    """Why the order was not processed."""
    errorType: ErrorType | Unlisted | None = None
    """Class of the error."""
    error_type: ErrorType | Unlisted | None = None
    """Class of the error, under its older name."""
