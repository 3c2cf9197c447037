# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

GradedOutcome: TypeAlias = Literal["half-loss", "half-win", "loser", "refunded", "winner"]
"""How a graded bet ended."""
