"""What a venue tells of itself to whoever reads a tape: how its calls are run once more, and what its replies are. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Final, TypeAlias, cast
from urllib.parse import parse_qsl

import msgspec

from crossbook.cancel_outcomes import Cancelled, CancelUnknown, NotCancelled
from crossbook.core.attempts import Attempt
from crossbook.core.judging import ask_or_raise
from crossbook.core.known_frames import Frames
from crossbook.core.naming import Catalogue
from crossbook.core.replaying import NeverOnTape, NotOnTape, Recorded, Replayed
from crossbook.core.resolving import Patience
from crossbook.errors import InvalidRequest, Outcome
from crossbook.evidence import Evidence
from crossbook.observing import Transport
from crossbook.place_outcomes import NotPlaced, Placed, PlaceUnknown, SentOrder
from crossbook_bindings.runtime import Operation, Request, whole

Came: TypeAlias = Attempt | InvalidRequest
"""What came of an attempt, or why the client would not send it."""

_ANY_REQUEST = ("send", "fetch", "pages")
"""Methods that take a request of the bindings. Whatever they make of the reply, it is judged alike."""


_OUTCOMES: Final = {kind.__name__: kind for kind in (Cancelled, NotCancelled, CancelUnknown, Placed, NotPlaced, PlaceUnknown)}
"""Outcomes that a call may be given. (Those of edits hold others.)"""


class Tapes(msgspec.Struct, frozen=True, kw_only=True):
    """One venue, as tapes need it."""

    catalogues: Mapping[Transport, Catalogue]
    run: Mapping[Transport, Callable[[partial[object], Sequence[Recorded[Came]], float], Replayed]]
    """Runs the plan that a partial begins."""
    order_of: Callable[[Mapping[str, object]], object]
    """Reads an order that was to be placed, from its members in JSON."""
    operation_of: Callable[[str], Operation[str] | None]
    request_of: Callable[[str, str], Request[str, object, object]]
    """Builds a request whose reply answers entry by entry, from its operation and its body."""
    reply_type: Callable[[Transport, str], object]
    """The class that a successful reply decodes to; None for an operation that no document lists."""
    frames: Mapping[str, Frames]
    """What comes on its feeds, by their names."""
    exact: frozenset[str] = frozenset()
    """Arguments that are exact numbers, which a tape holds as text."""
    times: Mapping[str, Callable[[str], object]] = {}
    """How arguments are read that are days or moments, which a tape holds as text."""

    def begin(self, transport: Transport, method: str, arguments: Mapping[str, object]) -> partial[object]:
        """Give what begins the plan of a call. Raises NotOnTape where there is none, or where a tape does not hold what it needs."""
        catalogue = self.catalogues.get(transport)
        plan = None if catalogue is None else catalogue.plans.get(method)
        if catalogue is not None and method in catalogue.untaped:
            problem = "it began with what its client knew and drew (a signed order: its signature and salt), which is on no tape by design"
            raise NeverOnTape(problem)
        if plan is None:
            problem = f"no method {method!r} is known today"
            raise NotOnTape(problem)
        if method in _ANY_REQUEST:
            return partial(cast("Callable[..., object]", ask_or_raise), self._read(next(iter(arguments.values()), None)))
        arguments = {
            name: self.times[name](value) if name in self.times and isinstance(value, str) else value for name, value in arguments.items()
        }
        return partial(plan, **{name: self._argument(name, value) for name, value in arguments.items()})

    def _argument(self, name: str, value: object) -> object:
        if name == "patience":
            return msgspec.convert(value, Patience)
        return Decimal(value) if name in self.exact and isinstance(value, str) else self._read(value)

    def _read(self, value: object) -> object:
        match value:
            case list():
                return tuple(self._read(item) for item in cast("list[object]", value))
            case dict():
                return self._read_members(cast("dict[str, object]", value))
            case _:
                return value

    def _read_members(self, value: dict[str, object]) -> object:
        kind, members = value.get("kind"), cast("Mapping[str, object]", value.get("members", {}))
        if kind is None:
            return self.order_of(value)
        if isinstance(kind, str) and kind in _OUTCOMES:
            return self._outcome(_OUTCOMES[kind], members)
        if kind == "Request":
            return self._request(cast("Mapping[str, str | None]", members))
        if members:
            return self.order_of(members)
        problem = f"it was called with a {kind}, which is not on the tape"
        raise NotOnTape(problem)

    def _outcome(self, kind: type[Outcome], members: Mapping[str, object]) -> Outcome:
        if kind is not PlaceUnknown:
            return msgspec.convert(members, kind)
        order = cast("SentOrder", self._read(members["order"]))
        return PlaceUnknown(order=order, evidence=msgspec.convert(members["evidence"], Evidence))

    def _request(self, members: Mapping[str, str | None]) -> Request[str, object, object]:
        operation = self.operation_of(members["operation"] or "")
        if operation is None:
            problem = f"no operation {members['operation']!r} is known today"
            raise NotOnTape(problem)
        path, _, query = (members["target"] or "").partition("?")
        body = members["body"]
        if members["entries"] is not None and body is not None:
            return self.request_of(operation.name, body)
        return Request(
            operation=operation,
            path=path,
            query=tuple(parse_qsl(query, keep_blank_values=True)),
            payload=None if body is None else msgspec.Raw(body.encode()),
            reply=cast("type[object]", self.reply_type("rest", operation.name)),
            unwrap=whole,
            errors=self._errors_of(operation.name, body),
        )

    def _errors_of(self, name: str, body: str | None) -> Mapping[int, type[object]]:
        """Give the documented bodies of an operation's errors; none where it cannot be built from its body alone."""
        try:
            return self.request_of(name, body or "{}").errors
        except (KeyError, TypeError, ValueError, msgspec.DecodeError):
            return {}
