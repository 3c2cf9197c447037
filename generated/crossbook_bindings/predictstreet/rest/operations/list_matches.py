# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.list_matches_reply import ListMatchesReply


def list_matches(
    *,
    tag: str | UnsetType = UNSET,
) -> Request[Venue, ListMatchesReply, ListMatchesReply]:
    """List matches with their events and markets.

    Works without a key. Prices of markets in USDC per outcome token.

    Args:
        tag: One tag's slug.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/matches/get-match-by-id
    """
    return Request(
        operation=effects.LIST_MATCHES,
        path=effects.LIST_MATCHES.path,
        query=pairs(
            effects.LIST_MATCHES,
            ("tag", tag, str, UNSET),
        ),
        reply=ListMatchesReply,
        unwrap=whole,
        errors={
            400: ApiError,
            401: ApiError,
            403: ApiError,
            429: ApiError,
            500: ApiError,
            503: ApiError,
        },
    )
