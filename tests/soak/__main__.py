"""The session: nox -s soak -- --minutes N --seed S --kills N."""

from __future__ import annotations

import argparse
import asyncio
import importlib
import importlib.util
import time

from soak import killing, storm
from soak.verdicts import Verdicts, line


def main() -> int:
    arguments = argparse.ArgumentParser(prog="soak", description=__doc__)
    arguments.add_argument("--minutes", type=float, default=10.0, help="how long the storm lasts (default: 10)")
    arguments.add_argument("--seed", type=int, default=1, help="decides what strikes, and when")
    arguments.add_argument("--in-flight", type=int, default=1000, help="commands in flight (default: 1,000)")
    arguments.add_argument("--kills", type=int, default=200, help="how often a client is killed (default: 200)")
    arguments.add_argument("--quoter", action=argparse.BooleanOptionalAction, default=True, help="an hour of the quoter's own time, too")
    given = arguments.parse_args()
    kept = True
    if given.minutes > 0:
        verdicts = Verdicts()
        began = time.monotonic()
        asyncio.run(storm.storm(given.minutes * 60, given.seed, given.in_flight, verdicts))
        kept &= verdicts.show(f"the storm, seed {given.seed}, {time.monotonic() - began:.0f} s", storm.PROMISES)
    if given.kills > 0:
        verdicts = Verdicts()
        began = time.monotonic()
        asyncio.run(killing.killed(given.kills, given.seed, verdicts))
        kept &= verdicts.show(f"clients killed, seed {given.seed}, {time.monotonic() - began:.0f} s", killing.PROMISES)
    if given.quoter:
        kept &= _quoter_keeps()
    line("every promise was kept" if kept else "PROMISES WERE BROKEN")
    return 0 if kept else 1


def _quoter_keeps() -> bool:
    """Let the quoter live through its hour, where it is there; say whether it ended well."""
    if importlib.util.find_spec("soak.quoter") is None:
        return True
    return importlib.import_module("soak.quoter").main() in (0, None)


if __name__ == "__main__":
    raise SystemExit(main())
