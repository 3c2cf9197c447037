"""What the documents of a venue give as the reply to each operation, by its name. Pure; each is loaded when it is asked for."""

from __future__ import annotations

from functools import cached_property
from types import ModuleType
from typing import cast, get_args, get_type_hints

import msgspec

from crossbook_bindings.runtime import Operation, Request


class Documented:
    """The operations of a venue, by the names that it gives them. It is handed the bindings' package of requests, and their effects."""

    def __init__(self, bindings: ModuleType, effects: ModuleType) -> None:
        self._bindings = bindings
        self._effects = effects

    def operation_of(self, name: str) -> Operation[str] | None:
        """Find an operation by the venue's name for it."""
        return self._operations.get(name, (None, ""))[0]

    def reply_type(self, name: str) -> object:
        """Give the class that a successful reply decodes to; None where there is no such operation."""
        found = self._operations.get(name)
        if found is None:
            return None
        hints = get_type_hints(getattr(self._bindings, found[1]))
        return get_args(hints["return"])[1]

    def request_of(self, name: str, body: str) -> Request[str, object, object]:
        """Build the request of an operation whose reply answers entry by entry again, from its body: it knows how to count them.

        Raises KeyError where there is no such operation, and msgspec.DecodeError where the body is none of its.
        """
        build = getattr(self._bindings, self._operations[name][1])
        hints = get_type_hints(build)
        members = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
        given = {each: msgspec.json.decode(raw, type=hints[each]) for each, raw in members.items()}
        return cast("Request[str, object, object]", build(**given))

    @cached_property
    def _operations(self) -> dict[str, tuple[Operation[str], str]]:
        # The function that builds a request is named as its operation's constant.
        constants = vars(self._effects).items()
        return {value.name: (value, constant.lower()) for constant, value in constants if isinstance(value, Operation)}
