# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

EventSort: TypeAlias = Literal["ending_soon", "live", "starting_soon", "trending"]
"""Order of a list of events (volume of 24 hours, earliest close, next kickoff, already kicked off)."""
