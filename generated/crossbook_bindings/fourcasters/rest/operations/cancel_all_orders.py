# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request

from .. import effects
from ..models.cancel_all_orders_reply import CancelAllOrdersReply
from ..models.cancel_result import CancelResult
from ..models.http_error import HttpError


def cancel_all_orders() -> Request[Venue, CancelAllOrdersReply, tuple[CancelResult, ...]]:
    """Cancel every open order of the account.

    Cancels all open orders in all games and leagues, including those of other programs and of the web site. Amounts are
    USD of risk.

    Venue page: https://docs.4casters.io/pages/rest/orders/cancel-all-orders
    """
    return Request(
        operation=effects.CANCEL_ALL_ORDERS,
        path=effects.CANCEL_ALL_ORDERS.path,
        reply=CancelAllOrdersReply,
        unwrap=_payload,
        errors={
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: CancelAllOrdersReply) -> tuple[CancelResult, ...]:
    return reply.data
