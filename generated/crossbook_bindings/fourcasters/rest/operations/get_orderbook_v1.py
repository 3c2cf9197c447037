# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request

from .. import effects
from ..models.game_orderbook_nested import GameOrderbookNested
from ..models.get_orderbook_v1_reply import GetOrderbookV1Reply
from ..models.get_orderbook_v1_request import GetOrderbookV1Request
from ..models.http_error import HttpError


def get_orderbook_v1(
    *,
    leagueRequested: str,
) -> Request[Venue, GetOrderbookV1Reply, tuple[GameOrderbookNested, ...]]:
    """Read the resting orders of a league in the old form.

    Deprecated: use getOrderbook. A read, although it is a POST. Spreads and totals are keyed by their line; orders are
    in the taker's view, amounts in USD.

    Args:
        leagueRequested: League code, in any case.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/markets/get-orderbook-v1
    """
    return Request(
        operation=effects.GET_ORDERBOOK_V1,
        path=effects.GET_ORDERBOOK_V1.path,
        payload=GetOrderbookV1Request(
            leagueRequested=leagueRequested,
        ),
        reply=GetOrderbookV1Reply,
        unwrap=_payload,
        errors={
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: GetOrderbookV1Reply) -> tuple[GameOrderbookNested, ...]:
    return reply.data.games
