# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class NetworkErrorDetail:
    """The form of `error` when the venue aborted a slow request."""

    message: str
    """Always "Network Error" in the documentation."""
    code: int
    """The status, 503."""
