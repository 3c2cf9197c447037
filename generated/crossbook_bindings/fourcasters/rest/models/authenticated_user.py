# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define, field

from .display_preferences import DisplayPreferences
from .password_security_checks import PasswordSecurityChecks


@define(frozen=True, kw_only=True, slots=False)
class AuthenticatedUser:
    """The account, with its token."""

    auth: str = field(repr=False)
    """Auth token for REST and the sockets; valid for 30 days."""
    email: str | None = None
    """Email address."""
    passwordSecurityChecks: PasswordSecurityChecks | None = None
    """Findings about the strength of the password; shape undocumented."""
    id: str | None = None
    """Account id."""
    username: str | None = None
    """Name that the account logs in with."""
    type: str | None = None
    """Known values: free, p2p, marketmaker, agent."""
    oddsFormat: str | None = None
    """Display preference, american or decimal. The interface always speaks American odds."""
    displayBalance: Decimal | None = None
    """Balance in USD."""
    creditLimit: Decimal | None = None
    """Credit limit in USD; sign as in User."""
    liability: Decimal | None = None
    """Open liability over all games in USD; negative in samples."""
    commissionCharged: Decimal | None = None
    """Commission rate as a fraction."""
    maxLiability: Decimal | None = None
    """Cap on liability in USD."""
    matchedVolume: DisplayPreferences | None = None
    """Display settings of the web site; shape undocumented."""
    openInterest: DisplayPreferences | None = None
    """Display settings of the web site; shape undocumented."""
    isAdmin: bool | None = None
    """Account flag."""
    hasMarketMakerAccess: bool | None = None
    """Account flag."""
    isPro: bool | None = None
    """Account flag."""
    isDeposit: bool | None = None
    """Account flag."""
    isAlphaUser: bool | None = None
    """Account flag."""
    sportsbookDefault: bool | None = None
    """Display preference."""
    defaultRotationNumbers: bool | None = None
    """Display preference."""
    displayRotationNumbers: bool | None = None
    """Display preference."""
    viewOddsWithCommission: bool | None = None
    """Display preference."""
    defaultSendOrderMessage: bool | None = None
    """Display preference."""
    showChatLastMessage: bool | None = None
    """Display preference."""
    yesNoSummary: bool | None = None
    """Display preference."""
    emailConfirmation: bool | None = None
    """Account flag."""
    sportsbookMinimumDisplay: Decimal | None = None
    """Display preference; unit undocumented."""
    defaultExpiry: int | None = None
    """Default order expiry in minutes; null for none."""
    defaultOffer: Decimal | None = None
    """Default offer size, unit undocumented; null for none."""
    accessCode: str | None = None
    """Account code."""
    p2pCode: str | None = None
    """Account code."""
    code: str | None = None
    """Account code."""
    createdAt: str | None = None
    """Creation of the account, ISO 8601."""
