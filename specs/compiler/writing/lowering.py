"""Rewrites a spec into what the generators understand, without changing what it says.

The two generators have no word for a decimal that travels as text, and examples are nothing to them.
"""

from __future__ import annotations

from compiler.documents import Document, Node, items, node


def for_openapi_python_client(document: Document) -> Node:
    """Lower a REST spec: decimals become numbers."""
    return node(_lower(document.content, number_format=None))


def for_datamodel_code_generator(document: Document) -> Node:
    """Lower a socket spec: every number becomes a decimal."""
    return node(_lower(document.content, number_format="decimal"))


def _lower(value: object, *, number_format: str | None) -> object:
    if elements := items(value):
        return [_lower(item, number_format=number_format) for item in elements]
    if not node(value):
        return value
    lowered = {key: _lower(item, number_format=number_format) for key, item in node(value).items() if key not in ("example", "examples")}
    kinds = items(lowered.get("type")) or [lowered.get("type")]
    if "number" in kinds or lowered.get("format") == "decimal":
        lowered["type"] = ["number", "null"] if "null" in kinds else "number"
        lowered["format"] = number_format
    if lowered.get("format") in (None, "password"):
        lowered.pop("format", None)
    return lowered
