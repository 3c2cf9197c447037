"""One OpenAPI file: which operation a request is for, and whether request and reply are what the file says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias
from urllib.parse import unquote

from attrs import frozen

from crossbook.sandbox.limits import Bucket
from crossbook.sandbox.specs import Document, escaped, load, specs_folder
from crossbook.sandbox.wire import Json, JsonObject, loads, member, number, strings, text

Place: TypeAlias = Literal["body", "path", "query", "header", "extra"]
_METHODS = ("get", "put", "post", "delete", "patch")
# OpenAPI says to ignore parameters of these names: they are described elsewhere.
_UNCHECKED_HEADERS = frozenset({"accept", "content-type", "authorization"})


@frozen
class Operation:
    """One operation of the file."""

    id: str
    key: str
    """`METHOD /path` with every path parameter written `{}`: what the sandbox hangs its behaviour on."""
    path: str
    """Path with the names of its parameters."""
    pointer: str
    pattern: re.Pattern[str]
    method: str
    public: bool
    """Whether it needs no credentials."""
    buckets: tuple[Bucket, ...]
    """Rate limits that have a number."""


@frozen
class Problem:
    """A breach of the spec by a request. `extra`: something the spec does not know, which the venues ignore."""

    place: Place
    message: str


@frozen
class Incoming:
    """A request as it came off the wire, matched to an operation."""

    path_parameters: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Json
    has_body: bool


class RestSpec:
    """Validators of one OpenAPI file."""

    def __init__(self, root: JsonObject, uri: str) -> None:
        self._document = Document(root, uri)
        self.root = root
        self._known_parameters: dict[str, list[tuple[str, JsonObject]]] = {}
        paths = root.get("paths")
        found = [
            _operation(root, template, method, item)
            for template, methods in (paths if isinstance(paths, dict) else {}).items()
            if isinstance(methods, dict)
            for method, item in methods.items()
            if method in _METHODS and isinstance(item, dict)
        ]
        # Fixed paths before templated ones: /orders/open is not the order named "open".
        self.operations = tuple(sorted(found, key=lambda operation: (operation.key.count("{}"), operation.key)))
        self._fixed = {operation.key: operation for operation in self.operations if "{}" not in operation.key}

    def find(self, method: str, path: str) -> tuple[Operation, dict[str, str]] | None:
        """Return the operation a request line is for, with its path parameters."""
        fixed = self._fixed.get(f"{method.upper()} {path}")
        if fixed is not None:
            return fixed, {}
        for operation in self.operations:
            match = operation.pattern.fullmatch(path) if operation.method == method.upper() else None
            if match is not None:
                return operation, {name: unquote(value) for name, value in match.groupdict().items()}
        return None

    def request_problems(self, operation: Operation, incoming: Incoming) -> tuple[Problem, ...]:
        """Check parameters and body of a request."""
        return (*self._parameter_problems(operation, incoming), *self._body_problems(operation, incoming))

    def body_members(self, operation: Operation) -> frozenset[str] | None:
        """Name the members that the body of a request may have; None where the file names none."""
        where, _ = self._document.at(f"{operation.pointer}/requestBody")
        _, schema = self._document.object_at(f"{where}/content/application~1json/schema")
        members = schema.get("properties")
        return frozenset(members) if isinstance(members, dict) else None

    def lists(self, operation: Operation, status: int) -> bool:
        """Whether the file has a reply of an operation with a status, by its number."""
        return str(status) in self._document.object_at(f"{operation.pointer}/responses")[1]

    def reply_problems(self, operation: Operation, status: int, body: Json, *, has_body: bool) -> tuple[str, ...]:
        """Check a reply; an undocumented status is a fault too."""
        _, responses = self._document.object_at(f"{operation.pointer}/responses")
        key = next((key for key in (str(status), f"{status // 100}XX", "default") if key in responses), None)
        if key is None:
            return (f"expected one of the statuses {', '.join(responses)}, found {status}",)
        where, response = self._document.object_at(f"{operation.pointer}/responses/{key}")
        if "content" not in response:
            return (f"expected no body with status {status}",) if has_body else ()
        if not has_body:
            return (f"expected a body with status {status}, found none",)
        return self._document.problems(f"{where}/content/application~1json/schema", body)

    def _parameter_problems(self, operation: Operation, incoming: Incoming) -> list[Problem]:
        sources: dict[str, tuple[Place, Mapping[str, str]]] = {
            "path": ("path", incoming.path_parameters),
            "query": ("query", incoming.query),
            "header": ("header", {name.lower(): value for name, value in incoming.headers.items()}),
        }
        problems: list[Problem] = []
        known: set[str] = set()
        for where, parameter in self._parameters(operation):
            name, source = text(parameter, "name") or "", text(parameter, "in") or ""
            if source not in sources or (source == "header" and name.lower() in _UNCHECKED_HEADERS):
                continue
            place, values = sources[source]
            known |= {name} if source == "query" else set()
            value = values.get(name.lower() if source == "header" else name)
            if value is None:
                problems += [Problem(place, f"expected {source} parameter {name}, found none")] if parameter.get("required") else []
            else:
                problems += [
                    Problem(place, f"{source} parameter {name}: {fault}") for fault in self._text_problems(f"{where}/schema", value)
                ]
        problems += [Problem("extra", f"query parameter {name} is not in the spec") for name in incoming.query if name not in known]
        return problems

    def _parameters(self, operation: Operation) -> list[tuple[str, JsonObject]]:
        known = self._known_parameters.get(operation.pointer)
        if known is not None:
            return known
        found: list[tuple[str, JsonObject]] = []
        for owner in (operation.pointer.rpartition("/")[0], operation.pointer):
            pointer = f"{owner}/parameters"
            _, listed = self._document.at(pointer)
            found += [self._document.object_at(f"{pointer}/{index}") for index in range(len(listed) if isinstance(listed, list) else 0)]
        self._known_parameters[operation.pointer] = found
        return found

    def _text_problems(self, pointer: str, value: str) -> tuple[str, ...]:
        """A parameter is text on the wire: it is good if the text, or the JSON value it spells, fits the schema."""
        problems = self._document.problems(pointer, value)
        if not problems:
            return ()
        try:
            spelled = loads(value)
        except ValueError:
            return problems
        return self._document.problems(pointer, spelled)

    def _body_problems(self, operation: Operation, incoming: Incoming) -> list[Problem]:
        where, body = self._document.object_at(f"{operation.pointer}/requestBody")
        if not incoming.has_body:
            return [Problem("body", "expected a request body, found none")] if body.get("required") else []
        if not body:
            return [Problem("extra", "expected no request body, found one")]
        # `get` on the multidict's plain copy: the server hands headers over with lower-case names.
        media = incoming.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media != "application/json":
            return [Problem("body", f"expected content-type application/json, found {media or 'none'}")]
        return [Problem("body", fault) for fault in self._document.problems(f"{where}/content/application~1json/schema", incoming.body)]


@lru_cache
def rest_spec(venue: str) -> RestSpec:
    """Load a venue's OpenAPI file. Kept for the life of the process: every sandbox of a test run uses the same one."""
    return _rest_spec(specs_folder() / venue / "rest.openapi.yaml", venue)


def _rest_spec(path: Path, venue: str) -> RestSpec:
    return RestSpec(load(path), f"urn:crossbook:{venue}:rest")


def _operation(root: JsonObject, template: str, method: str, item: JsonObject) -> Operation:
    key = f"{method.upper()} {re.sub(r'{[^}]*}', '{}', template)}"
    pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(template))
    security = item.get("security", root.get("security"))
    return Operation(
        id=text(item, "operationId") or key,
        key=key,
        path=template,
        pointer=f"/paths/{escaped(template)}/{method}",
        pattern=re.compile(pattern),
        method=method.upper(),
        public=security is None or security == [] or (isinstance(security, list) and {} in security),
        buckets=buckets_of(root, item),
    )


def buckets_of(root: JsonObject, described: JsonObject) -> tuple[Bucket, ...]:
    """Return the limits of an operation or of a message that have a number."""
    known = root.get("x-buckets")
    found: list[Bucket] = []
    for name in strings(described.get("x-effect"), "buckets") or ():
        bucket = member(known, name)
        limit, seconds, per = number(bucket, "limit"), number(bucket, "seconds"), text(bucket, "per")
        if limit is not None and seconds is not None and per is not None:
            found.append(Bucket(name, int(limit), float(seconds), per))
    return tuple(found)
