# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

WagerOutcome: TypeAlias = Literal["loser", "push", "refund", "winner"]
"""How a graded wager ended."""
