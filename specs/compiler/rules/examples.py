"""Every example is what its schema says: a sample that was copied wrongly, or a schema that is too narrow, shows here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import TypeAlias, cast

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend  # pyright: ignore[reportUnknownVariableType] - it has no types
from referencing.jsonschema import DRAFT202012, EMPTY_REGISTRY

from compiler.documents import Document, Node, items, node
from compiler.pointers import Finding, at, enumerate_text, mappings, types
from compiler.rules.standards import LONGEST_MESSAGE, Validator

Example: TypeAlias = tuple[str, str, object]


def examples(document: Document) -> Iterator[Finding]:
    """Rule `example`: each validates against the schema it stands in or beside."""
    uri = "urn:crossbook:spec"
    registry = EMPTY_REGISTRY.with_resource(uri, DRAFT202012.create_resource(document.content))
    for location, schema, value in _examples(document.content):
        validator = _exact({"$ref": f"{uri}#{schema}"}, registry=registry, format_checker=_FORMATS)
        for problem in validator.iter_errors(value):
            yield location, "example", f"{problem.json_path}: {problem.message}"[:LONGEST_MESSAGE]


def _examples(content: Node) -> Iterator[Example]:
    """Yield (place, place of its schema, value)."""
    for location, holder in mappings(content):
        if location.endswith("/properties"):  # there these words are names of fields
            continue
        schema = at(location, "schema") if "schema" in holder else location
        if "example" in holder:
            yield at(location, "example"), schema, holder["example"]
        for index, value in enumerate_text(items(holder.get("examples"))):
            yield at(location, "examples", index), schema, value
        for name, value in node(holder.get("examples")).items():
            yield at(location, "examples", name, "value"), schema, node(value).get("value")


def _check_type(validator: Validator, _types: object, value: object, schema: Node) -> Iterator[ValidationError]:
    """Like the keyword `type`, with our keyword `x-also` for another type that the venue was seen to use."""
    allowed = [name for name in (*types(schema), schema.get("x-also")) if isinstance(name, str)]
    if not any(validator.is_type(value, name) for name in allowed):
        yield ValidationError(f"{value!r} is not of type {' or '.join(allowed)}")


def _is_decimal(value: object) -> bool:
    try:
        return not isinstance(value, str) or Decimal(value).is_finite()
    except InvalidOperation:
        return False


_FORMATS = FormatChecker(formats=())
_FORMATS.checks("decimal")(_is_decimal)
_extend = cast("Callable[..., Callable[..., Validator]]", extend)
_exact = _extend(Draft202012Validator, validators={"type": _check_type})
