# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

NotCancelledReason: TypeAlias = Literal["already_terminal", "lock_invariant", "not_found", "unknown"]
"""Why an order in a batch was not cancelled."""
