"""The command `follow`: what a venue's documents say now, what changed, and whom it breaks."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from compiler.comparing import changes
from compiler.comparing.catalogue import UnreadableError
from compiler.comparing.report import show
from compiler.following import report
from compiler.following.fetching import State, fetch
from compiler.following.lock import NAME, Lock, lock_at
from compiler.following.reviewing import Review, review
from compiler.following.writing import write

NOTHING: Final = 0
TO_DO: Final = 1
BREAKING: Final = 2


def run(options: argparse.Namespace) -> int:
    """Review, report, and say by the exit code what is to be done."""
    specs = options.specs / options.venue
    if not specs.joinpath(NAME).is_file():
        known = ", ".join(sorted(path.parent.name for path in options.specs.glob(f"*/{NAME}"))) or "none"
        raise UnreadableError(f"{options.venue}: expected a venue with a {NAME}, found among {options.specs}: {known}")
    lock = lock_at(specs / NAME)
    fetched = fetch(lock, options.documents, since=options.since, date=options.date)
    if options.write:
        _require_a_day(lock, fetched.new)
    found = review(specs, lock, fetched)
    show(report.lines_of(found))
    told: list[str] = []
    if options.write:
        project = options.specs.resolve().parent
        made = write(specs, project, found, fetched)
        lines = [*report.of_written(made), *report.of_users(_breaks(project, options.specs))]
        show(lines)
        told = report.sections(lines)
    if options.markdown is not None:
        try:
            options.markdown.write_text(report.markdown(found, told), encoding="utf-8")
        except OSError as error:
            raise UnreadableError(f"{options.markdown}: the report cannot be written there: {error.strerror}") from None
    return code_of(found)


def _require_a_day(lock: Lock, state: State) -> None:
    """Refuse to write what the lock could not say of which day it is, or what the specs are newer than."""
    if not state.date:
        raise UnreadableError("--write: expected the day of this state, for the lock: give it with --date, as 2026-07-16")
    if state.date < lock.date:
        raise UnreadableError(
            f"--write: expected a state of {lock.date} (the lock) or later, found one of {state.date}: nothing is written"
        )


def _breaks(project: Path, specs: Path) -> list[str]:
    # The compiler calls this command, and only a change that was written is compiled.
    from compiler.__main__ import write as compile_into  # noqa: PLC0415
    from compiler.following import users  # noqa: PLC0415

    return users.breaks(project, specs, compile_into)


def code_of(found: Review) -> int:
    """Choose the exit code."""
    meanings = {change.meaning for change in found.changes or ()}
    if meanings & {changes.CALLERS, changes.READERS}:
        return BREAKING
    changed = found.changed or found.new or found.gone
    return TO_DO if changed or not found.is_done else NOTHING
