# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

LeaderboardPeriod: TypeAlias = Literal["all", "month", "today", "week"]
"""Period that is ranked."""
