"""What a control object offers: its public methods and properties, with their annotations."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, get_type_hints

from attrs import frozen

# Not for callers: of the machinery, or what only one who holds the process can mean.
_WITHHELD: Final = frozenset({"listen_on", "start", "stop", "trader"})


@frozen
class Parameter:
    """One argument of a control."""

    name: str
    annotation: object
    required: bool
    many: bool
    """Whether Python takes any number of it, one after the other: a list in JSON."""


@frozen(kw_only=True)
class Offered:
    """One method or property."""

    name: str
    is_property: bool
    settable: bool
    parameters: tuple[Parameter, ...]
    returns: object
    about: str
    """First paragraph of its docstring."""


@cache
def offered(found: type) -> Mapping[str, Offered]:
    """List what a class offers."""
    public = sorted(name for name in dir(found) if not name.startswith("_") and name not in _WITHHELD)
    listed = {name: _offered(name, inspect.getattr_static(found, name)) for name in public}
    return {name: entry for name, entry in listed.items() if entry is not None}


def _offered(name: str, member: object) -> Offered | None:
    if isinstance(member, property) and member.fget is not None:
        returns = _hints(member.fget).get("return")
        about = inspect.getdoc(member) or ""
        value = Parameter("value", returns, required=True, many=False)
        parameters: tuple[Parameter, ...] = (value,) if member.fset else ()
        return Offered(name=name, is_property=True, settable=bool(member.fset), parameters=parameters, returns=returns, about=_first(about))
    if inspect.isfunction(member):
        hints = _hints(member)
        parameters = tuple(
            Parameter(
                parameter.name,
                hints[parameter.name],
                required=parameter.default is parameter.empty and parameter.kind is not parameter.VAR_POSITIONAL,
                many=parameter.kind is parameter.VAR_POSITIONAL,
            )
            for parameter in inspect.signature(member).parameters.values()
            if parameter.name != "self"
        )
        about = _first(inspect.getdoc(member) or "")
        return Offered(name=name, is_property=False, settable=False, parameters=parameters, returns=hints.get("return"), about=about)
    return None


def _hints(function: Callable[..., object]) -> dict[str, object]:
    # `Json` is written in terms of itself; whatever it is, it is written as it stands.
    return dict(get_type_hints(function, localns={"Json": object}))


def _first(text: str) -> str:
    return " ".join(text.partition("\n\n")[0].split())
