# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.reconciliation_snapshot import ReconciliationSnapshot


def get_reconciliation_snapshot(
    *,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, ReconciliationSnapshot, ReconciliationSnapshot]:
    """Read totals over a window, to compare the feed with.

    Needs scope partner:trades:read. Neither parameters nor reply were documented where they could be read.

    Args:
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.adipredictstreet.com/concepts/partners/trades-and-recon
    """
    return Request(
        operation=effects.GET_RECONCILIATION_SNAPSHOT,
        path=effects.GET_RECONCILIATION_SNAPSHOT.path,
        headers=pairs(
            effects.GET_RECONCILIATION_SNAPSHOT,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=ReconciliationSnapshot,
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
