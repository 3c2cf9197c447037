"""Calls of one client that may place orders: which are under way, and how those ended. What pulls orders waits for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from crossbook.errors import Outcome


class PlacingCall:
    """A call that may place orders, from when it begins until it is over."""

    __slots__ = ("games", "is_over", "is_unknown", "outcomes", "references")

    def __init__(self, orders: object, drawn: Iterable[str] = ()) -> None:
        """Note the `orders` that it is to place; `drawn` are names for those that have none, one for each. Callers are not always typed."""
        listed = tuple(cast("Sequence[object]", orders)) if isinstance(orders, tuple | list) else (orders,)
        names: tuple[str | None, ...] = (*drawn, *(None,) * len(listed))
        self.references = tuple(_text(order, "user_reference") or name for order, name in zip(listed, names, strict=False))
        """The name of each of its orders; None where it is not known yet."""
        self.games = tuple(_text(order, "game_id") for order in listed)
        """The 4casters game of each of its orders."""
        self.outcomes: tuple[Outcome, ...] = ()
        """How it ended, once it has."""
        self.is_unknown = False
        """Whether it ended without outcomes, although the venue may have acted."""
        self.is_over = False
        """Whether it has ended."""

    def end(self, outcomes: tuple[Outcome, ...], is_unknown: bool = False) -> None:  # noqa: FBT001, FBT002 - as `ended_by` gives it
        """Note with which `outcomes` it ended, before anybody is told; `is_unknown` where it has none and the venue may have acted."""
        self.outcomes, self.is_unknown, self.is_over = outcomes, is_unknown, True


def _text(order: object, name: str) -> str | None:
    held: object = getattr(order, name, None)
    return held if isinstance(held, str) else None


class CallsWitness:
    """What somebody sees of the calls of a client: those under way when he began to look, and all that began after that."""

    def __init__(self, calls: CallsUnderWay) -> None:
        """Begin to look at `calls`."""
        self._calls = calls
        self._seen: dict[int, PlacingCall] = {}
        self._told: set[int] = set()

    def note(self, call: PlacingCall) -> None:
        """Note a `call`; once is enough."""
        self._seen[id(call)] = call

    def look(self) -> tuple[tuple[PlacingCall, ...], tuple[PlacingCall, ...], tuple[PlacingCall, ...]]:
        """Give those that were not seen before, those under way, and those that ended since the last look."""
        seen = tuple(self._seen.items())
        new = tuple(call for number, call in seen if number not in self._told)
        self._told |= {number for number, _ in seen}
        ended = {number: call for number, call in seen if call.is_over}
        for number in ended:
            # It is kept by whoever has it until now, so no other has its number meanwhile.
            del self._seen[number]
            self._told.discard(number)
        return new, tuple(call for number, call in seen if number not in ended), tuple(ended.values())

    def end(self) -> None:
        """Look no more."""
        self._calls.forget(self)


class CallsUnderWay:
    """The calls of one client that may place orders and are not over. Threads may share it."""

    def __init__(self) -> None:
        self._calls: dict[int, PlacingCall] = {}
        self._witnesses: dict[int, CallsWitness] = {}

    def begin(self, call: PlacingCall) -> None:
        """Note that a `call` begins."""
        self._calls[id(call)] = call
        for witness in tuple(self._witnesses.values()):
            witness.note(call)

    def ended(self, call: PlacingCall, outcomes: tuple[Outcome, ...], is_unknown: bool = False) -> None:  # noqa: FBT001, FBT002 - as `end`
        """Note with which `outcomes` a `call` ended, or that it `is_unknown`, and that it is over."""
        call.end(outcomes, is_unknown)
        self.over(call)

    def over(self, call: PlacingCall) -> None:
        """Note that a `call` is over."""
        call.is_over = True
        self._calls.pop(id(call), None)

    def witness(self) -> CallsWitness:
        """Begin to look at them."""
        witness = CallsWitness(self)
        self._witnesses[id(witness)] = witness
        for call in tuple(self._calls.values()):
            witness.note(call)
        return witness

    def forget(self, witness: CallsWitness) -> None:
        """Let a `witness` look no more."""
        self._witnesses.pop(id(witness), None)

    def __len__(self) -> int:
        """Say how many are under way."""
        return len(self._calls)

    def __repr__(self) -> str:
        return f"CallsUnderWay({len(self)})"
