# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request, pairs

from .. import effects
from ..models.commission_by_user import CommissionByUser
from ..models.get_affiliate_commission_reply import GetAffiliateCommissionReply
from ..models.http_error import HttpError


def get_affiliate_commission(
    *,
    fromDate: str | UnsetType = UNSET,
    toDate: str | UnsetType = UNSET,
) -> Request[Venue, GetAffiliateCommissionReply, tuple[CommissionByUser, ...]]:
    """Read the commission earned from invited players.

    Commission paid to the caller per player, over a range of days or, without dates, over all time. 400 `fromDate`
    cannot be read.

    Args:
        fromDate: First day, MM-DD-YYYY; 08-02-2021 when left out.
        toDate: Last day, MM-DD-YYYY; today when left out.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/affiliate/get-affiliate-commission
    """
    return Request(
        operation=effects.GET_AFFILIATE_COMMISSION,
        path=effects.GET_AFFILIATE_COMMISSION.path,
        query=pairs(
            effects.GET_AFFILIATE_COMMISSION,
            ("fromDate", fromDate, str, UNSET),
            ("toDate", toDate, str, UNSET),
        ),
        reply=GetAffiliateCommissionReply,
        unwrap=_payload,
        errors={
            400: HttpError,
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: GetAffiliateCommissionReply) -> tuple[CommissionByUser, ...]:
    return reply.commissionPaid
