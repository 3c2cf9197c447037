# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

TimeInForce: TypeAlias = Literal["fok", "gtc", "ioc"]
"""How long an order stands (good till cancelled, immediate or cancel, fill or kill)."""
