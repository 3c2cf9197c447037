"""What a command prints, whatever it is printed to: a terminal that knows few letters, a full disk, a reader who has gone.

What is lost there is said on what is still open. It never changes what a command does, nor what its exit code says of that.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import Final

import click
from rich.console import Console

GONE: Final = 141
"""How a shell sees a program that ends because nobody reads what it prints: 128, and the number of SIGPIPE."""
UNWRITTEN: Final = 5
"""What was looked for could not be printed."""


class Unwritten(Exception):
    """What a command found cannot be printed."""

    def __init__(self, error: OSError) -> None:
        """Say why, by what writing ended in."""
        self.why = error.strerror or str(error)
        self.has_nobody = isinstance(error, BrokenPipeError)
        """Whether whoever read it has gone."""
        super().__init__(self.why)

    @property
    def exit_code(self) -> int:
        """How a command ends that did nothing else. Who reads no further, as `head`, had what he wanted."""
        return GONE if self.has_nobody else UNWRITTEN


class Paper(Console):
    """A console that raises what keeps it from writing. Rich's own ends the program, and silences the other stream."""

    def on_broken_pipe(self) -> None:
        """Raise it."""
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))

    def write(self, text: str) -> None:
        """Print a text as it is, in a line of its own."""
        self.file.write(f"{text}\n")
        self.file.flush()


@contextmanager
def written() -> Generator[Paper]:
    """Give what is printed on. Nothing else may be done in it. Raises Unwritten where it cannot be printed."""
    if not _is_open("stdout"):
        raise Unwritten(OSError(errno.EBADF, os.strerror(errno.EBADF)))
    try:
        yield Paper()
        sys.stdout.flush()
    except OSError as error:
        silence("stdout")
        raise Unwritten(error) from None


def tell(command: str, show: Callable[[Paper], object]) -> None:
    """Print what a command has done: on stderr where stdout cannot be written. Raises nothing; the exit code tells it in any case."""
    try:
        with written() as paper:
            show(paper)
    except Unwritten as error:
        complain(command, f"what it did cannot be printed where it should be ({error.why}):")
        with suppress(OSError):
            show(Paper(stderr=True))


def complain(command: str, words: str) -> None:
    """Say on stderr what went wrong, where that can be said."""
    if not _is_open("stderr"):
        return
    try:
        click.echo(f"crossbook {command}: {words}", err=True)
    except OSError:
        silence("stderr")


def silence(name: str) -> None:
    """Let nothing go to a stream any more, so that what it still holds is not complained about at the end of the program."""
    stream = getattr(sys, name)
    with suppress(OSError, AttributeError, ValueError):
        number = stream.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)


def _is_open(name: str) -> bool:
    # Python has None for a stream that was closed before it began, whatever its stubs say.
    return getattr(sys, name, None) is not None


def ready() -> None:
    """Have characters that a terminal cannot show written as Python writes them, instead of nothing more."""
    for name in ("stdout", "stderr"):
        stream: object = getattr(sys, name, None)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def settle() -> None:
    """Write what streams still hold. One that cannot take it must not decide the exit code."""
    for name in ("stdout", "stderr"):
        stream: object = getattr(sys, name, None)
        if isinstance(stream, io.TextIOWrapper):
            try:
                stream.flush()
            except (OSError, ValueError):
                silence(name)
