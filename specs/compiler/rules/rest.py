"""Operations of a REST spec."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator

from compiler.documents import JSON, METHODS, Document, Node, items, node, operations, resolve, text
from compiler.pointers import Finding, at
from compiler.rules import effects as rules_effects
from compiler.rules import names as rules_names
from compiler.rules import replies as rules_replies
from compiler.rules import schemas as rules_schemas
from compiler.wording import described

_CAMEL = re.compile(r"[a-z]+([A-Z0-9][a-z0-9]*)*")


def rest(document: Document) -> Iterator[Finding]:
    """Apply the rules of this module, and those of the effect block, to every operation."""
    yield from rules_effects.buckets(document)
    for path, methods in node(document.content.get("paths")).items():
        for word in node(methods):
            if word == "servers":
                yield from _servers(at("/paths", path, word), items(node(methods)[word]))
            elif word not in METHODS:
                yield (
                    at("/paths", path, word),
                    "path-item",
                    f"expected {', '.join(METHODS)} or servers: the generator ignores the rest",
                )
    for method, path, operation in operations(document.content):
        location = at("/paths", path, method)
        name = text(operation.get("operationId"))
        yield from _names(location, operation, name)
        yield from _bodies(document, location, operation)
        yield from _parameters(document, location, operation)
        yield from _effect(document, location, operation)
        yield from _status(location, operation)
        yield from rules_replies.replies(document, location, operation)


def _servers(location: str, servers: list[object]) -> Iterator[Finding]:
    """Rule `path-item`: a path may live on another host of the venue, of which there is one."""
    if [text(node(server).get("url")).startswith("https://") for server in servers] != [True]:
        yield location, "path-item", "expected one server, with an https url"


def _status(location: str, operation: Node) -> Iterator[Finding]:
    where = at(location, "x-status")
    yield from rules_effects.status(where, operation, "x-status")
    if (operation.get("x-status") == "deprecated") != (operation.get("deprecated") is True):
        yield where, "documentation", "expected deprecated: true and x-status: deprecated to stand together"


def _names(location: str, operation: Node, name: str) -> Iterator[Finding]:
    if not _CAMEL.fullmatch(name):
        yield at(location, "operationId"), "operation-id", f"expected a name in camelCase, found {name or 'none'}"
    if operation.get("tags") != ["rest"]:
        yield at(location, "tags"), "tags", "expected [rest]: the tag is the folder the generator writes to"
    for word in ("summary", "description"):
        if not text(operation.get(word)).strip():
            yield location, "words", f"expected a {word}"
    if not text(node(operation.get("externalDocs")).get("url")).startswith("https://"):
        yield at(location, "externalDocs"), "docs", "expected the url of the venue's page"


def _bodies(document: Document, location: str, operation: Node) -> Iterator[Finding]:
    contents = {"requestBody": node(operation.get("requestBody"))}
    contents |= {f"responses/{status}": resolve(document.content, reply) for status, reply in node(operation.get("responses")).items()}
    for part, body in contents.items():
        for media in node(body.get("content")):
            if media != JSON:
                yield f"{location}/{part}", "media-type", f"expected {JSON}, found {media}"


def _parameters(document: Document, location: str, operation: Node) -> Iterator[Finding]:
    for index, value in enumerate(items(operation.get("parameters"))):
        parameter = resolve(document.content, value)
        name = text(parameter.get("name"))
        words = described(document.content, parameter) or described(document.content, parameter.get("schema"))
        for message in () if parameter.get("x-credential") else rules_schemas.wordless(words, name):
            yield at(location, "parameters", index), "description", message
        escaped = parameter.get("in") == "query" and name in rules_names.ESCAPED
        usable = name.isidentifier() and (escaped or not keyword.iskeyword(name))
        if not usable and not parameter.get("x-credential"):
            yield at(location, "parameters", index), "property-name", f"expected a name that Python can use, found {name}"


def _effect(document: Document, location: str, operation: Node) -> Iterator[Finding]:
    effect = node(operation.get("x-effect"))
    where = at(location, "x-effect")
    yield from rules_effects.effect(document, where, effect, proof="statuses")
    kind, statuses = text(effect.get("kind")), node(effect.get("statuses"))
    where = at(where, "statuses")
    yield from rules_effects.verdicts(where, statuses, kind=kind)
    documented = node(operation.get("responses")).keys()
    for status in sorted(documented - statuses.keys()):
        yield where, "status", f"expected {status}, which is among the responses"
    for status in sorted(statuses.keys() - documented - {"default"}):
        yield at(where, status), "status", f"expected {status} among the responses"
    if "default" not in statuses:
        yield where, "status", "expected default, for every status that no page lists"
    if "429" not in documented or not any(status.startswith("5") for status in documented):
        yield at(location, "responses"), "status", "expected 429 and a 5xx: a limit and a failure can meet any operation"
    if kind != "read":
        yield from _command_statuses(where, statuses)


def _command_statuses(location: str, statuses: Node) -> Iterator[Finding]:
    for status, verdict in statuses.items():
        if status in ("401", "429") and verdict != "not_acted":
            yield at(location, status), "verdict", f"expected not_acted: it was turned away, found {verdict}"
        if (status.startswith("5") or status == "default") and verdict != "may_have_acted":
            yield at(location, status), "verdict", f"expected may_have_acted: nothing proves more, found {verdict}"
