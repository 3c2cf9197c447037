"""What a JSON Schema says about a value, as facts that can be compared: references followed, branches merged into one set of fields.

A field that only some branches have is optional; a type that any branch has may occur. The branches are kept beside what they
merge into, for what only one of them says. What is below a schema that contains itself is told once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import attrs

from compiler.documents import Node, items, node, resolve, text

LIMITS: Final = (
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "uniqueItems",
)
CONDITIONS: Final = (
    *("contains", "contentEncoding", "contentMediaType", "dependentRequired", "dependentSchemas", "discriminator", "else", "if", "not"),
    *("patternProperties", "propertyNames", "readOnly", "then", "writeOnly"),
)
"""Keywords whose meaning is not looked into: where one changes, somebody has to look."""
READ: Final = frozenset(
    {
        "x-also",
        "x-alternate-methods",
        "x-buckets",
        "x-effect",
        "x-messages",
        "x-page",
        "x-payload",
        "x-positional",
        "x-same",
        "x-socket",
        "x-status",
        "x-venue",
    }
)
"""Extensions that are read for what they mean, here or in `catalogue`."""
NULL: Final = frozenset({"null"})
EACH: Final = "[]"
VALUE: Final = "{}"


@attrs.frozen(kw_only=True)
class Shape:
    """The facts about one value. Where a document says nothing, the empty default stands."""

    types: frozenset[str] = frozenset()
    """JSON types it may have; none when any is possible."""
    values: tuple[str, ...] | None = None
    """Values it may have, as JSON; None when they are not listed."""
    open: bool = False
    """Whether other values than the listed ones are admitted."""
    required: bool = False
    """Whether what it is a part of must have it."""
    format: str = ""
    limits: Mapping[str, str] = attrs.Factory(dict[str, str])
    default: str = ""
    closed: bool = False
    """Whether an object admits no other members, or a tuple no other elements."""
    deprecated: bool = False
    words: str = ""
    left_out: str = ""
    """Of an object in a sample that shows nothing of it: what is said there instead."""
    example: str = ""
    members: Mapping[str, Shape] = attrs.Factory(dict[str, "Shape"])
    """Below it: fields by name, `[]` for the items of a list, `{}` for the values of a map, `[0]` for a place in a tuple."""
    branches: tuple[Shape, ...] = ()
    """The alternatives that were merged into it, null set aside; none where there are not two."""
    extensions: Mapping[str, str] = attrs.Factory(dict[str, str])
    """What the document's own keywords (`x-...`) say, as JSON."""


def shape_of(content: Node, schema: object, *, within: tuple[str, ...] = ()) -> Shape:
    """Read a schema of a document. `within` are the references that lead here, which are not followed once more."""
    here = node(schema)
    own = _own(content, here, within)
    if (reference := text(here.get("$ref"))) in within:
        target = {key: value for key, value in resolve(content, here).items() if key in ("type", "nullable", "enum", "format")}
        own = both(own, _own(content, target, within))
    elif reference:
        own = both(own, shape_of(content, resolve(content, here), within=(*within, reference)))
    for part in items(here.get("allOf")):
        own = both(own, shape_of(content, part, within=within))
    for union in ("oneOf", "anyOf"):
        if branches := [shape_of(content, branch, within=within) for branch in items(here.get(union))]:
            own = both(own, either(branches))
    if "null" not in own.types and own.types and here.get("nullable") is True:
        own = attrs.evolve(own, types=own.types | {"null"})
    return own


def flatten(shape: Shape, path: str = "") -> Iterator[tuple[str, Shape]]:
    """Yield every field with its path: `data.orders[].id`."""
    yield path, shape
    for name, member in shape.members.items():
        yield from flatten(member, below(path, name))


def below(path: str, name: str) -> str:
    """Extend a path by a member."""
    return f"{path}.{name}" if path and name[0] not in "[{" else path + name


def both(one: Shape, other: Shape) -> Shape:
    """Merge two schemas that hold at the same time."""
    if one.values is None or other.values is None:
        values, is_open = (one.values, one.open) if other.values is None else (other.values, other.open)
    else:
        values, is_open = tuple(value for value in one.values if value in other.values), one.open and other.open
    return Shape(
        types=_narrower(one.types, other.types),
        values=values,
        open=is_open,
        required=one.required or other.required,
        format=one.format or other.format,
        limits={**other.limits, **one.limits},
        default=one.default or other.default,
        closed=one.closed or other.closed,
        deprecated=one.deprecated or other.deprecated,
        words=_joined([one.words, other.words]),
        example=_joined([one.example, other.example]),
        members=_merged([one.members, other.members], lambda pair: both(*pair) if len(pair) > 1 else pair[0]),
        branches=one.branches + other.branches,
        extensions={**other.extensions, **one.extensions},
    )


def either(branches: list[Shape]) -> Shape:
    """Merge alternatives."""
    stated = [branch for branch in branches if branch.types != NULL]
    listed = [branch for branch in stated if branch.values is not None]
    kinds = {kind for branch in listed for kind in branch.types}
    free = [branch for branch in stated if branch.values is None and (not branch.types or branch.types & kinds)]
    return Shape(
        types=_wider(branch.types for branch in branches),
        values=_distinct(value for branch in listed for value in branch.values or ()) if listed else None,
        open=bool(listed) and (bool(free) or any(branch.open for branch in listed)),
        format="|".join(_distinct(branch.format for branch in stated if branch.format)),
        limits={
            name: limit
            for branch in stated[:1]
            for name, limit in branch.limits.items()
            if all(other.limits.get(name) == limit for other in stated)
        },
        closed=bool(objects := _holders(stated)) and all(branch.closed for branch in objects),
        deprecated=bool(stated) and all(branch.deprecated for branch in stated),
        words=_joined(branch.words for branch in branches),
        example=_joined(branch.example for branch in branches),
        members=_alternatives(stated),
        branches=tuple(stated) if len(stated) > 1 else (),
    )


def _alternatives(branches: list[Shape]) -> dict[str, Shape]:
    """Merge the members of alternatives: required is what all of the branches that have members at all require."""
    holders = _holders(branches)

    def merge(found: list[Shape]) -> Shape:
        everywhere = len(found) == len(holders) and all(shape.required for shape in found)
        # What the branches say of it one by one stands in the branches.
        return (
            attrs.evolve(either(found), required=everywhere, branches=()) if len(found) > 1 else attrs.evolve(found[0], required=everywhere)
        )

    return _merged([branch.members for branch in branches], merge)


def _holders(branches: list[Shape]) -> list[Shape]:
    """Pick the branches that may have members."""
    return [branch for branch in branches if branch.members or not branch.types or branch.types & {"object", "array"}]


def _own(content: Node, here: Node, within: tuple[str, ...]) -> Shape:
    """Read what a schema says itself, besides its reference and its branches."""
    listed = [here["const"]] if "const" in here else items(here["enum"]) if "enum" in here else None
    values = None if listed is None else tuple(json.dumps(value) for value in listed if value is not None)
    members = _members(content, here, within)
    return Shape(
        types=_types(here, listed, members),
        values=values or None,
        format=text(here.get("format")),
        limits={limit: json.dumps(here[limit], sort_keys=True) for limit in (*LIMITS, *CONDITIONS) if limit in here},
        default=json.dumps(here["default"]) if "default" in here else "",
        closed=False in (here.get("additionalProperties"), here.get("unevaluatedProperties"), here.get("items")),
        deprecated=here.get("deprecated") is True,
        words=_joined([text(here.get("title")), " ".join(text(here.get("description")).split())]),
        example=_joined(json.dumps(here[word], sort_keys=True) for word in ("example", "examples") if word in here),
        members=members,
        extensions=extensions_of(here),
    )


def extensions_of(holder: Node) -> dict[str, str]:
    """Read the keywords that a document made up for itself; not those that our own specs give a meaning to."""
    return {word: json.dumps(value, sort_keys=True) for word, value in holder.items() if word.startswith("x-") and word not in READ}


def _members(content: Node, here: Node, within: tuple[str, ...]) -> dict[str, Shape]:
    required = items(here.get("required"))
    found = {
        name: attrs.evolve(shape_of(content, schema, within=within), required=name in required)
        for name, schema in node(here.get("properties")).items()
    }
    for index, schema in enumerate(items(here.get("prefixItems"))):
        found[f"[{index}]"] = attrs.evolve(shape_of(content, schema, within=within), required=True)
    for word, name in {"items": EACH, "additionalProperties": VALUE}.items():
        if node(here.get(word)):
            found[name] = shape_of(content, here[word], within=within)
    return found


def _types(here: Node, listed: list[object] | None, members: Mapping[str, Shape]) -> frozenset[str]:
    stated = items(here.get("type")) or [here["type"]] if "type" in here else []
    types = {text(kind) for kind in stated}
    if not types and listed is not None:
        types = {_type_of(value) for value in listed}
    if not types and members:
        types = {"array" if name[0] == "[" else "object" for name in members}
    if types and listed is not None and None in listed:
        types.add("null")
    if types and here.get("nullable") is True:
        # A keyword of 3.0 only. Documents of 3.1 that use it mean the same by it.
        types.add("null")
    if also := text(here.get("x-also")):
        types.add(also)
    return _wider([frozenset(types)])


def _type_of(value: object) -> str:
    match value:
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case dict():
            return "object"
        case _:
            return "null"


def _wider(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    known = list(sets)
    types = frozenset[str]().union(*known) if all(known) else frozenset[str]()
    return types - {"integer"} if "number" in types else types


def _narrower(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    if not one or not other:
        return one or other
    shared = one & other
    if "integer" in one ^ other and "number" in one ^ other:
        shared |= {"integer"}
    return shared or one | other


def _merged(maps: Iterable[Mapping[str, Shape]], merge: Callable[[list[Shape]], Shape]) -> dict[str, Shape]:
    found: dict[str, list[Shape]] = {}
    for members in maps:
        for name, shape in members.items():
            found.setdefault(name, []).append(shape)
    return {name: merge(shapes) for name, shapes in found.items()}


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _joined(words: Iterable[str]) -> str:
    return "\n".join(_distinct(word for word in words if word))
