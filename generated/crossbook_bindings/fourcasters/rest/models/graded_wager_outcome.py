# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

GradedWagerOutcome: TypeAlias = Literal["half-loss", "half-win", "loser", "push", "refund", "refunded", "winner"]
"""How a graded bet ended, in the words of both descriptions."""
