"""What the documents give as the reply to each operation, by its name. Pure; each is loaded when it is asked for."""

from __future__ import annotations

from functools import cache
from typing import cast, get_args, get_type_hints

import msgspec

from crossbook_bindings.fourcasters import rest as bindings
from crossbook_bindings.fourcasters.rest import effects
from crossbook_bindings.runtime import Operation, Request


def operation_of(name: str) -> Operation[str] | None:
    """Find an operation by the venue's name for it."""
    return _operations().get(name, (None, ""))[0]


@cache
def reply_type(name: str) -> object:
    """Give the class that a successful reply decodes to; None where there is no such operation."""
    found = _operations().get(name)
    if found is None:
        return None
    hints = get_type_hints(getattr(bindings, found[1]))
    return get_args(hints["return"])[1]


def request_of(name: str, body: str) -> Request[str, object, object]:
    """Build the request of an operation whose reply answers entry by entry again, from its body: it knows how to count them.

    Raises KeyError where there is no such operation, and msgspec.DecodeError where the body is none of its.
    """
    build = getattr(bindings, _operations()[name][1])
    hints = get_type_hints(build)
    members = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    return cast(
        "Request[str, object, object]", build(**{each: msgspec.json.decode(raw, type=hints[each]) for each, raw in members.items()})
    )


@cache
def _operations() -> dict[str, tuple[Operation[str], str]]:
    # The function that builds a request is named as its operation's constant.
    constants = vars(effects).items()
    return {value.name: (value, constant.lower()) for constant, value in constants if isinstance(value, Operation)}
