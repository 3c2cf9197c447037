# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

Origin: TypeAlias = Literal["offer", "wager"]
"""offer when the caller made the order, wager when the caller took one."""
