# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .commission_by_user import CommissionByUser


@define(frozen=True, kw_only=True, slots=False)
class GetAffiliateCommissionReply:
    """Envelope of getAffiliateCommission."""

    commissionPaid: tuple[CommissionByUser, ...]
    """One entry per player."""
