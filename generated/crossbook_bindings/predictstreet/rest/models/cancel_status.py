# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

CancelStatus: TypeAlias = Literal["CANCELLED", "cancelled", "not_found"]
"""Whether an order was cancelled, in either spelling, or there was nothing to cancel."""
