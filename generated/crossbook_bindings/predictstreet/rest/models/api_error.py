# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from .api_error_details import ApiErrorDetails


@define(frozen=True, kw_only=True, slots=False)
class ApiError:
    """Body of a refused or failed request."""

    code: str | UnsetType = UNSET
    """Machine-readable word, e.g. validation_failed, bad_signature, api_key_revoked; the catalogue is open."""
    message: str | UnsetType = UNSET
    details: ApiErrorDetails | UnsetType = UNSET
    """Particulars of an error; their shape depends on its code and is undocumented."""
    requiredScope: str | UnsetType = UNSET
    """Scope the operation needs."""
    have: tuple[str, ...] | UnsetType = UNSET
    """Scopes the key has."""
