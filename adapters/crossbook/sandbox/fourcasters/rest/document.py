"""The document that 4casters' service serves about itself."""

from __future__ import annotations

from typing import Final

from crossbook.sandbox.rest_spec import RestSpec
from crossbook.sandbox.wire import Json, JsonObject

# The operations that the venue's own document describes; its other services do not describe themselves yet.
_DESCRIBED: Final = ("/openapi.json", "/user/getGradedWagers", "/user/v2/getGraded", "/user/v2/getGradedSince")


def document(spec: RestSpec) -> Json:
    """Write the document, with the words of our spec file where the venue's are not at hand."""
    root = spec.root
    paths = root.get("paths")
    shown: JsonObject = {path: paths[path] for path in _DESCRIBED if path in paths} if isinstance(paths, dict) else {}
    return {
        "openapi": "3.0.3",
        "info": root.get("info"),
        "servers": root.get("servers"),
        "paths": shown,
        "components": root.get("components"),
    }
