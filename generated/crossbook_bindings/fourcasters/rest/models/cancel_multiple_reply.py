# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .cancel_result import CancelResult


@define(frozen=True, kw_only=True, slots=False)
class CancelMultipleReply:
    """Envelope of cancelMultiple."""

    data: tuple[CancelResult, ...]
    """One entry per id, in the order sent."""
