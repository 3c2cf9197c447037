"""`crossbook demo quoter`: a quoter lives through a rough market, and what it claims is held against what the market has."""

from __future__ import annotations

from decimal import Decimal

import click
from rich import box
from rich.console import Console
from rich.table import Table

from crossbook.demo.quoter import Limits
from crossbook.demo.quoter_run import VENUES, Watched, run

_NAMES = {"fourcasters": "4casters", "predictstreet": "PredictStreet"}
_ROWS = {
    "quotes placed": ("Placed", "Edited"),
    "of these, moved by an edit": ("Edited",),
    "quotes cancelled": ("Cancelled",),
    "cancelled by an edit, not replaced": ("CancelledNotReplaced",),
    "not placed, by the venue": ("NotPlaced",),
    "too late to cancel or to move": ("NotCancelled", "NotEdited"),
    "fills that the feed told": ("OrderFilled",),
    "gaps in feeds": ("Gap",),
    "outcomes that were unknown": ("PlaceUnknown", "CancelUnknown", "EditUnknown"),
}
_MORE = ("resolved to ", "failed: ")
_SHOWN = 5


@click.command()
@click.option("--minutes", type=click.FloatRange(min=0.1, max=24 * 60), default=1.0, show_default=True, help="How long to quote.")
@click.option("--faults", "seed", type=int, metavar="SEED", help="Break connections, replies and feeds at random; a number decides how.")
@click.option("--most", type=click.IntRange(min=10), default=500, show_default=True, help="USD at risk at each venue, at most.")
def quoter(minutes: float, seed: int | None, most: int) -> None:
    """Watch a quoter at both venues, in a sandbox whose time passes faster: four quotes on each, moved with the book.

    Other traders move the market and take quotes. At every step, what the quoter's ledger claims is held against what the sandbox has.
    Ends with 1 where the ledger claimed less, a limit was passed, or it is not proven at the end that nothing rests.
    """
    console = Console(highlight=False)
    console.width = max(console.width, 80)
    watched = run(minutes * 60, seed or 0, faults=seed is not None, limits=Limits(most=Decimal(most)))
    show(console, watched)
    if not watched.holds:
        raise click.exceptions.Exit(1)


def show(console: Console, watched: Watched) -> None:
    """Print what a run came to."""
    title = f"A quoter over {watched.seconds / 60:.1f} minutes of the sandbox's time, with {watched.faults} faults"
    console.print(title, style="bold")
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("")
    for venue in VENUES:
        table.add_column(_NAMES[venue], justify="right", no_wrap=True)
    rest = sorted({name for _, name in watched.counts if name.startswith(_MORE)}, reverse=True)
    for label, names in (*_ROWS.items(), *((_words(name), (name,)) for name in rest)):
        cells = [sum(watched.counts[venue, name] for name in names) for venue in VENUES]
        if any(cells) or label in _ROWS:
            table.add_row(label, *map(str, cells))
    for label, amounts in (("most at risk that was claimed", watched.most_claimed), ("most at risk that was held", watched.most_held)):
        table.add_row(label, *(f"{amounts[venue]:.2f}" for venue in VENUES))
    pulled = watched.pulled
    table.add_row("nothing rests", *("proven" if each.is_proven else "not proven" for each in (pulled.venues if pulled else ())))
    console.print(table)
    for breach in watched.breaches[:_SHOWN]:
        console.print(breach, style="bold red")
    if watched.still_unknown:
        console.print(f"Outcomes that nobody knows yet: {watched.still_unknown}. Nothing of them rests: that is proven all the same.")
    alarms = ", ".join(f"{count} {state}" for state, count in sorted(watched.alarms.items()))
    console.print(f"Alarms of the dead man: {alarms or 'none'}. What was claimed was held against the sandbox {watched.steps} times.")
    if watched.breaches:
        console.print(f"BREACHED {len(watched.breaches)} times: less was claimed than held, or more held than allowed.", style="bold red")
    else:
        console.print("The ledger never claimed less than was held, and no limit was passed.", style="green")
    verdict = "not proven" if pulled is None else pulled.verdict
    console.print(verdict, style="bold green" if watched.holds else "bold red")
    for left in () if pulled is None else pulled.left[:_SHOWN]:
        console.print(f"left: {left.order_id or left.user_reference}: {left.why}")


def _words(name: str) -> str:
    resolved, failed = name.removeprefix("resolved to "), name.removeprefix("failed: ")
    return f"  which turned out {resolved}" if resolved != name else f"calls that did nothing ({failed})"
