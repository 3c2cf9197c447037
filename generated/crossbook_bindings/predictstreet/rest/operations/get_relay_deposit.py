# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, segment, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.relay_deposit import RelayDeposit


def get_relay_deposit(
    *,
    auditId: str,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, RelayDeposit, RelayDeposit]:
    """Read how far a relayed deposit has come.

    404 for an auditId that is unknown or of another wallet. No amounts travel here.

    Args:
        auditId: auditId (UUID) of the deposit.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/deposits/poll-status-of-a-relay-gasless-deposit
    """
    return Request(
        operation=effects.GET_RELAY_DEPOSIT,
        path=f"/api/deposits/relay/{segment(effects.GET_RELAY_DEPOSIT, 'auditId', auditId)}",
        headers=pairs(
            effects.GET_RELAY_DEPOSIT,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=RelayDeposit,
        unwrap=whole,
        errors={
            400: ApiError,
            401: ApiError,
            403: ApiError,
            404: ApiError,
            429: ApiError,
            500: ApiError,
            503: ApiError,
        },
    )
