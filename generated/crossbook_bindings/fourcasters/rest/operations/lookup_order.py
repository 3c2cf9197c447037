# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request, pairs

from .. import effects
from ..models.http_error import HttpError
from ..models.lookup_order_detail import LookupOrderDetail
from ..models.lookup_order_reply import LookupOrderReply


def lookup_order(
    *,
    orderID: str,
) -> Request[Venue, LookupOrderReply, LookupOrderDetail]:
    """Read one order.

    State of one of the caller's orders: cancelled or not, and its matched and unmatched risk in USD. 403 the order is
    someone else's; 404 the id is invalid.

    Args:
        orderID: The order's id, as `id` in getUnmatched.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/orders/lookup-order
    """
    return Request(
        operation=effects.LOOKUP_ORDER,
        path=effects.LOOKUP_ORDER.path,
        query=pairs(
            effects.LOOKUP_ORDER,
            ("orderID", orderID, str),
        ),
        reply=LookupOrderReply,
        unwrap=_payload,
        errors={
            401: HttpError,
            403: HttpError,
            404: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: LookupOrderReply) -> LookupOrderDetail:
    return reply.data.order
