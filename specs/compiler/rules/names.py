"""Names that become names in Python: each can be one, none hides another, and none hides what the templates themselves use."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterable, Iterator
from typing import Final

from compiler.documents import JSON, Document, Node, items, node, operations, resolve, text
from compiler.framing import messages
from compiler.naming import snake
from compiler.pointers import Finding, at, named

ESCAPED: Final = ("class", "from", "global", "in", "is")
"""Words of Python that may name a query parameter: compiler/writing/annotations.py writes an underscore behind them."""
_CLASS: Final = re.compile(r"[A-Z][A-Za-z0-9]*")
_IMPORTED: Final = frozenset(
    (
        *("Decimal", "Final", "Literal", "Mapping", "Raw", "Struct", "TypeAlias", "UNSET", "UnsetType", "Unlisted", "Unread", "Venue"),
        *("PagedRequest", "Request", "Undocumented", "SocketCommand", "Message", "SocketEffect", "FrameReader", "Push", "UnknownFrame"),
        *("define", "field", "conform", "exact", "exact_or_null", "exact_or_null_or_unset", "exact_or_unset"),
        *("effects", "models", "pairs", "segment", "whole", "payload", "frame"),
    )
)
_ANNOTATIONS: Final = frozenset(("bool", "dict", "int", "str", "tuple"))
_BUILTINS: Final = frozenset(dir(builtins))


def names(document: Document) -> Iterator[Finding]:
    """Rules `class-name`, `operation-id`, `message` and `property-name`: what becomes a name in Python, and is no other's."""
    location, schemas = named(document)
    yield from _classes(location, schemas)
    if document.is_rest:
        called = [(at("/paths", path, method), text(each.get("operationId"))) for method, path, each in operations(document.content)]
        yield from _functions(called)
        for method, path, operation in operations(document.content):
            yield from _arguments(at("/paths", path, method), _arguments_of(document, operation), frozenset(schemas))
        return
    for name, _ in messages(document):
        if not _is_free(snake(name)) or snake(name) in _IMPORTED:
            yield at("/x-messages", name), "message", f"expected a name that Python can use for a function, found {name}"


def unusable(name: str) -> bool:
    """Whether a field of this name would break its class: `self` is what its methods call the object."""
    return not _is_free(name) or name in _IMPORTED or name in _ANNOTATIONS or name == "self"


def _is_free(name: str) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name)


def _classes(location: str, schemas: Iterable[str]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for name in schemas:
        where = at(location, name)
        if not _CLASS.fullmatch(name) or name in _IMPORTED or not _is_free(name):
            yield where, "class-name", f"expected a name for a class (capitals at its words, letters and digits only), found {name}"
        # A file system may not tell capitals from others, and each class has a file.
        if (other := seen.setdefault(name.lower(), name)) != name:
            yield where, "class-name", f"expected a name that is not another's, found {name} beside {other}: both would be one file"


def _functions(found: list[tuple[str, str]]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for location, name in found:
        function = snake(name)
        where = at(location, "operationId")
        if name and (not _is_free(function) or function in _BUILTINS or function in _IMPORTED):
            yield where, "operation-id", f"expected a name that Python can use for a function, found {name} ({function})"
        if name and (other := seen.setdefault(function, location)) != location:
            yield where, "operation-id", f"expected a name of its own, found {name} ({function}) again: it is that of {other}"


def _arguments_of(document: Document, operation: Node) -> Iterator[tuple[str, str]]:
    """Yield each parameter and each member of the body: its place below the operation, and its name."""
    for index, value in enumerate(items(operation.get("parameters"))):
        parameter = resolve(document.content, value)
        if not parameter.get("x-credential"):
            yield f"/parameters/{index}", text(parameter.get("name"))
    body = node(node(node(operation.get("requestBody")).get("content")).get(JSON)).get("schema")
    for name in node(resolve(document.content, body).get("properties")):
        yield f"/requestBody ({name})", name


def _arguments(location: str, arguments: Iterable[tuple[str, str]], schemas: frozenset[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for where, name in arguments:
        argument = f"{name}_" if name in ESCAPED else snake(name) if "-" in name else name
        if argument in _IMPORTED or argument in schemas or argument == "self":
            yield location + where, "property-name", f"expected a name for an argument that hides no other, found {name}"
        if argument in seen:
            yield location + where, "property-name", f"expected a name that no other argument has, found {name} again"
        seen.add(argument)
