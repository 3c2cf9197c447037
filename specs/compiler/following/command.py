"""The command `follow`: what a venue's documents say now, what changed, and whom it breaks."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from compiler.comparing import changes
from compiler.comparing.catalogue import UnreadableError
from compiler.comparing.parser import Parser
from compiler.comparing.report import show
from compiler.following import report
from compiler.following.fetching import fetch
from compiler.following.lock import NAME, lock_at
from compiler.following.reviewing import Review, review

NOTHING: Final = 0
TO_DO: Final = 1
BREAKING: Final = 2
ABOUT: Final = """\
Read a state of the documents of a venue, say what changed since the specs were written and whom it breaks, and hold the specs of
REST and sockets to it: every difference is gone, or stands in the deviations file, or is newer in the specs than in the state.
exit codes: 0 nothing to do; 1 something to do, breaking nobody; 2 a change that breaks callers or readers; 3 an input cannot be read"""


def add(commands: argparse._SubParsersAction[Parser]) -> None:  # pyright: ignore[reportPrivateUsage] - argparse has no other name for it
    """Tell the command line about this command."""
    parser = commands.add_parser(
        "follow", help="follow a venue's documents", description=ABOUT, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("venue", metavar="VENUE", help="a folder of specs: fourcasters, predictstreet")
    parser.add_argument(
        "--documents",
        default="",
        metavar="WHERE",
        help="a folder, a git repository or, for pages, the address they are under (default: what the lock says)",
    )
    parser.add_argument("--since", default="", metavar="FOLDER", help="the state of the lock, where it cannot be had from a repository")
    parser.add_argument("--date", default="", metavar="DAY", help="the day of the state, as 2026-07-16, where no commit tells")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the report there")


def run(options: argparse.Namespace) -> int:
    """Review, report, and say by the exit code what is to be done."""
    specs = options.specs / options.venue
    if not specs.joinpath(NAME).is_file():
        known = ", ".join(sorted(path.parent.name for path in options.specs.glob(f"*/{NAME}"))) or "none"
        raise UnreadableError(f"{options.venue}: expected a venue with a {NAME}, found among {options.specs}: {known}")
    lock = lock_at(specs / NAME)
    found = review(specs, lock, fetch(lock, options.documents, since=options.since, date=options.date))
    show(report.lines_of(found))
    if options.markdown is not None:
        options.markdown.write_text(report.markdown(found), encoding="utf-8")
    return code_of(found)


def code_of(found: Review) -> int:
    """Choose the exit code."""
    meanings = {change.meaning for change in found.changes or ()}
    if meanings & {changes.CALLERS, changes.READERS}:
        return BREAKING
    changed = found.changed or found.new or found.gone
    return TO_DO if changed or not found.is_done else NOTHING
