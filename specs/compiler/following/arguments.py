"""The arguments of `follow`. They stand apart, so that the other commands do without what reads pages."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from compiler.comparing.parser import Parser

ABOUT: Final = """\
Read a state of the documents of a venue, say what changed since the specs were written and whom it breaks, and hold the specs of
REST and sockets to it: every difference is gone, or stands in the deviations file, or is newer in the specs than in the state.
exit codes: 0 nothing to do; 1 something to do, breaking nobody; 2 a change that breaks callers or readers; 3 an input cannot be read;
4 this program failed"""


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
    parser.add_argument(
        "--write", action="store_true", help="write what a machine can write: specs, deviations, recordings, test data, changelog, lock"
    )
    parser.add_argument("--verdict", type=Path, metavar="FILE", help="write the exit code there, once the end is reached")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the report there")
