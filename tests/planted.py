"""Secrets with a mark in them, and a search for that mark in everything that an error, a value or a log could show."""

from __future__ import annotations

import logging
import pickle
import traceback
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from crossbook import CrossbookError

MARK = "s3cr3t"

TOKEN = f"token-{MARK}-of-the-account"
ROTATED = f"rotated-{MARK}-of-the-account"
LOGGED_IN = f"fresh-{MARK}-of-the-account"
PASSWORD = f"password-{MARK}"
API_KEY = f"ps_live_0123456789abcdef_{MARK}_of_the_partner"

_TESTS = str(Path(__file__).parent)


def shown_by(value: object) -> str:
    """Give all that a value shows of itself; of an error, its whole chain and its frames with their local variables too."""
    if not isinstance(value, BaseException):
        return f"{value!r} {value}"
    return "\n".join(line for error in _chain(value) for line in _lines(error))


def _chain(error: BaseException) -> list[BaseException]:
    """Follow causes and contexts, those that are not printed included."""
    found: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        link = waiting.pop()
        if link is not None and not any(link is known for known in found):
            found.append(link)
            waiting += [link.__cause__, link.__context__]
    return found


def _lines(error: BaseException) -> Generator[str]:
    yield from (repr(error), str(error), repr(error.args), repr(vars(error)))
    if isinstance(error, CrossbookError):
        yield repr(pickle.dumps(error))
    for frame in traceback.TracebackException.from_exception(error, capture_locals=True).stack:
        # The tests themselves know the secrets; whoever calls crossbook answers for their own frames.
        if not frame.filename.startswith(_TESTS):
            yield f"{frame.filename}:{frame.lineno} {frame.locals}"


class Everything(logging.Handler):
    """Keeps what every logger says, at every level, and whatever else it is shown."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.loggers: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        self.loggers.add(record.name)
        self.lines.append(f"{record.name}: {self.format(record)} {vars(record)!r}")

    def see(self, *values: object) -> None:
        self.lines += [shown_by(value) for value in values]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def assert_no_secret(self) -> None:
        leaks = [line[max(0, line.index(MARK) - 100) : line.index(MARK) + 50] for line in self.lines if MARK in line]
        assert not leaks, leaks


@contextmanager
def everything_logged() -> Generator[Everything]:
    """Listen to all loggers at DEBUG."""
    root, listener = logging.getLogger(), Everything()
    level = root.level
    root.addHandler(listener)
    root.setLevel(logging.DEBUG)
    try:
        yield listener
    finally:
        root.removeHandler(listener)
        root.setLevel(level)
