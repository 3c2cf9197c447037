# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import PagedRequest, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.leaderboard import Leaderboard
from ..models.leaderboard_entry import LeaderboardEntry
from ..models.leaderboard_period import LeaderboardPeriod
from ..models.leaderboard_sort import LeaderboardSort


def get_leaderboard(
    *,
    period: LeaderboardPeriod | UnsetType = UNSET,
    sort: LeaderboardSort | UnsetType = UNSET,
    search: str | UnsetType = UNSET,
    limit: int | UnsetType = UNSET,
    cursor: str | UnsetType = UNSET,
) -> PagedRequest[Venue, Leaderboard, Leaderboard, LeaderboardEntry]:
    """List wallets by realised profit or by volume, page by page.

    Works without a key; with one, `me` is the caller's own row. Amounts in USDC. Open positions do not count towards
    profit. A page is of one snapshot; follow nextCursor until it is null.

    Args:
        period: Left out, the venue takes today.
        sort: Left out, the venue takes pnl.
        search: Beginning of a wallet (0x and hex digits) or else of a user name, in any case.
        limit: Rows per page, 1 to 50. Left out, the venue takes 20.
        cursor: Opaque; nextCursor of the page before.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.adipredictstreet.com/api-reference/leaderboard/wallet-leaderboard-ranked-by-realised-pnl-or-volume
    """
    return PagedRequest(
        operation=effects.GET_LEADERBOARD,
        path=effects.GET_LEADERBOARD.path,
        query=pairs(
            effects.GET_LEADERBOARD,
            ("period", period, LeaderboardPeriod, UNSET),
            ("sort", sort, LeaderboardSort, UNSET),
            ("search", search, str, UNSET),
            ("limit", limit, int, UNSET),
            ("cursor", cursor, str, UNSET),
        ),
        reply=Leaderboard,
        unwrap=whole,
        cursor="cursor",
        items=_items,
        next_cursor=_next_cursor,
        errors={
            400: ApiError,
            401: ApiError,
            403: ApiError,
            429: ApiError,
            500: ApiError,
            503: ApiError,
        },
    )


def _items(reply: Leaderboard) -> tuple[LeaderboardEntry, ...]:
    return reply.entries


def _next_cursor(reply: Leaderboard) -> str | None:
    return reply.nextCursor
