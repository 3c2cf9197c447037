"""What the standards say: YAML that means what it looks like, OpenAPI 3.1, JSON Schema 2020-12."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, cast

import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing.jsonschema import DRAFT202012, EMPTY_REGISTRY

from compiler.documents import LOADER, Document, Node, text
from compiler.pointers import Finding, at

LONGEST_MESSAGE = 300
_TEXT = "tag:yaml.org,2002:str"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Problem(Protocol):
    """What a validator has against a value."""

    @property
    def json_path(self) -> str: ...
    @property
    def absolute_path(self) -> Iterable[str | int]: ...
    @property
    def message(self) -> str: ...


class Validator(Protocol):
    """The part of jsonschema that we use; its own types leave these open."""

    def iter_errors(self, instance: object) -> Iterator[Problem]: ...
    def is_type(self, instance: object, kind: str, /) -> bool: ...


_SCHEMA = cast("Node", OpenAPIV31SpecValidator.schema_validator.schema)
_OPENAPI = text(_SCHEMA["$id"])
_ANCHORS_FOUND = EMPTY_REGISTRY.with_resource(_OPENAPI, DRAFT202012.create_resource(_SCHEMA)).crawl()


class _OpenAPI(OpenAPIV31SpecValidator):
    """The library looks for the anchors of OpenAPI's own schema at each reference to one; here they were found once, for all files."""

    schema_validator = Draft202012Validator({"$ref": _OPENAPI}, registry=_ANCHORS_FOUND)


def keys(document: Document) -> Iterator[Finding]:
    """Rule `key`: every key is text and occurs once. YAML keeps the last of two, and reads 200 as a number."""
    root: yaml.Node | None = yaml.compose(document.path.read_text(encoding="utf-8"), Loader=LOADER)
    if root is not None:
        yield from _keys(root, "")


def standard(document: Document) -> Iterator[Finding]:
    """Rules `openapi` and `metaschema`: the file is what it says it is."""
    if document.is_rest:
        if document.content.get("openapi") != "3.1.0":
            yield "/openapi", "openapi", f"expected 3.1.0, found {document.content.get('openapi')}"
        try:
            for error in _OpenAPI(document.content).iter_errors():
                # Its paths begin at some part of the file, it does not say which.
                yield "", "openapi", f"{error.json_path}: {error.message}"[:LONGEST_MESSAGE]
        except (AttributeError, KeyError, LookupError, TypeError, ValueError) as error:
            yield "", "openapi", f"expected OpenAPI 3.1, found what no validator can read: {error}"[:LONGEST_MESSAGE]
        return
    if document.content.get("$schema") != _DIALECT:
        yield "/$schema", "metaschema", f"expected {_DIALECT}, found {document.content.get('$schema')}"
    metaschema = cast("Validator", Draft202012Validator(Draft202012Validator.META_SCHEMA))
    for problem in metaschema.iter_errors(document.content):
        yield at("", *problem.absolute_path), "metaschema", problem.message[:LONGEST_MESSAGE]


def _keys(value: yaml.Node, location: str) -> Iterator[Finding]:
    if isinstance(value, yaml.SequenceNode):
        for index, item in enumerate(value.value):
            yield from _keys(item, at(location, index))
    if not isinstance(value, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, item in value.value:
        place = at(location, key.value)
        if key.tag != _TEXT:
            yield place, "key", f"expected text as a key in line {key.start_mark.line + 1}: write '{key.value}' in quotes"
        if key.value in seen:
            yield place, "key", f"expected each key once, found another {key.value} in line {key.start_mark.line + 1}"
        seen.add(key.value)
        yield from _keys(item, place)
