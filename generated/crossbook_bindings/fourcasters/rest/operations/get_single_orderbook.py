# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request, pairs

from .. import effects
from ..models.get_single_orderbook_data import GetSingleOrderbookData
from ..models.get_single_orderbook_reply import GetSingleOrderbookReply
from ..models.http_error import HttpError


def get_single_orderbook(
    *,
    gameID: str,
) -> Request[Venue, GetSingleOrderbookReply, GetSingleOrderbookData]:
    """Read the resting orders of one game and of the games below it.

    One game with its periods and props, spreads and totals keyed by their line; orders are in the taker's view, amounts
    in USD. 400 the game id is missing.

    Args:
        gameID: Id of the game, 24 hex digits.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/markets/get-single-orderbook
    """
    return Request(
        operation=effects.GET_SINGLE_ORDERBOOK,
        path=effects.GET_SINGLE_ORDERBOOK.path,
        query=pairs(
            effects.GET_SINGLE_ORDERBOOK,
            ("gameID", gameID, str),
        ),
        reply=GetSingleOrderbookReply,
        unwrap=_payload,
        errors={
            400: HttpError,
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: GetSingleOrderbookReply) -> GetSingleOrderbookData:
    return reply.data
