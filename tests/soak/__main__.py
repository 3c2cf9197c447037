"""The session: nox -s soak -- --minutes N --seed S --kills N. Ends with a table of all promises, and with 1 where one was broken."""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Callable

from soak import killing, quoter, storm
from soak.verdicts import Verdicts, line


def main() -> int:
    arguments = argparse.ArgumentParser(prog="soak", description=__doc__)
    arguments.add_argument("--minutes", type=float, default=10.0, help="how long the storm lasts; 0 for none (default: 10)")
    arguments.add_argument("--seed", type=int, default=1, help="decides what strikes, and when")
    arguments.add_argument("--in-flight", type=int, default=1000, help="commands in flight (default: 1,000)")
    arguments.add_argument("--kills", type=int, default=200, help="how often a client is killed (default: 200)")
    arguments.add_argument("--quoter", action=argparse.BooleanOptionalAction, default=True, help="an hour of the quoter's own time, too")
    given = arguments.parse_args()
    table: list[tuple[str, bool, str]] = []

    def section(title: str, promises: tuple[str, ...], run: Callable[[Verdicts], None]) -> None:
        verdicts, began = Verdicts(), time.monotonic()
        run(verdicts)
        verdicts.show(f"{title}, seed {given.seed}, {time.monotonic() - began:.0f} s", promises)
        table.extend((title, promise not in verdicts.breaches, promise) for promise in promises)

    if given.minutes > 0:
        seconds = given.minutes * 60
        section("the storm", storm.PROMISES, lambda verdicts: asyncio.run(storm.storm(seconds, given.seed, given.in_flight, verdicts)))
    if given.kills > 0:
        section("clients killed", killing.PROMISES, lambda verdicts: asyncio.run(killing.killed(given.kills, given.seed, verdicts)))
    if given.quoter:
        section("the quoter", quoter.PROMISES, lambda verdicts: quoter.quoted(quoter.MINUTES, given.seed, verdicts))
    line("")
    for title, is_kept, promise in table:
        line(f"{title:<16}{'held' if is_kept else 'BROKEN':<8}{promise}")
    kept = all(is_kept for _, is_kept, _ in table)
    line("every promise was kept" if kept else "PROMISES WERE BROKEN")
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
