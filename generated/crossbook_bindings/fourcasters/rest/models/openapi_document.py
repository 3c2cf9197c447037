# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .openapi_part import OpenapiPart


@define(frozen=True, kw_only=True, slots=False)
class OpenapiDocument:
    """An OpenAPI 3.0 document."""

    openapi: str
    """Version of the format, 3.0.3 when this was written."""
    info: OpenapiPart | None = None
    """Part of an OpenAPI document."""
    servers: tuple[OpenapiPart, ...] | None = None
    """Where the operations are served."""
    paths: OpenapiPart | None = None
    """Part of an OpenAPI document."""
    components: OpenapiPart | None = None
    """Part of an OpenAPI document."""
