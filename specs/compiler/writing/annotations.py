"""What the generated code calls the types that openapi-python-client has parsed: exact decimals, tuples, wire names, open enums."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from openapi_python_client.parser.properties import AnyProperty, LiteralEnumProperty, ModelProperty
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty

TEXT: Final = "str"
UNLISTED: Final = "Unlisted"
UNREAD: Final = "Unread"
"""What the runtime calls JSON that may be left out and is not read."""
DECIMALS: Final = ("Decimal", "Decimal | None")
"""What may be given as a whole number, too, where it is sent."""
_RESERVED: Final = ("from", "in", "is", "class", "global")


def annotation(parsed: PropertyProtocol, *, sent: bool) -> str:
    """Write the type of a value. An enum takes only what is listed where we send it, and anything where we receive it."""
    match parsed:
        case ListProperty():
            return f"tuple[{annotation(parsed.inner_property, sent=sent)}, ...]"
        case UnionProperty():
            return " | ".join(_union(parsed, sent=sent))
        case LiteralEnumProperty() | ModelProperty():
            return str(parsed.class_info.name)
        case FloatProperty():
            return "Decimal"
        case IntProperty():
            return "int"
        case BooleanProperty():
            return "bool"
        case StringProperty():
            return TEXT
        case NoneProperty():
            return "None"
        case AnyProperty():
            return "Raw"
        case _:
            message = f"{wire_name(parsed)}: expected a type that the bindings have a word for, found {type(parsed).__name__}"
            raise TypeError(message)


def classes(parsed: PropertyProtocol) -> Iterator[tuple[str, str]]:
    """Yield the generated classes that a type names, each with its module."""
    match parsed:
        case ListProperty():
            yield from classes(parsed.inner_property)
        case UnionProperty():
            for inner in parsed.inner_properties:
                yield from classes(inner)
        case LiteralEnumProperty() | ModelProperty():
            yield str(parsed.class_info.name), str(parsed.class_info.module_name)
        case _:
            return


def wire_name(parsed: PropertyProtocol) -> str:
    """Give the venue's own name of a value."""
    return parsed.name.get_untrusted_value()


def argument_name(parsed: PropertyProtocol) -> str:
    """Name a parameter as the venue does, where Python lets it."""
    name = wire_name(parsed)
    if not name.isidentifier():
        return str(parsed.python_name)
    return f"{name}_" if name in _RESERVED else name


def _union(parsed: UnionProperty, *, sent: bool) -> list[str]:
    inner = parsed.inner_properties
    parts = list(dict.fromkeys(annotation(each, sent=sent) for each in inner))
    if not any(isinstance(each, LiteralEnumProperty) for each in inner):
        return parts
    return [part for part in parts if part != TEXT] if sent else [UNLISTED if part == TEXT else part for part in parts]
