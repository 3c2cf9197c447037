"""Rewrites a spec into what the generators understand, without changing what it says.

The spec files say things that the two generators have no word for: a decimal that travels as text, a secret field, the
page a fact comes from. Each is turned into something that they do carry as far as our templates.
"""

from __future__ import annotations

from typing import Final

from compiler.documents import Document, Node, items, node, operations, text

READING_EXTENSIONS: Final = ("x-payload", "x-page", "x-positional")
"""How a reply is read: which part of it was asked for, where the next page begins, which list it answers."""


def for_openapi_python_client(document: Document) -> Node:
    """Lower a REST spec: decimals become numbers, secrets are marked in words, operations name their venue page."""
    lowered = node(_lower(document.content, number_format=None))
    lowered["info"] = node(document.content.get("info")) | {"title": document.label}
    for _, _, operation in operations(lowered):
        page = text(node(operation.get("externalDocs")).get("url"))
        words = [text(operation.get("description")).strip(), f"Venue page: {page}" if page else ""]
        # openapi-python-client hands no extension to the templates. These travel at the end of the description.
        words += [f"@{key} {_flat(operation[key])}" for key in READING_EXTENSIONS if key in operation]
        operation["description"] = "\n\n".join(word for word in words if word)
    return lowered


def for_datamodel_code_generator(document: Document) -> Node:
    """Lower a socket spec: every number becomes a decimal."""
    return node(_lower(document.content, number_format="decimal"))


def _flat(extension: object) -> str:
    """Write an extension on one line: a path as it is, a mapping as `key=value` words."""
    return " ".join(f"{key}={text(value)}" for key, value in node(extension).items()) or text(extension)


def _lower(value: object, *, number_format: str | None) -> object:
    if elements := items(value):
        return [_lower(item, number_format=number_format) for item in elements]
    if not node(value):
        return value
    lowered = {key: _lower(item, number_format=number_format) for key, item in node(value).items() if key not in ("example", "examples")}
    kinds = items(lowered.get("type")) or [lowered.get("type")]
    if lowered.get("x-many") is True:
        lowered["description"] = f"Many. {text(lowered.get('description'))}".strip()
    if lowered.get("format") == "password":
        lowered["description"] = f"Secret. {text(lowered.get('description'))}".strip()
    if "number" in kinds or lowered.get("format") == "decimal":
        lowered["type"] = ["number", "null"] if "null" in kinds else "number"
        lowered["format"] = number_format
    if lowered.get("format") in (None, "password"):
        lowered.pop("format", None)
    return lowered
