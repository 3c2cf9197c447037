# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

Stage: TypeAlias = Literal["final", "group", "quarter_finals", "r16", "r32", "semi_finals", "third_place"]
"""Stage of a tournament."""
