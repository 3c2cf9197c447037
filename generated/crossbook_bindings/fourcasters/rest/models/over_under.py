# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

OverUnder: TypeAlias = Literal["over", "under"]
"""Side of a total."""
