# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define, field
from msgspec import UNSET, UnsetType

from .display_preferences import DisplayPreferences
from .password_security_checks import PasswordSecurityChecks


@define(frozen=True, kw_only=True, slots=False)
class AuthenticatedUser:
    """The account, with its token."""

    auth: str = field(repr=False)
    """Secret. Auth token for REST and the sockets; valid for 30 days."""
    email: str | UnsetType = UNSET
    """Email address."""
    passwordSecurityChecks: PasswordSecurityChecks | UnsetType = UNSET
    """Findings about the strength of the password; shape undocumented."""
    id: str | UnsetType = UNSET
    """Account id."""
    username: str | UnsetType = UNSET
    """Username."""
    type: str | UnsetType = UNSET
    """Known values: free, p2p, marketmaker, agent."""
    oddsFormat: str | UnsetType = UNSET
    """Display preference, american or decimal. The interface always speaks American odds."""
    displayBalance: Decimal | UnsetType = UNSET
    """Balance in USD."""
    creditLimit: Decimal | UnsetType = UNSET
    """Credit limit in USD; sign as in User."""
    liability: Decimal | UnsetType = UNSET
    """Open liability over all games in USD; negative in samples."""
    commissionCharged: Decimal | UnsetType = UNSET
    """Commission rate as a fraction."""
    maxLiability: Decimal | UnsetType = UNSET
    """Cap on liability in USD."""
    matchedVolume: DisplayPreferences | UnsetType = UNSET
    """Display settings of the web site; shape undocumented."""
    openInterest: DisplayPreferences | UnsetType = UNSET
    """Display settings of the web site; shape undocumented."""
    isAdmin: bool | UnsetType = UNSET
    """Account flag."""
    hasMarketMakerAccess: bool | UnsetType = UNSET
    """Account flag."""
    isPro: bool | UnsetType = UNSET
    """Account flag."""
    isDeposit: bool | UnsetType = UNSET
    """Account flag."""
    isAlphaUser: bool | UnsetType = UNSET
    """Account flag."""
    sportsbookDefault: bool | UnsetType = UNSET
    """Display preference."""
    defaultRotationNumbers: bool | UnsetType = UNSET
    """Display preference."""
    displayRotationNumbers: bool | UnsetType = UNSET
    """Display preference."""
    viewOddsWithCommission: bool | UnsetType = UNSET
    """Display preference."""
    defaultSendOrderMessage: bool | UnsetType = UNSET
    """Display preference."""
    showChatLastMessage: bool | UnsetType = UNSET
    """Display preference."""
    yesNoSummary: bool | UnsetType = UNSET
    """Display preference."""
    emailConfirmation: bool | UnsetType = UNSET
    """Account flag."""
    sportsbookMinimumDisplay: Decimal | UnsetType = UNSET
    """Display preference; unit undocumented."""
    defaultExpiry: int | None | UnsetType = UNSET
    """Default order expiry in minutes; null for none."""
    defaultOffer: Decimal | None | UnsetType = UNSET
    """Default offer size, unit undocumented; null for none."""
    accessCode: str | None | UnsetType = UNSET
    """Account code."""
    p2pCode: str | None | UnsetType = UNSET
    """Account code."""
    code: str | None | UnsetType = UNSET
    """Account code."""
    createdAt: str | UnsetType = UNSET
    """Creation of the account, ISO 8601."""
