# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

GameCancelType: TypeAlias = Literal["moneyline", "spread", "total"]
"""Kind of market a cancel for a game can be limited to."""
