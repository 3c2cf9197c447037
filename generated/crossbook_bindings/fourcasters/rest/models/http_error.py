# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .error_type import ErrorType
from .network_error_detail import NetworkErrorDetail


@define(frozen=True, kw_only=True, slots=False)
class HttpError:
    """Body of every 4xx and 5xx."""

    error: str | NetworkErrorDetail
    """The venue's words; their wording is declared unstable."""
    errorType: ErrorType | Unlisted | None = None
    """Class of the error."""
    error_type: ErrorType | Unlisted | None = None
    """Class of the error, under its older name."""
