"""How values become JSON, and JSON values."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal, TypeVar, cast

import msgspec
from msgspec import UNSET

from crossbook_bindings.runtime.soundness import sound

DecodedT = TypeVar("DecodedT")


def _plain(value: object) -> object:
    """Give a text of a class of the caller's as nothing but a text: that is what its type promises."""
    if isinstance(value, str):
        return str.__str__(value)
    message = f"Encoding objects of type {type(value).__name__} is unsupported"
    raise TypeError(message)


_ENCODERS: Final = {
    "number": msgspec.json.Encoder(decimal_format="number", enc_hook=_plain),
    "string": msgspec.json.Encoder(decimal_format="string", enc_hook=_plain),
}


def encode(payload: object, decimals: Literal["number", "string"]) -> bytes:
    """Encode a body, every decimal digit by digit."""
    body = _ENCODERS[decimals].encode(payload)
    # An exponent would be exact, but no venue document shows one. Nearly no body has an E, so nearly none is encoded twice.
    if b"E" not in body:
        return body
    return msgspec.json.encode(_written_out(payload, decimals), enc_hook=_plain)


def _written_out(value: object, decimals: Literal["number", "string"]) -> object:
    match value:
        case Decimal():
            text = format(value, "f")
            return text if decimals == "string" else msgspec.Raw(text.encode())
        case dict():
            members = cast("dict[str, object]", value)
            return {name: _written_out(member, decimals) for name, member in members.items()}
        case list() | tuple():
            return [_written_out(item, decimals) for item in cast("Sequence[object]", value)]
        case _ if (names := members_of(type(value))) is not None:
            held = ((name, getattr(value, name)) for name in names)
            return {name: _written_out(member, decimals) for name, member in held if member is not UNSET}
        case _:
            return value


def placed(of: msgspec.json.Decoder[DecodedT], text: str | bytes | msgspec.Raw) -> DecodedT:
    """Decode. Raises msgspec.DecodeError, with the path of the fault, if it is not what the type says."""
    try:
        # What stays raw was a part of something that has been looked at.
        return of.decode(text if isinstance(text, msgspec.Raw) else sound(text))
    except msgspec.ValidationError as error:
        if "`$" in str(error):
            raise
        problem = f"{error} - at `$`"  # A fault of the whole is at the root, and is not given a place.
    raise msgspec.ValidationError(problem)


_DECODERS: Final[dict[object, msgspec.json.Decoder[object]]] = {}


def decoder(type_: type[DecodedT]) -> msgspec.json.Decoder[DecodedT]:
    """Give the decoder of a type, built once."""
    built = _DECODERS.get(type_)
    if built is None:
        built = _DECODERS[type_] = msgspec.json.Decoder(type_)
    return cast("msgspec.json.Decoder[DecodedT]", built)


def members_of(kind: type[object]) -> tuple[str, ...] | None:
    """Name the members of a generated class, by their names in JSON; None for any other type.

    Generated classes are attrs classes, and structs where a reply holds them by the thousand.
    """
    if issubclass(kind, msgspec.Struct):
        return kind.__struct_fields__
    import attrs  # noqa: PLC0415 - where there is such a class, it is loaded already

    return tuple(field.name for field in attrs.fields(kind)) if attrs.has(kind) else None
