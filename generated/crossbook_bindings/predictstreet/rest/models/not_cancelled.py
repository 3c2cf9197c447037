# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from typing import TypeAlias

from crossbook_bindings.runtime import Unlisted

from .not_cancelled_reason import NotCancelledReason

NotCancelled: TypeAlias = dict[str, NotCancelledReason | Unlisted]
"""Order id to the reason it was not cancelled."""
