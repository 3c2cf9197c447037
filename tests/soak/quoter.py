"""An hour of quoting in a sandbox whose time is owned: what the ledger claims covers what the sandbox holds, at every step."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from rich.console import Console

from crossbook.demo.quoter import Limits
from crossbook.demo.quoter_command import show
from crossbook.demo.quoter_run import run

_MINUTES: Final = 60.0
_MOST: Final = 2_500
"""USD at risk at each venue, at most: reached well before the hour is over, so that the limit is met as well."""


def main(arguments: Sequence[str] = ()) -> int:
    """Quote with faults for an hour, unless `arguments` say otherwise; 0 if all of it held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=_MINUTES)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    watched = run(chosen.minutes * 60, chosen.seed, faults=True, limits=Limits(most=Decimal(_MOST)))
    show(Console(highlight=False, width=100), watched)
    return 0 if watched.holds else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
