"""How the pure parts of a connection are driven, and how they fail."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeAlias, TypeVar, cast

ResultT = TypeVar("ResultT")

Steps: TypeAlias = Generator[bytes, bytes, ResultT]
"""Yields bytes to be sent, or none where it only waits; is given what came next, b"" for the end of the stream."""


class Fault(Exception):
    """Why an attempt did not end in a complete reply. Its words may quote the other side: blot them before they are shown."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class OutOfTime(Fault):
    """The time that was given ran out."""


class LeaveOver(Fault):
    """The leave to send was over when there was a connection. The connection is kept, and nothing was sent."""


def drive(steps: Steps[ResultT], send: Callable[[bytes], None], receive: Callable[[], bytes]) -> ResultT:
    """Run the steps over a connection that blocks."""
    try:
        output = next(steps)
        while True:
            if output:
                send(output)
            output = steps.send(receive())
    except StopIteration as stop:
        return cast("ResultT", stop.value)
