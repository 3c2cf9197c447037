"""What the template of a class needs to know of its schema, as values."""

from __future__ import annotations

from typing import Final

import attrs
from openapi_python_client.config import Config
from openapi_python_client.parser.properties import LiteralEnumProperty, ModelProperty, Property
from openapi_python_client.strings import ClassName

from compiler.directions import Directions
from compiler.documents import Document, Node, node, text
from compiler.pointers import at, named, same_as
from compiler.wording import described
from compiler.writing.annotations import UNREAD, annotation, classes, wire_name

_A_MAP: Final = "A map whose keys the venue chooses."
_AN_ENUM: Final = "The values that the venue documents. Where they are received, others may come."


@attrs.frozen(kw_only=True)
class Field:
    """One member of a class."""

    name: str
    hint: str
    default: str
    """What stands in its place when it is left out; empty where it may not be."""
    words: str
    is_secret: bool
    converter: str
    """What makes a decimal of a whole number, where it is sent; empty for everything else."""


@attrs.frozen(kw_only=True)
class Class:
    """One schema, as a class or as a name for a type."""

    name: str
    words: str
    is_sent: bool
    """Whether callers build it, so that it is checked when it is built."""
    is_many: bool
    """Whether one reply holds it by the thousand: `x-many` in the spec."""
    fields: tuple[Field, ...]
    alias: str
    """For a map or an enum: the type that it is a name for."""
    imports: tuple[tuple[str, str], ...]
    """The other generated classes that it names, each with its module."""
    home: str = ""
    """For a name of a class of another spec of the venue (`x-same`): the package of that spec."""


@attrs.frozen(kw_only=True)
class Schemas:
    """The named schemas of a document, found by the class that is generated for each."""

    document: Document
    directions: Directions
    by_class: dict[str, tuple[str, Node]]
    """The pointer of each schema, and the schema."""

    @classmethod
    def of(cls, document: Document, directions: Directions, config: Config) -> Schemas:
        location, schemas = named(document)
        found = {str(ClassName(name, config.field_prefix)): (at(location, name), node(schema)) for name, schema in schemas.items()}
        return cls(document=document, directions=directions, by_class=found)

    def class_of(self, model: ModelProperty) -> Class:
        """Describe the class of an object, or the name of a map."""
        name = str(model.class_info.name)
        pointer, schema = self.by_class.get(name, ("", {}))
        properties = [*(model.required_properties or ()), *(model.optional_properties or ())]
        sent = pointer in self.directions.sent
        if found := same_as(schema):
            file, other = found
            home = file.partition(".")[0].replace("-", "_")
            words = text(schema.get("description"))
            return Class(name=name, words=words, is_sent=False, is_many=False, fields=(), alias=f"{home}.{other}", imports=(), home=home)
        values = model.additional_properties
        is_map = not properties and values is not None
        named_in = [values] if is_map and values is not None else properties
        return Class(
            name=name,
            words=text(schema.get("description")) or (_A_MAP if is_map else name),
            is_sent=sent,
            is_many=schema.get("x-many") is True,
            fields=tuple(self._field(each, node(node(schema.get("properties")).get(wire_name(each))), sent=sent) for each in properties),
            alias=f"dict[str, {annotation(values, sent=sent)}]" if is_map and values is not None else "",
            imports=tuple(sorted({found for each in named_in for found in classes(each)} - {(name, str(model.class_info.module_name))})),
        )

    def enum_of(self, enum: LiteralEnumProperty) -> Class:
        """Describe the name of a choice of words."""
        name = str(enum.class_info.name)
        _, schema = self.by_class[name]
        words = text(schema.get("description")) or _AN_ENUM
        listed = ", ".join(f'"{value}"' for value in sorted(map(str, enum.values)))
        return Class(name=name, words=words, is_sent=False, is_many=False, fields=(), alias=f"Literal[{listed}]", imports=())

    def _field(self, parsed: Property, schema: Node, *, sent: bool) -> Field:
        hint, default = annotation(parsed, sent=sent), ""
        if not parsed.required:
            # What a venue leaves out is None to a reader. In a request, leaving out and null are two things.
            default, absent = ("UNSET", "UnsetType") if sent else ("None", "None")
            hint += "" if absent in hint.split(" | ") else f" | {absent}"
            hint = UNREAD if hint == "Raw | None" else hint
        return Field(
            name=wire_name(parsed),
            hint=hint,
            default=default,
            words=described(self.document.content, schema),
            is_secret=schema.get("format") == "password",
            converter=_converter(hint) if sent else "",
        )


def _converter(hint: str) -> str:
    parts = hint.split(" | ")
    if parts[0] != "Decimal" or not {*parts} <= {"Decimal", "None", "UnsetType"}:
        return ""
    return "exact" + ("_or_null" if "None" in parts else "") + ("_or_unset" if "UnsetType" in parts else "")
