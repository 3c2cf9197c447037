# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .cancel_result import CancelResult


@define(frozen=True, kw_only=True, slots=False)
class CancelReply:
    """Envelope of cancel."""

    data: CancelResult
    """What became of one order."""
