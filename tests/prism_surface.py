"""Every operation of our 4casters spec as a request of the bindings, made from the spec's own examples."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, cast, get_args, get_type_hints

import attrs
import msgspec
from msgspec import UnsetType

from compiler.documents import read
from crossbook_bindings.fourcasters import rest
from crossbook_bindings.runtime import Request, decoder

SPEC: Final[dict[str, Any]] = read(Path(__file__).resolve().parents[1].joinpath("specs", "fourcasters", "rest.openapi.yaml"))
OPERATIONS: Final[dict[str, dict[str, Any]]] = {
    operation["operationId"]: operation
    for path in SPEC["paths"].values()
    for method, operation in path.items()
    if method in ("get", "put", "post", "delete", "patch")
}
FUNCTIONS: Final = {name.replace("_", ""): name for name in dir(rest) if name.islower()}
"""Of the bindings, by the operation's name without its capitals."""

DECIMAL: Final = r"^-?(0|[1-9][0-9]{0,9})(\.[0-9]{1,18})?$"


@attrs.frozen
class Sample:
    """One operation with the values of one of its examples."""

    operation: str
    example: str
    arguments: Mapping[str, object] = attrs.field(repr=False)

    def __str__(self) -> str:
        return f"{self.operation}-{self.example}"

    def request(self) -> Request[str, object, object]:
        """Build the request, as a caller would."""
        function = getattr(rest, FUNCTIONS[self.operation.lower()])
        hints = get_type_hints(function)
        built: Request[str, object, object] = function(**{name: typed(value, hints[name]) for name, value in self.arguments.items()})
        return built

    def preferring(self, preference: str) -> Request[str, object, object]:
        """Build the request, and ask Prism for a particular reply."""
        return msgspec.structs.replace(self.request(), headers=(("Prefer", preference),))


@attrs.frozen
class Answer:
    """One documented reply, as Prism is asked for it."""

    sample: Sample
    status: int
    example: str | None

    def __str__(self) -> str:
        return f"{self.sample.operation}-{self.status}" + (f"-{self.example}" if self.example else "")

    @property
    def preference(self) -> str:
        return f"code={self.status}" + (f", example={self.example}" if self.example else "")


def samples() -> Iterator[Sample]:
    """Make the requests of all examples; at least one for each operation."""
    for name, operation in OPERATIONS.items():
        parameters = [resolved(parameter) for parameter in operation.get("parameters", ())]
        given = {parameter["name"]: parameter["example"] for parameter in parameters if "example" in parameter}
        left_out = [parameter["name"] for parameter in parameters if parameter.get("required") and "example" not in parameter]
        assert left_out == [], f"{name} has no example of {left_out}"
        for example, body in bodies(operation.get("requestBody")).items():
            yield Sample(name, example, given | body)


def answers() -> Iterator[Answer]:
    """Name every reply that the spec documents."""
    first = {sample.operation: sample for sample in reversed(list(samples()))}
    for name, operation in OPERATIONS.items():
        for status, response in operation["responses"].items():
            content = resolved(response).get("content", {}).get("application/json", {})
            for example, body in content.get("examples", {None: None}).items():
                sample = first[name] if body is None or "x-positional" not in operation else fitting(first[name], resolved(body)["value"])
                yield Answer(sample, int(status), example)


def fitting(sample: Sample, reply: Any) -> Sample:
    """Ask for as many entries as an example of the reply has, where each answers the one at its place."""
    pointers = OPERATIONS[sample.operation]["x-positional"]
    for name in pointers["reply"].split("."):
        reply = reply[name]
    asked = cast("list[object]", sample.arguments[pointers["request"]])
    assert len(reply) <= len(asked), sample
    return attrs.evolve(sample, arguments={**sample.arguments, pointers["request"]: asked[: len(reply)]})


def for_prism() -> dict[str, Any]:
    """Say in Prism's words what our spec says in its own: which numbers may come as text, and what text is a number."""
    return cast("dict[str, Any]", _lowered(SPEC))


def _lowered(value: object) -> object:
    if isinstance(value, list):
        return [_lowered(item) for item in cast("list[object]", value)]
    if not isinstance(value, dict):
        return value
    lowered = {key: _lowered(item) for key, item in cast("dict[str, object]", value).items()}
    if "x-also" in lowered:
        kinds = lowered["type"]
        lowered["type"] = [*(cast("list[object]", kinds) if isinstance(kinds, list) else [kinds]), lowered.pop("x-also")]
        lowered["pattern"] = DECIMAL
    elif lowered.get("format") == "decimal":
        lowered["pattern"] = DECIMAL
    return lowered


def proves(operation: str, status: int) -> str:
    statuses = OPERATIONS[operation]["x-effect"]["statuses"]
    return str(statuses[str(status)])


def bodies(body: Mapping[str, Any] | None) -> dict[str, dict[str, Any]]:
    if body is None:
        return {"no body": {}}
    content = body["content"]["application/json"]
    if "examples" in content:
        return {name: resolved(example)["value"] for name, example in content["examples"].items()}
    return {"example": content["example"]}


def resolved(value: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Any = value
    while "$ref" in found:
        parts = found["$ref"].removeprefix("#/").split("/")
        found = SPEC
        for part in parts:
            found = found[part]
    return cast("Mapping[str, Any]", found)


def typed(value: object, hint: Any) -> object:
    """Read a JSON value as the type of a parameter."""
    kinds = [kind for kind in get_args(hint) if kind is not UnsetType]
    if UnsetType in get_args(hint):
        hint = kinds[0]
        for kind in kinds[1:]:
            hint = hint | kind
    return decoder(hint).decode(json.dumps(value).encode())
