# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request, Undocumented, whole

from .. import effects
from ..models.http_error import HttpError
from ..models.orders_heartbeat_request import OrdersHeartbeatRequest


def orders_heartbeat(
    *,
    timeout: int,
) -> Request[Venue, Undocumented, Undocumented]:
    """Arm or renew the timer that cancels every open order.

    Unless another heartbeat follows within `timeout` seconds, the venue cancels all open orders of the account,
    including those of other programs and of the web site. 400 the timeout is missing, no number, or not above 5.

    Args:
        timeout: Seconds until all orders are cancelled.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/user/orders-heartbeat
    """
    return Request(
        operation=effects.ORDERS_HEARTBEAT,
        path=effects.ORDERS_HEARTBEAT.path,
        payload=OrdersHeartbeatRequest(
            timeout=timeout,
        ),
        reply=Undocumented,
        unwrap=whole,
        errors={
            400: HttpError,
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )
