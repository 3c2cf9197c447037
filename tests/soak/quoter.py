"""An hour of quoting in a sandbox whose time is owned: what the ledger claims covers what the sandbox holds, at every step.

Alone: python -m soak.quoter --minutes N --seed S.
"""

from __future__ import annotations

import argparse
import sys
import time
from decimal import Decimal
from typing import Final

from rich.console import Console

from crossbook.demo.quoter import Limits
from crossbook.demo.quoter_command import show
from crossbook.demo.quoter_run import VENUES, run
from soak.verdicts import Verdicts

NEVER_LESS: Final = "the ledger never claims less than the sandbox holds, and no limit is passed"
ENDS_FLAT: Final = "the quoter ends with nothing resting: proven, and true"
HAS_TRADED: Final = "it quoted and was matched at both venues"
IN_TIME: Final = "an hour takes ten minutes at most"
PROMISES: Final = (NEVER_LESS, ENDS_FLAT, HAS_TRADED, IN_TIME)
MINUTES: Final = 60.0
_MOST: Final = 2_500
"""USD at risk at each venue, at most: reached before the hour is over, so that the limit is met as well."""
_FASTER: Final = 6
"""How many times faster than the sandbox's time it is to be."""


def quoted(minutes: float, seed: int, verdicts: Verdicts) -> None:
    """Quote with faults for so many minutes of the sandbox's time."""
    began = time.monotonic()
    watched = run(minutes * 60, seed, faults=True, limits=Limits(most=Decimal(_MOST)))
    took = time.monotonic() - began
    show(Console(highlight=False, width=100), watched)
    for breach in watched.breaches:
        verdicts.breach(NEVER_LESS, breach)
    if watched.pulled is None or not watched.pulled.is_proven or watched.left_at_the_venues:
        verdicts.breach(ENDS_FLAT, f"{watched.pulled}, and {watched.left_at_the_venues} orders rest")
    for venue in VENUES:
        if not watched.counts[venue, "OrderFilled"] or not watched.most_held[venue]:
            verdicts.breach(HAS_TRADED, f"{venue}: {watched.counts}")
        verdicts.figures[f"{venue}: most claimed, most held, USD"] = f"{watched.most_claimed[venue]:.2f} {watched.most_held[venue]:.2f}"
    if took > watched.seconds / _FASTER:
        verdicts.breach(IN_TIME, f"{watched.seconds / 60:.1f} minutes took {took / 60:.1f}")
    verdicts.counts["faults"] = watched.faults
    verdicts.counts["times that the claim was held against the sandbox"] = watched.steps
    verdicts.figures["minutes of the sandbox's time, and of the machine's"] = f"{watched.seconds / 60:.1f} {took / 60:.1f}"


def main() -> int:
    """Quote alone; 0 if all of it held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    verdicts = Verdicts()
    quoted(chosen.minutes, chosen.seed, verdicts)
    return 0 if verdicts.show(f"the quoter, seed {chosen.seed}", PROMISES) else 1


if __name__ == "__main__":
    sys.exit(main())
