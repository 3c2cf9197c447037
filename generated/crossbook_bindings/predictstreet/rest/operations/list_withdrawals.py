# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import PagedRequest, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.list_withdrawals_reply import ListWithdrawalsReply
from ..models.withdrawal import Withdrawal
from ..models.withdrawal_status import WithdrawalStatus


def list_withdrawals(
    *,
    status: WithdrawalStatus | UnsetType = UNSET,
    from_: str | UnsetType = UNSET,
    to: str | UnsetType = UNSET,
    limit: int | UnsetType = UNSET,
    cursor: str | UnsetType = UNSET,
    x_user_wallet: str | UnsetType = UNSET,
) -> PagedRequest[Venue, ListWithdrawalsReply, ListWithdrawalsReply, Withdrawal]:
    """List the wallet's withdrawals, page by page.

    Amounts in USDC, human decimals. Follow nextCursor until it is null or absent.

    Args:
        status: One state only.
        from_: Earliest time, ISO 8601, included.
        to: Latest time, ISO 8601, excluded.
        limit: Withdrawals per page, 1 to 200.
        cursor: Opaque; nextCursor of the page before.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/withdrawals/paginated-withdrawal-history
    """
    return PagedRequest(
        operation=effects.LIST_WITHDRAWALS,
        path=effects.LIST_WITHDRAWALS.path,
        query=pairs(
            effects.LIST_WITHDRAWALS,
            ("status", status, WithdrawalStatus, UNSET),
            ("from", from_, str, UNSET),
            ("to", to, str, UNSET),
            ("limit", limit, int, UNSET),
            ("cursor", cursor, str, UNSET),
        ),
        headers=pairs(
            effects.LIST_WITHDRAWALS,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=ListWithdrawalsReply,
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


def _items(reply: ListWithdrawalsReply) -> tuple[Withdrawal, ...]:
    return reply.withdrawals


def _next_cursor(reply: ListWithdrawalsReply) -> str | None:
    return reply.nextCursor
