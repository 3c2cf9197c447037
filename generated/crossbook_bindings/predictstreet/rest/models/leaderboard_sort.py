# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

LeaderboardSort: TypeAlias = Literal["pnl", "volume"]
"""What wallets are ranked by."""
