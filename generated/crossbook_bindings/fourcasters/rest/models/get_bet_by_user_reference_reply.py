# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .bet_buckets import BetBuckets


@define(frozen=True, kw_only=True, slots=False)
class GetBetByUserReferenceReply:
    """Envelope of getBetByUserReference."""

    data: BetBuckets
    """Payload of getBetByWagerRequestID and getBetByUserReference."""
