"""What the template of an operation needs to know, as values: what it takes, and how its reply is read."""

from __future__ import annotations

from typing import Final

import attrs
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import AnyProperty, ModelProperty, Property
from openapi_python_client.parser.responses import Response

from compiler.documents import JSON, Node, items, node, resolve, text
from compiler.wording import described
from compiler.writing.annotations import DECIMALS, annotation, argument_name, classes, wire_name

UNDOCUMENTED: Final = "Undocumented"


@attrs.frozen(kw_only=True)
class Argument:
    """One parameter of an operation's function."""

    name: str
    """As Python calls it."""
    wire: str
    """As the venue calls it."""
    kind: str
    """What the document says it is."""
    hint: str
    """What a caller may write: where a decimal is due, also a whole number."""
    is_required: bool
    words: str


@attrs.frozen(kw_only=True)
class Part:
    """What stands somewhere in a reply."""

    expression: str
    hint: str
    classes: tuple[tuple[str, str], ...] = ()


@attrs.frozen(kw_only=True)
class Paging:
    """How a list is read page by page: `x-page` in the spec."""

    cursor: str
    replaces: str
    items: Part
    item: str
    next: Part
    more: str
    """An expression that is true where there is a next page; empty where the cursor alone says."""


@attrs.frozen(kw_only=True)
class Call:
    """One operation, as the function that builds its request."""

    name: str
    constant: str
    summary: str
    description: str
    page: str
    path: str
    """An expression."""
    path_arguments: tuple[Argument, ...]
    body: str
    """The class of the body; empty where there is none."""
    body_arguments: tuple[Argument, ...]
    query: tuple[Argument, ...]
    headers: tuple[Argument, ...]
    reply: str
    payload: Part | None
    positional: tuple[str, str] | None
    """The list that is sent, and the expression of the one that answers it."""
    paging: Paging | None
    errors: tuple[tuple[int, str], ...]
    imports: tuple[tuple[str, str], ...]

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """Every parameter; those that must be given come first."""
        arguments = (*self.path_arguments, *self.body_arguments, *self.query, *self.headers)
        return tuple(sorted(arguments, key=lambda argument: not argument.is_required))


def call_of(endpoint: Endpoint, operation: Node, models: dict[str, ModelProperty], content: Node) -> Call:
    """Describe an operation: what openapi-python-client has made of it, with what the spec says besides."""
    words = _words_of_arguments(content, operation)
    constant = f"effects.{str(endpoint.name).upper()}"
    body = endpoint.bodies[0].prop if endpoint.bodies else None
    fields = [*(body.required_properties or ()), *(body.optional_properties or ())] if isinstance(body, ModelProperty) else []
    success = next((each for each in endpoint.responses.patterns if _is_success(each)), None)
    reply = _type_of(success)
    failures = [(_status(each), each) for each in endpoint.responses.patterns if not _is_success(each)]
    known = [(status, each) for status, each in failures if not isinstance(each.prop, AnyProperty)]
    look = _Reader(root=success, models=models)
    payload = look.up(text(operation["x-payload"])) if "x-payload" in operation else None
    paging = _paging(look, node(operation["x-page"])) if "x-page" in operation else None
    positional = node(operation.get("x-positional"))
    named: list[Property] = [each for each in (body, *fields, *endpoint.query_parameters, *endpoint.header_parameters) if each is not None]
    named += [each.prop for each in ([success] if success else []) + [each for _, each in known]]
    found = {pair for each in named for pair in classes(each)}
    found |= {pair for part in (payload, paging.items if paging else None) if part is not None for pair in part.classes}
    return Call(
        name=str(endpoint.name),
        constant=constant,
        summary=text(operation.get("summary")),
        description=text(operation.get("description")),
        page=text(node(operation.get("externalDocs")).get("url")),
        path=_path(endpoint, constant),
        path_arguments=tuple(_argument(each, words) for each in endpoint.path_parameters),
        body=annotation(body, sent=True) if body is not None else "",
        body_arguments=tuple(_argument(each, words) for each in fields),
        query=tuple(_argument(each, words) for each in endpoint.query_parameters),
        headers=tuple(_argument(each, words) for each in endpoint.header_parameters),
        reply=reply,
        payload=payload,
        positional=(text(positional["request"]), look.up(text(positional["reply"])).expression) if positional else None,
        paging=paging,
        errors=tuple((status, annotation(each.prop, sent=False)) for status, each in known),
        imports=tuple(sorted(found)),
    )


@attrs.frozen(kw_only=True)
class _Reader:
    """Finds what a dotted path of a spec means in a reply."""

    root: Response | None
    models: dict[str, ModelProperty]

    def up(self, path: str) -> Part:
        """Follow a path. Models are looked up by name, where they are complete: a use of one may not be."""
        found: Property | None = self.root.prop if self.root is not None else None
        for step in path.split(".") if path else ():
            model = self.models.get(str(found.class_info.name)) if isinstance(found, ModelProperty) else None
            members = [*(model.required_properties or ()), *(model.optional_properties or ())] if model is not None else []
            found = next((member for member in members if wire_name(member) == step), None)
        if found is None:  # The generator has dropped it, and says so when it is done.
            return Part(expression="reply", hint="object")
        expression = ".".join(["reply", *(path.split(".") if path else ())])
        return Part(expression=expression, hint=annotation(found, sent=False), classes=tuple(classes(found)))


def _paging(look: _Reader, words: Node) -> Paging:
    items = look.up(text(words["items"]))
    return Paging(
        cursor=text(words["cursor"]),
        replaces=text(words.get("replaces")),
        items=items,
        item=items.hint.removeprefix("tuple[").removesuffix(", ...]"),
        next=look.up(text(words["next"])),
        more=look.up(text(words["more"])).expression if "more" in words else "",
    )


def _path(endpoint: Endpoint, constant: str) -> str:
    if not endpoint.path_parameters:
        return f"{constant}.path"
    path = endpoint.path.get_untrusted_value()
    for parameter in endpoint.path_parameters:
        written = f"segment({constant}, '{wire_name(parameter)}', {argument_name(parameter)})"
        path = path.replace(f"{{{parameter.python_name}}}", f"{{{written}}}")
    return f'f"{path}"'


def _argument(parsed: Property, words: dict[str, str]) -> Argument:
    kind = annotation(parsed, sent=True)
    hint = kind.replace("Decimal", "Decimal | int") if kind in DECIMALS else kind
    wire = wire_name(parsed)
    return Argument(name=argument_name(parsed), wire=wire, kind=kind, hint=hint, is_required=parsed.required, words=words.get(wire, ""))


def _words_of_arguments(content: Node, operation: Node) -> dict[str, str]:
    """Find what the spec says of each parameter and each member of the body, by the venue's name."""
    body = resolve(content, node(node(node(operation.get("requestBody")).get("content")).get(JSON)).get("schema"))
    found = {name: described(content, schema) for name, schema in node(body.get("properties")).items()}
    for value in items(operation.get("parameters")):
        parameter = resolve(content, value)
        found[text(parameter.get("name"))] = described(content, parameter) or described(content, parameter.get("schema"))
    return found


def _type_of(success: Response | None) -> str:
    if success is None or success.source["attribute"] == "None":
        return UNDOCUMENTED
    return annotation(success.prop, sent=False)


def _is_success(response: Response) -> bool:
    return 200 <= _status(response) < 300  # noqa: PLR2004 - the class of statuses that HTTP calls successful


def _status(response: Response) -> int:
    return response.status_code.range[0] if response.status_code.range is not None else 0
