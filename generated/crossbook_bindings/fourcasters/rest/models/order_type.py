# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

OrderType: TypeAlias = Literal["fillAndKill", "fillOrKill", "limit", "post", "postArb"]
"""How an order takes and rests. limit takes, then rests its remainder; post only rests; postArb rests, and takes only
within 1 % of its odds; fillAndKill takes what is there and never rests; fillOrKill takes all or nothing."""
