# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .api_error_details import ApiErrorDetails


@define(frozen=True, kw_only=True, slots=False)
class ApiError:
    """Body of a refused or failed request."""

    code: str | None = None
    """Machine-readable word, e.g. validation_failed, bad_signature, api_key_revoked; the catalogue is open."""
    message: str | None = None
    """The reason in the venue's words."""
    details: ApiErrorDetails | None = None
    """Particulars of an error; their shape depends on its code and is undocumented."""
    requiredScope: str | None = None
    """Scope the operation needs."""
    have: tuple[str, ...] | None = None
    """Scopes the key has."""
