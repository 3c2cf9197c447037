# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

ReplayStatus: TypeAlias = Literal["cache_expired", "success"]
"""Whether the message asked for was still retained."""
