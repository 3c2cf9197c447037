"""What a caller puts into a request is what its document says, or the request is not built."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from decimal import Decimal
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Final, Literal, TypeAlias, Union, cast, get_args, get_origin, get_type_hints

from msgspec import UNSET, UnsetType


class InvalidField(ValueError):
    """A field of a request is not what its document says. Nothing was built, so nothing can be sent."""

    def __init__(self, field: str, expected: str, found: str) -> None:
        super().__init__(f"{field}: expected {expected}, found {found}")
        self.field = field
        """The class or the function, and the venue's name of the field: "PlaceOrderRequest.price"."""
        self.expected = expected
        self.found = found
        """What was given, with its type; of a secret, its type alone."""

    def __reduce__(self) -> tuple[type[InvalidField], tuple[str, str, str]]:
        return type(self), (self.field, self.expected, self.found)


def exact(value: Decimal | int) -> Decimal:
    """Take a whole number for the decimal that it is; anything else as it is, to be checked with its whole request."""
    if isinstance(value, Decimal):
        return value
    # A bool is an int to Python, and no amount.
    return Decimal(value) if type(value) is int else cast("Decimal", value)


def exact_or_unset(value: Decimal | int | UnsetType) -> Decimal | UnsetType:
    """Do as `exact`, where the number may be left out."""
    return value if value is UNSET else exact(value)


def exact_or_null(value: Decimal | int | None) -> Decimal | None:
    """Do as `exact`, where the number may be null."""
    return None if value is None else exact(value)


def exact_or_null_or_unset(value: Decimal | int | UnsetType | None) -> Decimal | UnsetType | None:
    """Do as `exact`, where the number may be null or left out."""
    return value if value is None or value is UNSET else exact(value)


def conform(model: object) -> None:
    """Check every field of a request's model, as its last step of being built. Raises InvalidField."""
    kind = type(model)
    values, known = _LOOKS.get(kind) or _look(kind)
    given = values(model)
    # Most models of a kind hold values of the same types. What these prove, and what is left to be asked, is found once.
    kinds = tuple(map(type, given))
    left = known.get(kinds)
    if left is None:
        left = known[kinds] = _left(cast("Hashable", kind), kinds)
    for position, accepts in left:
        if not accepts(given[position]):
            break
    else:
        return
    for name, hint, accepts, is_secret in _fields(cast("Hashable", kind)):
        value: object = getattr(model, name)
        if accepts(value):
            continue
        if isinstance(value, list):  # Nobody is to change it behind the request.
            value = tuple(cast("list[object]", value))
        check(f"{kind.__name__}.{name}", value, hint, is_secret=is_secret)
        object.__setattr__(model, name, value)  # A frozen class is written to while it is being built, and never later.


def check(field: str, value: object, hint: object, *, is_secret: bool = False) -> None:
    """Check one value by the type that its document gives it. Raises InvalidField."""
    if acceptance(hint)(value):
        return
    for part in (hint, *get_args(hint)):
        if get_origin(part) is tuple:
            for position, item in enumerate(_entries(value)):
                check(f"{field}[{position}]", item, get_args(part)[0], is_secret=is_secret)
    raise InvalidField(field, _words(hint), type(value).__name__ if is_secret else _shown(value))


@cache
def acceptance(hint: object) -> Callable[[object], bool]:
    """Give the test that says whether a value is of a type, as strictly as JSON means it."""
    arguments = get_args(hint)
    match get_origin(hint):
        case None:
            return _PLAIN.get(hint) or (lambda value: isinstance(value, cast("type[object]", hint)))
        case origin if origin is Literal:
            return lambda value: isinstance(value, str) and value in arguments
        case origin if origin is tuple and arguments[0] is str:
            return _are_texts  # a hundred ids are one look
        case origin if origin is tuple:
            item = acceptance(cast("object", arguments[0]))
            return lambda value: isinstance(value, tuple) and all(map(item, cast("tuple[object, ...]", value)))
        case origin if origin in (Union, UnionType):
            tests = tuple(map(acceptance, arguments))
            return lambda value: any(test(value) for test in tests)
        case _:
            member = acceptance(arguments[1])
            return lambda value: (
                isinstance(value, dict)
                and all(isinstance(name, str) and member(held) for name, held in cast("dict[object, object]", value).items())
            )


@cache
def _fields(kind: Hashable) -> tuple[tuple[str, object, Callable[[object], bool], bool], ...]:
    import attrs  # noqa: PLC0415 - who builds no model does not pay for it

    hints = get_type_hints(cast("type[object]", kind))
    fields = attrs.fields(cast("type[attrs.AttrsInstance]", kind))
    return tuple((field.name, hints[field.name], acceptance(hints[field.name]), not field.repr) for field in fields)


def _look(kind: type[object]) -> _Look:
    """Give what reads all fields of a class at once, and a place for what is left to be asked of values of given types."""
    values: Callable[[object], tuple[object, ...]]
    match [field[0] for field in _fields(cast("Hashable", kind))]:
        case []:
            values = lambda _: ()  # noqa: E731 - as the others are
        case [name]:
            values = lambda model: (getattr(model, name),)  # noqa: E731
        case names:
            values = attrgetter(*names)
    return _LOOKS.setdefault(kind, (values, {}))


def _left(kind: Hashable, types: tuple[type[object], ...]) -> _Left:
    asked = (_beyond_type(field[1], given) for field, given in zip(_fields(kind), types, strict=True))
    return tuple((position, accepts) for position, accepts in enumerate(asked) if accepts is not None)


def _beyond_type(hint: object, given: type[object]) -> Callable[[object], bool] | None:
    """Give what is left to be asked of a value of exactly this type; None where its type is all that counts."""
    arguments = get_args(hint)
    match get_origin(hint):
        case None if given is Decimal and hint is Decimal:
            return cast("Callable[[object], bool]", Decimal.is_finite)
        case None if cast("object", given) is hint:
            return None
        case origin if origin is Literal and given is str:
            return frozenset(arguments).__contains__
        case origin if origin in (Union, UnionType):
            asked = [_beyond_type(part, given) for part in arguments if given is part or (given is str and get_origin(part) is Literal)]
            return asked[0] if len(asked) == 1 else acceptance(hint)
        case _:
            return acceptance(hint)


def _entries(value: object) -> tuple[object, ...]:
    return cast("tuple[object, ...]", value) if isinstance(value, tuple) else ()


def _are_texts(value: object) -> bool:
    kinds = set(map(type, _entries(value)))
    return isinstance(value, tuple) and (kinds <= {str} or all(issubclass(kind, str) for kind in kinds))


def _is_exact(value: object) -> bool:
    return isinstance(value, Decimal) and value.is_finite()


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_Left: TypeAlias = tuple[tuple[int, Callable[[object], bool]], ...]
_Look: TypeAlias = tuple[Callable[[object], tuple[object, ...]], dict[tuple[type[object], ...], _Left]]
_LOOKS: Final[dict[type[object], _Look]] = {}
_PLAIN: Final[dict[object, Callable[[object], bool]]] = {Decimal: _is_exact, int: _is_whole, object: lambda _: True}
_NAMES: Final[dict[object, str]] = {
    Decimal: "an exact number (Decimal or int)",
    int: "a whole number (int)",
    str: "text",
    bool: "True or False",
    NoneType: "None",
    UnsetType: "UNSET",
}
_LONGEST: Final = 60


def _words(hint: object) -> str:
    """Say what is expected."""
    arguments = get_args(hint)
    match get_origin(hint):
        case None:
            return _NAMES.get(hint) or cast("type[object]", hint).__name__
        case origin if origin is Literal:
            return f"one of {', '.join(map(repr, arguments))}"
        case origin if origin is tuple:
            return f"a tuple, each entry {_words(arguments[0])}"
        case origin if origin is dict:
            return f"a dict of text to {_words(arguments[1])}"
        case _:
            return " or ".join(map(_words, arguments))


def _shown(value: object) -> str:
    """Show what was found, and of what type it is."""
    if value is None or value is UNSET:
        return str(value)
    text = repr(value)
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
    return f"{short} ({type(value).__name__})"
