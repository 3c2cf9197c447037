"""`nox -s bench`: every figure as a ratio within this one run, printed and written to bench.json."""

from __future__ import annotations

import json
import platform
import sys
from pathlib import Path

import books
import decoding
import ledger
import market
import observing
import pacing
import placing
import price_feed
import pulling
import sending
import signing
import starting
import user_feeds
import user_lists
from rich.console import Console
from rich.table import Table
from timing import Figure


def main() -> int:
    console = Console()
    figures: list[Figure] = []
    for measure in (
        decoding.measure,
        books.measure,
        sending.measure,
        placing.measure,
        observing.measure,
        ledger.measure,
        user_feeds.measure,
        user_lists.measure,
        market.measure,
        price_feed.measure,
        pacing.measure,
        pulling.measure,
        signing.measure,
        starting.measure,
        starting.operations,
        starting.regeneration,
    ):
        figures += measure()
    table = Table(title=f"crossbook, Python {platform.python_version()}", title_justify="left")
    for column in ("figure", "ours", "base", "base is", "ratio", "at most"):
        table.add_column(column, justify="left" if column in ("figure", "base is") else "right")
    for figure in figures:
        met = figure.limit is None or figure.ratio <= figure.limit
        table.add_row(
            figure.name,
            _duration(figure.ours_us),
            _duration(figure.base_us),
            figure.base,
            f"[{'green' if met else 'red'}]{figure.ratio:.2f}",
            "" if figure.limit is None else f"{figure.limit:g}",
        )
    console.print(table)
    written = [
        {
            "name": figure.name,
            "ours_us": round(figure.ours_us, 2),
            "base_us": round(figure.base_us, 2),
            "base": figure.base,
            "ratio": round(figure.ratio, 3),
            "limit": figure.limit,
            "note": figure.note,
        }
        for figure in figures
    ]
    Path("bench.json").write_text(json.dumps({"python": platform.python_version(), "figures": written}, indent=2) + "\n", encoding="utf-8")
    console.print("written to bench.json")
    return 0


def _duration(microseconds: float) -> str:
    for unit, size in (("s", 1e6), ("ms", 1e3)):
        if microseconds >= size:
            return f"{microseconds / size:.2f} {unit}"
    return f"{microseconds:.1f} µs"


if __name__ == "__main__":
    sys.exit(main())
